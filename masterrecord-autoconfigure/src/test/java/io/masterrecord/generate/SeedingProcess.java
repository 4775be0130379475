package io.masterrecord.generate;

import java.util.concurrent.TimeUnit;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.schema.Row;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The main class of a second process, which writes seeds until it is killed.
 */
public final class SeedingProcess {

	static final String PAUSED = "[written %d rows]";

	static final int LARGE = 2000;

	private static final int LONG_TIME = 120;

	private SeedingProcess() {
	}

	/**
	 * Start the process.
	 * @param database the database
	 * @param rows after how many rows it waits to be killed
	 */
	static SecondJvm start(TestDatabase database, int rows) {
		return SecondJvm.of(SeedingProcess.class)
			.args(database.url(), database.user(), database.password(), String.valueOf(rows))
			.start();
	}

	public static void main(String[] args) {
		int last = Integer.parseInt(args[3]);
		RowHooks pausing = new RowHooks() {

			private int written;

			@Override
			public Row beforeWrite(String table, Row row) {
				return row;
			}

			@Override
			public void afterWrite(String table, Row row) {
				if (++this.written == last) {
					System.out.println(PAUSED.formatted(last));
					sleep();
				}
			}

		};
		world(null).hooks(pausing).migrator(new DriverManagerDataSource(args[0], args[1], args[2])).migrate();
	}

	/**
	 * Return an application whose seeds are upserted, loaded from a file in several
	 * chunks, inserted with references to those, and upserted in a second step.
	 */
	static SeedWorld world(@Nullable TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Shop.class, Article.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.declare((context) -> {
			context.entity(Shop.class)
				.seedFactory(3, (i) -> new Shop(null, "shop" + i, "Shop " + i, null))
				.upsert(Shop::code)
				.seed(new Shop(null, "last", "Last", null))
				.referring(Shop::featuredId, Article::code, "a7")
				.upsert(Shop::code);
			context.entity(Article.class)
				.seedFactory(LARGE, (i) -> new Article(null, "a" + i, "Article " + i, 0))
				.referring(Article::shopId, Shop::code, "shop1")
				.upsert(Article::code);
		});
		world.add();
		return world;
	}

	private static void sleep() {
		try {
			TimeUnit.SECONDS.sleep(LONG_TIME);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@NullMarked
	record Shop(@Id @GeneratedId @Nullable Long id, @Unique String code, String name,
			@BelongsTo(Article.class) @Nullable Long featuredId) {
	}

	@NullMarked
	record Article(@Id @GeneratedId @Nullable Long id, @Unique String code, String title,
			@BelongsTo(Shop.class) long shopId) {
	}

}
