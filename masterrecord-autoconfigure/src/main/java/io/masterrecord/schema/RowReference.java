package io.masterrecord.schema;

/**
 * A value of a row that is not known before the row is written: a column of another row,
 * which is recognised by its key. So no id of a generated kind has to be known.
 *
 * @param table the table of the other row
 * @param column the column whose value is meant
 * @param key the columns by which the other row is recognised, with their values
 * @since 0.1.0
 */
public record RowReference(String table, String column, Row key) {
}
