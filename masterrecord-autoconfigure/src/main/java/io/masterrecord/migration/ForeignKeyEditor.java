package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ReferentialAction;
import org.jspecify.annotations.Nullable;

/**
 * Says what a foreign key refers to and what happens to the referencing rows. Unless
 * something else is said, a row that is referred to cannot be deleted.
 *
 * @since 0.1.0
 */
public final class ForeignKeyEditor extends Chain {

	private final String name;

	private final List<String> columns;

	private @Nullable String targetTable;

	private List<String> targetColumns = List.of();

	private ReferentialAction onDelete = ReferentialAction.RESTRICT;

	private ReferentialAction onUpdate = ReferentialAction.RESTRICT;

	private Deferral deferral = Deferral.NOT_DEFERRABLE;

	ForeignKeyEditor(String name, List<String> columns) {
		this.name = name;
		this.columns = columns;
	}

	/**
	 * Name what is referred to.
	 * @param table the table
	 * @param columnNames its primary key, or columns that are unique; as many as refer to
	 * them
	 * @return this
	 */
	public ForeignKeyEditor references(String table, String... columnNames) {
		once(this.targetTable, "references");
		this.targetTable = table;
		this.targetColumns = List.of(columnNames);
		return this;
	}

	/**
	 * Delete the referencing rows with the row they refer to.
	 * @return this
	 */
	public ForeignKeyEditor onDeleteCascade() {
		this.onDelete = ReferentialAction.CASCADE;
		return this;
	}

	/**
	 * Empty the referencing columns when the row they refer to is deleted.
	 * @return this
	 */
	public ForeignKeyEditor onDeleteSetNull() {
		this.onDelete = ReferentialAction.SET_NULL;
		return this;
	}

	/**
	 * Change the referencing columns with the key they refer to.
	 * @return this
	 */
	public ForeignKeyEditor onUpdateCascade() {
		this.onUpdate = ReferentialAction.CASCADE;
		return this;
	}

	/**
	 * Empty the referencing columns when the key they refer to changes.
	 * @return this
	 */
	public ForeignKeyEditor onUpdateSetNull() {
		this.onUpdate = ReferentialAction.SET_NULL;
		return this;
	}

	/**
	 * Give the referencing columns their default when the row they refer to is deleted.
	 * @return this
	 */
	public ForeignKeyEditor onDeleteSetDefault() {
		this.onDelete = ReferentialAction.SET_DEFAULT;
		return this;
	}

	/**
	 * Give the referencing columns their default when the key they refer to changes.
	 * @return this
	 */
	public ForeignKeyEditor onUpdateSetDefault() {
		this.onUpdate = ReferentialAction.SET_DEFAULT;
		return this;
	}

	/**
	 * Let a transaction ask that the foreign key is checked at its end.
	 * @return this
	 */
	public ForeignKeyEditor deferrable() {
		this.deferral = Deferral.INITIALLY_IMMEDIATE;
		return this;
	}

	/**
	 * Check the foreign key at the end of each transaction.
	 * @return this
	 */
	public ForeignKeyEditor initiallyDeferred() {
		this.deferral = Deferral.INITIALLY_DEFERRED;
		return this;
	}

	ForeignKey foreignKey() {
		String table = finished(this.targetTable, ".references(table, columns)");
		return new ForeignKey(this.name, this.columns, table, this.targetColumns, this.onDelete, this.onUpdate,
				this.deferral);
	}

	@Override
	String chain() {
		return "foreign key \"%s\"".formatted(this.name);
	}

}
