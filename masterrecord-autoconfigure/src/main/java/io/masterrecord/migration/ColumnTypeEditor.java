package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Says name and type of one column that is added to a table or changed.
 *
 * @since 0.1.0
 */
public final class ColumnTypeEditor extends ColumnTypes {

	private final String table;

	private final boolean altering;

	private @Nullable ColumnEditor column;

	ColumnTypeEditor(String table, boolean altering) {
		this.table = table;
		this.altering = altering;
	}

	@Override
	ColumnEditor column(String name, ColumnType type) {
		once(this.column, "a column");
		ColumnEditor editor = new ColumnEditor(this.table, name, type, this.altering);
		this.column = editor;
		return editor;
	}

	@Override
	List<SchemaOperation> operations() {
		ColumnEditor editor = finished(this.column, "the type and name of the column, such as .text(\"note\")");
		if (this.altering) {
			return List.of(new AlterColumn(this.table, editor.column()));
		}
		List<SchemaOperation> operations = new ArrayList<>();
		operations.add(new AddColumn(this.table, editor.column()));
		if (editor.isPrimaryKey()) {
			operations.add(new AddPrimaryKey(this.table,
					new PrimaryKey(DefaultName.primaryKey(this.table), List.of(editor.column().name()))));
		}
		UniqueConstraint unique = editor.uniqueConstraint();
		if (unique != null) {
			operations.add(new AddUnique(this.table, unique));
		}
		ForeignKey foreignKey = editor.foreignKey();
		if (foreignKey != null) {
			operations.add(new AddForeignKey(this.table, foreignKey));
		}
		return operations;
	}

	@Override
	String chain() {
		return "%s(\"%s\")".formatted(this.altering ? "alterColumn" : "addColumn", this.table);
	}

}
