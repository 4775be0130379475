package io.masterrecord.seed;

import java.util.Set;
import java.util.function.Consumer;

import io.masterrecord.schema.RowStream;
import io.masterrecord.schema.StoredRows;

/**
 * The rows of a set that is too large to be held together.
 *
 * @param name what the set is called among those of its table
 * @param parents the tables that its rows refer to
 * @param source delivers the rows, the same each time
 */
record LargeRows(String name, Set<String> parents, Consumer<Consumer<GivenRow>> source) {

	LargeRows {
		parents = Set.copyOf(parents);
	}

	StoredRows toStoredRows() {
		RowStream rows = (receiver) -> this.source.accept((row) -> receiver.accept(row.toRow()));
		return new StoredRows(this.name, rows);
	}

}
