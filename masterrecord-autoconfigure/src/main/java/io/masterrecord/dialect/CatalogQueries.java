package io.masterrecord.dialect;

/**
 * The questions to ask a live database about the tables of its current schema. Rows come
 * in the order in which things stand in their table; yes and no are 1 and 0. An empty
 * question is not asked.
 *
 * @param columns table, column, type as the catalog writes it, whether it is nullable,
 * the text of its default or NULL, whether it is an identity, the text from which it is
 * computed as {@link Catalog#computedFrom} understands it or NULL, its collation or NULL
 * for the usual one, its comment or NULL, what no operation says of it or NULL
 * @param comments table, its comment
 * @param primaryKeys table, name as {@link Catalog#constraintName} understands it, column
 * @param uniques table, name, column, what no operation says of it or NULL; empty where a
 * unique constraint is a unique index
 * @param foreignKeys table, name as {@link Catalog#constraintName} understands it,
 * column, target table, target column, action on delete, action on update, when it is
 * checked as {@link Catalog#deferral} understands it, what no operation says of it or
 * NULL
 * @param checks table, name and condition as {@link Catalog#checks} understands them
 * @param indexes table, name, whether it is unique, column or NULL for an expression,
 * whether it is descending, its condition as {@link Catalog#indexFilter} understands it
 * or NULL, the expression as {@link Catalog#indexExpression} understands it or NULL, what
 * no operation says of it or NULL, whether the column is only included, and comes behind
 * those that are not; without the indexes that only serve a constraint
 * @param searchIndexes table, name, definition as {@link SearchSql#read} understands it;
 * empty where there are none. Their parts are told by none of the other queries.
 * @param sequences name, first number, step
 * @param routines kind as {@link io.masterrecord.schema.Routine.Kind} names it, name,
 * table of a trigger or NULL, its text or NULL
 * @since 0.1.0
 */
public record CatalogQueries(String columns, String comments, String primaryKeys, String uniques, String foreignKeys,
		String checks, String indexes, String searchIndexes, String sequences, String routines) {
}
