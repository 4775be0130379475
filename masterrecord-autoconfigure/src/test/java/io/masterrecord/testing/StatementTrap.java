package io.masterrecord.testing;

import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.RowFunction;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * A gate without a database behind it. Each statement is caught: whoever sends one gets a
 * {@link Caught} that holds it.
 *
 * @since 0.1.0
 */
public final class StatementTrap implements StatementGate {

	private final Dialect dialect;

	/**
	 * Create a trap.
	 * @param dialect the dialect of the database that there is not
	 */
	public StatementTrap(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Return the statement that a call sends.
	 * @param call the call
	 * @return the statement
	 */
	public static SqlStatement sentBy(Runnable call) {
		try {
			call.run();
		}
		catch (Caught ex) {
			return ex.statement;
		}
		throw new AssertionError("Nothing was sent");
	}

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		throw new Caught(statement);
	}

	@Override
	public int update(SqlStatement statement) {
		if (statement.values().isEmpty() && statement.sql().endsWith(" WHERE 1 = 0")) {
			// asks for the place of the writer before all that is written
			return 0;
		}
		throw new Caught(statement);
	}

	@Override
	public int[] batch(SqlBatch batch) {
		throw new Caught(new SqlStatement(batch.sql(), batch.rows().get(0), batch.tables(), batch.kind()));
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		throw new Caught(statement);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		throw new Caught(statement);
	}

	@Override
	public boolean inTransaction() {
		return true;
	}

	@Override
	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Thrown when a statement is sent.
	 */
	public static final class Caught extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient SqlStatement statement;

		Caught(SqlStatement statement) {
			super(statement.sql(), null, false, false);
			this.statement = statement;
		}

	}

}
