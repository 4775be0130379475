package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Says the columns, keys and constraints of a new table. Its indexes are created
 * afterwards, with {@link SchemaEditor#createIndex}.
 *
 * @since 0.1.0
 */
public final class TableEditor extends ColumnTypes {

	private final String name;

	private final List<ColumnEditor> columns = new ArrayList<>();

	private @Nullable PrimaryKey primaryKey;

	private final List<UniqueConstraint> uniques = new ArrayList<>();

	private final List<ForeignKeyEditor> foreignKeys = new ArrayList<>();

	private final List<Check> checks = new ArrayList<>();

	private @Nullable String comment;

	TableEditor(String name) {
		this.name = name;
	}

	/**
	 * Name the primary key, where its name or the order of its columns is not the default
	 * one.
	 * @param constraint the name of the constraint
	 * @param columnNames the columns, in order
	 */
	public void primaryKey(String constraint, String... columnNames) {
		once(this.primaryKey, "primaryKey");
		this.primaryKey = new PrimaryKey(constraint, List.of(columnNames));
	}

	/**
	 * Add a unique constraint.
	 * @param constraint the name of the constraint
	 * @param columnNames the columns, in order
	 */
	public void unique(String constraint, String... columnNames) {
		this.uniques.add(new UniqueConstraint(constraint, List.of(columnNames)));
	}

	/**
	 * Add a foreign key:
	 * {@code foreignKey("fk_plan_owner_id", "owner_id").references("app_user", "id")}.
	 * @param constraint the name of the constraint
	 * @param columnNames the referencing columns, in order
	 * @return the rest of the sentence
	 */
	public ForeignKeyEditor foreignKey(String constraint, String... columnNames) {
		ForeignKeyEditor editor = new ForeignKeyEditor(constraint, List.of(columnNames));
		this.foreignKeys.add(editor);
		return editor;
	}

	/**
	 * Add a check constraint.
	 * @param constraint the name of the constraint
	 * @param sql a condition over the columns of the table
	 */
	public void check(String constraint, String sql) {
		this.checks.add(Check.that(constraint, sql));
	}

	/**
	 * Let a column hold one of a few values, or NULL.
	 * @param constraint the name of the constraint
	 * @param column the column
	 * @param values the values: texts or whole numbers
	 */
	public void oneOf(String constraint, String column, Object... values) {
		this.checks.add(CheckEditor.oneOf(constraint, column, values));
	}

	/**
	 * Say what the table is for, where the database keeps that.
	 * @param text the comment
	 */
	public void comment(String text) {
		this.comment = text;
	}

	@Override
	ColumnEditor column(String columnName, ColumnType type) {
		ColumnEditor editor = new ColumnEditor(this.name, columnName, type, false);
		this.columns.add(editor);
		return editor;
	}

	@Override
	List<SchemaOperation> operations() {
		List<Column> finishedColumns = this.columns.stream().map(ColumnEditor::column).toList();
		List<UniqueConstraint> allUniques = new ArrayList<>();
		List<ForeignKey> allForeignKeys = new ArrayList<>();
		for (ColumnEditor column : this.columns) {
			UniqueConstraint unique = column.uniqueConstraint();
			if (unique != null) {
				allUniques.add(unique);
			}
			ForeignKey foreignKey = column.foreignKey();
			if (foreignKey != null) {
				allForeignKeys.add(foreignKey);
			}
		}
		allUniques.addAll(this.uniques);
		this.foreignKeys.forEach((editor) -> allForeignKeys.add(editor.foreignKey()));
		return List.of(new CreateTable(new Table(this.name, finishedColumns, allOfPrimaryKey(), allUniques,
				allForeignKeys, List.of(), List.of(), this.checks, this.comment)));
	}

	private @Nullable PrimaryKey allOfPrimaryKey() {
		List<String> marked = this.columns.stream()
			.filter(ColumnEditor::isPrimaryKey)
			.map((column) -> column.column().name())
			.toList();
		if (marked.isEmpty()) {
			return this.primaryKey;
		}
		once(this.primaryKey, "primaryKey");
		return new PrimaryKey(DefaultName.primaryKey(this.name), marked);
	}

	@Override
	String chain() {
		return "createTable(\"%s\")".formatted(this.name);
	}

}
