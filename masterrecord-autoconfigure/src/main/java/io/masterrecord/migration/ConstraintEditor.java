package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Says where a primary key or unique constraint goes.
 *
 * @since 0.1.0
 */
public final class ConstraintEditor extends Step {

	enum Kind {

		PRIMARY_KEY, UNIQUE

	}

	private final Kind kind;

	private final String name;

	private @Nullable String table;

	private List<String> columns = List.of();

	ConstraintEditor(Kind kind, String name) {
		this.kind = kind;
		this.name = name;
	}

	/**
	 * Name the columns.
	 * @param tableName the table
	 * @param columnNames its columns, in order
	 */
	public void on(String tableName, String... columnNames) {
		once(this.table, "on");
		this.table = tableName;
		this.columns = List.of(columnNames);
	}

	@Override
	List<SchemaOperation> operations() {
		String tableName = finished(this.table, ".on(table, columns)");
		return List
			.of((this.kind == Kind.UNIQUE) ? new AddUnique(tableName, new UniqueConstraint(this.name, this.columns))
					: new AddPrimaryKey(tableName, new PrimaryKey(this.name, this.columns)));
	}

	@Override
	String chain() {
		return "%s(\"%s\")".formatted((this.kind == Kind.UNIQUE) ? "addUnique" : "addPrimaryKey", this.name);
	}

}
