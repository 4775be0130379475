package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.migration.LedgerPage.Entry;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a database remembers of the rows that migrations wrote: which row, what was done
 * to it, what it was before, and a hash by which a later change is seen. With it a row is
 * written at most once, and taken back exactly.
 */
final class RowLedger {

	private final StatementGate gate;

	private final Dialect dialect;

	private final Table table;

	private final TableRows rows;

	/** The ids of what migrations stand for, the last first, by their ids. */
	private final Map<String, List<String>> replaced = new HashMap<>();

	RowLedger(StatementGate gate, HistoryTables tables) {
		this.gate = gate;
		this.dialect = gate.dialect();
		this.table = tables.rows();
		this.rows = new TableRows(gate, this.table);
	}

	/**
	 * Let what was written under the ids of some migrations count as that of another one.
	 * @param migration the id of the one that stands for the others
	 * @param others their ids, the last first
	 */
	void standIn(String migration, List<String> others) {
		this.replaced.put(migration, others);
	}

	/** All under whose ids a migration has written, the last first. */
	private List<String> writers(String migration) {
		List<String> writers = new ArrayList<>(List.of(migration));
		writers.addAll(this.replaced.getOrDefault(migration, List.of()));
		return writers;
	}

	/**
	 * Add a page.
	 * @param migration the id of the migration
	 * @param tableName the table of the rows
	 * @param entries what was done to the rows, in order; nothing is added if there are
	 * none
	 */
	void add(String migration, String tableName, List<Entry> entries) {
		if (!entries.isEmpty()) {
			this.rows.insert(new LedgerPage(migration, last(migration) + 1, tableName, false, entries).values());
		}
	}

	private long last(String migration) {
		String sql = "SELECT MAX(" + column("number") + ") FROM " + name() + " WHERE " + column("migration_id")
				+ " = ?";
		return this.gate.<Long>query(statement(sql, List.of(new TypedValue(HistoryTables.ID, migration))),
				(result) -> result.next() ? result.getLong(1) : 0L);
	}

	/**
	 * Return a way to look up what is known of rows of a table at this moment.
	 * @param tableName the table
	 * @param onlyLeft whether only rows count that stayed when their migration was undone
	 */
	LedgerIndex index(String tableName, boolean onlyLeft) {
		return new LedgerIndex(this, tableName, onlyLeft);
	}

	/**
	 * Read the hashes of the keys of all rows of a table, page by page, the oldest first.
	 * @return the number of pages
	 */
	int readKeys(String tableName, boolean onlyLeft, KeyReader reader) {
		List<TypedValue> values = new ArrayList<>(List.of(new TypedValue(HistoryTables.NAME, tableName)));
		String among = "";
		if (onlyLeft) {
			among = " AND " + column("state") + " = ?";
			values.add(new TypedValue(HistoryTables.WORD, "left"));
		}
		String sql = "SELECT " + columns(List.of("migration_id", "number", "row_keys")) + " FROM " + name() + " WHERE "
				+ column("table_name") + " = ?" + among + " ORDER BY " + columns(List.of("migration_id", "number"));
		return this.gate.query(statement(sql, values), (result) -> {
			int pages = 0;
			while (result.next()) {
				reader.read(result.getString(1), result.getLong(2), result.getString(3));
				pages++;
			}
			return pages;
		});
	}

	/**
	 * Takes the hashes of the keys of a page.
	 */
	@FunctionalInterface
	interface KeyReader {

		void read(String migration, long number, String keys);

	}

	/**
	 * Return a page.
	 */
	LedgerPage page(String migration, long number) {
		return Objects.requireNonNull(select(column("migration_id") + " = ? AND " + column("number") + " = ?",
				List.of(new TypedValue(HistoryTables.ID, migration), new TypedValue(HistoryTables.BIGINT, number)))
			.stream()
			.findFirst()
			.orElse(null));
	}

