package io.masterrecord.migration;

import java.time.Duration;
import java.util.Set;

import io.masterrecord.dialect.RunLock;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.ColumnType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * A lock of the session that does the work. It outlives a killed process exactly as long
 * as its last statement runs on the server. Behind a pooler that hands sessions out by
 * the transaction it would be the lock of anybody: that is found out before the first
 * step, and looked at again before each one that commits by itself.
 */
final class SessionLock implements MigrationLock {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final int LONGEST_NOTE = 60;

	private final RunSession session;

	private final RunLock.Session way;

	private boolean held;

	SessionLock(RunSession session, RunLock.Session way) {
		this.session = session;
		this.way = way;
	}

	@Override
	public boolean tryAcquire() {
		this.held = this.session.gate()
			.query(SqlStatement.of(StatementKind.OTHER, this.way.acquire(), Set.of()),
					(rows) -> rows.next() && rows.getInt(1) == 1);
		return this.held;
	}

	@Override
	public @Nullable String holder() {
		return this.session.text(SqlStatement.of(StatementKind.SELECT, this.way.holder(), Set.of()));
	}

	@Override
	public void prove() {
		String obstacle = answer(this.way.proof().obstacle());
		if (obstacle != null) {
			throw new MigrationFailedException("Nothing was changed: " + obstacle, "", null, null, null);
		}
		verify();
		if (isPooled()) {
			proveToAnother();
		}
		String doubt = answer(this.way.proof().doubt());
		if (doubt != null) {
			log.warn(doubt);
		}
	}

	private @Nullable String answer(SqlCommand question) {
		try {
			return this.session.text(SqlStatement.of(StatementKind.SELECT, question, Set.of()));
		}
		catch (DataAccessException ex) {
			log.debug("The server does not tell what its locks are worth", ex);
			return null;
		}
	}

	/**
	 * Tell whether another session answers than the one that the driver has opened.
	 */
	private boolean isPooled() {
		Long opened = this.session.dialect().sessionOf(this.session.connection());
		String answering = answer(this.way.proof().session());
		return opened != null && answering != null && opened != Long.parseLong(answering);
	}

	/**
	 * Ask for the lock on a second connection, which must not get it.
	 */
	private void proveToAnother() {
		try (RunSession other = this.session.another()) {
			SessionLock second = new SessionLock(other, this.way);
			boolean free = second.tryAcquire();
			second.close();
			if (free) {
				throw notHeld();
			}
		}
		catch (CannotGetJdbcConnectionException ex) {
			throw new MigrationLockException(
					("There is a pooler between the application and the database, and whether the "
							+ "lock of the migrations holds behind it is found out with a second connection, which the data source "
							+ "did not give (%s). Let its pool grow to 2 or more")
						.formatted(ex.getMessage()),
					null, ex);
		}
	}

	@Override
	public void verify() {
		boolean own;
		try {
			own = this.session.gate()
				.query(SqlStatement.of(StatementKind.SELECT, this.way.proof().held(), Set.of()),
						(rows) -> rows.next() && rows.getInt(1) == 1);
		}
		catch (DataAccessException ex) {
			throw new MigrationLockException("The session that keeps other processes from running migrations was lost, "
					+ "so that this one stops. What it did is on record: start it again", null, ex);
		}
		if (!own) {
			throw notHeld();
		}
	}

	private static MigrationLockException notHeld() {
		return new MigrationLockException(
				"The session that works on the migrations is not the one that holds their lock, "
						+ "so that others are not kept out; this process stops. A pooler between the application and the database "
						+ "hands sessions out by the transaction: let the migrations have a data source that leads to the server "
						+ "itself, or to a pool of whole sessions",
				null, null);
	}

	@Override
	public void announce(String note) {
		if (!this.way.announce().isEmpty()) {
			String text = note.substring(0, Math.min(note.length(), LONGEST_NOTE));
			this.session.text(SqlStatement.of(StatementKind.OTHER, this.way.announce(),
					new TypedValue(ColumnType.varchar(LONGEST_NOTE), text)));
		}
	}

	@Override
	public Transactions transactions() {
		return Transactions.of(this.session.connection());
	}

	@Override
	public void keep(Duration patience) {
	}

	@Override
	public void close() {
		if (!this.held) {
			return;
		}
		this.held = false;
		try {
			this.session.endTransaction();
			this.session.text(SqlStatement.of(StatementKind.OTHER, this.way.release(), Set.of()));
		}
		catch (DataAccessException ex) {
			log.debug("The lock of the migrations goes with its session", ex);
			this.session.discard();
		}
	}

}
