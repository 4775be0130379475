package io.masterrecord.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Operations on some tables behind a cache, with windows into which a test can look.
 */
final class CacheFixture {

	private final SqlRecorder recorder;

	private final JdbcTransactionManager manager;

	private final SteppingClock clock = new SteppingClock();

	private final AtomicReference<Runnable> beforeReading = new AtomicReference<>(() -> {
	});

	private final AtomicReference<Runnable> afterReading = new AtomicReference<>(() -> {
	});

	private final QueryCache cache;

	private final StatementGate gate;

	private final EntityOperations operations;

	CacheFixture(TestDatabase database, CachePartition partition, @Nullable InvalidationChannel channel,
			Map<String, Set<String>> dependents, Class<?>... entities) {
		this(database.dataSource(), partition, channel, dependents, entities);
	}

	private CacheFixture(DataSource dataSource, CachePartition partition, @Nullable InvalidationChannel channel,
			Map<String, Set<String>> dependents, Class<?>... entities) {
		this.recorder = new SqlRecorder(dataSource);
		this.manager = new JdbcTransactionManager(this.recorder.dataSource());
		QueryCacheSettings settings = new QueryCacheSettings("test", Duration.ofMinutes(1), 100, dependents, partition,
				this.clock);
		ConcurrentMapCache store = new ConcurrentMapCache("test");
		this.cache = (channel != null) ? QueryCache.of(this.recorder.dataSource(), store, settings, channel)
				: QueryCache.of(this.recorder.dataSource(), store, settings);
		this.manager.addListener(this.cache);
		this.gate = this.cache.around(new PausingGate(StatementGate.of(this.recorder.dataSource())));
		Model model = Model.of(entities);
		this.operations = EntityOperations.builder(model, this.gate).transactions(transactions()).build();
	}

	static CacheFixture of(TestDatabase database, Class<?>... entities) {
		CacheFixture fixture = new CacheFixture(database, () -> "", null, Map.of(), entities);
		fixture.create(entities);
		return fixture;
	}

	/**
	 * Use tables that are there through another pool.
	 */
	static CacheFixture on(DataSource pool, Class<?>... entities) {
		return new CacheFixture(pool, () -> "", null, Map.of(), entities);
	}

	void create(Class<?>... entities) {
		for (Class<?> type : entities) {
			Table table = this.operations.model().entity(type).toTable();
			this.gate.dialect()
				.render(Schema.empty(), new CreateTable(table.withIndexes(List.of())))
				.forEach((command) -> this.gate.update(SqlStatement.of(StatementKind.DDL, command.sql())));
		}
		this.recorder.clear();
	}

	EntityOperations operations() {
		return this.operations;
	}

	QueryCache cache() {
		return this.cache;
	}

	StatementGate gate() {
		return this.gate;
	}

	TransactionTemplate transactions() {
		return new TransactionTemplate(this.manager);
	}

	SteppingClock clock() {
		return this.clock;
	}

	/**
	 * Run something once, after the cache has decided to ask the database and before it
	 * does.
	 */
	void beforeReading(Runnable once) {
		this.beforeReading.set(once);
	}

	/**
	 * Run something once, after the database was read and before the cache keeps it.
	 */
	void afterReading(Runnable once) {
		this.afterReading.set(once);
	}

	/**
	 * Return how many statements reach the database by some work.
	 */
	int statementsOf(Runnable work) {
		int before = this.recorder.sql().size();
		work.run();
		return this.recorder.sql().size() - before;
	}

	/**
	 * A clock that stands still until it is moved.
	 */
	static final class SteppingClock extends Clock {

		private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

		void forward(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return Clock.fixed(this.now, zone);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

	private final class PausingGate extends ForwardingStatementGate {

		private final StatementGate target;

		PausingGate(StatementGate target) {
			this.target = target;
		}

		@Override
		protected StatementGate target() {
			return this.target;
		}

		@Override
		public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
			CacheFixture.this.beforeReading.getAndSet(() -> {
			}).run();
			T result = this.target.query(statement, reader);
			CacheFixture.this.afterReading.getAndSet(() -> {
			}).run();
			return result;
		}

	}

}
