package io.masterrecord.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.masterrecord.MasterRecordException;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.ModelGate;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationSource;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.RenameHint;
import io.masterrecord.seed.SeedPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What a command may ask of the application. Each bean is created when it is asked for
 * and not before; only {@link #migrator()} leads to the database.
 *
 * @param beans the definitions of the application's beans
 * @param environment the environment of the application
 * @param mainClass the main class of the application, or {@code null} if it is not known
 */
record Application(BeanFactory beans, Environment environment, @Nullable Class<?> mainClass) {

	ContextDefinition definition() {
		return bean(ContextDefinition.class);
	}

	private <T> T bean(Class<T> type) {
		T bean = this.beans.getBeanProvider(type).getIfAvailable();
		if (bean != null) {
			return bean;
		}
		if (this.environment.getProperty("masterrecord.enabled", Boolean.class, true)) {
			throw new CommandRefusedException("The application has no data source, and the command needs a database.",
					"Configure one with 'spring.datasource.url', or a bean of type DataSource.");
		}
		throw new CommandRefusedException("Property 'masterrecord.enabled' has the value 'false'.",
				"Leave it out for the command, or add '--masterrecord.enabled=true' to it.");
	}

	MigrationChain chain() {
		return bean(MigrationChain.class);
	}

	/**
	 * Return the migration that somebody named.
	 * @param id its id
	 */
	MigrationDefinition migration(String id) {
		return chain().all()
			.stream()
			.filter((migration) -> migration.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new CommandRefusedException("There is no migration '%s'.".formatted(id),
					"Name the id of a migration, as 'masterrecord status' prints it."));
	}

	/**
	 * Return the former names that the entities tell; none if there are no entities.
	 */
	List<RenameHint> renameHints() {
		ContextDefinition definition = this.beans.getBeanProvider(ContextDefinition.class).getIfAvailable();
		return (definition != null) ? definition.model().renameHints() : List.of();
	}

	/**
	 * Return the sources of the application.
	 * @param directory the directory that somebody named, or {@code null} for that of the
	 * configuration or the main class
	 */
	SourceTree sources(@Nullable String directory) {
		return SourceTree.find((directory != null) ? directory : generationSettings().sourceDirectory(),
				this.mainClass);
	}

	/**
	 * Return the dialect that somebody named.
	 * @param id its name
	 */
	static Dialect dialect(String id) {
		if (!Dialects.ids().contains(id)) {
			throw new CommandRefusedException("There is no dialect '%s'.".formatted(id),
					"Name one of %s.".formatted(String.join(", ", Dialects.ids())));
		}
		return Dialects.of(id);
	}

	/**
	 * Return the seeds that a migration is generated from.
	 */
	SeedPlan seeds() {
		return definition().seedsToMigrate(activeProfiles());
	}

	/**
	 * Make sure that entities and seeds are the same each time they are declared: those
	 * that are not would be a change for ever.
	 */
	void requireStableModel() {
		definition().requireStable(activeProfiles());
	}

	/**
	 * Compare the model with something. If that fails because the model is never the
	 * same, that is the failure.
	 * @param comparison the comparison
	 */
	<T> T comparing(Supplier<T> comparison) {
		try {
			return comparison.get();
		}
		catch (MasterRecordException ex) {
			requireStableModel();
			throw ex;
		}
	}

	private List<String> activeProfiles() {
		return List.of(this.environment.getActiveProfiles());
	}

	/**
	 * Return what should be known about the entities and seeds, though it is no mistake.
	 */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		definition().model().warnings().forEach((warning) -> warnings.add(warning.toString()));
		warnings.addAll(definition().seeds().warnings());
		return warnings;
	}

	ModelGate modelGate() {
		return bean(ModelGate.class);
	}

	GenerationSettings generationSettings() {
		return bean(GenerationSettings.class);
	}

	/**
	 * Return the classes that migrations should not depend on, by the name of the
	 * migration.
	 */
	Map<String, Set<String>> foreignClasses() {
		return migrationSource().foreignClasses();
	}

	/**
	 * Return the migrations of the application that are not in the package of migrations.
	 */
	List<String> migrationsElsewhere() {
		return AutoConfigurationPackages.has(this.beans)
				? migrationSource().elsewhere(AutoConfigurationPackages.get(this.beans)) : List.of();
	}

	private MigrationSource migrationSource() {
		ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
		return MigrationSource.of(generationSettings().packageName(),
				(classLoader != null) ? classLoader : Application.class.getClassLoader());
	}

	MigrationSettings migrationSettings() {
		return bean(MigrationSettings.class);
	}

	Migrator migrator() {
		return bean(Migrator.class);
	}

}
