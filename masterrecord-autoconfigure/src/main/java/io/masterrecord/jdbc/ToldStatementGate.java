package io.masterrecord.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners about each statement. They are asked for with the first one, as they
 * may send statements themselves; those are not told.
 */
final class ToldStatementGate extends EnclosingStatementGate {

	private static final Log log = LogFactory.getLog(StatementListener.class);

	private final StatementGate target;

	private final Supplier<? extends List<StatementListener>> given;

	private final ThreadLocal<Boolean> telling = new ThreadLocal<>();

	private volatile @Nullable List<StatementListener> listeners;

	ToldStatementGate(StatementGate target, Supplier<? extends List<StatementListener>> given) {
		this.target = target;
		this.given = given;
	}

	@Override
	protected StatementGate target() {
		return this.target;
	}

	@Override
	protected <T extends @Nullable Object> T around(SqlStatement statement, int runs, Supplier<T> work,
			ToLongFunction<T> rows) {
		List<StatementListener> all = listeners();
		if (all.isEmpty() || this.telling.get() != null) {
			return work.get();
		}
		long start = System.nanoTime();
		T result;
		try {
			result = work.get();
		}
		catch (RuntimeException ex) {
			tell(all, statement, runs, UNKNOWN, System.nanoTime() - start, ex);
			throw ex;
		}
		long nanos = System.nanoTime() - start;
		tell(all, statement, runs, rows.applyAsLong(result), nanos, null);
		return result;
	}

	private List<StatementListener> listeners() {
		List<StatementListener> known = this.listeners;
		if (known == null) {
			if (this.telling.get() != null) {
				return List.of();
			}
			this.telling.set(true);
			try {
				known = List.copyOf(this.given.get());
			}
			finally {
				this.telling.remove();
			}
			this.listeners = known;
		}
		return known;
	}

	private void tell(List<StatementListener> all, SqlStatement statement, int runs, long rows, long nanos,
			@Nullable RuntimeException failure) {
		StatementEvent event = new StatementEvent(statement.sql(), statement.kind(), statement.tables(), runs, rows,
				Duration.ofNanos(nanos), failure);
		this.telling.set(true);
		try {
			for (StatementListener listener : all) {
				tell(listener, event);
			}
		}
		finally {
			this.telling.remove();
		}
	}

	private static void tell(StatementListener listener, StatementEvent event) {
		try {
			listener.sent(event);
		}
		catch (RuntimeException | Error ex) {
			log.warn("The listener '%s' failed, which changes nothing for the statement it was told about"
				.formatted(listener.getClass().getName()), ex);
		}
	}

}
