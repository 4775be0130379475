package io.masterrecord.write;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.query.CursorKey;
import io.masterrecord.query.GlobalFilters;
import io.masterrecord.query.QueryContext;
import io.masterrecord.query.QuerySettings;

import org.springframework.data.domain.AuditorAware;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.Assert;

/**
 * Puts operations together.
 *
 * @since 0.1.0
 */
public final class EntityOperationsBuilder {

	private final Model model;

	private final StatementGate gate;

	private QuerySettings settings = QuerySettings.DEFAULTS;

	private GlobalFilters filters = GlobalFilters.NONE;

	private CursorKey cursorKey = CursorKey.generated();

	private Clock clock = Clock.systemUTC();

	private AuditorAware<?> auditor = Optional::empty;

	private EntityValidator validator = EntityValidator.none();

	private Supplier<List<EntityHook<?>>> hooks = List::of;

	private Supplier<List<WriteListener>> listeners = List::of;

	private TransactionOperations transactions = TransactionOperations.withoutTransaction();

	private RetrySettings retry = RetrySettings.DEFAULTS;

	private Supplier<? extends List<? extends RetryListener>> retryListeners = List::of;

	EntityOperationsBuilder(Model model, StatementGate gate) {
		Assert.notNull(model, "'model' must not be null");
		Assert.notNull(gate, "'gate' must not be null");
		this.model = model;
		this.gate = gate;
	}

	/**
	 * Set the limits of queries.
	 * @param settings the limits
	 * @return this builder
	 */
	public EntityOperationsBuilder settings(QuerySettings settings) {
		Assert.notNull(settings, "'settings' must not be null");
		this.settings = settings;
		return this;
	}

	/**
	 * Set the filters that belong to entities; they hide deleted rows at least.
	 * @param filters the filters
	 * @return this builder
	 */
	public EntityOperationsBuilder filters(GlobalFilters filters) {
		Assert.notNull(filters, "'filters' must not be null");
		this.filters = filters;
		return this;
	}

	/**
	 * Set the key that cursors are signed with; otherwise it is one that nobody else has.
	 * @param cursorKey the key
	 * @return this builder
	 */
	public EntityOperationsBuilder cursorKey(CursorKey cursorKey) {
		Assert.notNull(cursorKey, "'cursorKey' must not be null");
		this.cursorKey = cursorKey;
		return this;
	}

	/**
	 * Set the clock that auditing dates and generated ids are taken from; its zone is
	 * that of auditing dates without one. The clock of the system in UTC otherwise, which
	 * is the zone of the defaults of columns, too.
	 * @param clock the clock
	 * @return this builder
	 */
	public EntityOperationsBuilder clock(Clock clock) {
		Assert.notNull(clock, "'clock' must not be null");
		this.clock = clock;
		return this;
	}

	/**
	 * Set who tells on whose behalf rows are written, for properties annotated with
	 * Spring Data's {@code @CreatedBy} and {@code @LastModifiedBy}. What it returns has
	 * to be of their types; while it returns nothing, as without it, they are written as
	 * they are.
	 * @param auditor who is asked before each write
	 * @return this builder
	 */
	public EntityOperationsBuilder auditor(AuditorAware<?> auditor) {
		Assert.notNull(auditor, "'auditor' must not be null");
		this.auditor = auditor;
		return this;
	}

	/**
	 * Set what checks instances before they are written; nothing does otherwise.
	 * @param validator the validator
	 * @return this builder
	 */
	public EntityOperationsBuilder validator(EntityValidator validator) {
		Assert.notNull(validator, "'validator' must not be null");
		this.validator = validator;
		return this;
	}

	/**
	 * Set what is called around the writes of instances, beside the methods of the
	 * entities.
	 * @param hooks supplies the hooks, in order; asked when an entity is first written
	 * @return this builder
	 */
	public EntityOperationsBuilder hooks(Supplier<List<EntityHook<?>>> hooks) {
		Assert.notNull(hooks, "'hooks' must not be null");
		this.hooks = hooks;
		return this;
	}

	/**
	 * Set who is told about the writes of instances.
	 * @param listeners supplies the listeners, in order; asked with the first write
	 * @return this builder
	 */
	public EntityOperationsBuilder listeners(Supplier<List<WriteListener>> listeners) {
		Assert.notNull(listeners, "'listeners' must not be null");
		this.listeners = listeners;
		return this;
	}

	/**
	 * Set how writes of several statements are run in one transaction, on the same data
	 * source as the gate. Without it, each statement is on its own unless the caller has
	 * started a transaction.
	 * @param transactions starts a transaction if there is none
	 * @return this builder
	 */
	public EntityOperationsBuilder transactions(TransactionOperations transactions) {
		Assert.notNull(transactions, "'transactions' must not be null");
		this.transactions = transactions;
		return this;
	}

	/**
	 * Set how often a write of many rows is run that loses conflicts with others, if its
	 * transaction is one of its own and it calls no hooks.
	 * @param settings how often, and after which pauses
	 * @param listeners supplies who is told about runs after the first
	 * @return this builder
	 */
	public EntityOperationsBuilder retry(RetrySettings settings,
			Supplier<? extends List<? extends RetryListener>> listeners) {
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(listeners, "'listeners' must not be null");
		this.retry = settings;
		this.retryListeners = listeners;
		return this;
	}

	/**
	 * Finish.
	 * @return the operations
	 */
	public EntityOperations build() {
		Auditing auditing = new Auditing(this.clock, this.auditor);
		EntityHooks entityHooks = EntityHooks.of(this.hooks);
		EntityValidator rules = this.validator.within(this.model);
		QueryContext queries = QueryContext.of(this.model, this.gate, this.settings, this.filters, this.cursorKey)
			.withRules(new SetBasedRules(auditing, rules, entityHooks));
		WriteSetup setup = new WriteSetup(this.gate, new PacketLimit(this.gate), queries, auditing,
				new UuidV7Generator(this.clock), rules, entityHooks, new WriteListeners(this.listeners));
		return new EntityOperations(this.model, queries, new EntityWriters(this.model, setup, this.transactions,
				new Attempts(this.gate::dialect, this.retry, this.retryListeners)));
	}

}
