package io.masterrecord.actuate;

import java.util.List;

import io.masterrecord.migration.SeedStatus;

/**
 * The rows that a step of a migration declares, as the endpoint describes them: how many,
 * never which.
 *
 * @param migration the id of the migration
 * @param step which step of the migration, from 1
 * @param table the table
 * @param rows how many rows
 * @param policy {@code INSERT}, {@code UPSERT}, {@code SKIP_IF_PRESENT} or {@code SYNC}
 * @param environments where they are meant to be written; empty for everywhere
 * @param outcome {@code WRITTEN}, {@code SKIPPED} for the environments that were active,
 * or {@code PENDING}
 * @param environmentChanged whether the environments that are active now would have made
 * it another outcome
 * @since 0.1.0
 */
public record SeedDescriptor(String migration, int step, String table, long rows, String policy,
		List<String> environments, String outcome, boolean environmentChanged) {

	static SeedDescriptor of(SeedStatus seed) {
		return new SeedDescriptor(seed.migration(), seed.step(), seed.table(), seed.rows(), seed.policy(),
				seed.environments(), seed.outcome().name(), seed.environmentChanged());
	}

}
