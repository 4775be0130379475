package io.masterrecord.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Environments;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a step of a migration declares, as the endpoint describes them: how many,
 * never which.
 *
 * @param migration the id of the migration
 * @param step which step of the migration, from 1
 * @param table the table
 * @param rows how many rows
 * @param policy {@code INSERT} or {@code UPSERT}
 * @param environments where they are meant to be written; empty for everywhere
 * @param outcome {@code WRITTEN}, {@code SKIPPED} for the environments that were active,
 * or {@code PENDING}
 * @since 0.1.0
 */
public record SeedDescriptor(String migration, int step, String table, int rows, String policy,
		List<String> environments, String outcome) {

	static List<SeedDescriptor> of(List<MigrationDefinition> migrations, List<MigrationStatus.Item> items) {
		Map<String, MigrationStatus.Item> byId = new LinkedHashMap<>();
		items.forEach((item) -> byId.put(item.id(), item));
		List<SeedDescriptor> seeds = new ArrayList<>();
		for (MigrationDefinition migration : migrations) {
			int step = 0;
			for (SchemaOperation operation : migration.up()) {
				step++;
				SeedDescriptor seed = of(migration.id(), step, operation, byId.get(migration.id()));
				if (seed != null) {
					seeds.add(seed);
				}
			}
		}
		return seeds;
	}

	private static @Nullable SeedDescriptor of(String migration, int step, SchemaOperation operation,
			MigrationStatus.@Nullable Item item) {
		if (operation instanceof InsertRows insert) {
			return of(migration, step, insert.table(), insert.rows().size(), "INSERT", insert.environments(), item);
		}
		if (operation instanceof UpsertRows upsert) {
			return of(migration, step, upsert.table(), upsert.rows().size(), "UPSERT", upsert.environments(), item);
		}
		return null;
	}

	private static SeedDescriptor of(String migration, int step, String table, int rows, String policy,
			Environments environments, MigrationStatus.@Nullable Item item) {
		return new SeedDescriptor(migration, step, table, rows, policy, environments.names(), outcome(step, item));
	}

	private static String outcome(int step, MigrationStatus.@Nullable Item item) {
		if (item == null || item.stepsDone() < step) {
			return "PENDING";
		}
		Optional<Boolean> applied = item.conditions()
			.stream()
			.filter((condition) -> condition.step() == step)
			.map((condition) -> condition.applied())
			.findFirst();
		return applied.orElse(true) ? "WRITTEN" : "SKIPPED";
	}

}
