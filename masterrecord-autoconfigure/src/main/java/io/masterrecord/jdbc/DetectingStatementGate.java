package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

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
final class DetectingStatementGate implements StatementGate {

	private final DataSource dataSource;

	private volatile @Nullable StatementGate detected;

	DetectingStatementGate(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		return gate().query(statement, reader);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		return gate().stream(statement, reader);
	}

	@Override
	public boolean inTransaction() {
		return gate().inTransaction();
	}

	@Override
	public int update(SqlStatement statement) {
		return gate().update(statement);
	}

	@Override
	public int[] batch(SqlBatch batch) {
		return gate().batch(batch);
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		return gate().updateReturning(statement, columns, keys);
	}

	@Override
	public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		return gate().updateReturning(batch, reader);
	}

	@Override
	public Dialect dialect() {
		return gate().dialect();
	}

	/** Two threads may ask at the same time: the answer is the same. */
	private StatementGate gate() {
		StatementGate gate = this.detected;
		if (gate == null) {
			gate = StatementGate.of(this.dataSource, detect());
			this.detected = gate;
		}
		return gate;
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
