package io.masterrecord.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RowTables;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.SeedFingerprint;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SeedKey;
import io.masterrecord.schema.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Which migration is the last one to change a table or its rows. What an earlier one
 * writes there need not be what the application of today thinks right.
 */
final class LastChanges {

	/** The places of migrations in the chain. */
	private final Map<String, Integer> places = new HashMap<>();

	private final Map<String, Integer> byTable = new HashMap<>();

	private final Map<String, List<SchemaOperation>> operations = new HashMap<>();

	/** The last migration of which nobody knows what it changes. */
	private int anywhere = -1;

	LastChanges(MigrationChain chain) {
		for (MigrationDefinition definition : chain.migrations()) {
			int place = this.places.size();
			this.places.put(definition.id(), place);
			this.operations.put(definition.id(), definition.up());
			definition.up().forEach((operation) -> add(place, operation));
		}
	}

	private void add(int place, SchemaOperation operation) {
		String rows = RowTables.of(operation);
		String table = (rows != null) ? rows : altered(operation);
		if (table != null) {
			this.byTable.put(table, place);
		}
		if (operation instanceof RenameTable rename) {
			this.byTable.put(rename.newName(), place);
		}
		else if (operation instanceof RunSql || operation instanceof RunCode) {
			this.anywhere = place;
		}
	}

	/**
	 * Return the table whose columns or name an operation changes, or all of whose rows;
	 * {@code null} if it changes none.
	 */
	private static @Nullable String altered(SchemaOperation operation) {
		if (operation instanceof Backfill backfill) {
			return backfill.table();
		}
		if (operation instanceof AddColumn add) {
			return add.table();
		}
		if (operation instanceof DropColumn drop) {
			return drop.table();
		}
		if (operation instanceof AlterColumn alter) {
			return alter.table();
		}
		if (operation instanceof RenameColumn rename) {
			return rename.table();
		}
		return (operation instanceof RenameTable rename) ? rename.table() : null;
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

	/**
	 * Tell whether a later step of the same migration changes a table, or rows that a
	 * step of it writes, as where one migration stands for several.
	 * @param table the name of the table as the step knows it
	 * @param step the step, on the way up
	 */
	boolean isChangedBehind(String table, MigrationStep step) {
		List<SchemaOperation> all = this.operations.getOrDefault(step.migration(), List.of());
		if (step.direction() != Direction.UP || step.number() > all.size()) {
			return false;
		}
		Set<SeedKey> written = keys(all.get(step.number() - 1));
		return all.subList(step.number(), all.size()).stream().anyMatch((later) -> changes(later, table, written));
	}

	private static boolean changes(SchemaOperation later, String table, Set<SeedKey> written) {
		String altered = altered(later);
		if (altered != null) {
			return altered.equals(table);
		}
		if (later instanceof RunSql sql) {
			return SqlText.mentions(sql.sql(), table);
		}
		return later instanceof RunCode || keys(later).stream().anyMatch(written::contains);
	}

	private static Set<SeedKey> keys(SchemaOperation operation) {
		if (operation instanceof InsertRows insert) {
			return keys(insert.table(), insert.key(), insert.rows());
		}
		return (operation instanceof UpsertRows upsert) ? keys(upsert.table(), upsert.key(), upsert.rows()) : Set.of();
	}

	private static Set<SeedKey> keys(String table, List<String> key, List<Row> rows) {
		return key.isEmpty() ? Set.of()
				: rows.stream().map((row) -> SeedFingerprint.key(table, key, row)).collect(Collectors.toSet());
	}

}
