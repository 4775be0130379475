package io.masterrecord.migration;

import java.util.Set;
import java.util.TreeSet;

import io.masterrecord.schema.Schema;

/**
 * The tables in which two schemas differ.
 */
final class ChangedTables {

	private ChangedTables() {
	}

	static Set<String> of(Schema before, Schema after) {
		Set<String> names = new TreeSet<>(before.tables().keySet());
		names.addAll(after.tables().keySet());
		names.removeIf((name) -> before.table(name).equals(after.table(name)));
		return names;
	}

}
