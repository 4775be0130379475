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
		try {
			action.accept(migrator(dataSource));
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
