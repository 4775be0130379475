package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a step of a migration declares, and what became of them in this database:
 * how many, never which.
 *
 * @param migration the id of the migration
 * @param step which step of the migration, from 1
 * @param table the table
 * @param rows how many rows
 * @param policy what happens where a row exists already: {@code INSERT}, {@code UPSERT},
 * {@code SKIP_IF_PRESENT} or {@code SYNC}
 * @param environments where they are meant to be written; empty for everywhere
 * @param outcome what became of them
 * @param environmentChanged whether the environments that are active now would have made
 * it another outcome; what was decided when the migration ran stays decided
 * @since 0.1.0
 */
public record SeedStatus(String migration, int step, String table, long rows, String policy, List<String> environments,
		Outcome outcome, boolean environmentChanged) {

	public SeedStatus {
		environments = List.copyOf(environments);
	}

	/**
	 * What became of rows.
	 */
	public enum Outcome {

		/** Their migration is still to be applied. */
		PENDING,

		/** They were written. */
		WRITTEN,

		/** They were left out, since they were meant for other environments. */
		SKIPPED

	}

	static List<SeedStatus> of(MigrationChain chain, MigrationStatus status, Set<String> active) {
		Map<String, MigrationStatus.Item> items = new LinkedHashMap<>();
		status.migrations().forEach((item) -> items.put(item.id(), item));
		List<SeedStatus> seeds = new ArrayList<>();
		Map<String, MigrationDefinition> all = new LinkedHashMap<>();
		chain.all().forEach((definition) -> all.put(definition.id(), definition));
		for (MigrationStatus.Item item : status.migrations()) {
			MigrationDefinition migration = all.get(item.id());
			// Either what stands for others has rows to show, or these have.
			if (migration == null || item.state() == MigrationState.REPLACED
					|| item.state() == MigrationState.REPLACING && item.startedAt() == null) {
				continue;
			}
			int step = 0;
			for (SchemaOperation operation : migration.up()) {
				step++;
				SeedStatus seed = of(migration.id(), step, operation, items.get(migration.id()), active);
				if (seed != null) {
					seeds.add(seed);
				}
			}
		}
		return seeds;
	}

	private static @Nullable SeedStatus of(String migration, int step, SchemaOperation operation,
			MigrationStatus.@Nullable Item item, Set<String> active) {
		if (operation instanceof InsertRows insert) {
			return of(migration, step, insert.table(), insert.rows().size(),
					insert.ifAbsent() ? SeedPolicy.SKIP_IF_PRESENT : SeedPolicy.INSERT, insert.environments(), item,
					active);
		}
		if (operation instanceof UpsertRows upsert) {
			return of(migration, step, upsert.table(), upsert.rows().size(),
					upsert.sync() ? SeedPolicy.SYNC : SeedPolicy.UPSERT, upsert.environments(), item, active);
		}
		if (operation instanceof LoadRows load) {
			return of(migration, step, load.table(), load.file().rows(), load.policy(), load.environments(), item,
					active);
		}
		return null;
	}

	private static SeedStatus of(String migration, int step, String table, long rows, SeedPolicy policy,
			Environments environments, MigrationStatus.@Nullable Item item, Set<String> active) {
		Outcome outcome = outcome(step, item);
		Outcome today = environments.match(active) ? Outcome.WRITTEN : Outcome.SKIPPED;
		return new SeedStatus(migration, step, table, rows, policy.name(), environments.names(), outcome,
				outcome != Outcome.PENDING && outcome != today);
	}

	private static Outcome outcome(int step, MigrationStatus.@Nullable Item item) {
		if (item == null || item.stepsDone() < step) {
			return Outcome.PENDING;
		}
		Optional<Boolean> applied = item.conditions()
			.stream()
			.filter((condition) -> condition.step() == step)
			.map(ConditionalOutcome::applied)
			.findFirst();
		return applied.orElse(true) ? Outcome.WRITTEN : Outcome.SKIPPED;
	}

}
