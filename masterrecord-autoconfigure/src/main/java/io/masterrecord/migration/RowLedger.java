package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.Row;
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

	RowLedger(StatementGate gate, HistoryTables tables) {
		this.gate = gate;
		this.dialect = gate.dialect();
		this.table = tables.rows();
		this.rows = new TableRows(gate, this.table);
	}

	/**
	 * What was done to a row.
	 */
	enum Action {

		/** It was inserted. */
		INSERTED,

		/** It was there, and some of its values were changed. */
		UPDATED,

		/** It was deleted, since it is declared no more. */
		DELETED,

		/** It was there, and stayed as it was. */
		PRESENT,

		/** It stayed when its migration was undone. */
		LEFT

	}

	/**
	 * An entry of the ledger.
	 *
	 * @param id what the entry is called
	 * @param migration the id of the migration
	 * @param step which step of it
	 * @param number the how-manieth row of the migration
	 * @param table the table of the row
	 * @param keyHash the hash of the values it is recognised by
	 * @param action what was done
	 * @param hash the hash of the written values as the database gave them back
	 * @param columns the written columns
	 * @param identity the values of its primary key, or of its key if it has none
	 * @param key the values it is recognised by
	 * @param former the values it had before, in those columns that were changed
	 */
	record Entry(String id, String migration, int step, long number, String table, String keyHash, Action action,
			String hash, List<String> columns, Row identity, Row key, @Nullable Row former) {

		static Entry of(MigrationStep step, long number, String table, String keyHash, Action action, String hash,
				List<String> columns, Row identity, Row key, @Nullable Row former) {
			return new Entry(UUID.randomUUID().toString(), step.migration(), step.number(), number, table, keyHash,
					action, hash, List.copyOf(columns), identity, key, former);
		}

		boolean is(Action other) {
			return this.action == other;
		}

	}

	void add(List<Entry> entries) {
		this.rows.insertAll(entries.stream().map(RowLedger::values).toList());
	}

	/**
	 * Return what is known of rows of a table, the oldest first.
	 * @param tableName the table
	 * @param keyHashes the hashes of the values they are recognised by
	 * @return the entries by hash
	 */
	Map<String, List<Entry>> find(String tableName, Collection<String> keyHashes) {
		Map<String, List<Entry>> found = new LinkedHashMap<>();
		List<String> hashes = List.copyOf(keyHashes);
		for (int from = 0; from < hashes.size(); from += 200) {
			List<String> some = hashes.subList(from, Math.min(hashes.size(), from + 200));
			List<TypedValue> values = new ArrayList<>(List.of(new TypedValue(HistoryTables.NAME, tableName)));
			some.forEach((hash) -> values.add(new TypedValue(HistoryTables.HASH, hash)));
			select(column("table_name") + " = ? AND " + column("key_hash")
					+ some.stream().map((hash) -> "?").collect(Collectors.joining(", ", " IN (", ")")) + order(false),
					values)
				.forEach((entry) -> found.computeIfAbsent(entry.keyHash(), (any) -> new ArrayList<>()).add(entry));
		}
		return found;
	}

	/**
	 * Return the last things that a migration did to rows and that are not taken back
	 * yet, the last one first.
	 */
	List<Entry> newest(String migration, List<String> tables, int most) {
		List<TypedValue> values = new ArrayList<>(List.of(new TypedValue(HistoryTables.ID, migration),
				new TypedValue(HistoryTables.WORD, word(Action.LEFT))));
		String among = "";
		if (!tables.isEmpty()) {
			among = " AND " + column("table_name")
					+ tables.stream().map((name) -> "?").collect(Collectors.joining(", ", " IN (", ")"));
			tables.forEach((name) -> values.add(new TypedValue(HistoryTables.NAME, name)));
		}
		values.add(new TypedValue(HistoryTables.BIGINT, (long) most));
		return select(column("migration_id") + " = ? AND " + column("action") + " <> ?" + among + order(true)
				+ this.dialect.limit(true, false), values);
	}

	void forget(List<Entry> entries) {
		forgetIds(entries.stream().map(Entry::id).toList());
	}

	/**
	 * Remember of a row that it stayed.
	 */
	void leave(Entry entry) {
		this.rows.update(Map.of("action", word(Action.LEFT)), Map.of("id", entry.id()));
	}

	/**
	 * Remember of the rows that a migration leaves behind when it is undone that they
	 * stayed; forget those whose tables are gone.
	 */
	void leaveAll(String migration, Set<String> gone) {
		this.rows.update(Map.of("action", word(Action.LEFT)), Map.of("migration_id", migration));
		List<Map<String, @Nullable Object>> left = this.rows.select(List.of("id", "table_name"),
				Map.of("migration_id", migration), "table_name");
		forgetIds(left.stream()
			.filter((row) -> gone.contains(String.valueOf(row.get("table_name"))))
			.map((row) -> String.valueOf(row.get("id")))
			.toList());
	}

	private void forgetIds(List<String> ids) {
		for (int from = 0; from < ids.size(); from += 200) {
			List<String> some = ids.subList(from, Math.min(ids.size(), from + 200));
			this.gate.update(new SqlStatement(
					"DELETE FROM " + this.dialect.quote(this.table.name()) + " WHERE " + column("id")
							+ some.stream().map((id) -> "?").collect(Collectors.joining(", ", " IN (", ")")),
					some.stream().map((id) -> new TypedValue(HistoryTables.RUN, id)).toList(),
					Set.of(this.table.name()), StatementKind.DELETE));
		}
	}

	private List<Entry> select(String condition, List<TypedValue> values) {
		List<String> columns = List.of("id", "migration_id", "step", "number", "table_name", "key_hash", "action",
				"written_hash", "columns", "identity", "row_key", "former");
		String sql = "SELECT " + columns.stream().map(this::column).collect(Collectors.joining(", ")) + " FROM "
				+ this.dialect.quote(this.table.name()) + " WHERE " + condition;
		return this.gate.query(new SqlStatement(sql, values, Set.of(this.table.name()), StatementKind.SELECT),
				(result) -> {
					List<Entry> entries = new ArrayList<>();
					while (result.next()) {
						String former = result.getString(12);
						entries.add(new Entry(result.getString(1), result.getString(2), result.getInt(3),
								result.getLong(4), result.getString(5), result.getString(6),
								Action.valueOf(result.getString(7).toUpperCase(Locale.ROOT)), result.getString(8),
								List.copyOf(RowCodec.read(result.getString(9)).values().keySet()),
								RowCodec.read(result.getString(10)), RowCodec.read(result.getString(11)),
								(former != null) ? RowCodec.read(former) : null));
					}
					return entries;
				});
	}

	private String order(boolean newestFirst) {
		String direction = newestFirst ? " DESC" : "";
		return " ORDER BY " + column("migration_id") + direction + ", " + column("step") + direction + ", "
				+ column("number") + direction;
	}

	private String column(String name) {
		return this.dialect.quote(name);
	}

	private static Map<String, @Nullable Object> values(Entry entry) {
		Row former = entry.former();
		Map<String, @Nullable Object> columns = new LinkedHashMap<>();
		entry.columns().forEach((column) -> columns.put(column, null));
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("id", entry.id());
		values.put("migration_id", entry.migration());
		values.put("step", entry.step());
		values.put("number", entry.number());
		values.put("table_name", entry.table());
		values.put("key_hash", entry.keyHash());
		values.put("action", word(entry.action()));
		values.put("written_hash", entry.hash());
		values.put("columns", RowCodec.write(new Row(columns)));
		values.put("identity", RowCodec.write(entry.identity()));
		values.put("row_key", RowCodec.write(entry.key()));
		values.put("former", (former != null) ? RowCodec.write(former) : null);
		return values;
	}

	private static String word(Action action) {
		return action.name().toLowerCase(Locale.ROOT);
	}

}
