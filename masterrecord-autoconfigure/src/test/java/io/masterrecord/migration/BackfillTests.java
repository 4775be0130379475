package io.masterrecord.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.masterrecord.operation.OperationJson;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.FaultDataSource.Fault;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are filled in batches, by runs that end in the middle.
 */
class BackfillTests {

	private static final int ROWS = 23;

	@EngineTest
	void fillsEveryRowOnceWhereverRunsEnd(TestDatabase database) {
		first().migrator(database.dataSource()).migrate();
		List<Long> seen = new ArrayList<>();
		int runs = 0;
		boolean done = false;
		while (!done && runs < 20) {
			runs++;
			done = run(database, seen);
		}
		assertThat(done).isTrue();
		assertThat(filled(database)).isEqualTo(
				IntStream.rangeClosed(1, ROWS).mapToObj((number) -> "%d name %d 1".formatted(number, number)).toList());
		if (isInBatches(database)) {
			assertThat(runs).isEqualTo(6);
			assertThat(seen).containsExactly(5L, 10L, 15L, 20L, 23L);
		}
		Migrator migrator = migrations(5, Duration.ZERO).migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(migrator.tables().schema().tables()).doesNotContainKey("masterrecord_progress");
	}

	/**
	 * Run until a batch is on record, which is the end of the process.
	 * @return whether the run came to its end instead
	 */
	private static boolean run(TestDatabase database, List<Long> seen) {
		Migrator migrator = migrations(5, Duration.ZERO).migrator(database.dataSource(), MigrationSettings.defaults(),
				new MigrationListener() {

					@Override
					public void stepProgressed(MigrationStep step, long rows) {
						seen.add(rows);
						throw new Killed();
					}

				});
		try {
			migrator.migrate();
			return true;
		}
		catch (RuntimeException | Error ex) {
			assertThat(ex).hasRootCauseInstanceOf(Killed.class);
			return false;
		}
	}

	@EngineTest
	void fillsEveryRowOnceWhateverConnectionIsLost(TestDatabase database) {
		TestMigrations migrations = migrations(12, Duration.ZERO);
		first().migrator(database.dataSource()).migrate();
		int faults = 0;
		for (Fault fault : List.of(Fault.LOST_BEFORE, Fault.LOST_AFTER)) {
			boolean fired = true;
			for (int call = 1; fired; call++) {
				FaultDataSource faulty = new FaultDataSource(database.rawDataSource(),
						(text) -> text.contains("commit") || text.contains("lower(") || text.contains("_progress"),
						call, fault);
				try {
					migrations.migrator(faulty.dataSource()).migrate();
				}
				catch (RuntimeException ex) {
					assertThat(ex).isInstanceOfAny(MigrationFailedException.class, DataAccessException.class);
				}
				fired = faulty.fired() != null;
				faults += fired ? 1 : 0;
				migrations.migrator(database.dataSource()).migrate();
				assertThat(filled(database)).as("%s at call %d, %s", fault, call, faulty.fired())
					.hasSize(ROWS)
					.allMatch((row) -> row.endsWith(" 1"));
				migrations.migrator(database.dataSource()).rollbackTo("1", "test");
				database.jdbc()
					.sql("UPDATE %s SET %s = 0".formatted(quoted(database, "item"), quoted(database, "filled")))
					.update();
			}
		}
		assertThat(faults).isGreaterThan(isInBatches(database) ? 10 : 1);
	}

