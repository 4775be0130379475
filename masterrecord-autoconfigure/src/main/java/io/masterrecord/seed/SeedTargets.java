package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.RowReference;

/**
 * Finds the declared rows that a row refers to, by the values of its foreign key or by
 * the key it names.
 */
final class SeedTargets {

	private final Map<String, List<CheckedSet>> byTable = new HashMap<>();

	private final Map<List<Object>, Map<List<Object>, List<Located>>> indexes = new HashMap<>();

	SeedTargets(List<CheckedSet> sets) {
		sets.forEach((set) -> this.byTable.computeIfAbsent(set.table(), (any) -> new ArrayList<>()).add(set));
	}

	/**
	 * A row and its set.
	 */
	record Located(CheckedSet set, GivenRow row) {
	}

	/**
	 * Tell whether some rows of a table exist in some environments only.
	 */
	boolean isConditional(String table) {
		return this.byTable.getOrDefault(table, List.of())
			.stream()
			.anyMatch((set) -> !set.environments().isEverywhere());
	}

	/**
	 * Return the rows that one foreign key of a row refers to.
	 * @return the rows; several if they exist in different environments
	 */
	List<Located> of(GivenRow row, ForeignKey foreignKey) {
		if (!foreignKey.columns().stream().allMatch((column) -> row.value(column) != null)) {
			return List.of();
		}
		if (row.value(foreignKey.columns().get(0)) instanceof RowReference reference) {
			List<String> columns = List.copyOf(reference.key().values().keySet());
			return index(reference.table(), columns).getOrDefault(GivenRow.comparable(columns, reference.key()),
					List.of());
		}
		return index(foreignKey.targetTable(), foreignKey.targetColumns())
			.getOrDefault(row.values(foreignKey.columns()), List.of());
	}

	private Map<List<Object>, List<Located>> index(String table, List<String> columns) {
		return this.indexes.computeIfAbsent(List.of(table, columns), (any) -> {
			Map<List<Object>, List<Located>> index = new HashMap<>();
			for (CheckedSet set : this.byTable.getOrDefault(table, List.of())) {
				for (GivenRow row : set.rows()) {
					if (columns.stream().allMatch((column) -> row.value(column) != null)) {
						index.computeIfAbsent(row.values(columns), (key) -> new ArrayList<>())
							.add(new Located(set, row));
					}
				}
			}
			return index;
		});
	}

}
