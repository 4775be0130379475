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

	private @Nullable String filter;

	private final List<String> included = new ArrayList<>();

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
	 * Add an expression, from the least value to the greatest.
	 * @param sql an expression over the columns of the table
	 * @return this
	 */
	public IndexEditor expression(String sql) {
		this.columns.add(IndexColumn.expression(sql, false));
		return this;
	}

	/**
	 * Add an expression, from the greatest value to the least.
	 * @param sql an expression over the columns of the table
	 * @return this
	 */
	public IndexEditor descendingExpression(String sql) {
		this.columns.add(IndexColumn.expression(sql, true));
		return this;
	}

	/**
	 * Hold NULL before all values of the column named last. Unless this or the opposite
	 * is said, NULL is the least value.
	 * @return this
	 */
	public IndexEditor nullsFirst() {
		return nulls(true);
	}

	/**
	 * Hold NULL after all values of the column named last.
	 * @return this
	 */
	public IndexEditor nullsLast() {
		return nulls(false);
	}

	private IndexEditor nulls(boolean first) {
		int last = this.columns.size() - 1;
		if (last < 0) {
			throw new IllegalStateException("%s says where NULL goes before it names a column".formatted(chain()));
		}
		this.columns.set(last, this.columns.get(last).withNulls(first));
		return this;
	}

	/**
	 * Hold further columns, which the rows are not sorted by, so that a query need not
	 * look into the table for them.
	 * @param columnNames the columns
	 * @return this
	 */
	public IndexEditor include(String... columnNames) {
		this.included.addAll(List.of(columnNames));
		return this;
	}

	/**
	 * Hold only some rows.
	 * @param sql a condition over the columns of the table
	 * @return this
	 */
	public IndexEditor where(String sql) {
		this.filter = sql;
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
		return List.of(new CreateIndex(tableName,
				new Index(this.name, this.columns, this.unique, this.environments, this.filter, this.included)));
	}

	@Override
	String chain() {
		return "createIndex(\"%s\")".formatted(this.name);
	}

}