	@EngineTest
	void tellsHowFarItIsAndRests(TestDatabase database) {
		first().migrator(database.dataSource()).migrate();
		List<String> holders = new ArrayList<>();
		long start = System.nanoTime();
		migrations(10, Duration.ofMillis(60))
			.migrator(database.dataSource(), MigrationSettings.defaults(), new MigrationListener() {

				@Override
				public void stepProgressed(MigrationStep step, long rows) {
					holders.add(String
						.valueOf(migrations(10, Duration.ZERO).migrator(database.dataSource()).status().lockHolder()));
				}

			})
			.migrate();
		if (isInBatches(database)) {
			assertThat(holders).hasSize(3);
			assertThat(holders.get(1)).contains("migration '2', step 2 of 3, 20 rows filled");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(180));
		}
		assertThat(filled(database)).hasSize(ROWS);
	}

	@EngineTest
	void followsAKeyOfSeveralColumns(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.varchar("area", 10).notNull();
				table.integer("number").notNull();
				table.integer("twice");
				table.primaryKey("area", "number");
			});
			RowsEditor rows = schema.insert("item").columns("area", "number");
			for (int i = 0; i < 12; i++) {
				rows.values(List.of("a", "b", "c").get(i % 3), i);
			}
		}).add("2", (schema) -> schema.backfill("item").set("twice", "number * 2").where("number > 1").batch(2));
		migrations.migrator(database.dataSource()).migrate();
		assertThat(database.jdbc()
			.sql("SELECT %s FROM %s ORDER BY %s".formatted(quoted(database, "twice"), quoted(database, "item"),
					quoted(database, "number")))
			.query((row, number) -> Objects.toString(row.getObject(1)))
			.list()).containsExactly("null", "null", "4", "6", "8", "10", "12", "14", "16", "18", "20", "22");
	}

	@EngineTest
	void isOneStatementInAScript(TestDatabase database) {
		first().migrator(database.dataSource()).migrate();
		List<String> lines = new MigrationScript(migrations(5, Duration.ZERO).chain(),
				MigrationScriptTests.dialect(database), MigrationSettings.defaults())
			.lines("1", "", false);
		assertThat(lines).anyMatch((line) -> line.startsWith("-- step 2 of 3") && line.contains("batches of 5"));
		MigrationScriptTests.run(database, lines);
		assertThat(filled(database)).hasSize(ROWS);
		assertThat(migrations(5, Duration.ZERO).migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
	}

	@Test
	void hasAChecksumOfWhatIsFilledNotOfHow() {
		MigrationDefinition one = migrations(5, Duration.ZERO).chain().find("2").orElseThrow();
		MigrationDefinition other = migrations(50, Duration.ofSeconds(1)).chain().find("2").orElseThrow();
		assertThat(other.checksum()).isEqualTo(one.checksum());
		assertThat(OperationJson.write(one.up())).contains("\"filled + 1\"", "\"name IS NOT NULL\"");
	}

	@Test
	void refusesWhatCannotBeFilled() {
		TestMigrations without = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("log", (table) -> table.text("line"));
			schema.backfill("log").set("line", "'x'");
		});
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(without::chain)
			.withMessageContaining("table 'log' has no primary key, in the order of which its rows could be filled");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Operations.of((schema) -> schema.backfill("log")))
			.withMessage("backfill(\"log\") sets no column: say set(…)");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Operations.of((schema) -> schema.backfill("log").set("a", "1").batch(0)))
			.withMessage("batch(0) has to be at least 1");
	}

	private static TestMigrations first() {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("name", 40).notNull();
				table.integer("filled").notNull().defaultValue(0);
			});
			RowsEditor rows = schema.insert("item").columns("id", "name");
			for (int i = 1; i <= ROWS; i++) {
				rows.values(i, "Name " + i);
			}
		});
	}

	private static TestMigrations migrations(int batch, Duration pause) {
		return first().add("2", (schema) -> {
			schema.addColumn("item").varchar("slug", 40);
			schema.backfill("item")
				.set("slug", "lower(name)")
				.set("filled", "filled + 1")
				.where("name IS NOT NULL")
				.batch(batch)
				.pause(pause);
			schema.alterColumn("item").varchar("slug", 40).notNull();
		}, (schema) -> schema.dropColumn("item", "slug"));
	}

	private static boolean isInBatches(TestDatabase database) {
		return !database.url().startsWith("jdbc:sqlite");
	}

	private static List<String> filled(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT %s, %s, %s FROM %s ORDER BY 1".formatted(quoted(database, "id"), quoted(database, "slug"),
					quoted(database, "filled"), quoted(database, "item")))
			.query((row, number) -> row.getLong(1) + " " + row.getString(2) + " " + row.getInt(3))
			.list();
	}

	/**
	 * The end of a process.
	 */
	private static final class Killed extends RuntimeException {

	}

}
