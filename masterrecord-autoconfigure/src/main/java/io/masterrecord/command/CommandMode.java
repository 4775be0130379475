package io.masterrecord.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * What a start of an application becomes that ends with a command: its beans are defined
 * and not created, and what only matters to an application that runs is left out.
 *
 * @since 0.1.0
 */
public final class CommandMode {

	private static final String PROPERTY_SOURCE = "masterrecordCommand";

	/**
	 * Loads thousands of classes for the first request on a thread of its own.
	 */
	private static final String PREINITIALIZER = "org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializingApplicationListener";

	private CommandMode() {
	}

	/**
	 * Keep the application from preparing for requests, before it begins with that.
	 * @param application the application
	 */
	static void begin(SpringApplication application) {
		List<ApplicationListener<?>> listeners = application.getListeners()
			.stream()
			.filter((listener) -> !listener.getClass().getName().equals(PREINITIALIZER))
			.<ApplicationListener<?>>map((listener) -> listener)
			.toList();
		application.setListeners(listeners);
		application.setWebApplicationType(WebApplicationType.NONE);
	}

	/**
	 * Let the context of the application define beans only.
	 * @param application the application
	 * @param environment its environment
	 * @param properties what else to set before anybody reads the properties
	 */
	static void enter(SpringApplication application, ConfigurableEnvironment environment,
			Map<String, Object> properties) {
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setApplicationContextFactory((webApplicationType) -> new DefinitionsOnlyApplicationContext());
		environment.getPropertySources().addFirst(new MapPropertySource(PROPERTY_SOURCE, properties));
	}

	/**
	 * Tell whether arguments name a command.
	 * @param arguments the arguments of the application
	 * @return whether it ends with a command
	 */
	public static boolean isNamed(String... arguments) {
		return CommandRunListener.place(Arrays.asList(arguments)) >= 0;
	}

	/**
	 * Tell whether the application was started for a command.
	 * @param environment its environment
	 */
	static boolean isEntered(Environment environment) {
		return (environment instanceof ConfigurableEnvironment configurable)
				&& configurable.getPropertySources().contains(PROPERTY_SOURCE);
	}

}
