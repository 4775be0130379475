package io.masterrecord.cache;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * A gate that tells a cache what was written. It does so too if a write has failed: the
 * answer may have been lost, not the write.
 */
final class WatchingGate extends ForwardingStatementGate {

	private final StatementGate target;

	private final QueryCache cache;

	WatchingGate(StatementGate target, QueryCache cache) {
		this.target = target;
		this.cache = cache;
	}

	@Override
	protected StatementGate target() {
		return this.target;
	}

	@Override
	public StatementGate observed(UnaryOperator<StatementGate> observer) {
		return new WatchingGate(this.target.observed(observer), this.cache);
	}

	@Override
	public int update(SqlStatement statement) {
		return writing(statement.kind(), statement.tables(), () -> this.target.update(statement));
	}

	@Override
	public int[] batch(SqlBatch batch) {
		return writing(batch.kind(), batch.tables(), () -> this.target.batch(batch));
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		return writing(statement.kind(), statement.tables(),
				() -> this.target.updateReturning(statement, columns, keys));
	}

	@Override
	public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		return writing(batch.kind(), batch.tables(), () -> this.target.updateReturning(batch, reader));
	}

	@Override
	public long load(SqlBatch batch) {
		return writing(batch.kind(), batch.tables(), () -> this.target.load(batch));
	}

	@Override
	public StatementGate cached(@Nullable Duration timeToLive) {
		return new CachedGate(this, this.cache, (timeToLive != null) ? timeToLive : this.cache.settings().timeToLive());
	}

	@Override
	public void changed(Set<String> tables) {
		this.cache.written(tables);
	}

	private <T extends @Nullable Object> T writing(StatementKind kind, Set<String> tables, Supplier<T> write) {
		try {
			return write.get();
		}
		finally {
			if (kind != StatementKind.SELECT) {
				this.cache.written(tables);
			}
		}
	}

}
