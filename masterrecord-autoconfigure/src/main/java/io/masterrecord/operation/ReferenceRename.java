package io.masterrecord.operation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * A rename of what rows of other tables refer to.
 *
 * @param table the table that is renamed, or whose column is
 * @param column the column, or {@code null} if the table itself is renamed
 * @param newName the new name
 */
record ReferenceRename(String table, @Nullable String column, String newName) {

	private static final char SEPARATOR = '\n';

	/**
	 * Return the names as two texts, of which the first is the name of no column.
	 */
	CanonicalText text() {
		return new CanonicalText().text(this.table + SEPARATOR + ((this.column != null) ? this.column : ""))
			.text(this.newName);
	}

	/**
	 * Read the texts back.
	 * @return the rename, or {@code null} if they are the rename of a column of the row
	 * itself
	 */
	static @Nullable ReferenceRename of(String name, String newName) {
		int separator = name.indexOf(SEPARATOR);
		if (separator < 0) {
			return null;
		}
		String column = name.substring(separator + 1);
		return new ReferenceRename(name.substring(0, separator), column.isEmpty() ? null : column, newName);
	}

	ReferenceRename inverse() {
		return (this.column == null) ? new ReferenceRename(this.newName, null, this.table)
				: new ReferenceRename(this.table, this.newName, this.column);
	}

	/**
	 * Return a row whose references use the new name.
	 */
	Row apply(Row row) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		row.values()
			.forEach((name, value) -> values.put(name,
					(value instanceof RowReference reference) ? apply(reference) : value));
		return new Row(values);
	}

	private RowReference apply(RowReference reference) {
		Row key = apply(reference.key());
		if (!reference.table().equals(this.table)) {
			return new RowReference(reference.table(), reference.column(), key);
		}
		if (this.column == null) {
			return new RowReference(this.newName, reference.column(), key);
		}
		Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
		key.values().forEach((name, value) -> renamed.put(name(name), value));
		return new RowReference(this.table, name(reference.column()), new Row(renamed));
	}

	private String name(String name) {
		return name.equals(this.column) ? this.newName : name;
	}

}
