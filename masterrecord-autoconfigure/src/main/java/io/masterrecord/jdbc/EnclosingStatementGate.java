package io.masterrecord.jdbc;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A gate that does something around each statement, whichever way it takes to another
 * gate.
 *
 * @since 0.1.0
 */
public abstract class EnclosingStatementGate extends ForwardingStatementGate {

	/** Of a result that does not tell how many rows it is of. */
	protected static final long UNKNOWN = -1;

	/**
	 * Run a statement.
	 * @param <T> what it returns
	 * @param statement the statement; of a batch, with the values of its first run
	 * @param runs how often it is run with values
	 * @param work sends the statement
	 * @param rows tells of how many rows a result is, {@link #UNKNOWN} if it does not say
	 * @return what the work returned
	 */
	protected abstract <T extends @Nullable Object> T around(SqlStatement statement, int runs, Supplier<T> work,
			ToLongFunction<T> rows);

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		return around(statement, 1, () -> super.query(statement, reader), EnclosingStatementGate::size);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		return around(statement, 1, () -> super.stream(statement, reader), (rows) -> UNKNOWN);
	}

	@Override
	public int update(SqlStatement statement) {
		return around(statement, 1, () -> super.update(statement), Integer::longValue);
	}

	@Override
	public int[] batch(SqlBatch batch) {
		return around(batch, () -> super.batch(batch), (counts) -> Arrays.stream(counts).anyMatch((count) -> count < 0)
				? UNKNOWN : Arrays.stream(counts).asLongStream().sum());
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		return around(statement, 1, () -> super.updateReturning(statement, columns, keys),
				EnclosingStatementGate::size);
	}

	@Override
	public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		return around(batch, () -> super.updateReturning(batch, reader), (results) -> {
			long sum = 0;
			for (T result : results) {
				long size = size(result);
				if (size == UNKNOWN) {
					return UNKNOWN;
				}
				sum += size;
			}
			return sum;
		});
	}

	@Override
	public long load(SqlBatch batch) {
		return around(batch, () -> super.load(batch), Long::longValue);
	}

	private <T> T around(SqlBatch batch, Supplier<T> work, ToLongFunction<T> rows) {
		return batch.rows().isEmpty() ? work.get()
				: around(new SqlStatement(batch.sql(), batch.rows().get(0), batch.tables(), batch.kind()),
						batch.rows().size(), work, rows);
	}

	private static long size(@Nullable Object result) {
		return (result instanceof Collection<?> rows) ? rows.size() : UNKNOWN;
	}

}
