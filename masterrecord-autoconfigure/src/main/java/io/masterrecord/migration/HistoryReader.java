package io.masterrecord.migration;

import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Reads the history, which may not exist yet, and compares it with the migrations.
 */
final class HistoryReader {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final MigrationChain chain;

	private final HistoryTables tables;

	private final OrderPolicy order;

	/** Whether the history exists, once that is known. */
	private volatile @Nullable Boolean exists;

	HistoryReader(MigrationChain chain, HistoryTables tables, OrderPolicy order) {
		this.chain = chain;
		this.order = order;
		this.tables = tables;
	}

	/**
	 * Find out with one read what is to be done.
	 */
	MigrationPlan plan(RunSession session) {
		return plan(session, Set.of());
	}

	/**
	 * Find out with one read what is to be done.
	 * @param session the session
	 * @param opened the ids of the migrations in whose place those are to be seen for
	 * which they stand
	 */
	MigrationPlan plan(RunSession session, Set<String> opened) {
		History history = new History(session.gate(), this.tables);
		return MigrationPlan.of(this.chain, read(session, history), this.order, (row) -> history.operations(row.id()),
				opened);
	}

	/**
	 * Find out what is to be done, if the migrations and the history do not contradict
	 * each other.
	 */
	MigrationPlan validPlan(RunSession session) {
		MigrationPlan plan = plan(session);
		if (!plan.problems().isEmpty()) {
			throw new MigrationHistoryException(plan.problems());
		}
		return plan;
	}

	/**
	 * Describe who holds a lock, from what the lock and the history tell; {@code null} if
	 * nobody holds it or nothing is told.
	 */
	@Nullable String holder(RunSession session, MigrationLock lock) {
		try {
			String holder = lock.holder();
			return (holder != null) ? working(session, holder) : null;
		}
		catch (DataAccessException ex) {
			log.debug("It cannot be found out who runs migrations", ex);
			return null;
		}
	}

	private String working(RunSession session, String holder) {
		return read(session, new History(session.gate(), this.tables)).stream()
			.filter((row) -> row.state() == HistoryState.APPLYING || row.state() == HistoryState.REVERTING)
			.map((row) -> "process %s, migration '%s', step %d of %d%s".formatted(row.process(), row.id(),
					Math.min(row.stepsDone() + 1, row.stepsTotal()), row.stepsTotal(), filled(session, row)))
			.findFirst()
			.orElse(holder);
	}

	/**
	 * Say how many rows the present step has filled, if it fills rows.
	 */
	private String filled(RunSession session, HistoryRow row) {
		if (!session.hasTable(this.tables.progress().name())) {
			return "";
		}
		Direction direction = (row.state() == HistoryState.REVERTING) ? Direction.DOWN : Direction.UP;
		long rows = new BackfillProgress(session.gate(), this.tables).find(row.runId(), direction, row.stepsDone() + 1)
			.filled();
		return (rows > 0) ? ", %d rows filled".formatted(rows) : "";
	}

	/**
	 * Read the history. Where that fails it may not exist; it may also have come into
	 * existence since. Once it was found missing it is looked for before it is read, so
	 * that whoever asks again and again leaves no errors in the log of the server; from
	 * the start, where the driver has a log of its own.
	 */
	private List<HistoryRow> read(RunSession session, History history) {
		String table = this.tables.history().name();
		Boolean known = this.exists;
		boolean trying = (known != null) ? known : !session.dialect().logsFailures();
		if (!trying && !session.hasTable(table)) {
			this.exists = false;
			return List.of();
		}
		try {
			List<HistoryRow> rows = history.read();
			this.exists = true;
			return rows;
		}
		catch (PessimisticLockingFailureException ex) {
			throw ex;
		}
		catch (DataAccessException ex) {
			if (session.hasTable(table)) {
				log.debug("Reading the history again", ex);
				return history.read();
			}
			this.exists = false;
			return List.of();
		}
	}

}
