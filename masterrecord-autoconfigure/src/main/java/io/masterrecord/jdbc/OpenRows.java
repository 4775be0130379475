package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.masterrecord.dialect.RowStreaming;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Rows that arrive while they are read, and the connection they arrive on. Closed by its
 * last row, by a failure, by its reader, or by the end of the transaction, whichever
 * comes first. Those which have not arrived are taken into memory when another statement
 * needs the connection and the driver lets only one run.
 *
 * @param <T> what a row is read into
 */
final class OpenRows<T extends @Nullable Object> extends Spliterators.AbstractSpliterator<T> {

	private static final String ENDED = "The transaction in which these rows are read has ended before the last of them. Read them inside of it: let @Transactional be around the whole reading, and not only around what returns the stream";

	/** Rows that are taken into memory for the sake of another statement. */
	private static final int MOST_LEFT = 10_000;

	private final Connections connections;

	private final ArrivingRows arriving;

	private final Connection connection;

	private final RowStreaming streaming;

	private final RowFunction<T> reader;

	private final Function<SQLException, RuntimeException> errors;

	private @Nullable PreparedStatement statement;

	private @Nullable ResultSet rows;

	private @Nullable Iterator<T> rest;

	/** Why the row behind those that were taken into memory cannot be read. */
	private @Nullable RuntimeException unreadable;

	private boolean committing;

	private boolean prepared;

	private boolean closed;

	/** Why there is nothing more to be read, if it is not the end. */
	private @Nullable String cutOff;

	OpenRows(Connections connections, ArrivingRows arriving, RowStreaming streaming, RowFunction<T> reader,
			Function<SQLException, RuntimeException> errors) {
		super(Long.MAX_VALUE, Spliterator.ORDERED);
		this.connections = connections;
		this.arriving = arriving;
		this.streaming = streaming;
		this.reader = reader;
		this.errors = errors;
		this.connection = connections.keep(this::end);
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Run the statement and return its rows.
	 */
	Stream<T> open(String sql, Binder binder) {
		try {
			if (this.streaming.exclusive()) {
				this.arriving.add(this);
			}
			if (this.streaming.transactional() && this.connection.getAutoCommit()) {
				this.connection.setAutoCommit(false);
				this.committing = true;
			}
			if (this.streaming.before() != null) {
				execute(this.streaming.before());
				this.prepared = true;
			}
			PreparedStatement opened = this.connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY,
					ResultSet.CONCUR_READ_ONLY);
			this.statement = opened;
			opened.setFetchSize(this.streaming.fetchSize());
			binder.bind(opened);
			this.rows = opened.executeQuery();
			return StreamSupport.stream(this, false).onClose(this::close);
		}
		catch (SQLException ex) {
			RuntimeException failure = this.errors.apply(ex);
			closeAfter(failure);
			throw failure;
		}
		catch (RuntimeException | Error ex) {
			closeAfter(ex);
			throw ex;
		}
	}

	@Override
	public boolean tryAdvance(Consumer<? super T> action) {
		ResultSet open = this.rows;
		if (this.cutOff != null) {
			throw new InvalidDataAccessApiUsageException(this.cutOff);
		}
		if (this.rest != null) {
			return advance(this.rest, action);
		}
		if (open == null) {
			return false;
		}
		T row;
		try {
			if (!open.next()) {
				close();
				return false;
			}
			row = this.reader.read(open);
		}
		catch (SQLException ex) {
			RuntimeException failure = this.errors.apply(ex);
			closeAfter(failure);
			throw failure;
		}
		catch (RuntimeException | Error ex) {
			closeAfter(ex);
			throw ex;
		}
		action.accept(row);
		return true;
	}

	private boolean advance(Iterator<T> left, Consumer<? super T> action) {
		if (!left.hasNext()) {
			RuntimeException failure = this.unreadable;
			if (failure != null) {
				closeAfter(failure);
				throw failure;
			}
			close();
			return false;
		}
		action.accept(left.next());
		return true;
	}

	/**
	 * Leave the connection to another statement.
	 */
	void makeRoom() {
		ResultSet open = this.rows;
		if (open == null) {
			return;
		}
		List<T> left = new ArrayList<>();
		try {
			while (this.unreadable == null && open.next()) {
				requireRoom(left);
				readInto(left, open);
			}
			open.close();
		}
		catch (SQLException ex) {
			RuntimeException failure = this.errors.apply(ex);
			closeAfter(failure);
			throw failure;
		}
		this.rows = null;
		this.rest = left.iterator();
	}

	/**
	 * Read a row. One that cannot be read is a matter of whoever reads these rows, once
	 * they get there, and not of the other statement.
	 */
	private void readInto(List<T> left, ResultSet open) {
		try {
			left.add(this.reader.read(open));
		}
		catch (SQLException ex) {
			this.unreadable = this.errors.apply(ex);
		}
		catch (RuntimeException ex) {
			this.unreadable = ex;
		}
	}

	/**
	 * Refuse another statement that would need more rows in memory than a reader of rows
	 * one by one reckons with.
	 */
	private void requireRoom(List<T> left) {
		if (left.size() == MOST_LEFT) {
			this.cutOff = "Another statement needs the connection on which these rows arrive, of which more than %d are left: this database runs one statement at a time on a connection. Read the rows outside of the transaction or before the other statements, or with windows"
				.formatted(MOST_LEFT);
			close();
			throw new InvalidDataAccessApiUsageException(this.cutOff);
		}
	}

	private void execute(String setting) throws SQLException {
		try (Statement plain = this.connection.createStatement()) {
			plain.execute(setting);
		}
	}

	/**
	 * Close because of a failure, which is more important than one in closing.
	 */
	private void closeAfter(Throwable failure) {
		try {
			close();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void end() {
		this.cutOff = this.closed ? this.cutOff : ENDED;
		close();
	}

	private void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		ResultSet open = this.rows;
		this.rows = null;
		this.rest = null;
		try {
			release(open);
		}
		catch (SQLException ex) {
			throw this.errors.apply(ex);
		}
		finally {
			this.arriving.remove(this);
			this.connections.giveBack(this.connection);
		}
	}

	/**
	 * The rows go before their statement, since a driver that closes a statement may hold
	 * on to the rows which nobody has read.
	 */
	private void release(@Nullable ResultSet open) throws SQLException {
		try {
			if (open != null) {
				open.close();
			}
			if (this.statement != null) {
				this.statement.close();
			}
			if (this.prepared && this.streaming.after() != null) {
				execute(this.streaming.after());
			}
		}
		finally {
			if (this.committing) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}
	}

	/**
	 * Binds the values of a statement.
	 */
	@FunctionalInterface
	interface Binder {

		void bind(PreparedStatement statement) throws SQLException;

	}

}
