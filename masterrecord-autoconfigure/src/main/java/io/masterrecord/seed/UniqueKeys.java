package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Index;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * The columns that tell the rows of a table apart in every environment.
 */
final class UniqueKeys {

	private UniqueKeys() {
	}

	/** Return the keys besides the primary key. */
	static List<List<String>> of(Table table) {
		Set<List<String>> keys = new LinkedHashSet<>();
		table.uniques().stream().map(UniqueConstraint::columns).forEach(keys::add);
		table.indexes()
			.stream()
			.filter((index) -> index.unique() && index.environments().isEverywhere())
			.map(Index::columnNames)
			.forEach(keys::add);
		return List.copyOf(keys);
	}

	static List<List<String>> withId(Table table) {
		List<List<String>> keys = new ArrayList<>();
		if (table.primaryKey() != null) {
			keys.add(table.primaryKey().columns());
		}
		keys.addAll(of(table));
		return keys;
	}

}
