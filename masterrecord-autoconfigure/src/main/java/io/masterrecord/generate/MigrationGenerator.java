package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.model.Model;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import org.jspecify.annotations.Nullable;

/**
 * Compares a model with the fold of its migrations, and generates the migration that is
 * missing. The database is never asked.
 *
 * @since 0.1.0
 */
public final class MigrationGenerator {

	// More would be hard to read, and a method has to have room for a statement.
	private static final int ROWS_OF_A_STATEMENT = 100;

	private final MigrationChain chain;

	private final GenerationSettings settings;

	private final boolean nothingRenamed;

	private final @Nullable String lossReason;

	/**
	 * Create a generator.
	 * @param chain the migrations that exist
	 * @param settings how to generate
	 */
	public MigrationGenerator(MigrationChain chain, GenerationSettings settings) {
		this(chain, settings, false, null);
	}

	private MigrationGenerator(MigrationChain chain, GenerationSettings settings, boolean nothingRenamed,
			@Nullable String lossReason) {
		this.chain = chain;
		this.settings = settings;
		this.nothingRenamed = nothingRenamed;
		this.lossReason = lossReason;
	}

	/**
	 * Return a generator that takes a thing that is gone and a thing that is new for two
	 * things, unless {@code @RenamedFrom} says otherwise.
	 * @return a generator that never asks about renames
	 */
	public MigrationGenerator withNothingRenamed() {
		return new MigrationGenerator(this.chain, this.settings, true, this.lossReason);
	}

	/**
	 * Return a generator whose migrations accept that data is lost, where any is.
	 * @param reason why it may be, for whoever reads the migration later
	 * @return a generator that gives consent
	 */
	public MigrationGenerator acceptingDataLoss(String reason) {
		return new MigrationGenerator(this.chain, this.settings, this.nothingRenamed, reason);
	}

	/**
	 * Return what the model says and the migrations do not.
	 * @param model the entities
	 * @param seeds the seeds
	 * @return the changes
	 * @throws io.masterrecord.diff.AmbiguousRenameException if something may have been
	 * renamed or replaced, and only a person can tell
	 */
	public PendingChanges pendingChanges(Model model, SeedPlan seeds) {
		return PendingChanges.between(this.chain, model, seeds,
				this.nothingRenamed ? RenameHints.none().butNothingElse() : RenameHints.none());
	}

	/**
	 * Generate the migration that is missing.
	 * @param name what to call it
	 * @param model the entities
	 * @param seeds the seeds
	 * @param seedConfig whether and how {@code down} takes seeds back
	 * @return the migration, or nothing if none is missing
	 * @throws InvalidMigrationNameException if it can not be called so
	 * @throws io.masterrecord.diff.AmbiguousRenameException if something may have been
	 * renamed or replaced, and only a person can tell
	 */
	public Optional<GeneratedMigration> generate(String name, Model model, SeedPlan seeds, SeedConfig seedConfig) {
		MigrationName migrationName = MigrationName.of(name);
		PendingChanges changes = pendingChanges(model, seeds);
		if (changes.isEmpty()) {
			return Optional.empty();
		}
		List<String> remarks = new ArrayList<>(changes.remarks());
		GeneratedFiles files = new GeneratedFiles(migrationName.className(), seeds);
		List<SchemaOperation> up = files
			.place(split(ExistingRows.provideFor(this.chain.schema(), changes.operations(), model, remarks)));
		return Optional.of(migration(migrationName, up, seedConfig, files.files(), remarks));
	}

	/**
	 * Generate the migration that leads from one schema to another, for what was done to
	 * a database by other means. Nothing is taken for renamed.
	 * @param name what to call it
	 * @param from the tables before
	 * @param to the tables after
	 * @return the migration, or nothing if they are alike
	 * @throws InvalidMigrationNameException if it can not be called so
	 */
	public Optional<GeneratedMigration> generate(String name, Schema from, Schema to) {
		MigrationName migrationName = MigrationName.of(name);
		SchemaDiff diff = SchemaDiff.between(from, to, RenameHints.none().butNothingElse());
		return diff.isEmpty() ? Optional.empty() : Optional.of(migration(migrationName, diff.operations(),
				SeedConfig.defaults(), List.of(), SchemaDiff.possibleRenames(from, to)));
	}

