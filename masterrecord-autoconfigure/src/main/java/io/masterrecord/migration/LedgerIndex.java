package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.masterrecord.migration.LedgerPage.Action;
import io.masterrecord.migration.LedgerPage.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the ledger knows of rows by their keys. It keeps eight bytes for each row of
 * the table: a part of the hash of its key, and the page it is on.
 */
final class LedgerIndex {

	private static final int PAGE_BITS = 24;

	private static final int MOST_PAGES_KEPT = 4;

	private final RowLedger ledger;

	private final String table;

	private final boolean onlyLeft;

	private final List<PageName> pages = new ArrayList<>();

	private final Map<Integer, LedgerPage> kept = new LinkedHashMap<>(MOST_PAGES_KEPT, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Integer, LedgerPage> eldest) {
			return size() > MOST_PAGES_KEPT;
		}

	};

	private long @Nullable [] rows;

	LedgerIndex(RowLedger ledger, String table, boolean onlyLeft) {
		this.ledger = ledger;
		this.table = table;
		this.onlyLeft = onlyLeft;
	}

	/**
	 * Something that was done to a row.
	 *
	 * @param migration the id of the migration that did it
	 * @param page the number of its page
	 * @param left whether the row stayed when that migration was undone
	 * @param entry what was done
	 */
	record Known(String migration, long page, boolean left, Entry entry) {

		boolean is(Action action) {
			return this.entry.is(action);
		}

	}

	/**
	 * Return what is known of rows, the oldest first.
	 * @param keyHashes the hashes of the values they are recognised by
	 * @return what is known, by hash
	 */
	Map<String, List<Known>> find(Collection<String> keyHashes) {
		Set<Integer> where = new TreeSet<>();
		keyHashes.forEach((hash) -> collect(prefix(hash, 0), where));
		Map<String, List<Known>> found = new LinkedHashMap<>();
		Set<String> wanted = Set.copyOf(keyHashes);
		for (int number : where) {
			LedgerPage page = this.kept.computeIfAbsent(number, this::read);
			for (Entry entry : page.entries()) {
				if (wanted.contains(entry.keyHash())) {
					found.computeIfAbsent(entry.keyHash(), (any) -> new ArrayList<>())
						.add(new Known(page.migration(), page.number(), page.left(), entry));
				}
			}
		}
		return found;
	}

	/**
	 * Forget what is known of rows that stayed, because they were written again.
	 */
	void forget(List<Known> outdated) {
		Map<PageName, List<Entry>> byPage = new TreeMap<>();
		outdated.forEach((known) -> byPage
			.computeIfAbsent(new PageName(known.migration(), known.page()), (any) -> new ArrayList<>())
			.add(known.entry()));
		byPage.forEach((name, entries) -> {
			LedgerPage page = this.ledger.page(name.migration(), name.number());
			LedgerPage rest = page.with(page.left(),
					page.entries().stream().filter((entry) -> !entries.contains(entry)).toList());
			this.ledger.replace(rest);
			this.kept.put(this.pages.indexOf(name), rest);
		});
	}

	private LedgerPage read(int number) {
		PageName name = this.pages.get(number);
		return this.ledger.page(name.migration(), name.number());
	}

	private void collect(long prefix, Set<Integer> where) {
		long[] sorted = rows();
		int at = Arrays.binarySearch(sorted, prefix);
		for (int i = (at < 0) ? -at - 1 : at; i < sorted.length && (sorted[i] & -(1L << PAGE_BITS)) == prefix; i++) {
			where.add((int) (sorted[i] & ((1L << PAGE_BITS) - 1)));
		}
	}

	private long[] rows() {
		if (this.rows == null) {
			List<long[]> all = new ArrayList<>();
			this.ledger.readKeys(this.table, this.onlyLeft, (migration, number, keys) -> {
				long[] page = new long[keys.length() / LedgerPage.HASH_LENGTH];
				for (int i = 0; i < page.length; i++) {
					page[i] = prefix(keys, i * LedgerPage.HASH_LENGTH) | this.pages.size();
				}
				all.add(page);
				this.pages.add(new PageName(migration, number));
			});
			this.rows = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		}
		return this.rows;
	}

	private static long prefix(String hashes, int at) {
		return Long.parseUnsignedLong(hashes, at, at + 16, 16) & -(1L << PAGE_BITS);
	}

	private record PageName(String migration, long number) implements Comparable<PageName> {

		@Override
		public int compareTo(PageName other) {
			int byMigration = this.migration.compareTo(other.migration);
			return (byMigration != 0) ? byMigration : Long.compare(this.number, other.number);
		}

	}

}
