package io.masterrecord.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns a start of an application whose {@value #MODE} is {@code exit} into a run of the
 * command {@code migrate}, for init containers and jobs. It comes after everybody else,
 * because the property may stand in a file of the application.
 */
final class ExitModeRunListener implements SpringApplicationRunListener, Ordered {

	static final String MODE = "masterrecord.migrations.mode";

	private final SpringApplication application;

	private final List<String> arguments;

	private boolean exiting;

	ExitModeRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = Arrays.asList(arguments);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		this.exiting = "exit".equalsIgnoreCase(environment.getProperty(MODE))
				&& environment.getProperty("masterrecord.enabled", Boolean.class, true)
				&& (this.arguments.isEmpty() || !this.arguments.get(0).equals(CommandRunListener.COMMAND));
		if (this.exiting) {
			CommandMode.enter(this.application, environment, Map.of("spring.main.web-application-type", "none"));
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.exiting) {
			Application commanded = new Application(context.getBeanFactory(), context.getEnvironment(),
					this.application.getMainApplicationClass());
			int exitCode = new CommandLineRun(commanded, CommandLineRun.standardStreams()).run(List.of("migrate"));
			context.close();
			System.exit(exitCode);
		}
	}

}
