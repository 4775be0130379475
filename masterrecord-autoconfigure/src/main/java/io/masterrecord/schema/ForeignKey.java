package io.masterrecord.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name the name of the constraint
 * @param columns the referencing columns, in order
 * @param targetTable the table referred to
 * @param targetColumns the columns referred to, as many as {@code columns}
 * @param onDelete what happens when the row referred to is deleted
 * @param onUpdate what happens when its key changes
 * @since 0.1.0
 */
public record ForeignKey(String name, List<String> columns, String targetTable, List<String> targetColumns,
		ReferentialAction onDelete, ReferentialAction onUpdate) {

	public ForeignKey {
		columns = List.copyOf(columns);
		targetColumns = List.copyOf(targetColumns);
	}

}
