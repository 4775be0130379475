package io.masterrecord.actuate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.migration.MigrationStatus.State;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * The state of the migrations of a context. The database is asked at most once in a
 * while, more often while something is not as it should be.
 *
 * @since 0.1.0
 */
public final class ContextState {

	private static final Duration WHILE_FINE = Duration.ofSeconds(10);

	private static final Duration WHILE_NOT = Duration.ofSeconds(1);

	private final MasterRecordContext context;

	private final boolean watched;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Reading latest;

	private long validUntil;

	/**
	 * Create a state.
	 * @param context the context
	 * @param watched whether migrations are looked at by this application at all
	 */
	public ContextState(MasterRecordContext context, boolean watched) {
		this(context, watched, System::nanoTime);
	}

	ContextState(MasterRecordContext context, boolean watched, LongSupplier nanoTime) {
		this.context = context;
		this.watched = watched;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the name of the context.
	 * @return the name
	 */
	public String name() {
		return this.context.name();
	}

	MasterRecordContext context() {
		return this.context;
	}

	boolean isWatched() {
		return this.watched;
	}

	/**
	 * Return what the database said last, asking it if that is too long ago.
	 */
	Reading recent() {
		this.lock.lock();
		try {
			Reading reading = this.latest;
			if (reading == null || this.nanoTime.getAsLong() - this.validUntil >= 0) {
				reading = now();
				this.latest = reading;
				this.validUntil = this.nanoTime.getAsLong() + (reading.isFine() ? WHILE_FINE : WHILE_NOT).toNanos();
			}
			return reading;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what the database says.
	 */
	Reading now() {
		try {
			return new Reading(this.context.migrations().status(), null);
		}
		catch (DataAccessException ex) {
			return new Reading(null, sqlState(ex));
		}
	}

	private static @Nullable String sqlState(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException error && error.getSQLState() != null) {
				return error.getSQLState();
			}
		}
		return null;
	}

	/**
	 * What the database said.
	 *
	 * @param status the status, or {@code null} if it did not answer
	 * @param sqlState the SQLState with which it did not, if there was one
	 */
	record Reading(@Nullable MigrationStatus status, @Nullable String sqlState) {

		boolean isFine() {
			return this.status != null
					&& (this.status.state() == State.UP_TO_DATE || this.status.state() == State.AHEAD);
		}

		Optional<MigrationStatus> answer() {
			return Optional.ofNullable(this.status);
		}

	}

}
