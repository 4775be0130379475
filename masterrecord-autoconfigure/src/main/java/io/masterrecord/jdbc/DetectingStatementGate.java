package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * A gate that asks the database for its dialect before the first statement. A database
 * that does not answer is asked again the next time.
 */
final class DetectingStatementGate extends ForwardingStatementGate {

	private final DataSource dataSource;

	private volatile @Nullable StatementGate detected;

	DetectingStatementGate(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Two threads may ask at the same time: the answer is the same, and the gate of the
	 * first is that of both, since it knows of the rows that arrive through it.
	 */
	@Override
	protected StatementGate target() {
		StatementGate gate = this.detected;
		return (gate != null) ? gate : first(StatementGate.of(this.dataSource, detect()));
	}

	private synchronized StatementGate first(StatementGate made) {
		StatementGate known = this.detected;
		if (known == null) {
			this.detected = made;
		}
		return (known != null) ? known : made;
	}

	private Dialect detect() {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return Dialects.of(connection);
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The database does not tell what it is", ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

}
