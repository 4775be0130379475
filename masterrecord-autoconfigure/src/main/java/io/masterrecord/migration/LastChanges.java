package io.masterrecord.migration;

import java.util.HashMap;
import java.util.Map;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;

/**
 * Which migration is the last one to change a table or its rows. What an earlier one
 * writes there need not be what the application of today thinks right.
 */
final class LastChanges {

	/** The places of migrations in the chain. */
	private final Map<String, Integer> places = new HashMap<>();

	private final Map<String, Integer> byTable = new HashMap<>();

	/** The last migration of which nobody knows what it changes. */
	private int anywhere = -1;

	LastChanges(MigrationChain chain) {
		for (MigrationDefinition definition : chain.migrations()) {
			int place = this.places.size();
			this.places.put(definition.id(), place);
			definition.up().forEach((operation) -> add(place, operation));
		}
	}

	private void add(int place, SchemaOperation operation) {
		String rows = StepPlanner.tableOfRows(operation);
		if (rows != null) {
			this.byTable.put(rows, place);
		}
		else if (operation instanceof Backfill backfill) {
			this.byTable.put(backfill.table(), place);
		}
		else if (operation instanceof AddColumn add) {
			this.byTable.put(add.table(), place);
		}
		else if (operation instanceof DropColumn drop) {
			this.byTable.put(drop.table(), place);
		}
		else if (operation instanceof AlterColumn alter) {
			this.byTable.put(alter.table(), place);
		}
		else if (operation instanceof RenameColumn rename) {
			this.byTable.put(rename.table(), place);
		}
		else if (operation instanceof RenameTable rename) {
			this.byTable.put(rename.table(), place);
			this.byTable.put(rename.newName(), place);
		}
		else if (operation instanceof RunSql || operation instanceof RunCode) {
			this.anywhere = place;
		}
	}

	/**
	 * Tell whether a later migration changes a table or its rows, or may do so.
	 * @param table the name of the table as one migration knows it
	 * @param id the id of that migration
	 */
	boolean isChangedAfter(String table, String id) {
		int place = this.places.getOrDefault(id, Integer.MAX_VALUE);
		return place < Math.max(this.anywhere, this.byTable.getOrDefault(table, -1));
	}

}
