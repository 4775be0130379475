package io.masterrecord.migration;

import java.util.HashMap;
import java.util.Map;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;

/**
 * What tables and columns are called before the first statement of a run, while its
 * operations are followed.
 */
final class PresentNames {

	/** The names of now; empty for what the run itself creates. */
	private final Map<String, String> names = new HashMap<>();

	/**
	 * Go on to the names after an operation.
	 */
	void follow(SchemaOperation operation) {
		if (operation instanceof RenameTable rename) {
			this.names.put(rename.newName(), table(rename.table()));
		}
		else if (operation instanceof RenameColumn rename) {
			this.names.put(key(rename.table(), rename.newName()), column(rename.table(), rename.column()));
		}
		else if (operation instanceof CreateTable create) {
			this.names.put(create.table().name(), "");
		}
		else if (operation instanceof AddColumn add) {
			this.names.put(key(add.table(), add.column().name()), "");
		}
	}

	String table(String name) {
		return this.names.getOrDefault(name, name);
	}

	String column(String table, String name) {
		return this.names.getOrDefault(key(table, name), name);
	}

	private String key(String table, String column) {
		return table(table) + '\0' + column;
	}

}
