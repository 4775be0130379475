package io.masterrecord.migration;

import java.time.Duration;

import io.masterrecord.dialect.RunLock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The one writing transaction that a database in a file allows: all migrations of a run
 * happen in it.
 */
final class TransactionLock implements MigrationLock {

	private static final Log log = LogFactory.getLog(Migrator.class);

	/** How long readers may keep a commit waiting at most. */
	private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

	private final RunSession session;

	private final RunLock.Transaction way;

	private boolean open;

	TransactionLock(RunSession session, RunLock.Transaction way) {
		this.session = session;
		this.way = way;
	}

	@Override
	public boolean tryAcquire() {
		try {
			this.session.execute(this.way.begin());
			this.open = true;
			return true;
		}
		catch (PessimisticLockingFailureException ex) {
			return false;
		}
	}

	@Override
	public @Nullable String holder() {
		return null;
	}

	@Override
	public void verify() {
	}

	@Override
	public void announce(String note) {
	}

	@Override
	public Transactions transactions() {
		return Transactions.within(this.session.gate());
	}

	@Override
	public void keep(Duration patience) {
		if (!this.open) {
			return;
		}
		Duration most = (patience.compareTo(MOST_PATIENCE) < 0) ? patience : MOST_PATIENCE;
		try {
			new LockRetry(this, most).run("the commit of the migrations", (again) -> this.session.execute("COMMIT"));
			this.open = false;
		}
		catch (PessimisticLockingFailureException ex) {
			throw new MigrationLockException(
					"Other connections kept reading, so that the migrations could not be "
							+ "committed, and nothing of this run stays. Let those transactions end, and start again",
					null, ex);
		}
	}

	@Override
	public void close() {
		if (!this.open) {
			return;
		}
		this.open = false;
		try {
			this.session.execute("ROLLBACK");
		}
		catch (DataAccessException ex) {
			log.debug("The transaction of the migrations had ended already", ex);
		}
	}

}
