package io.masterrecord.cache;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import io.masterrecord.jdbc.StatementGate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Keeps the results of queries that ask for it, until one of their tables is changed or
 * they are too old. It has to be told of every write: by its gate, which sees those of
 * the application, and by {@link StatementGate#changed} of others.
 * <p>
 * It listens to the transaction manager, to know when a transaction has begun: what a
 * transaction sees may be as old as that. Without it, results that are read in a
 * transaction of the isolation which is usual for the database are not kept.
 * <p>
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class QueryCache implements TransactionExecutionListener {

	private static final Log log = LogFactory.getLog(QueryCache.class);

	private final QueryCacheSettings settings;

	private final Cache store;

	private final TransactionView transactions;

	private final TableStamps stamps = new TableStamps();

	private final SharedReadings readings = new SharedReadings();

	private final Counters counters = new Counters();

	/** Results of another process bear stamps of another clock. */
	private final String process = UUID.randomUUID().toString();

	private final @Nullable InvalidationChannel channel;

	private QueryCache(DataSource dataSource, Cache store, QueryCacheSettings settings,
			@Nullable InvalidationChannel channel) {
		this.settings = settings;
		this.store = store;
		this.transactions = new TransactionView(dataSource, this::committed);
		this.channel = channel;
	}

	/**
	 * Create a cache.
	 * @param dataSource the data source whose transactions count
	 * @param store where results are kept; it decides how many
	 * @param settings how the cache works
	 * @return the cache
	 */
	public static QueryCache of(DataSource dataSource, Cache store, QueryCacheSettings settings) {
		return new QueryCache(dataSource, store, settings, null);
	}

	/**
	 * Create a cache of one of several instances of an application.
	 * @param dataSource the data source whose transactions count
	 * @param store where results are kept; it decides how many
	 * @param settings how the cache works
	 * @param channel connects the instances
	 * @return the cache
	 */
	public static QueryCache of(DataSource dataSource, Cache store, QueryCacheSettings settings,
			InvalidationChannel channel) {
		QueryCache cache = new QueryCache(dataSource, store, settings, channel);
		channel.subscribe(cache::forget);
		return cache;
	}

	/**
	 * Return a gate that lets the cache see what is written, and answers what may be
	 * answered from it.
	 * @param gate the gate to the database
	 * @return the gate to be used instead
	 */
	public StatementGate around(StatementGate gate) {
		return new WatchingGate(gate, this);
	}

	/**
	 * Return what the cache has done so far.
	 * @return the numbers
	 */
	public QueryCacheStatistics statistics() {
		return this.counters.statistics();
	}

	/**
	 * Forget everything at once, whether there is a transaction or not.
	 */
	public void clear() {
		this.stamps.changeEverything();
		this.store.clear();
	}

	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
		if (beginFailure == null && transaction.isNewTransaction()) {
			this.transactions.begun(this.stamps.now());
		}
	}

	/**
	 * Take note of a write.
	 * @param tables the tables; none if they are not known
	 */
	void written(Collection<String> tables) {
		Set<String> affected = withDependents(tables);
		CacheTransaction transaction = this.transactions.joined();
		if (transaction != null) {
			transaction.written(affected);
		}
		else {
			committed(affected);
		}
	}

	QueryCacheSettings settings() {
		return this.settings;
	}

	Cache store() {
		return this.store;
	}

	TransactionView transactions() {
		return this.transactions;
	}

	TableStamps stamps() {
		return this.stamps;
	}

	SharedReadings readings() {
		return this.readings;
	}

	Counters counters() {
		return this.counters;
	}

	String process() {
		return this.process;
	}

	private Set<String> withDependents(Collection<String> tables) {
		Set<String> affected = new LinkedHashSet<>(tables);
		for (String table : tables) {
			affected.addAll(this.settings.dependents().getOrDefault(table, Set.of()));
		}
		return affected;
	}

	private void committed(Set<String> tables) {
		forget(tables);
		if (this.channel != null) {
			try {
				this.channel.publish(tables);
			}
			catch (RuntimeException ex) {
				log.warn("Other instances were not told that %s changed, and may show older rows for %s"
					.formatted(tables.isEmpty() ? "tables" : tables, this.settings.timeToLive()), ex);
			}
		}
	}

	private void forget(Set<String> tables) {
		this.counters.invalidations.increment();
		if (tables.isEmpty()) {
			this.stamps.changeEverything();
		}
		else {
			this.stamps.change(tables);
		}
	}

}
