package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The gate that really runs statements.
 */
final class JdbcStatementGate implements StatementGate {

	private static final Log log = LogFactory.getLog(LOGGER);

	/** Values whose types are logged one by one. */
	private static final int MOST_TYPES = 20;

	private final Connections connections;

	private final ArrivingRows arriving = new ArrivingRows();

	private final Dialect dialect;

	private final ValueBinder binder;

	private final SqlErrors errors;

	JdbcStatementGate(Connections connections, Dialect dialect) {
		this.connections = connections;
		this.dialect = dialect;
		this.binder = new ValueBinder(dialect);
		this.errors = new SqlErrors(dialect);
	}

	@Override
	public Dialect dialect() {
		return this.dialect;
	}

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		this.binder.check(statement);
		return run(statement.sql(), List.of(statement.values()), (connection) -> {
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
				bind(prepared, statement.values());
				try (ResultSet rows = prepared.executeQuery()) {
					return reader.read(rows);
				}
			}
		});
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		this.binder.check(statement);
		String sql = statement.sql();
		List<List<TypedValue>> values = List.of(statement.values());
		if (log.isDebugEnabled()) {
			log.debug(describe(sql, values));
		}
		OpenRows<T> rows = new OpenRows<>(this.connections, this.arriving, this.dialect.rowStreaming(), reader,
				(error) -> this.errors.translate(sql, values, error));
		return rows.open(sql, (prepared) -> bind(prepared, statement.values()));
	}

	@Override
	public boolean inTransaction() {
		return this.connections.inTransaction();
	}

	@Override
	public int update(SqlStatement statement) {
		requireWritable(statement.kind(), statement.sql());
		this.binder.check(statement);
		return run(statement.sql(), List.of(statement.values()), (connection) -> {
			if (isPlain(statement)) {
				try (Statement plain = connection.createStatement()) {
					this.connections.prepare(plain);
					plain.execute(statement.sql());
					return Math.max(0, plain.getUpdateCount());
				}
			}
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
				bind(prepared, statement.values());
				prepared.execute();
				return Math.max(0, prepared.getUpdateCount());
			}
		});
	}

	@Override
	public int[] batch(SqlBatch batch) {
		if (batch.rows().isEmpty()) {
			return new int[0];
		}
		requireWritable(batch.kind(), batch.sql());
		return run(batch.sql(), batch.rows(), (connection) -> {
			try (PreparedStatement prepared = connection.prepareStatement(batch.sql())) {
				this.connections.prepare(prepared);
				for (List<TypedValue> row : batch.rows()) {
					this.binder.bindChecked(prepared, row);
					prepared.addBatch();
				}
				return prepared.executeBatch();
			}
		});
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		requireWritable(statement.kind(), statement.sql());
		this.binder.check(statement);
		return run(statement.sql(), List.of(statement.values()), (connection) -> columns.isEmpty()
				? changeAndRead(connection, statement, keys) : changeAndReadKeys(connection, statement, columns, keys));
	}

	@Override
	public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		if (batch.rows().isEmpty()) {
			return List.of();
		}
		requireWritable(batch.kind(), batch.sql());
		this.binder.check(batch);
		return run(batch.sql(), batch.rows(), (connection) -> {
			List<T> results = new ArrayList<>(batch.rows().size());
			try (PreparedStatement prepared = connection.prepareStatement(batch.sql())) {
				for (List<TypedValue> values : batch.rows()) {
					bind(prepared, values);
					try (ResultSet rows = prepared.executeQuery()) {
						results.add(reader.read(rows));
					}
				}
			}
			return results;
		});
	}

	@Override
	public long load(SqlBatch batch) {
		if (batch.rows().isEmpty()) {
			return 0;
		}
		requireWritable(batch.kind(), batch.sql());
		this.binder.check(batch);
		return run(batch.sql(), batch.rows(),
				(connection) -> this.dialect.bulk().load(connection, batch.sql(), batch.rows()));
	}

	private <T extends @Nullable Object> T changeAndRead(Connection connection, SqlStatement statement,
			ResultReader<T> reader) throws SQLException {
		try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
			bind(prepared, statement.values());
			try (ResultSet rows = prepared.executeQuery()) {
				return reader.read(rows);
			}
		}
	}

	private <T extends @Nullable Object> T changeAndReadKeys(Connection connection, SqlStatement statement,
			List<String> columns, ResultReader<T> reader) throws SQLException {
		String[] names = columns.toArray(String[]::new);
		try (PreparedStatement prepared = connection.prepareStatement(statement.sql(), names)) {
			bind(prepared, statement.values());
			prepared.executeUpdate();
			try (ResultSet rows = prepared.getGeneratedKeys()) {
				return reader.read(rows);
			}
		}
	}

	/**
	 * Only some databases refuse it by themselves.
	 */
	private void requireWritable(StatementKind kind, String sql) {
		boolean writes = kind == StatementKind.INSERT || kind == StatementKind.UPDATE || kind == StatementKind.DELETE;
		if (writes && this.connections.isReadOnly()) {
			throw new InvalidDataAccessApiUsageException(
					"A read-only transaction writes nothing, so this was not sent: %s. Begin a transaction that is not read-only"
						.formatted(SqlErrors.abbreviate(sql)));
		}
	}

	private void bind(PreparedStatement prepared, List<TypedValue> values) throws SQLException {
		this.connections.prepare(prepared);
		this.binder.bind(prepared, values);
	}

	private <T extends @Nullable Object> T run(String sql, List<List<TypedValue>> values, Work<T> work) {
		if (log.isDebugEnabled()) {
			log.debug(describe(sql, values));
		}
		Connection connection = this.connections.borrow();
		try {
			this.arriving.makeRoom(connection);
			return work.on(connection);
		}
		catch (SQLException ex) {
			throw this.errors.translate(sql, values, ex);
		}
		finally {
			this.connections.giveBack(connection);
		}
	}

	/**
	 * Tell whether a statement is sent unprepared: its text may have question marks of
	 * its own.
	 */
	private static boolean isPlain(SqlStatement statement) {
		return statement.values().isEmpty()
				&& (statement.kind() == StatementKind.DDL || statement.kind() == StatementKind.OTHER);
	}

	private static String describe(String sql, List<List<TypedValue>> rows) {
		List<TypedValue> values = rows.get(0);
		StringBuilder text = new StringBuilder(SqlErrors.abbreviate(sql));
		if (values.size() > MOST_TYPES) {
			text.append(" [").append(values.size()).append(" values]");
		}
		else if (!values.isEmpty()) {
			text.append(' ').append(values.stream().map(TypedValue::type).toList());
		}
		return ((rows.size() > 1) ? text.append(" x ").append(rows.size()) : text).toString();
	}

	/**
	 * What is done on a connection.
	 */
	@FunctionalInterface
	private interface Work<T extends @Nullable Object> {

		T on(Connection connection) throws SQLException;

	}

}
