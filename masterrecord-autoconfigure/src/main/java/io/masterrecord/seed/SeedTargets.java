package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.operation.SeedFingerprint;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the declared rows that a row refers to, by the values of its foreign key or by
 * the key it names.
 */
final class SeedTargets {

	private final Map<String, List<CheckedSet>> byTable = new HashMap<>();

	private final Map<List<Object>, Map<List<Object>, List<Located>>> indexes = new HashMap<>();

	private final Map<List<Object>, KeyHashes> largeKeys = new HashMap<>();

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

	/**
	 * Return the rows that one foreign key of a row refers to, also those of large sets,
	 * where it matters where they exist.
	 * @return the rows; a row of a large set says no more than its set
	 */
	List<Located> withLarge(GivenRow row, ForeignKey foreignKey) {
		List<Located> found = of(row, foreignKey);
		Row target = isConditional(foreignKey.targetTable()) ? target(row, foreignKey) : null;
		if (target == null) {
			return found;
		}
		List<Located> all = new ArrayList<>(found);
		for (CheckedSet set : this.byTable.getOrDefault(foreignKey.targetTable(), List.of())) {
			LargeRows large = set.large();
			if (large != null && keys(set, large, List.copyOf(target.values().keySet())).contains(hash(target))) {
				all.add(new Located(set,
						new GivenRow("a row of %s of '%s'".formatted(large.name(), set.entity().name()), Map.of())));
			}
		}
		return all;
	}

	private static @Nullable Row target(GivenRow row, ForeignKey foreignKey) {
		if (!foreignKey.columns().stream().allMatch((column) -> row.value(column) != null)) {
			return null;
		}
		if (row.value(foreignKey.columns().get(0)) instanceof RowReference reference) {
			return reference.key();
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < foreignKey.columns().size(); i++) {
			values.put(foreignKey.targetColumns().get(i), row.value(foreignKey.columns().get(i)));
		}
		return new Row(values);
	}

	private KeyHashes keys(CheckedSet set, LargeRows large, List<String> columns) {
		return this.largeKeys.computeIfAbsent(List.of(set, columns), (any) -> {
			KeyHashes keys = new KeyHashes();
			large.source().accept((row) -> keys.add(hash(row.toRow().only(columns))));
			return keys;
		});
	}

	private static String hash(Row row) {
		return SeedFingerprint.of(row, Environments.everywhere());
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
