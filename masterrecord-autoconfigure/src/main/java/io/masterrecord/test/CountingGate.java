package io.masterrecord.test;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.RowFunction;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * Notes each statement and lets it pass.
 *
 * @param target the way to the database
 * @param notes takes the statements; a batch is one, with the values of its first run
 */
record CountingGate(StatementGate target, Consumer<SqlStatement> notes) implements StatementGate {

	@Override
	public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
		this.notes.accept(statement);
		return this.target.query(statement, reader);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> stream(SqlStatement statement, RowFunction<T> reader) {
		this.notes.accept(statement);
		return this.target.stream(statement, reader);
	}

	@Override
	public boolean inTransaction() {
		return this.target.inTransaction();
	}

	@Override
	public int update(SqlStatement statement) {
		this.notes.accept(statement);
		return this.target.update(statement);
	}

	@Override
	public int[] batch(SqlBatch batch) {
		if (!batch.rows().isEmpty()) {
			this.notes.accept(new SqlStatement(batch.sql(), batch.rows().get(0), batch.tables(), batch.kind()));
		}
		return this.target.batch(batch);
	}

	@Override
	public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
			ResultReader<T> keys) {
		this.notes.accept(statement);
		return this.target.updateReturning(statement, columns, keys);
	}

	@Override
	public Dialect dialect() {
		return this.target.dialect();
	}

}
