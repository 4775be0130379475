package io.masterrecord.jdbc;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The one way every statement takes to a database. To observe, count or cache statements,
 * wrap it.
 * <p>
 * Failures are Spring's {@code DataAccessException}s; a value that the database cannot
 * hold exactly is an {@link UnsupportedValueException}, thrown before anything is sent.
 * Statements are logged at level {@code DEBUG} to the logger {@value #LOGGER}, with the
 * types of their values only.
 *
 * @since 0.1.0
 */
public interface StatementGate {

	/**
	 * Name of the logger of statements.
	 */
	String LOGGER = "io.masterrecord.sql";

	/**
	 * Run a statement that returns rows.
	 * @param <T> what is read
	 * @param statement the statement
	 * @param reader reads the whole result
	 * @return what the reader returned
	 */
	<T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader);

	/**
	 * Run a statement that returns no rows.
	 * @param statement the statement
	 * @return the number of rows it changed, 0 if it changes none
	 */
	int update(SqlStatement statement);

	/**
	 * Run a statement several times, sent together. Nothing is sent if there are no runs.
	 * @param batch the statement and its values
	 * @return for each run the number of rows it changed, or
	 * {@link java.sql.Statement#SUCCESS_NO_INFO} where the driver does not tell
	 */
	int[] batch(SqlBatch batch);

	/**
	 * Run a statement that changes rows and returns values of them.
	 * @param <T> what is read
	 * @param statement the statement
	 * @param columns the columns to return as generated keys, as they stand in the
	 * database; empty if the text itself says what is returned
	 * @param keys reads the returned rows
	 * @return what the reader returned
	 */
	<T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns, ResultReader<T> keys);

	/**
	 * Run a statement that returns rows and read them one by one, however many there are,
	 * without holding them in memory.
	 * @param <T> what a row is read into
	 * @param statement the statement
	 * @param reader reads one row
	 * @return the rows. The connection is given back when the last row has been read, and
	 * when the stream is closed, which it has to be if it is not read to its end. Outside
	 * of a transaction the stream has a connection to itself
	 */
	<T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader);

	/**
	 * Tell whether statements are a part of a transaction which lasts longer than each of
	 * them. Asking may take a connection.
	 * @return whether there is a transaction
	 */
	boolean inTransaction();

	/**
	 * Return a gate whose queries may be answered with what an earlier one found, as long
	 * as nothing has changed the tables since. Statements without tables are always sent.
	 * @param timeToLive how old an answer may be, {@code null} for as old as is usual
	 * @return the gate
	 * @throws InvalidDataAccessApiUsageException if nothing keeps results
	 */
	default StatementGate cached(@Nullable Duration timeToLive) {
		throw new InvalidDataAccessApiUsageException(
				"There is no cache of query results: in an application, add 'com.github.ben-manes.caffeine:caffeine', or name a cache of your own with masterrecord.cache.name");
	}

	/**
	 * Return a gate that lets another one see what is sent to the database, and nothing
	 * that is answered without it.
	 * @param observer wraps the gate whose statements all go to the database
	 * @return the gate to use in the place of this one
	 */
	default StatementGate observed(UnaryOperator<StatementGate> observer) {
		return observer.apply(this);
	}

	/**
	 * Tell that tables were changed by something else than statements of this gate, so
	 * that no older rows of them are shown. Inside a transaction it counts when that is
	 * committed.
	 * @param tables the tables, as they stand in the database; none if it may be any
	 */
	default void changed(Set<String> tables) {
	}

	/**
	 * Run a statement that changes rows and returns values of them several times, one run
	 * after the other.
	 * @param <T> what is read of a run
	 * @param batch the statement, whose text says what is returned, and the values of
	 * each run
	 * @param reader reads the returned rows of a run
	 * @return what the reader returned for each run, in order
	 */
	default <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		List<T> results = new ArrayList<>(batch.rows().size());
		for (List<TypedValue> values : batch.rows()) {
			results.add(updateReturning(new SqlStatement(batch.sql(), values, batch.tables(), batch.kind()), List.of(),
					reader));
		}
		return results;
	}

	/**
	 * Insert rows with the command of a dialect that takes them as a stream.
	 * @param batch the text of the command, and the values of each row
	 * @return how many rows were inserted; -1 if nothing was sent, since the driver takes
	 * no stream
	 * @see io.masterrecord.dialect.BulkSql#load(String, List)
	 */
	default long load(SqlBatch batch) {
		return -1;
	}

	/**
	 * Return a gate that tells listeners about the statements it sends through another
	 * one.
	 * @param gate the gate to send statements through
	 * @param listeners who is told, in order; asked for with the first statement
	 * @return the gate
	 */
	static StatementGate told(StatementGate gate, Supplier<? extends List<StatementListener>> listeners) {
		return new ToldStatementGate(gate, listeners);
	}

	/**
	 * Return the dialect of the database behind.
	 * @return the dialect
	 */
	Dialect dialect();

	/**
	 * Return the gate of a data source. Inside a Spring transaction of that data source
	 * statements run on its connection; otherwise each takes one and gives it back. No
	 * connection is opened before the first statement.
	 * @param dataSource the data source
	 * @param dialect the dialect of its database
	 * @return the gate
	 */
	static StatementGate of(DataSource dataSource, Dialect dialect) {
		return new JdbcStatementGate(new DataSourceConnections(dataSource), dialect);
	}

	/**
	 * Return the gate of a data source whose dialect is not known yet: the database is
	 * asked for it before the first statement, or when {@link #dialect()} is.
	 * @param dataSource the data source
	 * @return the gate
	 */
	static StatementGate of(DataSource dataSource) {
		return new DetectingStatementGate(dataSource);
	}

	/**
	 * Return the gate of one connection, which stays open.
	 * @param connection the connection
	 * @param dialect the dialect of its database
	 * @return the gate
	 */
	static StatementGate on(Connection connection, Dialect dialect) {
		return new JdbcStatementGate(new OneConnection(connection), dialect);
	}

}
