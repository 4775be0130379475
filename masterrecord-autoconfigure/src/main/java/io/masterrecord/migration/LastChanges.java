package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;

/**
 * Which migration is the last one to change a table or its rows. What an earlier one
 * writes there need not be what the application of today thinks right.
 */
final class LastChanges {

	private final Map<String, String> byTable = new HashMap<>();

	private String anywhere = "";

	private final List<String> order = new ArrayList<>();

	LastChanges(MigrationChain chain) {
		for (MigrationDefinition definition : chain.migrations()) {
			this.order.add(definition.id());
			definition.up().forEach((operation) -> add(definition.id(), operation));
		}
	}

	private void add(String id, SchemaOperation operation) {
		if (operation instanceof InsertRows insert) {
			this.byTable.put(insert.table(), id);
		}
		else if (operation instanceof UpsertRows upsert) {
			this.byTable.put(upsert.table(), id);
		}
		else if (operation instanceof LoadRows load) {
			this.byTable.put(load.table(), id);
		}
		else if (operation instanceof DeleteRows delete) {
			this.byTable.put(delete.table(), id);
		}
		else if (operation instanceof AddColumn add) {
			this.byTable.put(add.table(), id);
		}
		else if (operation instanceof DropColumn drop) {
			this.byTable.put(drop.table(), id);
		}
		else if (operation instanceof AlterColumn alter) {
			this.byTable.put(alter.table(), id);
		}
		else if (operation instanceof RenameColumn rename) {
			this.byTable.put(rename.table(), id);
		}
		else if (operation instanceof RenameTable rename) {
			this.byTable.put(rename.table(), id);
			this.byTable.put(rename.newName(), id);
		}
		else if (operation instanceof RunSql || operation instanceof RunCode) {
			this.anywhere = id;
		}
	}

	/**
	 * Tell whether a later migration changes a table or its rows, or may do so.
	 * @param table the name of the table as one migration knows it
	 * @param id the id of that migration
	 */
	boolean isChangedAfter(String table, String id) {
		int place = this.order.indexOf(id);
		return place < this.order.indexOf(this.byTable.getOrDefault(table, ""))
				|| place < this.order.indexOf(this.anywhere);
	}

}