	private GeneratedMigration migration(MigrationName name, List<SchemaOperation> up, SeedConfig seedConfig,
			List<GeneratedFile> files, List<String> known) {
		List<String> remarks = new ArrayList<>(known);
		Inversion way = Inversion.of(this.chain.schema(), up.stream().filter((each) -> !writesRows(each)).toList());
		String obstacle = way.obstacle().orElse(null);
		List<SchemaOperation> down = (obstacle != null) ? List.of() : down(up, way, seedConfig);
		List<SchemaOperation> losses = Destruction.in(this.chain.schema(), up);
		boolean loss = !losses.isEmpty();
		if (loss && this.lossReason == null) {
			remarks.add(
					"Data is lost: %s. The migration is not run before its 'up' says why that may be: schema.accept(\"data-loss\", \"…\")"
						.formatted(losses.stream().map(Description::of).collect(Collectors.joining("; "))));
		}
		MigrationPlan plan = new MigrationPlan(this.settings.packageName(), name.className(),
				MigrationIds.next(this.chain, this.settings.clock()), this.chain.heads(), List.of(),
				loss ? this.lossReason : null, up, down, obstacle);
		String source = new MigrationSourceWriter(this.chain.schema()).write(plan);
		return new GeneratedMigration(plan.id(), plan.className(), plan.packageName(), plan.replaces(), source, up,
				down, files, remarks);
	}

	/**
	 * What {@code down} does: rows are taken back first, while all tables are there, and
	 * only where the configuration asks for it.
	 */
	private static List<SchemaOperation> down(List<SchemaOperation> up, Inversion way, SeedConfig seedConfig) {
		List<SchemaOperation> down = new ArrayList<>();
		if (seedConfig.generateDownMigrations() && seedConfig.downStrategy() == SeedConfig.DownStrategy.DELETE
				&& up.stream().anyMatch(MigrationGenerator::writesRows)) {
			down.add(new TakeBackRows(List.of(), !seedConfig.deleteByPrimaryKey(),
					obstacle(seedConfig.onRollbackError())));
		}
		down.addAll(way.operations());
		return down;
	}

	private static TakeBackRows.Obstacle obstacle(SeedConfig.Reaction reaction) {
		return switch (reaction) {
			case WARN -> TakeBackRows.Obstacle.WARN;
			case THROW -> TakeBackRows.Obstacle.THROW;
			case IGNORE -> TakeBackRows.Obstacle.IGNORE;
		};
	}

	private static boolean writesRows(SchemaOperation operation) {
		return operation instanceof InsertRows || operation instanceof UpsertRows || operation instanceof LoadRows
				|| operation instanceof DeleteRows;
	}

	private static List<SchemaOperation> split(List<SchemaOperation> operations) {
		List<SchemaOperation> result = new ArrayList<>();
		for (SchemaOperation operation : operations) {
			if (operation instanceof InsertRows insert) {
				chunks(insert.rows()).forEach((rows) -> result
					.add(new InsertRows(insert.table(), insert.key(), insert.environments(), rows, insert.ifAbsent())));
			}
			else if (operation instanceof UpsertRows upsert) {
				chunks(upsert.rows()).forEach((rows) -> result.add(new UpsertRows(upsert.table(), upsert.key(),
						upsert.updating(), upsert.environments(), rows, upsert.sync())));
			}
			else {
				result.add(operation);
			}
		}
		return result;
	}

	private static List<List<Row>> chunks(List<Row> rows) {
		List<List<Row>> chunks = new ArrayList<>();
		int values = rows.stream().mapToInt((row) -> row.values().size()).max().orElse(1);
		int size = Math.max(1, Math.min(ROWS_OF_A_STATEMENT, MigrationSourceWriter.VALUES_OF_A_METHOD / values));
		for (int from = 0; from < rows.size(); from += size) {
			chunks.add(rows.subList(from, Math.min(rows.size(), from + size)));
		}
		return chunks;
	}

}
