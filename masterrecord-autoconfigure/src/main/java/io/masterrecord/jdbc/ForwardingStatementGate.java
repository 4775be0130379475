package io.masterrecord.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A gate that passes everything on to another one, to begin a gate with that observes or
 * changes something of it. Whatever is not overridden is as it is there, also what a gate
 * can do without being asked to.
 *
 * @since 0.1.0
 */
public abstract class ForwardingStatementGate implements StatementGate {

	/**
	 * Return the gate that everything is passed on to.
	 * @return the gate
	 */
	protected abstract StatementGate target();

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		return target().query(statement, reader);
	}

	@Override
	public int update(SqlStatement statement) {
		return target().update(statement);
	}

	@Override
	public int[] batch(SqlBatch batch) {
		return target().batch(batch);
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		return target().updateReturning(statement, columns, keys);
	}

	@Override
	public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		return target().updateReturning(batch, reader);
	}

	@Override
	public long load(SqlBatch batch) {
		return target().load(batch);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		return target().stream(statement, reader);
	}

	@Override
	public boolean inTransaction() {
		return target().inTransaction();
	}

	@Override
	public StatementGate cached(@Nullable Duration timeToLive) {
		return target().cached(timeToLive);
	}

	@Override
	public void changed(Set<String> tables) {
		target().changed(tables);
	}

	@Override
	public Dialect dialect() {
		return target().dialect();
	}

}
