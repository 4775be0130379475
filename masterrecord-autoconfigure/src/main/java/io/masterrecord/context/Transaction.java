package io.masterrecord.context;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.util.Assert;

/**
 * How some work is run in a transaction. It joins the transaction there is, or begins one
 * of its own, which is committed when the work returns and rolled back when it throws. An
 * immutable value.
 * <p>
 * Work whose own transaction loses a conflict with another one (a deadlock, or a failure
 * to serialize) is run again as a whole, a few times and with pauses. So it should change
 * nothing but the database; what is to happen once, such as a message to somebody else,
 * belongs into {@link MasterRecordContext#afterCommit}.
 *
 * @since 0.1.0
 */
public final class Transaction {

	private final Transactions transactions;

	private final DefaultTransactionDefinition definition;

	private final int maxAttempts;

	Transaction(Transactions transactions) {
		this(transactions, new DefaultTransactionDefinition(), transactions.maxAttempts());
	}

	private Transaction(Transactions transactions, DefaultTransactionDefinition definition, int maxAttempts) {
		this.transactions = transactions;
		this.definition = definition;
		this.maxAttempts = maxAttempts;
	}

	/**
	 * Let the work only read, which a database may be faster at. Writes are refused.
	 * @return a transaction that also does this
	 */
	public Transaction readOnly() {
		DefaultTransactionDefinition copy = copy();
		copy.setReadOnly(true);
		return with(copy);
	}

	/**
	 * Set how far the work is kept apart from others, if a transaction is begun. The
	 * database may keep it further apart than that, never less: PostgreSQL has no
	 * {@code READ_UNCOMMITTED}, SQLite no {@code REPEATABLE_READ}.
	 * @param isolation the level
	 * @return a transaction that also does this
	 */
	public Transaction isolation(Isolation isolation) {
		DefaultTransactionDefinition copy = copy();
		copy.setIsolationLevel(isolation.value());
		return with(copy);
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
		return with(copy);
	}

	/**
	 * Begin a transaction of its own, even inside of another, whose connection waits.
	 * @return a transaction that also does this
	 */
	public Transaction separate() {
		DefaultTransactionDefinition copy = copy();
		copy.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return with(copy);
	}

	/**
	 * Inside of another transaction, set a savepoint and go back to it when the work
	 * throws: the outer work can go on as if nothing had happened. Without another one,
	 * begin a transaction.
	 * @return a transaction that also does this
	 */
	public Transaction nested() {
		DefaultTransactionDefinition copy = copy();
		copy.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		return with(copy);
	}

	/**
	 * Set how often the work is run at most if its transaction loses conflicts with
	 * others. Inside of another transaction it is always run once.
	 * @param attempts how often, 1 for never again
	 * @return a transaction that also does this
	 */
	public Transaction maxAttempts(int attempts) {
		Assert.isTrue(attempts >= 1, "'attempts' must be at least 1");
		return new Transaction(this.transactions, this.definition, attempts);
	}

	/**
	 * Run work that returns something.
	 * @param <T> what it returns
	 * @param work the work
	 * @return what it returned
	 */
	public <T extends @Nullable Object> T run(Supplier<T> work) {
		return this.transactions.run(this.definition, this.maxAttempts, work);
	}

	/**
	 * Run work that returns nothing.
	 * @param work the work
	 */
	public void run(Runnable work) {
		this.transactions.<@Nullable Object>run(this.definition, this.maxAttempts, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Begin a transaction that is ended by hand.
	 * @return the transaction, to be closed
	 */
	public OpenTransaction begin() {
		return this.transactions.begin(this.definition);
	}

	private DefaultTransactionDefinition copy() {
		return new DefaultTransactionDefinition(this.definition);
	}

	private Transaction with(DefaultTransactionDefinition changed) {
		return new Transaction(this.transactions, changed, this.maxAttempts);
	}

}
