package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * Says the new name of a table or column.
 *
 * @since 0.1.0
 */
public final class RenameEditor extends Step {

	private final String table;

	private final @Nullable String column;

	private @Nullable String newName;

	RenameEditor(String table, @Nullable String column) {
		this.table = table;
		this.column = column;
	}

	/**
	 * Name it anew.
	 * @param name the name from now on
	 */
	public void to(String name) {
		once(this.newName, "to");
		this.newName = name;
	}

	@Override
	List<SchemaOperation> operations() {
		String name = finished(this.newName, ".to(newName)");
		return List.of((this.column == null) ? new RenameTable(this.table, name)
				: new RenameColumn(this.table, this.column, name));
	}

	@Override
	String chain() {
		return (this.column == null) ? "renameTable(\"%s\")".formatted(this.table)
				: "renameColumn(\"%s\", \"%s\")".formatted(this.table, this.column);
	}

}
