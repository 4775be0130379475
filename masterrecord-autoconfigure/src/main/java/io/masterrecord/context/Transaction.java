package io.masterrecord.context;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * How some work is run in a transaction. It joins the transaction there is, or begins one
 * of its own, which is committed when the work returns and rolled back when it throws. An
 * immutable value.
 *
 * @since 0.1.0
 */
public final class Transaction {

	private final Supplier<? extends PlatformTransactionManager> manager;

	private final DefaultTransactionDefinition definition;

	Transaction(Supplier<? extends PlatformTransactionManager> manager) {
		this(manager, new DefaultTransactionDefinition());
	}

	private Transaction(Supplier<? extends PlatformTransactionManager> manager,
			DefaultTransactionDefinition definition) {
		this.manager = manager;
		this.definition = definition;
	}

	/**
	 * Let the work only read, which a database may be faster at.
	 * @return a transaction that also does this
	 */
	public Transaction readOnly() {
		DefaultTransactionDefinition copy = copy();
		copy.setReadOnly(true);
		return new Transaction(this.manager, copy);
	}

	/**
	 * Set how far the work is kept apart from others, if a transaction is begun.
	 * @param isolation the level
	 * @return a transaction that also does this
	 */
	public Transaction isolation(Isolation isolation) {
		DefaultTransactionDefinition copy = copy();
		copy.setIsolationLevel(isolation.value());
		return new Transaction(this.manager, copy);
	}

	/**
	 * Set how long the work may take, if a transaction is begun.
	 * @param timeout the time, at least one second; rounded down to seconds
	 * @return a transaction that also does this
	 */
	public Transaction timeout(Duration timeout) {
		Assert.isTrue(timeout.toSeconds() >= 1, "'timeout' must be at least one second");
		DefaultTransactionDefinition copy = copy();
		copy.setTimeout((int) Math.min(timeout.toSeconds(), Integer.MAX_VALUE));
		return new Transaction(this.manager, copy);
	}

	/**
	 * Begin a transaction of its own, even inside of another, whose connection waits.
	 * @return a transaction that also does this
	 */
	public Transaction separate() {
		DefaultTransactionDefinition copy = copy();
		copy.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return new Transaction(this.manager, copy);
	}

	/**
	 * Run work that returns something.
	 * @param <T> what it returns
	 * @param work the work
	 * @return what it returned
	 */
	public <T extends @Nullable Object> T run(Supplier<T> work) {
		return template().<T>execute((status) -> work.get());
	}

	/**
	 * Run work that returns nothing.
	 * @param work the work
	 */
	public void run(Runnable work) {
		template().executeWithoutResult((status) -> work.run());
	}

	private DefaultTransactionDefinition copy() {
		return new DefaultTransactionDefinition(this.definition);
	}

	private TransactionTemplate template() {
		return new TransactionTemplate(this.manager.get(), this.definition);
	}

}
