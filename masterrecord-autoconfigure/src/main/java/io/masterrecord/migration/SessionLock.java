package io.masterrecord.migration;

import java.time.Duration;
import java.util.Set;

import io.masterrecord.dialect.RunLock;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.ColumnType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * A lock of the session that does the work. It cannot get lost on its own, and outlives a
 * killed process exactly as long as its last statement runs on the server.
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
	public void verify() {
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
