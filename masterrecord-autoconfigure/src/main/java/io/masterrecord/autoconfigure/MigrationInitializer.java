package io.masterrecord.autoconfigure;

import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.masterrecord.context.ModelChanges;
import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;

/**
 * Runs the migrations when the application starts, before any bean that uses the
 * database. The mode is looked at here and not by a condition, because a condition would
 * be decided when an application is built ahead of time.
 */
class MigrationInitializer implements InitializingBean, Ordered {

	private static final Log log = LogFactory.getLog(MigrationInitializer.class);

	private static final int MOST_CHANGES = 5;

	private final MigrationMode mode;

	private final Supplier<Migrator> migrator;

	private final Model model;

	MigrationInitializer(MigrationMode mode, Supplier<Migrator> migrator, Model model) {
		this.mode = mode;
		this.migrator = migrator;
		this.model = model;
	}

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.mode == MigrationMode.OFF) {
			log.debug("MasterRecord: migrations are off");
			return;
		}
		if (isTrainingRun()) {
			log.info("MasterRecord: this is a training run that ends after start-up, so migrations are not looked at");
			return;
		}
		if (this.mode == MigrationMode.EXIT) {
			log.warn("MasterRecord: 'masterrecord.migrations.mode' is 'exit', but this application was not started by "
					+ "'SpringApplication.run', so it goes on after the migrations");
		}
		Migrator migrator = this.migrator.get();
		MigrationReport report = (this.mode == MigrationMode.VALIDATE) ? migrator.validate() : migrator.migrate();
		ModelChanges changes = ModelChanges.between(this.model, migrator.chain());
		log.info("MasterRecord: %s, %s".formatted(report.summary(),
				changes.isEmpty() ? "model in sync" : "model not in sync"));
		if (!changes.isEmpty()) {
			log.warn(pending(changes));
		}
	}

	private static String pending(ModelChanges changes) {
		String list = changes.descriptions().stream().limit(MOST_CHANGES).collect(Collectors.joining("; "));
		String more = (changes.count() > MOST_CHANGES) ? "; and %d more".formatted(changes.count() - MOST_CHANGES) : "";
		return ("MasterRecord: the entities say %s that no migration makes: %s%s. Write the migration with the argument "
				+ "'masterrecord add NAME' of the application")
			.formatted((changes.count() == 1) ? "1 change" : changes.count() + " changes", list, more);
	}

	private static boolean isTrainingRun() {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE
			.equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
	}

}
