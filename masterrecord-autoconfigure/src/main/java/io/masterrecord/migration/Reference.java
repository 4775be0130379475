package io.masterrecord.migration;

import java.util.LinkedHashMap;
import java.util.Map;

import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * Names a value that another row has, for rows of a migration:
 * {@code row.set("tenant_id", Reference.to("tenant", "id").by("slug", "default"))}. It is
 * looked up when the row is written.
 *
 * @since 0.1.0
 */
public final class Reference {

	private final String table;

	private final String column;

	private Reference(String table, String column) {
		this.table = table;
		this.column = column;
	}

	/**
	 * Name the value.
	 * @param table the table of the other row
	 * @param column the column whose value is meant
	 * @return a step that takes how the other row is recognised
	 */
	public static Reference to(String table, String column) {
		return new Reference(table, column);
	}

	/**
	 * Say how the other row is recognised.
	 * @param keyColumn the column, which tells the rows of the table apart
	 * @param value its value
	 * @return the reference
	 */
	public RowReference by(String keyColumn, Object value) {
		return by((row) -> row.set(keyColumn, value));
	}

	/**
	 * Say how the other row is recognised, by several columns.
	 * @param key says their values
	 * @return the reference
	 */
	public RowReference by(java.util.function.Consumer<RowEditor> key) {
		RowEditor editor = new RowEditor();
		key.accept(editor);
		Map<String, @Nullable Object> values = new LinkedHashMap<>(editor.row().values());
		if (values.isEmpty()) {
			throw new IllegalStateException(
					"A reference to '%s' says nothing about the row: name a column and its value"
						.formatted(this.table));
		}
		return new RowReference(this.table, this.column, new Row(values));
	}

}
