package io.masterrecord.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows, and of operations that write rows, by the rename of a table or a
 * column.
 *
 * @since 0.1.0
 */
public final class RowRename {

	private final String table;

	private final @Nullable String column;

	private final String newName;

	private RowRename(String table, @Nullable String column, String newName) {
		this.table = table;
		this.column = column;
		this.newName = newName;
	}

	/**
	 * Read an operation.
	 * @param operation any operation
	 * @return what it renames, in order; nothing if it is no rename
	 */
	public static List<RowRename> of(SchemaOperation operation) {
		if (operation instanceof RenameTable rename) {
			return List.of(new RowRename(rename.table(), null, rename.newName()));
		}
		if (operation instanceof RenameColumn rename) {
			return List.of(new RowRename(rename.table(), rename.column(), rename.newName()));
		}
		List<SchemaOperation> declared = (operation instanceof RunSql sql) ? sql.declares()
				: (operation instanceof RunCode code) ? code.declares() : List.of();
		return declared.stream().flatMap((each) -> of(each).stream()).toList();
	}

	/**
	 * Return the name of a table after the rename.
	 * @param name its name before
	 * @return its name now
	 */
	public String table(String name) {
		return (this.column == null && name.equals(this.table)) ? this.newName : name;
	}

	/**
	 * Return a row after the rename.
	 * @param ofTable the name of its table before
	 * @param row the row before
	 * @return the row now
	 */
	public Row row(String ofTable, Row row) {
		Row referring = new ReferenceRename(this.table, this.column, this.newName).apply(row);
		UnaryOperator<String> name = column(ofTable);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		referring.values().forEach((each, value) -> values.put(name.apply(each), value));
		return new Row(values);
	}

	/**
	 * Return an operation that writes rows, as it is after the rename. The rows of a file
	 * are left to {@link #row}.
	 * @param operation an operation that inserts, upserts or loads rows
	 * @return the same with other names
	 */
	public SchemaOperation operation(SchemaOperation operation) {
		if (operation instanceof InsertRows insert) {
			return new InsertRows(table(insert.table()), columns(insert.table(), insert.key()), insert.environments(),
					rows(insert.table(), insert.rows()), insert.ifAbsent());
		}
		if (operation instanceof UpsertRows upsert) {
			return new UpsertRows(table(upsert.table()), columns(upsert.table(), upsert.key()),
					columns(upsert.table(), upsert.updating()), upsert.environments(),
					rows(upsert.table(), upsert.rows()), upsert.sync());
		}
		if (operation instanceof LoadRows load) {
			return new LoadRows(table(load.table()), load.set(), columns(load.table(), load.key()), load.policy(),
					columns(load.table(), load.updating()), load.environments(), load.file());
		}
		throw new IllegalArgumentException("No rows are written by " + operation);
	}

	private List<Row> rows(String ofTable, List<Row> rows) {
		return rows.stream().map((row) -> row(ofTable, row)).toList();
	}

	private List<String> columns(String ofTable, List<String> columns) {
		return columns.stream().map(column(ofTable)).toList();
	}

	private UnaryOperator<String> column(String ofTable) {
		return (name) -> (ofTable.equals(this.table) && name.equals(this.column)) ? this.newName : name;
	}

}
