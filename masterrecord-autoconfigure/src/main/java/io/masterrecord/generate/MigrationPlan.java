package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * Everything a migration class says.
 *
 * @param packageName the package
 * @param className the simple name
 * @param id the id
 * @param parents the ids of the migrations it comes after: several where it joins
 * branches
 * @param replaces the ids of the migrations that it stands for
 * @param lossReason why data may be lost, or {@code null} if it says nothing about it
 * @param up what it does
 * @param down what undoes it
 * @param irreversible why it can not be undone, or {@code null} if it can
 */
record MigrationPlan(String packageName, String className, String id, List<String> parents, List<String> replaces,
		@Nullable String lossReason, List<SchemaOperation> up, List<SchemaOperation> down,
		@Nullable String irreversible) {

	MigrationPlan {
		parents = List.copyOf(parents);
		replaces = List.copyOf(replaces);
		up = List.copyOf(up);
		down = List.copyOf(down);
	}

}
