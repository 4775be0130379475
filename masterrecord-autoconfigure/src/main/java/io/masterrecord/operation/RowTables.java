package io.masterrecord.operation;

import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows operations state.
 *
 * @since 0.1.0
 */
public final class RowTables {

	private RowTables() {
	}

	/**
	 * Return the table whose rows an operation states.
	 * @param operation the operation
	 * @return the name of the table, or {@code null} if it states no rows
	 */
	public static @Nullable String of(SchemaOperation operation) {
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
