package io.masterrecord.operation;

import java.util.HashSet;
import java.util.Set;

import io.masterrecord.schema.Schema;

/**
 * The tables that were there before a migration, by their names of now: those may be
 * large and in use, whereas what the migration creates itself is neither.
 *
 * @since 0.1.0
 */
public final class ExistingTables {

	private final Set<String> names;

	/**
	 * Create the tables as of the beginning of a migration.
	 * @param before the schema before its first operation
	 */
	public ExistingTables(Schema before) {
		this.names = new HashSet<>(before.tables().keySet());
	}

	/**
	 * Tell whether a table was there before.
	 * @param table its name of now
	 * @return whether it was
	 */
	public boolean contains(String table) {
		return this.names.contains(table);
	}

	/**
	 * Go on to the names after an operation.
	 * @param operation the operation
	 */
	public void follow(SchemaOperation operation) {
		if (operation instanceof CreateTable create) {
			this.names.remove(create.table().name());
		}
		if (operation instanceof RenameTable rename && this.names.contains(rename.table())) {
			this.names.add(rename.newName());
		}
	}

}