	/**
	 * Return the last page of a migration whose rows are not taken back yet.
	 * @return the page, or {@code null} if there is none
	 */
	@Nullable LedgerPage newest(String migration, List<String> tables) {
		return writers(migration).stream()
			.map((writer) -> newestOf(writer, tables))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable LedgerPage newestOf(String migration, List<String> tables) {
		List<TypedValue> values = new ArrayList<>(
				List.of(new TypedValue(HistoryTables.ID, migration), new TypedValue(HistoryTables.WORD, "done")));
		String among = "";
		if (!tables.isEmpty()) {
			among = " AND " + column("table_name")
					+ tables.stream().map((each) -> "?").collect(Collectors.joining(", ", " IN (", ")"));
			tables.forEach((each) -> values.add(new TypedValue(HistoryTables.NAME, each)));
		}
		values.add(new TypedValue(HistoryTables.BIGINT, 1L));
		return select(column("migration_id") + " = ? AND " + column("state") + " = ?" + among + " ORDER BY "
				+ column("number") + " DESC" + this.dialect.limit(true, false), values)
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Write over a page; one without entries is forgotten.
	 */
	void replace(LedgerPage page) {
		Map<String, Object> where = Map.of("migration_id", page.migration(), "number", page.number());
		if (page.entries().isEmpty()) {
			this.rows.delete(where);
			return;
		}
		Map<String, Object> values = new LinkedHashMap<>(page.values());
		where.keySet().forEach(values::remove);
		this.rows.update(values, where);
	}

	/**
	 * Remember of the rows that a migration leaves behind when it is undone that they
	 * stayed; forget those whose tables are gone.
	 */
	void leaveAll(String migration, Set<String> gone) {
		for (String writer : writers(migration)) {
			gone.forEach((each) -> this.rows.delete(Map.of("migration_id", writer, "table_name", each)));
			this.rows.update(Map.of("state", "left"), Map.of("migration_id", writer));
		}
	}

	/**
	 * Follow a rename, so that rows are recognised under their new names.
	 * @param operation any operation; those that rename nothing change nothing
	 */
	void follow(SchemaOperation operation) {
		if (operation instanceof RunSql sql) {
			sql.declares().forEach(this::follow);
		}
		else if (operation instanceof RunCode code) {
			code.declares().forEach(this::follow);
		}
		else if (operation instanceof RenameTable rename) {
			this.rows.update(Map.of("table_name", rename.newName()), Map.of("table_name", rename.table()));
		}
		else if (operation instanceof RenameColumn rename) {
			List<LedgerPage> pages = new ArrayList<>();
			readKeys(rename.table(), false, (migration, number, keys) -> pages
				.add(new LedgerPage(migration, number, rename.table(), false, List.of())));
			pages.forEach((page) -> replace(
					page(page.migration(), page.number()).renamed(rename.column(), rename.newName())));
		}
	}

	private List<LedgerPage> select(String condition, List<TypedValue> values) {
		String sql = "SELECT "
				+ columns(List.of("migration_id", "number", "table_name", "state", "row_keys", "entries")) + " FROM "
				+ name() + " WHERE " + condition;
		return this.gate.query(statement(sql, values), (result) -> {
			List<LedgerPage> pages = new ArrayList<>();
			while (result.next()) {
				pages.add(LedgerPage.read(result.getString(1), result.getLong(2), result.getString(3),
						result.getString(4).equals("left"), result.getString(5), result.getString(6)));
			}
			return pages;
		});
	}

	private SqlStatement statement(String sql, List<TypedValue> values) {
		return new SqlStatement(sql, values, Set.of(this.table.name()), StatementKind.SELECT);
	}

	private String columns(List<String> names) {
		return names.stream().map(this::column).collect(Collectors.joining(", "));
	}

	private String column(String name) {
		return this.dialect.quote(name);
	}

	private String name() {
		return this.dialect.quote(this.table.name());
	}

}
