package io.masterrecord.test;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.masterrecord.jdbc.EnclosingStatementGate;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * Notes each statement and lets it pass. A batch is one, with the values of its first
 * run.
 */
final class CountingGate extends EnclosingStatementGate {

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
	protected <T extends @Nullable Object> T around(SqlStatement statement, int runs, Supplier<T> work,
			ToLongFunction<T> rows) {
		this.notes.accept(statement);
		return work.get();
	}

}
