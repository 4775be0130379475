package io.masterrecord.operation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * The columns that are, or were at some time, part of the primary keys of tables, by all
 * names that the tables have had. An upsert does not overwrite them.
 */
final class RowIdentities {

	private final Map<String, Set<String>> columns = new HashMap<>();

	private RowIdentities() {
	}

	static RowIdentities of(Schema before, List<? extends SchemaOperation> operations) {
		RowIdentities identities = new RowIdentities();
		before.tables().values().forEach(identities::add);
		SchemaFold fold = SchemaFold.from(before);
		for (SchemaOperation operation : operations) {
			fold.then(operation);
			Touches.tables(operation).forEach((table) -> fold.table(table).ifPresent(identities::add));
		}
		return identities;
	}

	private void add(Table table) {
		PrimaryKey key = table.primaryKey();
		if (key != null) {
			this.columns.computeIfAbsent(table.name(), (name) -> new HashSet<>()).addAll(key.columns());
		}
	}

	Set<String> of(String table) {
		return this.columns.getOrDefault(table, Set.of());
	}

}
