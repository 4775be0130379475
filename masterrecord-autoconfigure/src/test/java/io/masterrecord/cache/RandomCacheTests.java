package io.masterrecord.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.masterrecord.annotation.Table;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Change.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no thread ever sees less than what had been committed before it asked,
 * whatever the others do meanwhile.
 */
class RandomCacheTests {

	private static final boolean THOROUGH = Boolean.getBoolean("masterrecord.test.thorough");

	private static final int WRITERS = THOROUGH ? 8 : 2;

	private static final int READERS = THOROUGH ? 8 : 2;

	/** One is never written. */
	private static final int REGISTERS = WRITERS + 1;

	private static final int ROUNDS = THOROUGH ? 2000 : 120;

	@EngineTest
	void nobodySeesLessThanWasCommittedBefore(TestDatabase database) throws Exception {
		long seed = Long.getLong("masterrecord.test.seed", System.nanoTime());
		CacheFixture fixture = CacheFixture.of(database, Register.class);
		for (int id = 0; id < REGISTERS; id++) {
			fixture.operations().insert(new Register(id, 0));
		}
		AtomicIntegerArray committed = new AtomicIntegerArray(REGISTERS);
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int id = 0; id < WRITERS; id++) {
				int register = id;
				running.add(threads.submit(() -> write(fixture, register, committed, new Random(seed + register))));
			}
			for (int reader = 0; reader < READERS; reader++) {
				Random random = new Random(seed + 100 + reader);
				running.add(threads.submit(() -> read(fixture, committed, random, seed)));
			}
			for (Future<?> each : running) {
				each.get(300, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		QueryCacheStatistics statistics = fixture.cache().statistics();
		assertThat(statistics.hits()).as("seed %d, %s", seed, statistics).isPositive();
		assertThat(statistics.invalidations()).as("seed %d, %s", seed, statistics).isPositive();
	}

	/**
	 * Only one thread writes a register, so it knows what is in it.
	 */
	private static void write(CacheFixture fixture, int register, AtomicIntegerArray committed, Random random) {
		int value = 0;
		for (int i = 0; i < ROUNDS / 2; i++) {
			int next = value + 1;
			boolean keep = random.nextInt(3) > 0;
			int way = random.nextInt(6);
			try {
				fixture.transactions().executeWithoutResult((status) -> {
					writeOne(fixture, way, new Register(register, next));
					if (!keep) {
						status.setRollbackOnly();
					}
				});
			}
			catch (ConcurrencyFailureException ex) {
				continue;
			}
			if (keep) {
				value = next;
				committed.set(register, value);
			}
		}
	}

	private static void writeOne(CacheFixture fixture, int way, Register register) {
		if (way == 0) {
			fixture.operations().update(register);
		}
		else if (way == 1) {
			fixture.operations().updateAll(Register.class, List.of(register, register));
		}
		else if (way == 2) {
			fixture.operations().upsert(register).execute();
		}
		else if (way == 3) {
			fixture.operations().deleteById(Register.class, register.id());
			fixture.operations().insert(register);
		}
		else if (way == 4) {
			fixture.operations()
				.query(Register.class)
				.where(Register::id)
				.eq(register.id())
				.update(set(Register::content).to(register.content()));
		}
		else {
			Dialect dialect = fixture.gate().dialect();
			String sql = "UPDATE %s SET %s = ? WHERE %s = ?".formatted(dialect.quote("register"),
					dialect.quote("content"), dialect.quote("id"));
			ColumnType integer = ColumnType.of(TypeName.INTEGER);
			fixture.gate()
				.update(new SqlStatement(sql,
						List.of(new TypedValue(integer, register.content()), new TypedValue(integer, register.id())),
						Set.of("register"), StatementKind.UPDATE));
		}
	}

	private static void read(CacheFixture fixture, AtomicIntegerArray committed, Random random, long seed) {
		for (int i = 0; i < ROUNDS * 3; i++) {
			int register = random.nextInt(REGISTERS);
			int way = random.nextInt(3);
			int least = committed.get(register);
			int seen = (way == 0) ? fixture.transactions().execute((status) -> readOne(fixture, register))
					: readOne(fixture, register);
			assertThat(seen).as("register %d, seed %d", register, seed).isGreaterThanOrEqualTo(least);
		}
	}

	private static int readOne(CacheFixture fixture, int register) {
		return fixture.operations().query(Register.class).where(Register::id).eq(register).cached().one().content();
	}

	@Table
	record Register(@Id int id, int content) {
	}

}
