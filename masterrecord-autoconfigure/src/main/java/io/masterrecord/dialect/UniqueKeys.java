package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Index;
import io.masterrecord.schema.Table;

/**
 * The sets of columns in which no two rows of a table are equal.
 */
final class UniqueKeys {

	private UniqueKeys() {
	}

	static List<Set<String>> of(Table table) {
		List<Set<String>> keys = new ArrayList<>();
		if (table.primaryKey() != null) {
			keys.add(Set.copyOf(table.primaryKey().columns()));
		}
		table.uniques().forEach((unique) -> keys.add(Set.copyOf(unique.columns())));
		table.indexes().stream().filter(Index::unique).forEach((index) -> keys.add(Set.copyOf(index.columnNames())));
		return keys;
	}

}
