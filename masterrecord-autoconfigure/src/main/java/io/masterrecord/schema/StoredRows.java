package io.masterrecord.schema;

/**
 * The rows of a large set, which are kept in a file beside the migration that writes
 * them.
 *
 * @param name what the set is called among those of its table
 * @param rows the rows
 * @since 0.1.0
 */
public record StoredRows(String name, RowStream rows) {
}
