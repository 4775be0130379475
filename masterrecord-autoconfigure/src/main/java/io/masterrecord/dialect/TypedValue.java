package io.masterrecord.dialect;

import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A value that is bound to a statement, with the column type that says how it travels.
 *
 * @param type the type of the column that the value is meant for
 * @param value the value, or {@code null} for NULL
 * @since 0.1.0
 */
public record TypedValue(ColumnType type, @Nullable Object value) {
}
