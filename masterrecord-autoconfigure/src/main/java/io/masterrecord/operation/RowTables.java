package io.masterrecord.operation;

import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows operations state.
 */
final class RowTables {

	private RowTables() {
	}

	/**
	 * Return the table whose rows an operation states, or {@code null} if it states none.
	 */
	static @Nullable String of(SchemaOperation operation) {
		if (operation instanceof InsertRows insert) {
			return insert.table();
		}
		if (operation instanceof UpsertRows upsert) {
			return upsert.table();
		}
		if (operation instanceof LoadRows load) {
			return load.table();
		}
		return (operation instanceof DeleteRows delete) ? delete.table() : null;
	}

}
