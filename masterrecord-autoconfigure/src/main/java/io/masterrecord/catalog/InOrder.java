package io.masterrecord.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Puts the constraints and indexes of a table in the order of their names, since no
 * catalog remembers the order in which they came.
 */
final class InOrder {

	private InOrder() {
	}

	static Table of(Table table) {
		return table.withUniques(sorted(table.uniques(), UniqueConstraint::name))
			.withForeignKeys(sorted(table.foreignKeys(), ForeignKey::name))
			.withIndexes(sorted(table.indexes(), Index::name))
			.withSearchIndexes(sorted(table.searchIndexes(), SearchIndex::name))
			.withChecks(sorted(table.checks(), Check::name));
	}

	private static <T> List<T> sorted(List<T> elements, Function<T, String> name) {
		return elements.stream().sorted(Comparator.comparing(name)).toList();
	}

}
