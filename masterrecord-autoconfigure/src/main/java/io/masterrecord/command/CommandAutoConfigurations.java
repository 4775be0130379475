package io.masterrecord.command;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Leaves out of a start for a command what Spring Boot sets up for requests, for those
 * who watch the application, and for its pages: no entity, seed or migration depends on
 * it, and to look at it takes a third of the time of such a start.
 * <p>
 * Auto-configurations of others are never left out, as nobody knows what they are for.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CommandAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String BOOT = "org.springframework.boot.";

	/**
	 * Parts of Spring Boot that only matter to an application that runs.
	 */
	private static final List<String> MODULES = List.of("actuate.", "freemarker.", "graphql.", "groovy.template.",
			"hateoas.", "health.", "http.converter.", "jersey.", "jetty.", "micrometer.metrics.", "micrometer.tracing.",
			"mustache.", "opentelemetry.", "reactor.netty.", "rsocket.", "servlet.", "session.", "thymeleaf.",
			"tomcat.", "web.server.", "webflux.", "webmvc.", "websocket.", "webservices.", "zipkin.");

	/**
	 * Parts of the other modules that are about the same.
	 */
	private static final Pattern PARTS = Pattern
		.compile("\\.(actuate|admin|health|jmx|metrics|observation|web)\\.[A-Za-z.]+");

	/**
	 * What beans of an application may ask for that are needed for a command, such as
	 * those that listen to migrations.
	 */
	private static final Set<String> KEPT = Set.of(
			"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
			"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
			"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
			"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration");

	/**
	 * Those of MasterRecord itself.
	 */
	private static final Set<String> OWN = Set.of("io.masterrecord.autoconfigure.MasterRecordEndpointAutoConfiguration",
			"io.masterrecord.autoconfigure.MasterRecordHealthContributorAutoConfiguration",
			"io.masterrecord.autoconfigure.MasterRecordMetricsAutoConfiguration",
			"io.masterrecord.autoconfigure.MasterRecordWebAutoConfiguration");

	private boolean command;

	@Override
	public void setEnvironment(Environment environment) {
		this.command = CommandMode.isEntered(environment);
	}

	@Override
	public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
		return match(names);
	}

	boolean[] match(@Nullable String[] names) {
		boolean[] matches = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			String name = names[i];
			matches[i] = !this.command || name == null || !isForRunningApplications(name);
		}
		return matches;
	}

	private static boolean isForRunningApplications(String name) {
		if (KEPT.contains(name)) {
			return false;
		}
		return OWN.contains(name) || (name.startsWith(BOOT)
				&& (MODULES.stream().anyMatch((module) -> name.startsWith(module, BOOT.length()))
						|| PARTS.matcher(name).find(BOOT.length())));
	}

}
