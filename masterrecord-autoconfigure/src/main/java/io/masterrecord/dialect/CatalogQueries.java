package io.masterrecord.dialect;

/**
 * The questions to ask a live database about the tables of its current schema. Rows come
 * in the order in which things stand in their table; yes and no are 1 and 0.
 *
 * @param columns table, column, type as the catalog writes it, whether it is nullable,
 * the text of its default or NULL, whether it is an identity
 * @param primaryKeys table, name as {@link Dialect#constraintName} understands it, column
 * @param uniques table, name, column; empty where a unique constraint is a unique index
 * @param foreignKeys table, name as {@link Dialect#constraintName} understands it,
 * column, target table, target column, action on delete, action on update
 * @param indexes table, name, whether it is unique, column or NULL for an expression,
 * whether it is descending; without the indexes that only serve a constraint
 * @param searchIndexes table, name, definition as {@link SearchSql#read} understands it;
 * empty where there are none. Their parts are told by none of the other queries.
 * @since 0.1.0
 */
public record CatalogQueries(String columns, String primaryKeys, String uniques, String foreignKeys, String indexes,
		String searchIndexes) {
}
