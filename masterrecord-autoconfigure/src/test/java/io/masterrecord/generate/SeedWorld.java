package io.masterrecord.generate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with seeds and its database, from declaration to rows and back.
 */
final class SeedWorld {

	private final TestDatabase database;

	private final List<Class<?>> entities;

	private final List<MigrationDefinition> migrations = new ArrayList<>();

	private Consumer<SeedConfig.Builder> options = (seeds) -> {
	};

	private RowHooks hooks = RowHooks.NONE;

	private ContextDefinition definition;

	SeedWorld(TestDatabase database, Class<?>... entities) {
		this.database = database;
		this.entities = List.of(entities);
		this.definition = define((context) -> {
		});
	}

	SeedWorld options(Consumer<SeedConfig.Builder> stated) {
		this.options = stated;
		return this;
	}

	SeedWorld hooks(RowHooks seeing) {
		this.hooks = seeing;
		return this;
	}

	/**
	 * Declare other seeds than before.
	 */
	SeedWorld declare(MasterRecordConfigurer configurer) {
		this.definition = define(configurer);
		return this;
	}

	/**
	 * Add the migration that is missing.
	 */
	GeneratedMigration add() {
		GeneratedMigration generated = generate().orElseThrow(() -> new AssertionError("There is nothing to be added"));
		add(generated.up(), generated.down());
		assertThat(generate()).as("nothing is left after %s", generated.up()).isEmpty();
		return generated;
	}

	SeedWorld add(List<SchemaOperation> up, List<SchemaOperation> down) {
		int number = this.migrations.size() + 1;
		this.migrations.add(MigrationDefinition.of(String.valueOf(number), "Step" + number,
				(number == 1) ? "" : String.valueOf(number - 1), up, down));
		return this;
	}

	Optional<GeneratedMigration> generate() {
		return new MigrationGenerator(MigrationChain.of(this.migrations),
				new GenerationSettings("db.migrations", null, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)))
			.generate("Seeds", this.definition.model(), this.definition.seeds(), this.definition.seedConfig());
	}

	MigrationReport migrate(String... environments) {
		return migrator(environments).migrate();
	}

	MigrationReport rollback(int steps, String... environments) {
		return migrator(environments).rollback(steps);
	}

	Migrator migrator(String... environments) {
		return new Migrator(this.database.dataSource(), MigrationChain.of(this.migrations),
				MigrationSettings.defaults().withEnvironments(Set.of(environments)), List.of(), this.hooks);
	}

	EntityOperations entities() {
		return EntityOperations.builder(this.definition.model(), StatementGate.of(this.database.dataSource())).build();
	}

	ContextDefinition definition() {
		return this.definition;
	}

	private ContextDefinition define(MasterRecordConfigurer configurer) {
		return ContextDefinition.of(this.entities, List.of(configurer), (seeds) -> this.options.accept(seeds));
	}

}
