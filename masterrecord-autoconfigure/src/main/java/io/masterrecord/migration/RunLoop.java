package io.masterrecord.migration;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * The way from a data source to a session that has the lock, and back; once more if the
 * answer to a commit gets lost on the way, since then the history has to tell whether it
 * took effect.
 */
final class RunLoop {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final int MOST_LOOKUPS = 3;

	private final DataSource dataSource;

	private final MigrationSettings settings;

	private final HistoryTables tables;

	private final HistoryReader reader;

	private final RowHooks hooks;

	private final MigrationChain chain;

	private final List<MigrationListener> listeners;

	RunLoop(DataSource dataSource, MigrationSettings settings, HistoryTables tables, HistoryReader reader,
			RowHooks hooks, MigrationChain chain, List<MigrationListener> listeners) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.tables = tables;
		this.reader = reader;
		this.hooks = hooks;
		this.chain = chain;
		this.listeners = listeners;
	}

	/**
	 * What is done in a session. It may be done again in another one.
	 */
	@FunctionalInterface
	interface Work {

		MigrationReport run(RunSession session, RunTally tally) throws OutcomeUnknownException;

	}

	/**
	 * What is done while the lock is held.
	 */
	@FunctionalInterface
	interface LockedWork {

		MigrationReport run(RunContext context) throws OutcomeUnknownException;

	}

	MigrationReport run(Work work) {
		RunTally tally = new RunTally();
		while (true) {
			try (RunSession session = RunSession.open(this.dataSource, this.settings.connectTimeout())) {
				return work.run(session, tally);
			}
			catch (OutcomeUnknownException ex) {
				if (tally.lookedUp() > MOST_LOOKUPS) {
					throw new MigrationFailedException(
							("The answer to a commit got lost %d times. What was committed is on "
									+ "record: start again when the connection to the database is stable")
								.formatted(MOST_LOOKUPS),
							ex.migration(), null, SqlError.of(ex), ex);
				}
				log.warn("The answer to a commit got lost; looking up what became of it", ex);
			}
		}
	}

	MigrationReport locked(RunSession session, RunTally tally, LockedWork work) throws OutcomeUnknownException {
		session.prepare();
		try (MigrationLock lock = MigrationLock.of(session, this.tables)) {
			Duration waited = LockWait.acquire(lock, this.settings.lockTimeout(),
					() -> this.reader.holder(session, lock));
			lock.prove();
			this.listeners.forEach((listener) -> listener.lockAcquired(waited));
			this.tables.createMissing(session);
			RunContext context = RunContext.of(session, lock, this.settings, this.tables, this.hooks,
					new LastChanges(this.chain), this.listeners, tally);
			MigrationReport report;
			try {
				report = work.run(context);
			}
			catch (MigrationFailedException ex) {
				keepWhatWasDone(lock, ex);
				throw ex;
			}
			keep(lock);
			return report;
		}
	}

	private void keepWhatWasDone(MigrationLock lock, MigrationFailedException failure) {
		try {
			lock.keep(this.settings.lockTimeout());
		}
		catch (DataAccessException | MigrationLockException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void keep(MigrationLock lock) throws OutcomeUnknownException {
		try {
			lock.keep(this.settings.lockTimeout());
		}
		catch (DataAccessException ex) {
			throw new OutcomeUnknownException("", ex);
		}
	}

}
