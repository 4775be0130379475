package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of the ledger: what one step of a migration did to some rows of a table, in
 * order. Rows are kept by the page, since a hundred thousand of them in lines of their
 * own would take longer to remember than to write.
 *
 * @param migration the id of the migration
 * @param number the how-manieth page of the migration
 * @param table the table of the rows
 * @param left whether the rows stayed when their migration was undone
 * @param entries what was done to each row
 */
record LedgerPage(String migration, long number, String table, boolean left, List<Entry> entries) {

	static final int HASH_LENGTH = 32;

	private static final JsonMapper JSON = JsonMapper.shared();

	LedgerPage {
		entries = List.copyOf(entries);
	}

	/**
	 * What was done to a row.
	 */
	enum Action {

		/** It was inserted. */
		INSERTED('i'),

		/** It was there, and some of its values were changed. */
		UPDATED('u'),

		/** It was deleted, since it is declared no more. */
		DELETED('d'),

		/** It was there, and stayed as it was. */
		PRESENT('p');

		private final char letter;

		Action(char letter) {
			this.letter = letter;
		}

		private static Action of(String letter) {
			for (Action action : values()) {
				if (action.letter == letter.charAt(0)) {
					return action;
				}
			}
			throw new IllegalArgumentException("Nothing that is done to rows is written as '%s'".formatted(letter));
		}

	}

	/**
	 * What was done to one row.
	 *
	 * @param keyHash the hash of the values it is recognised by
	 * @param action what was done
	 * @param hash the hash of the written values as the database gave them back
	 * @param columns the written columns, in the order of the hash
	 * @param identity the values of its primary key, or of its key if it has none
	 * @param key the values it is recognised by
	 * @param former the values it had before, in those columns that were changed
	 */
	record Entry(String keyHash, Action action, String hash, List<String> columns, Row identity, Row key,
			@Nullable Row former) {

		Entry {
			columns = List.copyOf(columns);
		}

		boolean is(Action other) {
			return this.action == other;
		}

	}

	static LedgerPage read(String migration, long number, String table, boolean left, String keys, String json) {
		JsonNode page = JSON.readTree(json);
		List<List<String>> columns = new ArrayList<>();
		page.required("columns").forEach((names) -> {
			List<String> some = new ArrayList<>();
			names.forEach((name) -> some.add(name.asString()));
			columns.add(some);
		});
		List<Entry> entries = new ArrayList<>();
		for (JsonNode row : page.required("rows")) {
			int at = entries.size() * HASH_LENGTH;
			JsonNode former = row.required(5);
			entries.add(new Entry(keys.substring(at, at + HASH_LENGTH), Action.of(row.required(0).asString()),
					row.required(1).asString(), columns.get(row.required(2).asInt()), RowCodec.row(row.required(3)),
					RowCodec.row(row.required(4)), former.isNull() ? null : RowCodec.row(former)));
		}
		return new LedgerPage(migration, number, table, left, entries);
	}

	/**
	 * Return the hashes of the keys of all rows, one after the other.
	 */
	String keys() {
		StringBuilder keys = new StringBuilder(this.entries.size() * HASH_LENGTH);
		this.entries.forEach((entry) -> keys.append(entry.keyHash()));
		return keys.toString();
	}

	/**
	 * Return all else. Most rows of a page have the same columns, so these are written
	 * once.
	 */
	String json() {
		ObjectNode page = JSON.createObjectNode();
		ArrayNode columns = page.putArray("columns");
		List<List<String>> known = new ArrayList<>();
		ArrayNode rows = page.putArray("rows");
		for (Entry entry : this.entries) {
			int index = known.indexOf(entry.columns());
			if (index < 0) {
				index = known.size();
				known.add(entry.columns());
				entry.columns().forEach(columns.addArray()::add);
			}
			ArrayNode row = rows.addArray();
			row.add(String.valueOf(entry.action().letter)).add(entry.hash()).add(index);
			row.add(RowCodec.node(entry.identity())).add(RowCodec.node(entry.key()));
			row.add((entry.former() != null) ? RowCodec.node(entry.former()) : null);
		}
		return JSON.writeValueAsString(page);
	}

	LedgerPage with(boolean nowLeft, List<Entry> others) {
		return new LedgerPage(this.migration, this.number, this.table, nowLeft, others);
	}

	/**
	 * Return the page after a column was renamed.
	 */
	LedgerPage renamed(String column, String newName) {
		UnaryOperator<String> name = (each) -> each.equals(column) ? newName : each;
		return with(this.left, this.entries.stream().map((entry) -> {
			Row key = RowCodec.renamed(entry.key(), name);
			return new Entry(RowTable.keyHash(key, List.copyOf(key.values().keySet())), entry.action(), entry.hash(),
					entry.columns().stream().map(name).toList(), RowCodec.renamed(entry.identity(), name), key,
					(entry.former() != null) ? RowCodec.renamed(entry.former(), name) : null);
		}).toList());
	}

	/**
	 * Return the values to be kept, by column.
	 */
	Map<String, Object> values() {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("migration_id", this.migration);
		values.put("number", this.number);
		values.put("table_name", this.table);
		values.put("state", this.left ? "left" : "done");
		values.put("row_keys", keys());
		values.put("entries", json());
		return values;
	}

}
