package io.masterrecord.autoconfigure;

import io.masterrecord.command.CommandMode;
import io.masterrecord.migration.MigrationSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Begins to read entities and migrations as soon as it is known that a command will ask
 * for them.
 */
final class EarlyReadingRunListener implements SpringApplicationRunListener, Ordered {

	private final SpringApplication application;

	private final String[] arguments;

	private @Nullable EarlyReading reading;

	EarlyReadingRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = arguments;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (CommandMode.isNamed(this.arguments)) {
			this.reading = new EarlyReading(this.application.getAllSources(), this.application.getClassLoader());
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		EarlyReading started = this.reading;
		if (started != null && environment.getProperty("masterrecord.enabled", Boolean.class, true)) {
			started.finish(
					environment.getProperty("masterrecord.migrations.package-name", MigrationSource.DEFAULT_PACKAGE));
			if (context instanceof DefaultResourceLoader loader) {
				started.tell(loader);
			}
			context.getBeanFactory().registerSingleton("masterRecordEarlyReading", started);
		}
	}

}
