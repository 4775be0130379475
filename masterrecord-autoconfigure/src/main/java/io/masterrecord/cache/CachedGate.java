package io.masterrecord.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * A gate whose queries may be answered with the rows of an earlier one. Writes are passed
 * on.
 */
final class CachedGate extends ForwardingStatementGate {

	private final StatementGate target;

	private final QueryCache cache;

	private final Duration timeToLive;

	CachedGate(StatementGate target, QueryCache cache, Duration timeToLive) {
		this.target = target;
		this.cache = cache;
		this.timeToLive = timeToLive;
	}

	@Override
	protected StatementGate target() {
		return this.target;
	}

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		TransactionView view = this.cache.transactions();
		CacheTransaction transaction = view.joined();
		boolean inside = transaction != null;
		if (statement.tables().isEmpty() || (inside && view.hasItsOwnView())
				|| (transaction != null && seesOthers(transaction, statement))) {
			this.cache.counters().bypasses.increment();
			return this.target.query(statement, reader);
		}
		QueryKey key = new QueryKey(this.cache.settings().context(), this.cache.settings().partition().current(),
				statement);
		Hit<T> hit = find(key, statement, reader);
		if (hit != null) {
			this.cache.counters().hits.increment();
			return hit.result();
		}
		if (!view.isFree()) {
			return load(key, statement, reader, transaction);
		}
		Runnable end = this.cache.readings().begin(key, this.cache.stamps().latest(statement.tables()));
		try {
			Hit<T> shared = find(key, statement, reader);
			if (shared != null) {
				this.cache.counters().hits.increment();
				return shared.result();
			}
			return load(key, statement, reader, transaction);
		}
		finally {
			end.run();
		}
	}

	/**
	 * Tell whether a transaction sees other rows than those that were committed last.
	 */
	private boolean seesOthers(CacheTransaction transaction, SqlStatement statement) {
		// Where there is one writer at a time there is no other level, which nobody
		// chose.
		boolean hasToRead = this.target.dialect().rowLocks() && transaction.isSerializable();
		return hasToRead || transaction.seesMoreThanCommits() || transaction.hasWritten(statement.tables())
				|| !transaction.sees(this.cache.stamps().latest(statement.tables()));
	}

	private <T extends @Nullable Object> @Nullable Hit<T> find(QueryKey key, SqlStatement statement,
			ResultReader<T> reader) {
		KeptResult kept = this.cache.store().get(key, KeptResult.class);
		if (kept == null || !kept.isGood(this.cache.process(), this.cache.stamps().latest(statement.tables()),
				this.cache.settings().clock().millis(), this.timeToLive)) {
			return null;
		}
		try {
			return new Hit<>(reader.read(kept.rows().rows()));
		}
		catch (java.sql.SQLException ex) {
			// It was kept for a reader that reads other types: the database knows them
			// all.
			return null;
		}
	}

	/**
	 * Ask the database. The stamp is taken before, so that a change meanwhile shows; and
	 * in a transaction that goes on seeing what there was at its beginning, no change
	 * since then may be missing.
	 */
	private <T extends @Nullable Object> T load(QueryKey key, SqlStatement statement, ResultReader<T> reader,
			@Nullable CacheTransaction transaction) {
		this.cache.counters().misses.increment();
		long stamp = this.cache.stamps().latest(statement.tables());
		AtomicReference<@Nullable RecordedRows> rows = new AtomicReference<>();
		long readAt = this.cache.settings().clock().millis();
		T result = this.target.query(statement, (fresh) -> {
			RowRecorder recorder = new RowRecorder(fresh, this.cache.settings().maxRows());
			T read = reader.read(recorder.rows());
			rows.set(recorder.recorded());
			return read;
		});
		RecordedRows recorded = rows.get();
		boolean current = transaction == null || transaction.sees(stamp);
		if (recorded != null && current && this.cache.stamps().latest(statement.tables()) == stamp) {
			this.cache.store().put(key, new KeptResult(this.cache.process(), stamp, readAt, recorded));
			this.cache.counters().puts.increment();
		}
		else {
			this.cache.counters().refusals.increment();
		}
		return result;
	}

	/**
	 * What a reader made of kept rows, which may be {@code null}.
	 */
	private record Hit<T extends @Nullable Object>(T result) {

	}

}
