package io.masterrecord.dialect;

import java.util.List;
import java.util.Optional;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;

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
			return addColumn(add);
		}
		if (operation instanceof DropColumn) {
			return dropColumn();
		}
		if (operation instanceof AlterColumn alter) {
			return table(alter.table()).flatMap((table) -> table.column(alter.column().name()))
				.map((from) -> alterColumn(alter, from))
				.orElse(List.of());
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
		if (operation instanceof AddForeignKey add) {
			return addForeignKey(add);
		}
		if (operation instanceof AddCheck add) {
			return addCheck(add);
		}
		if (operation instanceof AddPrimaryKey) {
			return addPrimaryKey();
		}
		if (operation instanceof RenameConstraint rename) {
			return table(rename.table()).map((table) -> renameConstraint(table, rename.name())).orElse(List.of());
		}
		if (operation instanceof RenameColumn rename) {
			return table(rename.table()).map((table) -> renameColumn(table, rename.column())).orElse(List.of());
		}
		return (operation instanceof DropPrimaryKey drop) ? dropPrimaryKey(drop) : List.of();
	}

	final Optional<Table> table(String name) {
		return this.before.table(name);
	}

	abstract List<Impact> addColumn(AddColumn operation);

	abstract List<Impact> dropColumn();

	abstract List<Impact> alterColumn(AlterColumn operation, Column from);

	abstract List<Impact> createIndex(CreateIndex operation);

	abstract List<Impact> createSearchIndex(SearchIndex index);

	abstract List<Impact> addUnique();

	abstract List<Impact> addForeignKey(AddForeignKey operation);

	abstract List<Impact> addCheck(AddCheck operation);

	abstract List<Impact> addPrimaryKey();

	List<Impact> renameConstraint(Table table, String name) {
		return List.of();
	}

	List<Impact> renameColumn(Table table, String column) {
		return List.of();
	}

	abstract List<Impact> dropPrimaryKey(DropPrimaryKey operation);

}
