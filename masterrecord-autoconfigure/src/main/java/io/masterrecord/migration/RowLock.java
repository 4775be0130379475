package io.masterrecord.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.RunLock;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * A locked row, held by the open transaction of a second connection: when its process
 * ends, so does the transaction.
 */
final class RowLock implements MigrationLock {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final int CREATE_ATTEMPTS = 20;

	private final RunSession session;

	private final Table table;

	private final RunLock.Row way;

	private @Nullable RunSession second;

	private boolean tableReady;

	RowLock(RunSession session, Table table, RunLock.Row way) {
		this.session = session;
		this.table = table;
		this.way = way;
	}

	@Override
	public boolean tryAcquire() {
		prepareTable();
		RunSession keeper = keeper();
		try {
			keeper.connection().setAutoCommit(false);
			boolean got = isLockable(keeper);
			if (!got) {
				keeper.connection().rollback();
			}
			return got;
		}
		catch (SQLException ex) {
			throw failure(ex);
		}
	}

	@Override
	public @Nullable String holder() {
		if (this.second != null || !this.session.hasTable(this.table.name())) {
			return (this.second != null) ? "another process" : null;
		}
		try {
			this.session.connection().setAutoCommit(false);
			boolean free = isLockable(this.session);
			this.session.connection().rollback();
			this.session.connection().setAutoCommit(true);
			return free ? null : "another process";
		}
		catch (SQLException ex) {
			throw failure(ex);
		}
	}

	@Override
	public void verify() {
		try {
			boolean alive = keeper().gate()
				.query(SqlStatement.of(StatementKind.SELECT, select()), (rows) -> rows.next());
			if (alive) {
				return;
			}
			throw new MigrationLockException("The row of the lock of the migrations is gone", null, null);
		}
		catch (DataAccessException ex) {
			throw new MigrationLockException("The connection that keeps other processes from running migrations was "
					+ "lost, so that this one stops too. What it did is on record: start it again", null, ex);
		}
	}

	@Override
	public void announce(String note) {
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
		if (this.second != null) {
			this.second.close();
			this.second = null;
		}
	}

	private RunSession keeper() {
		if (this.second == null) {
			try {
				this.second = this.session.another();
			}
			catch (CannotGetJdbcConnectionException ex) {
				throw new MigrationLockException(("Migrations need two connections at a time on %s, one of which holds "
						+ "the lock, and the data source did not give a second one (%s). Let its pool grow to 2 or more")
					.formatted(this.session.dialect().id(), ex.getMessage()), null, ex);
			}
		}
		return this.second;
	}

	private boolean isLockable(RunSession asking) {
		return asking.gate()
			.query(SqlStatement.of(StatementKind.OTHER, select() + " " + this.way.clause()), (rows) -> rows.next());
	}

	private static MigrationLockException failure(SQLException ex) {
		return new MigrationLockException("The lock of the migrations could not be asked for: " + ex.getMessage(), null,
				ex);
	}

	private String select() {
		Dialect dialect = this.session.dialect();
		return "SELECT " + dialect.quote("id") + " FROM " + dialect.quote(this.table.name()) + " WHERE "
				+ dialect.quote("id") + " = 1";
	}

	/**
	 * Create the table and its row. Others may be doing so at the same moment, and who
	 * comes second is told so with errors of all kinds.
	 */
	private void prepareTable() {
		for (int attempt = 1; !this.tableReady; attempt++) {
			try {
				if (!this.session.hasTable(this.table.name())) {
					HistoryTables.create(this.table, this.session.dialect()).forEach(this.session.gate()::update);
				}
				if (this.session.text(SqlStatement.of(StatementKind.SELECT, select())) == null) {
					new TableRows(this.session.gate(), this.table).insert(Map.of("id", 1));
				}
				this.tableReady = true;
			}
			catch (DataIntegrityViolationException ex) {
				this.tableReady = true;
			}
			catch (DataAccessException ex) {
				boolean refused = this.session.isRefusal(ex) || ex instanceof PessimisticLockingFailureException;
				if (!refused || attempt == CREATE_ATTEMPTS) {
					throw ex;
				}
				log.debug("Another process creates the table of the lock too", ex);
				Pause.of(20L * attempt);
			}
		}
	}

}
