package io.masterrecord.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the name as it stands in the database
 * @param type what it holds
 * @param nullable whether it accepts NULL
 * @param defaultValue what is stored where an insert names no value, or {@code null}
 * @param identity whether the database numbers the rows by itself
 * @since 0.1.0
 */
public record Column(String name, ColumnType type, boolean nullable, @Nullable ColumnDefault defaultValue,
		boolean identity) {

	/**
	 * Return this column under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public Column named(String newName) {
		return new Column(newName, this.type, this.nullable, this.defaultValue, this.identity);
	}

}
