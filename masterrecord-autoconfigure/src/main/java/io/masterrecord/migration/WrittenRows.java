package io.masterrecord.migration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import io.masterrecord.migration.LedgerPage.Action;
import io.masterrecord.migration.LedgerPage.Entry;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that migrations wrote, and that nobody has changed since: to apply
 * the migrations again brings them back. The ledger is read page by page, and of each row
 * eight bytes are kept.
 */
final class WrittenRows {

	private final RowLedger ledger;

	private final Table model;

	private final RowTable table;

	/**
	 * Create the rows of a table.
	 * @param context the run
	 * @param model the table as it is now
	 */
	WrittenRows(RunContext context, Table model) {
		this.ledger = context.ledger();
		this.model = model;
		this.table = new RowTable(context.session().gate(), model);
	}

	/**
	 * A row as it is now.
	 *
	 * @param identity what it is recognised by
	 * @param row its values
	 * @param written the columns whose values are what migrations made of them
	 * @param inserted how many rows like it migrations inserted
	 * @param found how many there are
	 */
	private record Written(Row identity, Row row, Set<String> written, int inserted, int found) {
	}

	/**
	 * Return how many rows migrations inserted that are as they were.
	 */
	long inserted() {
		return sum((rows) -> rows.stream()
			.filter((row) -> row.inserted() > 0 && isBareBeside(row))
			.mapToLong((row) -> Math.min(row.inserted(), row.found()))
			.sum());
	}

	/**
	 * Count rows whose value in a column is one that migrations wrote.
	 * @param column the column
	 * @param condition what else is demanded of the rows
	 */
	long count(String column, String condition) {
		return sum((rows) -> this.table.count(
				rows.stream().filter((row) -> row.written().contains(column)).map(Written::identity).toList(),
				condition));
	}

	private long sum(ToLongFunction<List<Written>> count) {
		List<LedgerPage> pages = new ArrayList<>();
		List<long[]> keys = new ArrayList<>();
		this.ledger.readKeys(this.model.name(), false, (migration, number, hashes) -> {
			pages.add(new LedgerPage(migration, number, this.model.name(), false, List.of()));
			keys.add(prefixes(hashes));
		});
		long[] repeated = repeated(keys);
		keys.clear();
		Map<Row, List<Entry>> several = new LinkedHashMap<>();
		long sum = 0;
		for (LedgerPage name : pages) {
			LedgerPage page = this.ledger.page(name.migration(), name.number());
			Map<Row, List<Entry>> single = new LinkedHashMap<>();
			for (Entry entry : page.left() ? List.<Entry>of() : page.entries()) {
				Row identity = this.table.known(entry.identity());
				if (!identity.values().isEmpty()) {
					boolean again = Arrays.binarySearch(repeated, prefix(entry.keyHash(), 0)) >= 0;
					(again ? several : single).computeIfAbsent(identity, (any) -> new ArrayList<>()).add(entry);
				}
			}
			sum += count.applyAsLong(written(single));
		}
		return sum + count.applyAsLong(written(several));
	}

	/**
	 * Return the sorted beginnings of the hashes that occur more than once.
	 */
	private static long[] repeated(List<long[]> keys) {
		long[] all = keys.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		return IntStream.range(1, all.length).filter((i) -> all[i] == all[i - 1]).mapToLong((i) -> all[i]).toArray();
	}

	private static long[] prefixes(String hashes) {
		return IntStream.range(0, hashes.length() / LedgerPage.HASH_LENGTH)
			.mapToLong((i) -> prefix(hashes, i * LedgerPage.HASH_LENGTH))
			.toArray();
	}

	private static long prefix(String hashes, int at) {
		return Long.parseUnsignedLong(hashes, at, at + 16, 16);
	}

	private List<Written> written(Map<Row, List<Entry>> entries) {
		Map<String, List<Row>> found = this.table.find(List.copyOf(entries.keySet()), List.of(), false);
		List<Written> written = new ArrayList<>();
		entries.forEach((identity, history) -> {
			List<Row> rows = found.get(RowTable.keyHash(identity, List.copyOf(identity.values().keySet())));
			if (rows != null) {
				written.add(written(identity, history, rows));
			}
		});
		return written;
	}

	/**
	 * Go back through what was done to a row, as long as it is what migrations made of
	 * it.
	 */
	private Written written(Row identity, List<Entry> history, List<Row> found) {
		Row row = found.get(0);
		Set<String> written = new HashSet<>();
		int inserted = 0;
		for (int i = history.size() - 1; i >= 0; i--) {
			Entry entry = history.get(i);
			if (entry.is(Action.PRESENT)) {
				continue;
			}
			if (entry.is(Action.DELETED) || !this.table.hash(row, entry.columns()).equals(entry.hash())) {
				break;
			}
			written.addAll(entry.columns());
			if (entry.is(Action.INSERTED)) {
				inserted++;
			}
			else {
				row = before(row, entry);
			}
		}
		return new Written(identity, found.get(0), written, inserted, found.size());
	}

	private static Row before(Row row, Entry entry) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
		values.putAll(Objects.requireNonNull(entry.former()).values());
		return new Row(values);
	}

	/**
	 * Tell whether columns that no migration wrote have the values they get by
	 * themselves.
	 */
	private boolean isBareBeside(Written row) {
		return this.model.columns()
			.stream()
			.filter((column) -> !row.written().contains(column.name()))
			.allMatch((column) -> isByItself(column, row.row().values().get(column.name())));
	}

	private static boolean isByItself(Column column, @Nullable Object value) {
		if (value == null || column.identity() || column.isComputed()) {
			return true;
		}
		if (column.defaultValue() instanceof ColumnDefault.Literal literal) {
			return (value instanceof Number && literal.value() instanceof Number)
					? new BigDecimal(value.toString()).compareTo(new BigDecimal(literal.value().toString())) == 0
					: value.toString().equals(literal.value().toString());
		}
		return column.defaultValue() != null;
	}

}
