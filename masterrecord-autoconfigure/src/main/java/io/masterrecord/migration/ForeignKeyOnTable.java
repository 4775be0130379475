package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * Says where a foreign key starts.
 *
 * @since 0.1.0
 */
public final class ForeignKeyOnTable extends Step {

	private final String name;

	private @Nullable String table;

	private @Nullable ForeignKeyEditor foreignKey;

	ForeignKeyOnTable(String name) {
		this.name = name;
	}

	/**
	 * Name the referencing columns.
	 * @param tableName the referencing table
	 * @param columnNames its columns, in order
	 * @return the rest of the sentence
	 */
	public ForeignKeyEditor on(String tableName, String... columnNames) {
		once(this.table, "on");
		this.table = tableName;
		ForeignKeyEditor editor = new ForeignKeyEditor(this.name, List.of(columnNames));
		this.foreignKey = editor;
		return editor;
	}

	@Override
	List<SchemaOperation> operations() {
		String missing = ".on(table, columns).references(table, columns)";
		return List
			.of(new AddForeignKey(finished(this.table, missing), finished(this.foreignKey, missing).foreignKey()));
	}

	@Override
	String chain() {
		return "addForeignKey(\"%s\")".formatted(this.name);
	}

}
