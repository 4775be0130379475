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
 * @param deferral when a row without its target is refused
 * @since 0.1.0
 */
public record ForeignKey(String name, List<String> columns, String targetTable, List<String> targetColumns,
		ReferentialAction onDelete, ReferentialAction onUpdate, Deferral deferral) {

	public ForeignKey {
		columns = List.copyOf(columns);
		targetColumns = List.copyOf(targetColumns);
	}

	/**
	 * Create a foreign key that is checked by each statement.
	 * @param name the name of the constraint
	 * @param columns the referencing columns, in order
	 * @param targetTable the table referred to
	 * @param targetColumns the columns referred to, as many as {@code columns}
	 * @param onDelete what happens when the row referred to is deleted
	 * @param onUpdate what happens when its key changes
	 */
	public ForeignKey(String name, List<String> columns, String targetTable, List<String> targetColumns,
			ReferentialAction onDelete, ReferentialAction onUpdate) {
		this(name, columns, targetTable, targetColumns, onDelete, onUpdate, Deferral.NOT_DEFERRABLE);
	}

	/**
	 * Return this foreign key under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public ForeignKey named(String newName) {
		return new ForeignKey(newName, this.columns, this.targetTable, this.targetColumns, this.onDelete, this.onUpdate,
				this.deferral);
	}

	/**
	 * Return this foreign key with other referencing columns.
	 * @param newColumns the columns
	 * @return a copy
	 */
	public ForeignKey from(List<String> newColumns) {
		return new ForeignKey(this.name, newColumns, this.targetTable, this.targetColumns, this.onDelete, this.onUpdate,
				this.deferral);
	}

	/**
	 * Return this foreign key with another target.
	 * @param newTable the table referred to
	 * @param newColumns the columns referred to
	 * @return a copy
	 */
	public ForeignKey to(String newTable, List<String> newColumns) {
		return new ForeignKey(this.name, this.columns, newTable, newColumns, this.onDelete, this.onUpdate,
				this.deferral);
	}

}
