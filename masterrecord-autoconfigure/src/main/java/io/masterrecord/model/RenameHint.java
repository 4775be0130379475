package io.masterrecord.model;

import org.jspecify.annotations.Nullable;

/**
 * A former name that the model remembers. It applies only where a table or column of the
 * former name exists and none of the present name does.
 *
 * @param table the present name of the table
 * @param column the present name of the column, or {@code null} if the table was renamed
 * @param formerName the former name of the column or table; empty if it is said to be new
 * @since 0.1.0
 */
public record RenameHint(String table, @Nullable String column, String formerName) {
}
