package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.MasterRecordException;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.LedgerPage.Action;
import io.masterrecord.migration.LedgerPage.Entry;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a migration did to rows, the last row first.
 */
final class RowRestorer {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final StatementGate gate;

	private final RowLedger ledger;

	private final Schema schema;

	private final String migration;

	private final TakeBackRows operation;

	RowRestorer(StatementGate gate, RowLedger ledger, PlannedStep step, TakeBackRows operation) {
		this.gate = gate;
		this.ledger = ledger;
		this.schema = step.before();
		this.migration = step.step().migration();
		this.operation = operation;
	}

	void restore() {
		LedgerPage page = this.ledger.newest(this.migration, this.operation.tables());
		while (page != null) {
			Table model = this.schema.table(page.table()).orElse(null);
			this.ledger.replace(page.with(true, (model != null) ? restore(page, model) : List.of()));
			page = this.ledger.newest(this.migration, this.operation.tables());
		}
	}

	/**
	 * Take back the rows of a page, the last one first. Neighbours that are deleted are
	 * deleted together, unless rows of their table may refer to each other.
	 * @return the entries of those that stay
	 */
	private List<Entry> restore(LedgerPage page, Table model) {
		RowTable table = new RowTable(this.gate, model);
		RowGuard guard = new RowGuard(this.gate, this.schema, model);
		Map<String, List<Row>> found = table.find(page.entries().stream().map(this::identity).toList(), List.of(),
				true);
		Set<Entry> left = new HashSet<>();
		Map<Entry, Row> together = new LinkedHashMap<>();
		for (int i = page.entries().size() - 1; i >= 0; i--) {
			Entry entry = page.entries().get(i);
			Row row = row(found, identity(entry));
			if (row != null && entry.is(Action.INSERTED) && !guard.mayReferToItself()
					&& isUnchanged(table, entry, row)) {
				together.put(entry, row);
				continue;
			}
			left.addAll(delete(table, guard, together));
			together.clear();
			if (!entry.is(Action.PRESENT) && !restore(table, guard, entry, row)) {
				left.add(entry);
			}
		}
		left.addAll(delete(table, guard, together));
		return page.entries().stream().filter(left::contains).toList();
	}

	private Row identity(Entry entry) {
		return this.operation.byKey() ? entry.key() : entry.identity();
	}

	private static @Nullable Row row(Map<String, List<Row>> found, Row identity) {
		List<Row> same = found.get(RowTable.keyHash(identity, List.copyOf(identity.values().keySet())));
		return (same != null) ? same.get(0) : null;
	}

	private Set<Entry> delete(RowTable table, RowGuard guard, Map<Entry, Row> rows) {
		if (rows.isEmpty()) {
			return Set.of();
		}
		Map<Row, String> obstacles = guard.obstacles(rows.values());
		Set<Entry> left = new HashSet<>();
		List<Row> deleted = new ArrayList<>();
		rows.forEach((entry, row) -> {
			String reason = obstacles.get(row);
			if (reason != null) {
				react(table, entry, reason);
				left.add(entry);
			}
			else {
				deleted.add(row.only(table.identity(entry.columns())));
			}
		});
		table.deleteAll(deleted);
		return left;
	}

	private boolean restore(RowTable table, RowGuard guard, Entry entry, @Nullable Row found) {
		String reason = entry.is(Action.DELETED) ? bringBack(table, entry, found) : undo(table, guard, entry, found);
		if (reason != null) {
			react(table, entry, reason);
		}
		return reason == null;
	}

	private static @Nullable String undo(RowTable table, RowGuard guard, Entry entry, @Nullable Row found) {
		if (found == null) {
			return null;
		}
		if (!isUnchanged(table, entry, found)) {
			return "it was changed since";
		}
		Row identity = found.only(table.identity(entry.columns()));
		if (entry.is(Action.UPDATED)) {
			Row former = Objects.requireNonNull(entry.former());
			if (!former.values().isEmpty()) {
				table.update(former, identity);
			}
			return null;
		}
		String obstacle = guard.obstacle(found);
		if (obstacle == null) {
			table.delete(identity);
		}
		return obstacle;
	}

	private static boolean isUnchanged(RowTable table, Entry entry, Row found) {
		return table.hash(found, entry.columns()).equals(entry.hash());
	}

	private static @Nullable String bringBack(RowTable table, Entry entry, @Nullable Row found) {
		if (found != null) {
			return "there is one of the same key again";
		}
		table.insert(Objects.requireNonNull(entry.former()));
		return null;
	}

	private void react(RowTable table, Entry entry, String reason) {
		String message = "The row of '%s' with %s stays, though its migration is undone: %s".formatted(table.name(),
				identity(entry).values(), reason);
		switch (this.operation.obstacle()) {
			case WARN -> log.warn(message);
			case THROW -> throw new MasterRecordException(message);
			case IGNORE -> log.debug(message);
		}
	}

}
