package io.masterrecord.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A table. Equal tables are equal in every facet; tables are matched by name and compared
 * as a whole.
 *
 * @param name the name as it stands in the database
 * @param columns the columns, in order
 * @param primaryKey the primary key, or {@code null} if there is none
 * @param uniques the unique constraints, in order of declaration
 * @param foreignKeys the foreign keys, in order of declaration
 * @param indexes the indexes, in order of declaration
 * @param searchIndexes the search indexes, in order of declaration
 * @param checks the check constraints, in order of declaration
 * @param comment what the database keeps to be read by people, or {@code null}
 * @since 0.1.0
 */
public record Table(String name, List<Column> columns, @Nullable PrimaryKey primaryKey, List<UniqueConstraint> uniques,
		List<ForeignKey> foreignKeys, List<Index> indexes, List<SearchIndex> searchIndexes, List<Check> checks,
		@Nullable String comment) {

	public Table {
		columns = List.copyOf(columns);
		uniques = List.copyOf(uniques);
		foreignKeys = List.copyOf(foreignKeys);
		indexes = List.copyOf(indexes);
		searchIndexes = List.copyOf(searchIndexes);
		checks = List.copyOf(checks);
	}

	/**
	 * Create a table without check constraints and comment.
	 * @param name the name as it stands in the database
	 * @param columns the columns, in order
	 * @param primaryKey the primary key, or {@code null} if there is none
	 * @param uniques the unique constraints, in order of declaration
	 * @param foreignKeys the foreign keys, in order of declaration
	 * @param indexes the indexes, in order of declaration
	 * @param searchIndexes the search indexes, in order of declaration
	 */
	public Table(String name, List<Column> columns, @Nullable PrimaryKey primaryKey, List<UniqueConstraint> uniques,
			List<ForeignKey> foreignKeys, List<Index> indexes, List<SearchIndex> searchIndexes) {
		this(name, columns, primaryKey, uniques, foreignKeys, indexes, searchIndexes, List.of(), null);
	}

	/**
	 * Create a table without search indexes, check constraints and comment.
	 * @param name the name as it stands in the database
	 * @param columns the columns, in order
	 * @param primaryKey the primary key, or {@code null} if there is none
	 * @param uniques the unique constraints, in order of declaration
	 * @param foreignKeys the foreign keys, in order of declaration
	 * @param indexes the indexes, in order of declaration
	 */
	public Table(String name, List<Column> columns, @Nullable PrimaryKey primaryKey, List<UniqueConstraint> uniques,
			List<ForeignKey> foreignKeys, List<Index> indexes) {
		this(name, columns, primaryKey, uniques, foreignKeys, indexes, List.of());
	}

	/**
	 * Return the column of a name.
	 * @param columnName the name
	 * @return the column, if there is one
	 */
	public Optional<Column> column(String columnName) {
		return find(this.columns, Column::name, columnName);
	}

	/**
	 * Return the index of a name.
	 * @param indexName the name
	 * @return the index, if there is one
	 */
	public Optional<Index> index(String indexName) {
		return find(this.indexes, Index::name, indexName);
	}

	/**
	 * Return the unique constraint of a name.
	 * @param constraintName the name
	 * @return the constraint, if there is one
	 */
	public Optional<UniqueConstraint> unique(String constraintName) {
		return find(this.uniques, UniqueConstraint::name, constraintName);
	}

	/**
	 * Return the foreign key of a name.
	 * @param constraintName the name
	 * @return the foreign key, if there is one
	 */
	public Optional<ForeignKey> foreignKey(String constraintName) {
		return find(this.foreignKeys, ForeignKey::name, constraintName);
	}

	/**
	 * Return the search index of a name.
	 * @param indexName the name
	 * @return the search index, if there is one
	 */
	public Optional<SearchIndex> searchIndex(String indexName) {
		return find(this.searchIndexes, SearchIndex::name, indexName);
	}

	/**
	 * Return the check constraint of a name.
	 * @param constraintName the name
	 * @return the constraint, if there is one
	 */
	public Optional<Check> check(String constraintName) {
		return find(this.checks, Check::name, constraintName);
	}

	/**
	 * Return the column that the database numbers by itself.
	 * @return the identity column, if there is one
	 */
	public Optional<Column> identityColumn() {
		return this.columns.stream().filter(Column::identity).findFirst();
	}

	/**
	 * Tell whether columns identify a row in every environment: whether they are, in any
	 * order, the primary key or the columns of a unique constraint or unique index.
	 * @param columnNames the columns
	 * @return whether no two rows have equal values in them
	 */
	public boolean isKey(Collection<String> columnNames) {
		Set<String> wanted = new HashSet<>(columnNames);
		return (this.primaryKey != null && wanted.equals(new HashSet<>(this.primaryKey.columns())))
				|| this.uniques.stream().anyMatch((unique) -> wanted.equals(new HashSet<>(unique.columns())))
				|| this.indexes.stream()
					.filter((index) -> index.isKey())
					.anyMatch((index) -> wanted.equals(new HashSet<>(index.columnNames())));
	}

	/**
	 * Return this table with another name.
	 * @param newName the name
	 * @return a copy
	 */
	public Table withName(String newName) {
		return new Table(newName, this.columns, this.primaryKey, this.uniques, this.foreignKeys, this.indexes,
				this.searchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with other columns.
	 * @param newColumns the columns
	 * @return a copy
	 */
	public Table withColumns(List<Column> newColumns) {
		return new Table(this.name, newColumns, this.primaryKey, this.uniques, this.foreignKeys, this.indexes,
				this.searchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with another primary key.
	 * @param newPrimaryKey the primary key, or {@code null} for none
	 * @return a copy
	 */
	public Table withPrimaryKey(@Nullable PrimaryKey newPrimaryKey) {
		return new Table(this.name, this.columns, newPrimaryKey, this.uniques, this.foreignKeys, this.indexes,
				this.searchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with other unique constraints.
	 * @param newUniques the unique constraints
	 * @return a copy
	 */
	public Table withUniques(List<UniqueConstraint> newUniques) {
		return new Table(this.name, this.columns, this.primaryKey, newUniques, this.foreignKeys, this.indexes,
				this.searchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with other foreign keys.
	 * @param newForeignKeys the foreign keys
	 * @return a copy
	 */
	public Table withForeignKeys(List<ForeignKey> newForeignKeys) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, newForeignKeys, this.indexes,
				this.searchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with other indexes.
	 * @param newIndexes the indexes
	 * @return a copy
	 */
	public Table withIndexes(List<Index> newIndexes) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.foreignKeys, newIndexes,
				this.searchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with other search indexes.
	 * @param newSearchIndexes the search indexes
	 * @return a copy
	 */
	public Table withSearchIndexes(List<SearchIndex> newSearchIndexes) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.foreignKeys, this.indexes,
				newSearchIndexes, this.checks, this.comment);
	}

	/**
	 * Return this table with other check constraints.
	 * @param newChecks the check constraints
	 * @return a copy
	 */
	public Table withChecks(List<Check> newChecks) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.foreignKeys, this.indexes,
				this.searchIndexes, newChecks, this.comment);
	}

	/**
	 * Return this table with another comment.
	 * @param newComment the comment, or {@code null} for none
	 * @return a copy
	 */
	public Table withComment(@Nullable String newComment) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.foreignKeys, this.indexes,
				this.searchIndexes, this.checks, newComment);
	}

	private static <T> Optional<T> find(List<T> elements, Function<T, String> name, String wanted) {
		return elements.stream().filter((element) -> name.apply(element).equals(wanted)).findFirst();
	}

}
