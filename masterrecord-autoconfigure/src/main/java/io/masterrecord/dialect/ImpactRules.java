package io.masterrecord.dialect;

import java.util.List;
import java.util.Optional;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;

/**
 * Finds out what a change of a table costs those who use it.
 */
abstract class ImpactRules {

	private final Schema before;

	ImpactRules(Schema before) {
		this.before = before;
	}

	/**
	 * Return what an operation costs; nothing for those that take a moment only.
	 */
	final List<Impact> of(SchemaOperation operation) {
		if (operation instanceof AddColumn add) {
			return addColumn(add.column());
		}
		if (operation instanceof DropColumn) {
			return dropColumn();
		}
		if (operation instanceof AlterColumn alter) {
			Optional<Column> column = this.before.table(alter.table())
				.flatMap((table) -> table.column(alter.column().name()));
			return column.map((from) -> alterColumn(from, alter.column())).orElse(List.of());
		}
		if (operation instanceof CreateIndex create) {
			return createIndex(create);
		}
		if (operation instanceof CreateSearchIndex create) {
			return createSearchIndex(create.index());
		}
		if (operation instanceof AddUnique) {
			return addUnique();
		}
		if (operation instanceof AddForeignKey) {
			return addForeignKey();
		}
		if (operation instanceof AddPrimaryKey) {
			return addPrimaryKey();
		}
		return (operation instanceof DropPrimaryKey) ? dropPrimaryKey() : List.of();
	}

	abstract List<Impact> addColumn(Column column);

	abstract List<Impact> dropColumn();

	abstract List<Impact> alterColumn(Column from, Column to);

	abstract List<Impact> createIndex(CreateIndex operation);

	abstract List<Impact> createSearchIndex(SearchIndex index);

	abstract List<Impact> addUnique();

	abstract List<Impact> addForeignKey();

	abstract List<Impact> addPrimaryKey();

	abstract List<Impact> dropPrimaryKey();

}
