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
		this(before.tables().keySet());
	}

	private ExistingTables(Set<String> names) {
		this.names = new HashSet<>(names);
	}

	/**
	 * Return a copy, to follow operations without going on here.
	 * @return the copy
	 */
	ExistingTables copy() {
		return new ExistingTables(this.names);
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
		if (operation instanceof RenameTable rename) {
			if (this.names.remove(rename.table())) {
				this.names.add(rename.newName());
			}
			else {
				this.names.remove(rename.newName());
			}
		}
		if (operation instanceof RunSql sql) {
			sql.declares().forEach(this::follow);
		}
		if (operation instanceof RunCode code) {
			code.declares().forEach(this::follow);
		}
	}

}
