package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
	 * Take back the rows of a page, the last one first.
	 * @return the entries of those that stay
	 */
	private List<Entry> restore(LedgerPage page, Table model) {
		RowTable table = new RowTable(this.gate, model);
		List<Entry> left = new ArrayList<>();
		for (int i = page.entries().size() - 1; i >= 0; i--) {
			Entry entry = page.entries().get(i);
			if (!entry.is(Action.PRESENT) && !restore(table, model, entry)) {
				left.add(0, entry);
			}
		}
		return left;
	}

	private boolean restore(RowTable table, Table model, Entry entry) {
		Row identity = this.operation.byKey() ? entry.key() : entry.identity();
		Row found = find(table, identity);
		String reason = entry.is(Action.DELETED) ? bringBack(table, entry, found) : undo(table, model, entry, found);
		if (reason != null) {
			react("The row of '%s' with %s stays, though its migration is undone: %s".formatted(table.name(),
					identity.values(), reason));
		}
		return reason == null;
	}

	private @Nullable String undo(RowTable table, Table model, Entry entry, @Nullable Row found) {
		if (found == null) {
			return null;
		}
		if (!table.hash(found, entry.columns()).equals(entry.hash())) {
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
		String obstacle = new RowGuard(this.gate, this.schema, model).obstacle(found);
		if (obstacle == null) {
			table.delete(identity);
		}
		return obstacle;
	}

	private static @Nullable String bringBack(RowTable table, Entry entry, @Nullable Row found) {
		if (found != null) {
			return "there is one of the same key again";
		}
		table.insert(Objects.requireNonNull(entry.former()));
		return null;
	}

	private static @Nullable Row find(RowTable table, Row identity) {
		Map<String, List<Row>> found = table.find(List.of(identity), List.of(), true);
		return found.values().stream().flatMap(List::stream).findFirst().orElse(null);
	}

	private void react(String message) {
		switch (this.operation.obstacle()) {
			case WARN -> log.warn(message);
			case THROW -> throw new MasterRecordException(message);
			case IGNORE -> log.debug(message);
		}
	}

}
