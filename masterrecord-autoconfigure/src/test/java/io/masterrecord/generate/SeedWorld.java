package io.masterrecord.generate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowFile;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.EntityValidator;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with seeds and its database, from declaration to rows and back.
 */
final class SeedWorld {

	private final @Nullable TestDatabase database;

	private List<Class<?>> entities;

	private final List<MigrationDefinition> migrations = new ArrayList<>();

	private Consumer<SeedConfig.Builder> options = (seeds) -> {
	};

	private RowHooks hooks = RowHooks.NONE;

	private @Nullable EntityValidator validator;

	private boolean late;

	private ContextDefinition definition;

	SeedWorld(@Nullable TestDatabase database, Class<?>... entities) {
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

	SeedWorld validator(EntityValidator rules) {
		this.validator = rules;
		return this;
	}

	/**
	 * Write what was left out once and is meant for the environments of now.
	 */
	SeedWorld late() {
		this.late = true;
		return this;
	}

	/**
	 * Have other entities than before, and no seeds.
	 */
	SeedWorld entities(Class<?>... others) {
		this.entities = List.of(others);
		return declare((context) -> {
		});
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
		add(generated.up().stream().map((operation) -> keep(operation, generated)).toList(), generated.down());
		assertThat(generate()).as("nothing is left after %s", generated.up()).isEmpty();
		return generated;
	}

	/** Keep the content of a file as it is written now. */
	private static SchemaOperation keep(SchemaOperation operation, GeneratedMigration generated) {
		if (!(operation instanceof LoadRows load)) {
			return operation;
		}
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (GeneratedFile file : generated.files()) {
			if (file.name().equals(load.file().name())) {
				try {
					file.content().writeTo(content);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}
		RowFile file = new RowFile(load.file().name(), load.file().sha256(), load.file().rows(),
				() -> new ByteArrayInputStream(content.toByteArray()));
		return new LoadRows(load.table(), load.set(), load.key(), load.policy(), load.updating(), load.environments(),
				file);
	}

	/**
	 * Change a text in the files of rows, as if somebody had edited them.
	 */
	SeedWorld editFiles(String text, String replacement) {
		this.migrations
			.replaceAll((migration) -> MigrationDefinition.of(migration.id(), migration.name(), migration.parent(),
					migration.up().stream().map((operation) -> edited(operation, text, replacement)).toList(),
					migration.down()));
		return this;
	}

	private static SchemaOperation edited(SchemaOperation operation, String text, String replacement) {
		if (!(operation instanceof LoadRows load)) {
			return operation;
		}
		RowFile file = new RowFile(load.file().name(), load.file().sha256(), load.file().rows(), () -> {
			try (InputStream content = load.file().content().open()) {
				String all = new String(content.readAllBytes(), StandardCharsets.UTF_8);
				return new ByteArrayInputStream(all.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
			}
		});
		return new LoadRows(load.table(), load.set(), load.key(), load.policy(), load.updating(), load.environments(),
				file);
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
			.generate("Seeds", this.definition.model(), seeds(), this.definition.seedConfig());
	}

	private SeedPlan seeds() {
		SeedConfig config = this.definition.seedConfig();
		return (config.environmentFilter() == SeedConfig.EnvironmentFilter.RUNTIME) ? this.definition.seeds()
				: this.definition.seeds().in(config.activeEnvironments(List.of()));
	}

	MigrationReport migrate(String... environments) {
		return migrator(environments).migrate();
	}

	/** With connections of its own. */
	MigrationReport migrateAsAnotherProcess() {
		return new Migrator(this.database.rawDataSource(), MigrationChain.of(this.migrations),
				MigrationSettings.defaults())
			.migrate();
	}

	MigrationReport rollback(int steps, String... environments) {
		return migrator(environments).rollback(steps);
	}

	Migrator migrator(String... environments) {
		return migrator(this.database.dataSource(), environments);
	}

	Migrator migrator(DataSource dataSource, String... environments) {
		return new Migrator(dataSource, MigrationChain.of(this.migrations),
				MigrationSettings.defaults().withEnvironments(Set.of(environments)).withLateSeeds(this.late), List.of(),
				this.hooks);
	}

	EntityOperations entities() {
		return EntityOperations.builder(this.definition.model(), StatementGate.of(this.database.dataSource())).build();
	}

	ContextDefinition definition() {
		return this.definition;
	}

	private ContextDefinition define(MasterRecordConfigurer configurer) {
		return ContextDefinition.of(MasterRecordConfigurer.DEFAULT_CONTEXT, this.entities, List.of(configurer),
				(seeds) -> this.options.accept(seeds), () -> this.validator);
	}

}
