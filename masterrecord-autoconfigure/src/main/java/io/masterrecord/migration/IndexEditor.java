package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import org.jspecify.annotations.Nullable;

/**
 * Says the columns of an index and where it exists.
 *
 * @since 0.1.0
 */
public final class IndexEditor extends Step {

	private final String name;

	private final List<IndexColumn> columns = new ArrayList<>();

	private @Nullable String table;

	private boolean unique;

	private Environments environments = Environments.everywhere();

	IndexEditor(String name) {
		this.name = name;
	}

	/**
	 * Refuse equal rows.
	 * @return this
	 */
	public IndexEditor unique() {
		this.unique = true;
		return this;
	}

	/**
	 * Name the table and the columns that are held in ascending order.
	 * @param tableName the table
	 * @param columnNames its columns, in order; further ones may follow
	 * @return this
	 */
	public IndexEditor on(String tableName, String... columnNames) {
		once(this.table, "on");
		this.table = tableName;
		return ascending(columnNames);
	}

	/**
	 * Add columns that are held from the least value to the greatest.
	 * @param columnNames the columns, in order
	 * @return this
	 */
	public IndexEditor ascending(String... columnNames) {
		for (String column : columnNames) {
			this.columns.add(IndexColumn.ascending(column));
		}
		return this;
	}

	/**
	 * Add columns that are held from the greatest value to the least.
	 * @param columnNames the columns, in order
	 * @return this
	 */
	public IndexEditor descending(String... columnNames) {
		for (String column : columnNames) {
			this.columns.add(new IndexColumn(column, true));
		}
		return this;
	}

	/**
	 * Let the index exist in some environments only.
	 * @param names the names of Spring profiles, one of which has to be active when the
	 * migration runs
	 * @return this
	 */
	public IndexEditor when(String... names) {
		this.environments = Environments.of(names);
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		String tableName = finished(this.table, ".on(table, columns)");
		return List.of(new CreateIndex(tableName, new Index(this.name, this.columns, this.unique, this.environments)));
	}

	@Override
	String chain() {
		return "createIndex(\"%s\")".formatted(this.name);
	}

}
