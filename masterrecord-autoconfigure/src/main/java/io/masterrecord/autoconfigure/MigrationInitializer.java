package io.masterrecord.autoconfigure;

import java.util.function.Supplier;

import io.masterrecord.context.ModelGate;
import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.Migrator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.util.StringUtils;

/**
 * Runs the migrations when the application starts, before any bean that uses the
 * database. The mode is looked at here and not by a condition, because a condition would
 * be decided when an application is built ahead of time.
 */
class MigrationInitializer implements InitializingBean, Ordered {

	private static final Log log = LogFactory.getLog(MigrationInitializer.class);

	private final MigrationMode mode;

	private final Supplier<Migrator> migrator;

	private final Supplier<ModelGate> gate;

	MigrationInitializer(MigrationMode mode, Supplier<Migrator> migrator, Supplier<ModelGate> gate) {
		this.mode = mode;
		this.migrator = migrator;
		this.gate = gate;
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
		ModelGate.Outcome model = this.gate.get().check();
		Migrator migrator = this.migrator.get();
		MigrationReport report = (this.mode == MigrationMode.VALIDATE) ? migrator.validate() : migrator.migrate();
		log.info("MasterRecord: %s, %s".formatted(report.summary(), model.summary()));
		model.findings().forEach((finding) -> log.warn("MasterRecord: " + finding));
		model.warning().ifPresent((warning) -> log.warn("MasterRecord: " + StringUtils.uncapitalize(warning)));
	}

	private static boolean isTrainingRun() {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE
			.equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
	}

}
