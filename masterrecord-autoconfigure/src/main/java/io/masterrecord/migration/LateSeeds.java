package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.masterrecord.operation.Description;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowRename;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.SeedFingerprint;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedKey;

/**
 * The rows that applied migrations left out, since they were meant for other
 * environments, and that are meant for those which are active by now. They are written as
 * they would have been then, into the tables of today; what a later migration wrote or
 * gave up is not written.
 */
final class LateSeeds {

	private final RunContext context;

	LateSeeds(RunContext context) {
		this.context = context;
	}

	/**
	 * Tell whether there may be any.
	 */
	static boolean isDue(MigrationPlan plan, MigrationSettings settings) {
		return settings.lateSeeds() && plan.migrations().stream().anyMatch((planned) -> {
			HistoryRow row = planned.row();
			MigrationDefinition definition = planned.definition();
			return row != null && definition != null && planned.state() == MigrationState.APPLIED
					&& row.conditions()
						.outcomes()
						.stream()
						.anyMatch((outcome) -> isLate(definition, outcome, settings));
		});
	}

	private static boolean isLate(MigrationDefinition definition, ConditionalOutcome outcome,
			MigrationSettings settings) {
		return !outcome.applied() && outcome.environments().match(settings.environments())
				&& outcome.step() <= definition.up().size() && isSeed(definition.up().get(outcome.step() - 1));
	}

	private static boolean isSeed(SchemaOperation operation) {
		return operation instanceof InsertRows || operation instanceof UpsertRows || operation instanceof LoadRows;
	}

	/**
	 * Write them.
	 */
	void write(MigrationPlan plan) throws OutcomeUnknownException {
		Schema declared = plan.chain().schemaOf(plan.applied());
		Schema present = new LocalSchema(declared, plan.rows(), this.context.settings().environments()).present();
		StepPlanner planner = new StepPlanner(this.context.session().dialect(), this.context.settings().environments(),
				this.context.settings().online());
		MigrationRunner runner = MigrationRunner.of(this.context);
		Map<PlannedMigration, List<SeedStep>> late = late(plan, declared);
		for (Map.Entry<PlannedMigration, List<SeedStep>> entry : late.entrySet()) {
			MigrationDefinition definition = entry.getValue().get(0).definition();
			Map<PlannedStep, UnaryOperator<Row>> translations = new LinkedHashMap<>();
			entry.getValue()
				.forEach((seed) -> translations.put(planner.late(seed.step(), seed.operation, present),
						seed.translation));
			runner.late(definition, Objects.requireNonNull(entry.getKey().row()), translations);
		}
	}

	/**
	 * What is late, by migration, without the rows that are not to be written any more.
	 */
	private Map<PlannedMigration, List<SeedStep>> late(MigrationPlan plan, Schema declared) {
		List<SeedStep> all = seeds(plan);
		Set<SeedKey> written = new HashSet<>();
		for (int i = all.size() - 1; i >= 0; i--) {
			SeedStep seed = all.get(i);
			if (seed.late) {
				seed.keep((key) -> declared.seeds().containsKey(key) && !written.contains(key));
			}
			else if (seed.written) {
				written.addAll(seed.keys());
			}
		}
		Map<PlannedMigration, List<SeedStep>> late = new LinkedHashMap<>();
		all.stream()
			.filter((seed) -> seed.late)
			.forEach((seed) -> late.computeIfAbsent(seed.planned, (any) -> new ArrayList<>()).add(seed));
		return late;
	}

	/** All steps of applied migrations that write rows, under the names of today. */
	private List<SeedStep> seeds(MigrationPlan plan) {
		List<SeedStep> seeds = new ArrayList<>();
		for (MigrationDefinition definition : plan.chain().migrations()) {
			PlannedMigration planned = plan.migrations()
				.stream()
				.filter((each) -> each.id().equals(definition.id()) && each.row() != null)
				.findFirst()
				.orElse(null);
			if (planned == null) {
				continue;
			}
			for (int i = 0; i < definition.up().size(); i++) {
				SchemaOperation operation = definition.up().get(i);
				RowRename.of(operation).forEach((rename) -> seeds.forEach((seed) -> seed.rename(rename)));
				if (isSeed(operation)) {
					seeds.add(new SeedStep(planned, definition, i + 1, operation, this.context.settings()));
				}
			}
		}
		return seeds;
	}

	/**
	 * A step that writes rows.
	 */
	private static final class SeedStep {

		private final PlannedMigration planned;

		private final MigrationDefinition definition;

		private final int number;

		private final boolean late;

		private final boolean written;

		private SchemaOperation operation;

		private UnaryOperator<Row> translation = (row) -> row;

		SeedStep(PlannedMigration planned, MigrationDefinition definition, int number, SchemaOperation operation,
				MigrationSettings settings) {
			this.planned = planned;
			this.definition = definition;
			this.number = number;
			this.operation = operation;
			ConditionalOutcome outcome = (planned.row() == null) ? null
					: planned.row()
						.conditions()
						.outcomes()
						.stream()
						.filter((each) -> each.step() == number)
						.findFirst()
						.orElse(null);
			this.late = outcome != null && isLate(definition, outcome, settings);
			this.written = outcome == null || outcome.applied();
		}

		MigrationDefinition definition() {
			return this.definition;
		}

		MigrationStep step() {
			return new MigrationStep(this.definition.id(), this.definition.name(), Direction.UP, this.number,
					this.definition.up().size(), Description.of(this.definition.up().get(this.number - 1)));
		}

		void rename(RowRename rename) {
			String table = RowSet.of(this.operation).table();
			UnaryOperator<Row> before = this.translation;
			this.translation = (row) -> rename.row(table, before.apply(row));
			this.operation = rename.operation(this.operation);
		}

		List<SeedKey> keys() {
			if (this.operation instanceof LoadRows load) {
				return List.of(SeedFingerprint.fileKey(load.table(), load.set()));
			}
			return rows().stream().map(this::key).toList();
		}

		/** Keep the rows whose keys pass; a file as a whole or not at all. */
		void keep(Predicate<SeedKey> rule) {
			if (this.operation instanceof InsertRows insert) {
				this.operation = new InsertRows(insert.table(), insert.key(), insert.environments(),
						insert.rows().stream().filter((row) -> rule.test(key(row))).toList(), insert.ifAbsent());
			}
			else if (this.operation instanceof UpsertRows upsert) {
				this.operation = new UpsertRows(upsert.table(), upsert.key(), upsert.updating(), upsert.environments(),
						upsert.rows().stream().filter((row) -> rule.test(key(row))).toList(), upsert.sync());
			}
			else if (this.operation instanceof LoadRows load && !keys().stream().allMatch(rule)) {
				this.operation = new InsertRows(load.table(), load.key(), load.environments(), List.of());
			}
		}

		private SeedKey key(Row row) {
			RowSet set = RowSet.of(this.operation);
			return SeedFingerprint.key(set.table(), set.key(), row);
		}

		private List<Row> rows() {
			return (this.operation instanceof InsertRows insert) ? insert.rows() : ((UpsertRows) this.operation).rows();
		}

	}

}
