package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowFile;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.SeedFingerprint;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.DependencyOrder;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedKey;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.schema.StoredRows;

/**
 * The operations that write the declared rows which no migration has written yet, or has
 * written otherwise. Rows that are not declared any more stay in the database, since they
 * may be in use by now; a remark says so.
 *
 * @param operations the operations, in the order of the sets
 * @param remarks sentences for the person who asked for the difference
 * @since 0.1.0
 */
public record SeedDiff(List<SchemaOperation> operations, List<String> remarks) {

	public SeedDiff {
		operations = List.copyOf(operations);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Compare the rows that migrations have written with those that are declared.
	 * @param from the schema that the rows are written into: all migrations and the new
	 * changes of tables
	 * @param desired the declared rows, sets in the order in which they can be written
	 * @return the difference
	 * @throws SeedConflictException if a row is declared twice with different values, or
	 * a changed row cannot be recognised in the database
	 */
	public static SeedDiff between(Schema from, List<SeedSet> desired) {
		return between(from, desired, (set) -> {
			throw new IllegalArgumentException("The rows of '%s' are kept in a file".formatted(set.table()));
		});
	}

	/**
	 * Compare the rows that migrations have written with those that are declared, of
	 * which some are kept in files.
	 * @param from the schema that the rows are written into
	 * @param desired the declared rows
	 * @param files what is to be said about the file of a set
	 * @return the difference
	 * @throws SeedConflictException if a row is declared twice with different values, or
	 * a changed row cannot be recognised in the database
	 */
	public static SeedDiff between(Schema from, List<SeedSet> desired, Function<SeedSet, RowFile> files) {
		Comparison comparison = new Comparison(from, files);
		desired.forEach(comparison::add);
		if (!comparison.problems.isEmpty()) {
			throw new SeedConflictException(comparison.problems);
		}
		List<SchemaOperation> operations = new ArrayList<>(comparison.operations);
		operations.addAll(comparison.later);
		operations.addAll(comparison.deletions());
		return new SeedDiff(operations, comparison.undeclared());
	}

	private static final class Comparison {

		private final Schema from;

		private final Function<SeedSet, RowFile> files;

		private final Map<SeedKey, String> declared = new HashMap<>();

		private final List<SchemaOperation> operations = new ArrayList<>();

		private final List<SchemaOperation> later = new ArrayList<>();

		private final List<String> problems = new ArrayList<>();

		Comparison(Schema from, Function<SeedSet, RowFile> files) {
			this.from = from;
			this.files = files;
		}

		void add(SeedSet set) {
			StoredRows stored = set.stored();
			if (stored != null) {
				load(set, stored);
				return;
			}
			List<Row> added = new ArrayList<>();
			List<Row> changed = new ArrayList<>();
			List<Row> both = new ArrayList<>();
			for (Row row : set.rows()) {
				SeedKey key = SeedFingerprint.key(set.table(), set.key(), row);
				String fingerprint = SeedFingerprint.of(row, set.environments());
				String other = this.declared.putIfAbsent(key, fingerprint);
				if (other != null) {
					checkSame(set, row, fingerprint.equals(other));
					continue;
				}
				String written = this.from.seeds().get(key);
				if (written == null) {
					added.add(row);
					both.add(row);
				}
				else if (!set.key().isEmpty() && (!SeedFingerprint.matches(written, row, set.environments())
						|| SeedFingerprint.isSync(written) != (set.policy() == SeedPolicy.SYNC))) {
					changed.add(row);
					both.add(row);
				}
			}
			switch (set.policy()) {
				case UPSERT, SYNC -> upsert(set, both, set.updating());
				case SKIP_IF_PRESENT -> insert(set, both, true);
				case INSERT -> {
					insert(set, added, false);
					if (!changed.isEmpty() && recognisable(set)) {
						upsert(set, changed, List.of());
					}
				}
			}
		}

		/** A file that changed is loaded as a whole, over the rows of the one before. */
		private void load(SeedSet set, StoredRows stored) {
			RowFile file = this.files.apply(set);
			SeedKey key = SeedFingerprint.fileKey(set.table(), stored.name());
			String fingerprint = SeedFingerprint.of(file.sha256(), set.environments());
			this.declared.put(key, fingerprint);
			String written = this.from.seeds().get(key);
			if (written != null && written.startsWith(fingerprint)) {
				return;
			}
			boolean unique = this.from.table(set.table()).filter((table) -> table.isKey(set.key())).isPresent();
			SeedPolicy policy = (written != null && unique && set.policy() == SeedPolicy.INSERT) ? SeedPolicy.UPSERT
					: set.policy();
			this.operations.add(new LoadRows(set.table(), stored.name(), set.key(), policy, set.updating(),
					set.environments(), file));
		}

		private void insert(SeedSet set, List<Row> rows, boolean ifAbsent) {
			if (!rows.isEmpty()) {
				this.operations.add(new InsertRows(set.table(), set.key(), set.environments(),
						rows.stream().map((row) -> first(set, row)).toList(), ifAbsent));
				complete(set, rows);
			}
		}

		private void upsert(SeedSet set, List<Row> rows, List<String> updating) {
			if (!rows.isEmpty()) {
				this.operations.add(new UpsertRows(set.table(), set.key(), updating, set.environments(),
						rows.stream().map((row) -> first(set, row)).toList(), set.policy() == SeedPolicy.SYNC));
				complete(set, rows);
			}
		}

		/** The row without what refers to rows that are written later. */
		private static Row first(SeedSet set, Row row) {
			return row.only(row.values().keySet().stream().filter((name) -> !set.deferred().contains(name)).toList());
		}

		/** What was left out of rows is written when all rows are there. */
		private void complete(SeedSet set, List<Row> rows) {
			List<Row> left = rows.stream()
				.filter((row) -> set.deferred().stream().anyMatch((name) -> row.values().containsKey(name)))
				.toList();
			if (!left.isEmpty()) {
				this.later.add(new UpsertRows(set.table(), set.key(), set.deferred(), set.environments(), left,
						set.policy() == SeedPolicy.SYNC));
			}
		}

		/** Rows to be kept in sync that are declared no more, children first. */
		List<SchemaOperation> deletions() {
			Map<String, Map<List<String>, List<Row>>> gone = new TreeMap<>();
			this.from.seeds().forEach((key, written) -> {
				if (!this.declared.containsKey(key) && SeedFingerprint.isSync(written)
						&& this.from.tables().containsKey(key.table())) {
					Row row = SeedFingerprint.row(key);
					gone.computeIfAbsent(key.table(), (any) -> new LinkedHashMap<>())
						.computeIfAbsent(List.copyOf(row.values().keySet()), (any) -> new ArrayList<>())
						.add(row);
				}
			});
			List<String> tables = new ArrayList<>(DependencyOrder.of(gone.keySet(), this::parents).ordered());
			Collections.reverse(tables);
			List<SchemaOperation> deletions = new ArrayList<>();
			tables.forEach((table) -> gone.getOrDefault(table, Map.of())
				.forEach((key, rows) -> deletions
					.add(new DeleteRows(table, key, Environments.everywhere(), rows, true))));
			return deletions;
		}

		private Set<String> parents(String table) {
			return this.from.table(table)
				.map((child) -> child.foreignKeys()
					.stream()
					.map(ForeignKey::targetTable)
					.collect(Collectors.toCollection(TreeSet::new)))
				.orElseGet(TreeSet::new);
		}

		private void checkSame(SeedSet set, Row row, boolean same) {
			if (!same) {
				this.problems.add("The seed %s of table '%s' is declared twice, with different values or environments: "
					.formatted(name(set, row), set.table()) + "declare it once, or give one of them another key");
			}
		}

		private boolean recognisable(SeedSet set) {
			boolean unique = this.from.table(set.table()).filter((table) -> table.isKey(set.key())).isPresent();
			if (!unique) {
				this.problems
					.add("Seeds of table '%s' have changed, and their key '%s' is not unique there, so the rows "
						.formatted(set.table(), String.join("', '", set.key()))
							+ "cannot be found in the database: make the key unique, or change the rows in a migration "
							+ "of your own");
			}
			return unique;
		}

		List<String> undeclared() {
			Map<String, Integer> counts = new TreeMap<>();
			for (Map.Entry<SeedKey, String> seed : this.from.seeds().entrySet()) {
				SeedKey key = seed.getKey();
				if (!this.declared.containsKey(key) && !SeedFingerprint.isSync(seed.getValue())
						&& !SeedFingerprint.isFile(key)) {
					counts.merge(key.table(), 1, Integer::sum);
				}
			}
			Stream<String> files = this.from.seeds()
				.keySet()
				.stream()
				.filter((key) -> SeedFingerprint.isFile(key) && !this.declared.containsKey(key))
				.map((key) -> "the rows of '%s' written to table '%s' by migrations and not declared as seeds: kept"
					.formatted(SeedFingerprint.fileName(key), key.table()));
			return Stream
				.concat(files, counts.entrySet()
					.stream()
					.map((count) -> "%d row%s of table '%s' written by migrations and not declared as seeds: kept"
						.formatted(count.getValue(), (count.getValue() == 1) ? "" : "s", count.getKey())))
				.toList();
		}

		private static String name(SeedSet set, Row row) {
			return (set.key().isEmpty() ? row : row.only(set.key())).values().toString();
		}

	}

}
