package io.masterrecord.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;

import org.springframework.util.Assert;

/**
 * Counts the statements that some work sends to a database, so that a test can say how
 * many it may take:
 *
 * <pre class="code">
 * queries.during(() -&gt; plans.page(pageable)).hasCount(2);
 * </pre>
 *
 * It sees the statements of all threads, so that those of a web server count too. With
 * Spring, {@link QueryCounting} makes it a bean; without, a gate is given to
 * {@link #watch(StatementGate)}.
 *
 * @since 0.1.0
 */
public final class QueryCounter {

	private final List<Consumer<SqlStatement>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Watch a gate. What is answered from a cache is not sent to a database, and does not
	 * count.
	 * @param gate the way to a database
	 * @return the gate to use in its place
	 */
	public StatementGate watch(StatementGate gate) {
		Assert.notNull(gate, "'gate' must not be null");
		return gate.observed((target) -> new CountingGate(target, this::note));
	}

	/**
	 * Run some work and note the statements sent meanwhile.
	 * @param <E> what the work may throw
	 * @param work the work
	 * @return the statements
	 * @throws E if the work does
	 */
	public <E extends Throwable> Queries during(Work<E> work) throws E {
		List<SqlStatement> statements = new CopyOnWriteArrayList<>();
		Consumer<SqlStatement> listener = statements::add;
		this.listeners.add(listener);
		try {
			work.run();
		}
		finally {
			this.listeners.remove(listener);
		}
		return new Queries(statements);
	}

	private void note(SqlStatement statement) {
		this.listeners.forEach((listener) -> listener.accept(statement));
	}

	/**
	 * Some work.
	 *
	 * @param <E> what it may throw
	 */
	@FunctionalInterface
	public interface Work<E extends Throwable> {

		/**
		 * Do it.
		 * @throws E if it fails
		 */
		void run() throws E;

	}

}
