package io.masterrecord.migration;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The main class of a second process, which runs the five test migrations.
 */
public final class MigratingProcess {

	static final String DONE = "[applied %d]";

	static final String PAUSED = "[paused]";

	private static final long LONG_TIME = 120;

	private MigratingProcess() {
	}

	/**
	 * Start the process.
	 * @param database the database
	 * @param action {@code together} to wait for the common start, {@code halt} to end
	 * like killed, {@code pause} to stay, {@code sleep} to run a long statement,
	 * {@code index} to build an index
	 * @param point where to halt or pause, such as {@code started 3.1}
	 */
	static SecondJvm start(TestDatabase database, String action, String point) {
		return SecondJvm.of(MigratingProcess.class)
			.args(database.url(), database.user(), database.password(), action, point)
			.start();
	}

	public static void main(String[] args) {
		if (args[3].equals("together")) {
			SecondJvm.awaitStart();
		}
		MigrationListener listener = new MigrationListener() {
			@Override
			public void stepStarted(MigrationStep step) {
				reach("started " + step.migration() + "." + step.number());
			}

			@Override
			public void stepExecuted(MigrationStep step) {
				reach("executed " + step.migration() + "." + step.number());
			}

			@Override
			public void stepFinished(MigrationStep step, StepOutcome outcome) {
				reach("finished " + step.migration() + "." + step.number());
			}

			private void reach(String point) {
				if (point.equals(args[4])) {
					if (args[3].equals("halt")) {
						Runtime.getRuntime().halt(137);
					}
					System.out.println(PAUSED);
					sleep();
				}
			}
		};
		TestMigrations migrations = switch (args[3]) {
			case "sleep" -> sleeping();
			case "index" -> indexing();
			default -> TestMigrations.five();
		};
		MigrationReport report = migrations
			.migrator(new DriverManagerDataSource(args[0], args[1], args[2]),
					MigrationSettings.defaults().withLockTimeout(Duration.ofSeconds(LONG_TIME)), listener)
			.migrate();
		System.out.println(DONE.formatted(report.applied().size()));
	}

	/**
	 * Return six migrations, of which the last takes some seconds inside the database.
	 */
	static TestMigrations sleeping() {
		return TestMigrations.five().add("6", (schema) -> {
			schema.sql("SELECT pg_sleep(4)").onDialect("postgresql");
			schema.sql("SELECT sleep(4)").onDialect("mariadb", "mysql");
		});
	}

	/**
	 * Return six migrations, of which the last builds an index on a table that is there.
	 */
	static TestMigrations indexing() {
		return TestMigrations.five().add("6", (schema) -> schema.createIndex("idx_plan_title").on("plan", "title"));
	}

	private static void sleep() {
		try {
			TimeUnit.SECONDS.sleep(LONG_TIME);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
