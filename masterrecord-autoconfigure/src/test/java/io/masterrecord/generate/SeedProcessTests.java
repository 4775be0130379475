package io.masterrecord.generate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import io.masterrecord.generate.SeedingProcess.Article;
import io.masterrecord.generate.SeedingProcess.Shop;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processes that are killed while they write seeds.
 */
class SeedProcessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@TempDir
	private Path folder;

	@EngineTest
	void writesEachRowOnceHoweverOftenItIsKilled(TestDatabase unused) {
		try (TestDatabase database = TestDatabase.createShared(unused.engine())) {
			kill(database, 2);
			kill(database, 700);
			SeedWorld edited = SeedingProcess.world(database).editFiles("Article 1999", "Another");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(edited::migrate)
				.withMessageContaining("the file 'Seeds-1-article.rows' has the SHA-256");
			kill(database, SeedingProcess.LARGE);

			SeedWorld world = SeedingProcess.world(database);
			world.migrate();
			assertComplete(world);
			assertThat(world.migrate().applied()).isEmpty();
			assertComplete(world);
			world.rollback(1);
			assertThat(world.entities().query(Shop.class).count()).isZero();
			assertThat(world.entities().query(Article.class).count()).isZero();
		}
	}

	@EngineTest
	void needsLittleMemoryHoweverManyRowsThereAre(TestDatabase unused) {
		int count = Integer.getInteger("masterrecord.test.rows", 20_000);
		try (TestDatabase database = TestDatabase.createShared(unused.engine());
				SecondJvm process = LargeSeedProcess.start(database, count, this.folder)) {
			assertThat(process.exitCode(PATIENCE)).as(process.output()).isZero();
			assertThat(process.output()).contains(LargeSeedProcess.DONE.formatted(count, 0));
		}
	}

	private static void kill(TestDatabase database, int rows) {
		try (SecondJvm process = SeedingProcess.start(database, rows)) {
			process.awaitLine(SeedingProcess.PAUSED.formatted(rows), PATIENCE);
			process.kill();
		}
	}

	private static void assertComplete(SeedWorld world) {
		assertThat(world.entities().query(Shop.class).pluck(Shop::code)).containsExactlyInAnyOrder("shop0", "shop1",
				"shop2", "last");
		assertThat(world.entities().query(Article.class).pluck(Article::code)).containsExactlyInAnyOrderElementsOf(
				IntStream.range(0, SeedingProcess.LARGE).mapToObj((i) -> "a" + i).toList());
		Shop last = world.entities()
			.query(Shop.class)
			.list()
			.stream()
			.filter((shop) -> shop.code().equals("last"))
			.findFirst()
			.orElseThrow();
		assertThat(world.entities().query(Article.class).list()).filteredOn((row) -> row.id().equals(last.featuredId()))
			.extracting(Article::code)
			.containsExactly("a7");
	}

}
