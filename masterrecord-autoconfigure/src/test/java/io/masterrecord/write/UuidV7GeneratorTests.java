package io.masterrecord.write;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UuidV7Generator}.
 */
class UuidV7GeneratorTests {

	private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

	private final Clock fixed = Clock.fixed(NOW, ZoneOffset.UTC);

	@Test
	void carriesVersionVariantAndTime() {
		UUID id = new UuidV7Generator(this.fixed).next();
		assertThat(id.version()).isEqualTo(7);
		assertThat(id.variant()).isEqualTo(2);
		assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
	}

	@Test
	void increasesWithinOneMillisecond() {
		UuidV7Generator generator = new UuidV7Generator(this.fixed);
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			ids.add(generator.next().toString());
		}
		assertThat(ids).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void increasesWhenTheClockStepsBack() {
		WriteFixture.SteppingClock clock = new WriteFixture.SteppingClock(NOW);
		UuidV7Generator generator = new UuidV7Generator(clock);
		UUID before = generator.next();
		clock.forward(-60);
		assertThat(generator.next().toString()).isGreaterThan(before.toString());
	}

	@Test
	void isUniqueAndIncreasingAcrossThreads() throws Exception {
		UuidV7Generator generator = new UuidV7Generator(Clock.systemUTC());
		Set<UUID> all = ConcurrentHashMap.newKeySet();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			Callable<List<String>> work = () -> {
				List<String> ids = new ArrayList<>();
				for (int i = 0; i < 5_000; i++) {
					UUID id = generator.next();
					all.add(id);
					ids.add(id.toString());
				}
				return ids;
			};
			List<Future<List<String>>> results = threads
				.invokeAll(List.of(work, work, work, work, work, work, work, work));
			for (Future<List<String>> result : results) {
				assertThat(result.get()).isSorted();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(all).hasSize(40_000);
	}

}
