package io.masterrecord.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.migration.LedgerIndex.Known;
import io.masterrecord.migration.LedgerPage.Action;
import io.masterrecord.migration.LedgerPage.Entry;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one step, a few hundred at a time, and puts on record what it did to
 * each of them.
 */
final class RowWriter {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final int CHUNK = 500;

	private final StatementGate gate;

	private final RowLedger ledger;

	private final RowHooks hooks;

	private final Consumer<String> statements;

	private final PlannedStep step;

	private final RowReferences references;

	private @Nullable LedgerIndex known;

	RowWriter(StatementGate gate, RowLedger ledger, RowHooks hooks, Consumer<String> statements, PlannedStep step) {
		this.gate = gate;
		this.ledger = ledger;
		this.hooks = hooks;
		this.statements = statements;
		this.step = step;
		this.references = new RowReferences(gate, step.before());
	}

	/**
	 * Write the rows.
	 * @param translation what becomes of rows that are read from a file
	 */
	void write(UnaryOperator<Row> translation) {
		SchemaOperation operation = this.step.operation();
		if (operation instanceof DeleteRows delete) {
			RowTable rows = table(delete.table());
			chunks(delete.rows(), (chunk) -> delete(rows, delete.key(), chunk));
			return;
		}
		RowSet set = RowSet.of(operation);
		RowTable rows = table(set.table());
		if (operation instanceof LoadRows load) {
			boolean empty = rows.isEmpty();
			try {
				RowFiles.read(load.file(), CHUNK,
						(chunk) -> writeInParts(rows, set, chunk.stream().map(translation).toList(), empty));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		else {
			chunks((operation instanceof InsertRows insert) ? insert.rows() : ((UpsertRows) operation).rows(),
					(chunk) -> writeInParts(rows, set, chunk, false));
		}
	}

	private static void chunks(List<Row> rows, Consumer<List<Row>> work) {
		for (int from = 0; from < rows.size(); from += CHUNK) {
			work.accept(rows.subList(from, Math.min(rows.size(), from + CHUNK)));
		}
	}

	/**
	 * Write rows that refer to others of them after those.
	 */
	private void writeInParts(RowTable table, RowSet set, List<Row> rows, boolean empty) {
		int from = 0;
		for (int i = 0; i < rows.size(); i++) {
			if (i > from && refersTo(rows.get(i), set.table()) && !this.references.canResolve(rows.get(i))) {
				write(table, set, rows.subList(from, i), empty);
				from = i;
			}
		}
		write(table, set, rows.subList(from, rows.size()), empty);
	}

	private static boolean refersTo(Row row, String table) {
		return row.values()
			.values()
			.stream()
			.anyMatch((value) -> value instanceof RowReference reference && reference.table().equals(table));
	}

	private void write(RowTable table, RowSet set, List<Row> declared, boolean empty) {
		List<String> key = set.key();
		List<Row> rows = declared.stream()
			.map((row) -> this.references.resolve(set.table(), row))
			.map((row) -> this.hooks.beforeWrite(set.table(), row))
			.map(table::known)
			.map(table::normal)
			.toList();
		Map<String, List<Row>> existing = empty ? Map.of() : table.find(rows, key, set.updates());
		Map<String, List<Known>> known = existing.isEmpty() ? Map.of()
				: index(set.table(), set.policy() != SeedPolicy.INSERT).find(existing.keySet());
		Set<Row> before = new HashSet<>();
		existing.values()
			.forEach((found) -> found.forEach((row) -> before.add(row.only(table.identity(columns(row))))));
		List<Row> written = new ArrayList<>();
		List<Entry> entries = new ArrayList<>();
		List<Known> outdated = new ArrayList<>();
		for (Row row : rows) {
			String hash = keyHash(set, row);
			List<Known> past = known.getOrDefault(hash, List.of());
			past.stream().filter(Known::left).forEach(outdated::add);
			if (existing.containsKey(hash) && stays(set, past)) {
				entries.add(kept(table, set, row, existing.get(hash).get(0), past));
			}
			else {
				written.add(row);
			}
		}
		run(set.operation(written), written.isEmpty());
		entries.addAll(entries(table, set, written, existing, before));
		if (!outdated.isEmpty()) {
			index(set.table(), set.policy() != SeedPolicy.INSERT).forget(outdated);
		}
		this.ledger.add(this.step.step().migration(), set.table(), entries);
		written.forEach((row) -> this.hooks.afterWrite(set.table(), row));
	}

	private LedgerIndex index(String table, boolean onlyLeft) {
		if (this.known == null) {
			this.known = this.ledger.index(table, onlyLeft);
		}
		return this.known;
	}

	/**
	 * Tell whether a row that exists is left as it is. One that is inserted once stays if
	 * a migration wrote it; otherwise the database refuses it.
	 */
	private static boolean stays(RowSet set, List<Known> past) {
		return switch (set.policy()) {
			case SKIP_IF_PRESENT -> true;
			case INSERT -> !past.isEmpty();
			case UPSERT, SYNC -> false;
		};
	}

	/**
	 * Describe a row that stayed as it was. It is ours again if we had inserted it before
	 * its migration was undone, and nobody has changed it since.
	 */
	private Entry kept(RowTable table, RowSet set, Row row, Row found, List<Known> past) {
		List<String> columns = columns(row);
		String hash = table.hash(found, columns);
		boolean ours = past.stream()
			.anyMatch((known) -> known.left() && known.is(Action.INSERTED) && known.entry().hash().equals(hash)
					&& known.migration().equals(this.step.step().migration()));
		return entry(table, set, ours ? Action.INSERTED : Action.PRESENT, hash, columns, found, null);
	}

	private List<Entry> entries(RowTable table, RowSet set, List<Row> written, Map<String, List<Row>> existing,
			Set<Row> before) {
		if (written.isEmpty()) {
			return List.of();
		}
		Map<String, List<Row>> after = table.find(written, set.key(), false);
		List<Entry> entries = new ArrayList<>();
		for (Row row : written) {
			String keyHash = keyHash(set, row);
			List<Row> found = after.getOrDefault(keyHash, List.of());
			List<Row> earlier = existing.getOrDefault(keyHash, List.of());
			if (found.isEmpty()) {
				log.debug("A row of '%s' does not come back as it was written, so it cannot be taken back"
					.formatted(set.table()));
				continue;
			}
			if (set.updates() && !earlier.isEmpty()) {
				List<String> overwritten = overwritten(set, row);
				List<String> columns = new ArrayList<>(set.key());
				columns.addAll(overwritten);
				entries.add(entry(table, set, Action.UPDATED, table.hash(found.get(0), columns), columns, found.get(0),
						earlier.get(0).only(overwritten)));
			}
			else {
				Row fresh = found.stream()
					.filter((candidate) -> !before.contains(candidate.only(table.identity(columns(row)))))
					.reduce((first, second) -> second)
					.orElse(found.get(found.size() - 1));
				entries.add(
						entry(table, set, Action.INSERTED, table.hash(fresh, columns(row)), columns(row), fresh, null));
			}
		}
		return entries;
	}

	private List<String> overwritten(RowSet set, Row row) {
		PrimaryKey primaryKey = model(set.table()).primaryKey();
		return columns(row).stream()
			.filter((column) -> !set.key().contains(column))
			.filter((column) -> primaryKey == null || !primaryKey.columns().contains(column))
			.filter((column) -> set.updating().isEmpty() || set.updating().contains(column))
			.toList();
	}

	/**
	 * Delete rows that are declared no more: only those that migrations inserted, that
	 * nobody has changed and that nothing refers to.
	 */
	private void delete(RowTable table, List<String> key, List<Row> rows) {
		List<Row> keys = rows.stream()
			.filter(this.references::canResolve)
			.map((row) -> table.normal(this.references.resolve(table.name(), row)))
			.toList();
		if (keys.isEmpty()) {
			return;
		}
		Map<String, List<Row>> existing = table.find(keys, key, true);
		Map<String, List<Known>> known = existing.isEmpty() ? Map.of()
				: index(table.name(), false).find(existing.keySet());
		RowGuard guard = new RowGuard(this.gate, this.step.before(), model(table.name()));
		List<Entry> entries = new ArrayList<>();
		existing.forEach((keyHash, found) -> {
			Row row = found.get(0);
			String reason = staysBecause(table, guard, row, known.getOrDefault(keyHash, List.of()));
			if (reason != null) {
				log.warn("A row of '%s' that is declared no more stays (%s): %s".formatted(table.name(),
						row.only(key).values(), reason));
				return;
			}
			Row identity = row.only(table.identity(columns(row)));
			table.delete(identity);
			entries.add(new Entry(keyHash, Action.DELETED, "", List.of(), identity, row.only(key), row));
		});
		this.ledger.add(this.step.step().migration(), table.name(), entries);
	}

	private static @Nullable String staysBecause(RowTable table, RowGuard guard, Row row, List<Known> past) {
		if (past.stream().noneMatch((known) -> known.is(Action.INSERTED))) {
			return "no migration inserted it";
		}
		Entry last = past.get(past.size() - 1).entry();
		return last.hash().equals(table.hash(row, last.columns())) ? guard.obstacle(row) : "it was changed since";
	}

	private Entry entry(RowTable table, RowSet set, Action action, String hash, List<String> columns, Row found,
			@Nullable Row former) {
		List<String> key = set.key().isEmpty() ? columns : set.key();
		return new Entry(RowTable.keyHash(found, key), action, hash, columns, found.only(table.identity(key)),
				found.only(key), former);
	}

	private static String keyHash(RowSet set, Row row) {
		return RowTable.keyHash(row, set.key().isEmpty() ? columns(row) : set.key());
	}

	private void run(SchemaOperation operation, boolean nothing) {
		if (nothing) {
			return;
		}
		for (SqlCommand command : this.gate.dialect().render(this.step.before(), operation)) {
			if (StepPlanner.changesRows(command.sql())) {
				this.statements.accept(command.sql());
				this.gate.update(SqlStatement.of(StatementKind.INSERT, command, Set.of()));
			}
		}
	}

	private RowTable table(String name) {
		return new RowTable(this.gate, model(name));
	}

	private Table model(String name) {
		return this.step.before().table(name).orElseThrow();
	}

	private static List<String> columns(Row row) {
		return List.copyOf(new LinkedHashMap<>(row.values()).keySet());
	}

}
