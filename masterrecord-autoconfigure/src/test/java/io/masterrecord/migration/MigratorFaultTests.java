package io.masterrecord.migration;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.masterrecord.MasterRecordException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.FaultDataSource.Fault;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Migrator} on connections that fail at one call after the other. The
 * system property {@code masterrecord.test.thorough} leaves out none on any engine.
 */
class MigratorFaultTests {

	private static final int MOST_CALLS = 1000;

	@ParameterizedTest
	@CsvSource({ "SQLITE, 1", "H2, 3", "POSTGRESQL, 7", "MARIADB, 7" })
	void appliesEachStepOnceWhereverTheConnectionIsLost(Engine engine, int stride) throws Exception {
		tryCalls(engine, Fault.LOST_BEFORE, stride, (migrator) -> {
		}, Migrator::migrate, Migrator::migrate);
	}

	@ParameterizedTest
	@CsvSource({ "SQLITE, 1", "H2, 3", "POSTGRESQL, 7", "MARIADB, 7" })
	void appliesEachStepOnceWhereverAnAnswerIsLost(Engine engine, int stride) throws Exception {
		tryCalls(engine, Fault.LOST_AFTER, stride, (migrator) -> {
		}, Migrator::migrate, Migrator::migrate);
	}

	@ParameterizedTest
	@CsvSource({ "SQLITE, 2", "H2, 5", "POSTGRESQL, 17", "MARIADB, 17" })
	void appliesEachStepOnceWhereverACallFails(Engine engine, int stride) throws Exception {
		tryCalls(engine, Fault.FAILS_BEFORE, stride, (migrator) -> {
		}, Migrator::migrate, Migrator::migrate);
	}

	@ParameterizedTest
	@CsvSource({ "SQLITE, 2", "H2, 5", "POSTGRESQL, 17", "MARIADB, 17" })
	void undoesEachStepOnceWhereverAnAnswerIsLost(Engine engine, int stride) throws Exception {
		tryCalls(engine, Fault.LOST_AFTER, stride, Migrator::migrate, (migrator) -> migrator.rollback(2),
				(migrator) -> migrator.rollbackTo("1"));
	}

	@ParameterizedTest
	@CsvSource({ "SQLITE, 13", "H2, 29", "POSTGRESQL, 61", "MARIADB, 83" })
	void makesEachKindOfChangeOnceWhereverAnAnswerIsLost(Engine engine, int stride) throws Exception {
		tryChanges(engine, Fault.LOST_AFTER, stride, false);
	}

	@ParameterizedTest
	@CsvSource({ "SQLITE, 17", "H2, 37", "POSTGRESQL, 71", "MARIADB, 97" })
	void makesEachKindOfChangeOnceWhereverACallFails(Engine engine, int stride) throws Exception {
		tryChanges(engine, Fault.FAILS_BEFORE, stride, false);
	}

	@ParameterizedTest
	@CsvSource({ "SQLITE, 17", "H2, 37", "POSTGRESQL, 71", "MARIADB, 97" })
	void undoesEachKindOfChangeOnceWhereverAnAnswerIsLost(Engine engine, int stride) throws Exception {
		tryChanges(engine, Fault.LOST_AFTER, stride, true);
	}

	/**
	 * Make changes and undo them again and again in one database, one way over
	 * connections that fail.
	 */
	private static void tryChanges(Engine engine, Fault fault, int stride, boolean back) throws Exception {
		TestMigrations migrations = ChangingMigrations.withAll(engine);
		Consumer<Migrator> forth = Migrator::migrate;
		Consumer<Migrator> undo = (migrator) -> migrator.rollbackTo(ChangingMigrations.BASE);
		int tried = 0;
		try (TestDatabase database = TestDatabase.create(engine);
				Connection keeper = database.rawDataSource().getConnection()) {
			Migrator migrator = migrations.migrator(database.rawDataSource());
			migrator.migrate();
			undo.accept(migrator);
			Outcome undone = Outcome.read(keeper);
			ChangingMigrations.restoreRows(keeper);
			migrator.migrate();
			Outcome made = Outcome.read(keeper);
			boolean fired = true;
			for (int call = 1; fired; call += Boolean.getBoolean("masterrecord.test.thorough") ? 1 : stride) {
				if (!back) {
					undo.accept(migrator);
					ChangingMigrations.restoreRows(keeper);
				}
				FaultDataSource faulty = new FaultDataSource(database.rawDataSource(), call, fault);
				String error = run(back ? undo : forth, migrations, faulty.dataSource());
				fired = faulty.fired() != null;
				String again = run(back ? undo : forth, migrations, database.rawDataSource());
				String at = "call %d (%s): %s; then: %s".formatted(call, faulty.fired(), error, again);
				assertThat(again).as(at).isNull();
				Outcome outcome = Outcome.read(keeper);
				Outcome expected = back ? undone : made;
				assertThat(outcome).as("%s; %s", at, expected.differenceTo(outcome)).isEqualTo(expected);
				if (back) {
					ChangingMigrations.restoreRows(keeper);
					migrator.migrate();
				}
				tried++;
			}
		}
		assertThat(tried).isGreaterThan(3);
	}

	private static void tryCalls(Engine engine, Fault fault, int stride, Consumer<Migrator> preparation,
			Consumer<Migrator> action, Consumer<Migrator> completion) throws Exception {
		Outcome expected;
		try (TestDatabase database = TestDatabase.create(engine);
				Connection keeper = database.rawDataSource().getConnection()) {
			preparation.accept(migrator(database.rawDataSource()));
			action.accept(migrator(database.rawDataSource()));
			expected = Outcome.read(keeper);
		}
		List<String> failures = new ArrayList<>();
		int tried = 0;
		int call = 1;
		boolean fired = true;
		while (fired && call < MOST_CALLS) {
			try (TestDatabase database = TestDatabase.create(engine);
					Connection keeper = database.rawDataSource().getConnection()) {
				preparation.accept(migrator(database.rawDataSource()));
				FaultDataSource faulty = new FaultDataSource(database.rawDataSource(), call, fault);
				String error = run(action, faulty.dataSource());
				fired = faulty.fired() != null;
				String again = run(completion, database.rawDataSource());
				Outcome outcome = (again == null) ? Outcome.read(keeper) : null;
				if (!expected.equals(outcome)) {
					failures
						.add("call %d (%s): %s; then: %s, %s".formatted(call, faulty.fired(), error, again, outcome));
				}
			}
			tried++;
			call += Boolean.getBoolean("masterrecord.test.thorough") ? 1 : stride;
		}
		assertThat(failures).isEmpty();
		assertThat(fired).isFalse();
		assertThat(tried).isGreaterThan(5);
	}

	private static @Nullable String run(Consumer<Migrator> action, DataSource dataSource) {
		return run(action, TestMigrations.five().first(3), dataSource);
	}

	private static @Nullable String run(Consumer<Migrator> action, TestMigrations migrations, DataSource dataSource) {
		try {
			action.accept(migrations.migrator(dataSource));
			return null;
		}
		catch (MasterRecordException | DataAccessException ex) {
			return ex.toString();
		}
	}

	private static Migrator migrator(DataSource dataSource) {
		return TestMigrations.five().first(3).migrator(dataSource);
	}

}
