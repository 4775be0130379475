package io.masterrecord.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param name the name, unique in the whole database
 * @param columns the columns, in order
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @param filter a condition in SQL: only rows that meet it are in the index; {@code null}
 * for all rows
 * @param included the columns that it holds beside those it is sorted by, so that a query
 * need not look into the table for them
 * @since 0.1.0
 */
public record Index(String name, List<IndexColumn> columns, boolean unique, Environments environments,
		@Nullable String filter, List<String> included) {

	public Index {
		columns = List.copyOf(columns);
		included = List.copyOf(included);
	}

	/**
	 * Create an index of all rows.
	 * @param name the name, unique in the whole database
	 * @param columns the columns, in order
	 * @param unique whether it refuses equal rows
	 * @param environments where it exists
	 */
	public Index(String name, List<IndexColumn> columns, boolean unique, Environments environments) {
		this(name, columns, unique, environments, null);
	}

	/**
	 * Create an index that holds nothing but what it is sorted by.
	 * @param name the name, unique in the whole database
	 * @param columns the columns, in order
	 * @param unique whether it refuses equal rows
	 * @param environments where it exists
	 * @param filter a condition in SQL: only rows that meet it are in the index;
	 * {@code null} for all rows
	 */
	public Index(String name, List<IndexColumn> columns, boolean unique, Environments environments,
			@Nullable String filter) {
		this(name, columns, unique, environments, filter, List.of());
	}

	/**
	 * Return the names of the columns that it is sorted by, without expressions.
	 * @return the names, in order
	 */
	public List<String> columnNames() {
		return this.columns.stream().filter((column) -> !column.isExpression()).map(IndexColumn::name).toList();
	}

	/**
	 * Tell whether the columns identify a row wherever the migrations run: whether the
	 * index is unique, holds all rows and nothing but columns, and exists everywhere.
	 * @return whether no two rows have equal values in the columns
	 */
	public boolean isKey() {
		return this.unique && this.environments.isEverywhere() && this.filter == null
				&& this.columns.stream().noneMatch(IndexColumn::isExpression);
	}

	/**
	 * Tell whether the index speaks of a column.
	 * @param column the column
	 * @return whether it is in the columns, an expression or the filter, or included
	 */
	public boolean mentions(String column) {
		return this.included.contains(column) || this.columns.stream().anyMatch((part) -> part.mentions(column))
				|| (this.filter != null && SqlText.mentions(this.filter, column));
	}

	/**
	 * Return this index as it is after a column has been renamed.
	 * @param column the former name of the column
	 * @param newName its name from now on
	 * @return a copy
	 */
	public Index withColumnRenamed(String column, String newName) {
		return new Index(this.name,
				this.columns.stream().map((part) -> part.withColumnRenamed(column, newName)).toList(), this.unique,
				this.environments, (this.filter != null) ? SqlText.rename(this.filter, column, newName) : null,
				this.included.stream().map((name) -> name.equals(column) ? newName : name).toList());
	}

	/**
	 * Return this index under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public Index named(String newName) {
		return new Index(newName, this.columns, this.unique, this.environments, this.filter, this.included);
	}

	/**
	 * Return this index as it is where it exists.
	 * @return a copy that exists everywhere
	 */
	public Index everywhere() {
		return new Index(this.name, this.columns, this.unique, Environments.everywhere(), this.filter, this.included);
	}

}
