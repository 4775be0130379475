package io.masterrecord.catalog;

/**
 * A column of a type that has no neutral name.
 *
 * @param table its table
 * @param column its name
 * @param type its type as the catalog writes it
 * @since 0.1.0
 */
public record UnknownType(String table, String column, String type) {
}
