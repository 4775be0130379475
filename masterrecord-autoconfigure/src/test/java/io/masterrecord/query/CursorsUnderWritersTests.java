package io.masterrecord.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.masterrecord.annotation.Table;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pages that are read by the keys of their rows while others insert and delete
 * rows everywhere between them.
 */
class CursorsUnderWritersTests {

	/** A machine that does much else may let nobody write during one round. */
	private static final int MOST_ROUNDS = 500;

	private static final boolean THOROUGH = Boolean.getBoolean("masterrecord.test.thorough");

	private static final long SEED = Long.getLong("masterrecord.test.seed", System.nanoTime());

	private static final int WRITERS = 4;

	/** Rows that are there throughout. */
	private static final int LASTING = THOROUGH ? 100_000 : 600;

	/** Between these are the numbers of rows that come and go. */
	private static final int DISTANCE = 1000;

	private static final int PAGE = THOROUGH ? 500 : 25;

	/** Few values, so that many rows have the same one. */
	private static final int VALUES = 7;

	@EngineTest
	void rowsThatLastAreSeenOnceEach(TestDatabase database) throws Exception {
		EntityOperations operations = WriteFixture.of(database, Entry.class).operations();
		Random random = new Random(SEED);
		List<Entry> lasting = IntStream.range(0, LASTING)
			.mapToObj((i) -> new Entry(i * DISTANCE, group(random), true))
			.toList();
		operations.load(Entry.class, lasting);
		Set<Integer> ids = lasting.stream().map(Entry::id).collect(Collectors.toSet());
		AtomicBoolean reading = new AtomicBoolean(true);
		AtomicInteger written = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int writer = 0; writer < WRITERS; writer++) {
				int number = writer;
				writers.add(threads.submit(() -> write(operations, number, reading, written)));
			}
			List<UnaryOperator<Query<Entry>>> orders = List.of(
					(query) -> query.sortBy(SortKey.desc(Entry::place), SortKey.desc(Entry::id)),
					(query) -> query.sortBy(SortKey.asc(Entry::place).nullsLast()),
					(query) -> query.sortBy(SortKey.desc(Entry::place).nullsFirst(), SortKey.asc(Entry::id)),
					(query) -> query.sortBy(SortKey.desc(Entry::id)));
			for (UnaryOperator<Query<Entry>> order : orders) {
				int before = written.get();
				Query<Entry> query = order.apply(operations.query(Entry.class));
				for (int round = 0; written.get() == before && round < MOST_ROUNDS; round++) {
					check(ids, byCursors(query), "cursors of " + query);
					check(ids, byWindows(query), "windows of " + query);
				}
				assertThat(written.get()).as("others wrote meanwhile").isGreaterThan(before);
			}
			reading.set(false);
			for (Future<?> each : writers) {
				each.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			reading.set(false);
			threads.shutdownNow();
		}
	}

	private static void check(Set<Integer> lasting, List<Entry> seen, String how) {
		Set<Integer> once = new HashSet<>();
		assertThat(seen.stream().map(Entry::id).filter((id) -> !once.add(id)))
			.as("seen twice by %s, seed %d", how, SEED)
			.isEmpty();
		assertThat(lasting.stream().filter((id) -> !once.contains(id))).as("missed by %s, seed %d", how, SEED)
			.isEmpty();
	}

	private static List<Entry> byCursors(Query<Entry> query) {
		List<Entry> seen = new ArrayList<>();
		@Nullable String next = null;
		do {
			CursorPage<Entry> page = query.cursorPage(next, PAGE);
			seen.addAll(page.content());
			next = page.next();
		}
		while (next != null);
		return seen;
	}

	private static List<Entry> byWindows(Query<Entry> query) {
		List<Entry> seen = new ArrayList<>();
		ScrollPosition position = ScrollPosition.keyset();
		boolean more = true;
		while (more) {
			Window<Entry> window = query.window(position, PAGE);
			seen.addAll(window.getContent());
			more = window.hasNext();
			if (more) {
				position = window.positionAt(window.size() - 1);
			}
		}
		return seen;
	}

	/**
	 * Insert and delete rows between the others. No number is used twice.
	 */
	private static void write(EntityOperations operations, int writer, AtomicBoolean reading, AtomicInteger written) {
		Random random = new Random(SEED + writer);
		List<Integer> mine = new ArrayList<>();
		Set<Integer> used = new HashSet<>();
		while (reading.get()) {
			int id = random.nextInt(LASTING) * DISTANCE + 1 + writer + random.nextInt(DISTANCE / WRITERS - 1) * WRITERS;
			try {
				if (random.nextInt(40) < mine.size()) {
					operations.deleteById(Entry.class, mine.remove(random.nextInt(mine.size())));
				}
				else if (used.add(id)) {
					operations.insert(new Entry(id, group(random), false));
					mine.add(id);
				}
				written.incrementAndGet();
			}
			catch (PessimisticLockingFailureException ex) {
				Thread.onSpinWait();
			}
		}
	}

	private static @Nullable Integer group(Random random) {
		int group = random.nextInt(VALUES);
		return (group > 0) ? group : null;
	}

	@Table
	record Entry(@Id int id, @Nullable Integer place, boolean lasting) {
	}

}
