package io.masterrecord.test;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.RowFunction;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * Notes each statement and lets it pass. A batch is one, with the values of its first
 * run.
 */
final class CountingGate extends ForwardingStatementGate {

	private final StatementGate target;

	private final Consumer<SqlStatement> notes;

	/**
	 * Create a gate.
	 * @param target the way to the database
	 * @param notes takes the statements
	 */
	CountingGate(StatementGate target, Consumer<SqlStatement> notes) {
		this.target = target;
		this.notes = notes;
	}

	@Override
	protected StatementGate target() {
		return this.target;
	}

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		this.notes.accept(statement);
		return super.query(statement, reader);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		this.notes.accept(statement);
		return super.stream(statement, reader);
	}

	@Override
	public int update(SqlStatement statement) {
		this.notes.accept(statement);
		return super.update(statement);
	}

	@Override
	public int[] batch(SqlBatch batch) {
		note(batch);
		return super.batch(batch);
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		this.notes.accept(statement);
		return super.updateReturning(statement, columns, keys);
	}

	@Override
	public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
		note(batch);
		return super.updateReturning(batch, reader);
	}

	@Override
	public long load(SqlBatch batch) {
		note(batch);
		return super.load(batch);
	}

	private void note(SqlBatch batch) {
		if (!batch.rows().isEmpty()) {
			this.notes.accept(new SqlStatement(batch.sql(), batch.rows().get(0), batch.tables(), batch.kind()));
		}
	}

}
