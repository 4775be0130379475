package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import javax.sql.DataSource;

import io.masterrecord.MasterRecordException;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.FaultDataSource.Fault;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for steps of several statements that are cut off after each of these, where every
 * statement commits by itself. The system property {@code masterrecord.test.thorough}
 * leaves out none on any engine.
 */
class MigratorCutOffTests {

	@ParameterizedTest
	@EnumSource(names = { "H2", "MARIADB", "MYSQL" })
	void goesOnBehindEachStatementOfAStep(Engine engine) throws SQLException {
		List<String> tried = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		for (Map.Entry<String, Consumer<SchemaEditor>> change : ChangingMigrations.changes(engine).entrySet()) {
			TestMigrations migrations = ChangingMigrations.with(engine, change.getValue());
			List<String> statements = statements(engine, migrations);
			if (statements.size() > 1) {
				tried.add(change.getKey());
				String failure = tryStatements(engine, migrations, statements);
				if (!failure.isEmpty()) {
					failures.add(change.getKey() + ": " + failure);
				}
			}
		}
		assertThat(failures).isEmpty();
		assertThat(tried).contains("require column");
		assertThat(tried).hasSizeGreaterThan(3);
	}

	private static List<String> statements(Engine engine, TestMigrations migrations) throws SQLException {
		MigrationChain chain = migrations.chain();
		try (TestDatabase database = TestDatabase.create(engine);
				Connection connection = database.rawDataSource().getConnection()) {
			Dialect dialect = Dialects.of(connection);
			List<PlannedStep> steps = new StepPlanner(dialect, Set.of(), true).plan(chain.migrations().get(1),
					Direction.UP, new LocalSchema(chain.schemaAt(ChangingMigrations.BASE), List.of(), Set.of()),
					ConditionalOutcomes.NONE);
			return (steps.size() == 1) ? steps.get(0).commands().stream().map(SqlCommand::sql).toList() : List.of();
		}
	}

	/**
	 * Try the change again and again in one database, until it is left in a bad state.
	 */
	private static String tryStatements(Engine engine, TestMigrations migrations, List<String> statements)
			throws SQLException {
		try (TestDatabase database = TestDatabase.create(engine);
				Connection keeper = database.rawDataSource().getConnection()) {
			migrations.migrator(database.rawDataSource()).migrate();
			Outcome expected = Outcome.read(keeper);
			for (List<Cut> cuts : attempts(engine, statements)) {
				migrations.migrator(database.rawDataSource()).rollbackTo(ChangingMigrations.BASE);
				ChangingMigrations.restoreRows(keeper);
				String difference = difference(database.rawDataSource(), migrations, cuts, keeper, expected);
				if (!difference.isEmpty()) {
					return difference;
				}
			}
			return "";
		}
	}

	/**
	 * Return where to cut attempts off: once before the first statement, behind each one
	 * with it on record or not, and at last each attempt behind one statement more. What
	 * is the same on every engine is tried on H2 only, unless all is.
	 */
	private static List<List<Cut>> attempts(Engine engine, List<String> statements) {
		boolean all = engine == Engine.H2 || Boolean.getBoolean("masterrecord.test.thorough");
		List<List<Cut>> attempts = new ArrayList<>();
		List<Cut> everyStatement = new ArrayList<>();
		if (all) {
			attempts.add(List.of(new Cut(statement(statements.get(0)), 1, Fault.LOST_BEFORE)));
		}
		for (int i = 0; i < statements.size(); i++) {
			Cut behind = new Cut(statement(statements.get(i)), 1, Fault.LOST_AFTER);
			Cut recorded = new Cut((call) -> call.startsWith("execute") && call.contains("statements_done"), i + 1,
					Fault.LOST_AFTER);
			everyStatement.add(behind);
			attempts.add(List.of(behind));
			if (all) {
				attempts.add(List.of(recorded));
			}
		}
		attempts.add(everyStatement);
		return attempts;
	}

	private static Predicate<String> statement(String sql) {
		return (call) -> call.startsWith("execute") && call.endsWith(sql);
	}

	/**
	 * Run the migrations with some attempts that are cut off, and once more.
	 * @return what is different in the end; empty if nothing is
	 */
	private static String difference(DataSource dataSource, TestMigrations migrations, List<Cut> cuts,
			Connection keeper, Outcome expected) throws SQLException {
		List<String> fired = new ArrayList<>();
		for (Cut cut : cuts) {
			FaultDataSource faulty = new FaultDataSource(dataSource, cut.calls(), cut.number(), cut.fault());
			String error = run(migrations, faulty.dataSource());
			fired.add(cut.fault() + " " + faulty.fired());
			if (faulty.fired() == null) {
				return fired + ": this was not reached: " + error;
			}
		}
		String error = run(migrations, dataSource);
		Outcome outcome = Outcome.read(keeper);
		return (error != null) ? fired + ": " + error
				: expected.equals(outcome) ? "" : fired + ": " + expected.differenceTo(outcome);
	}

	private static @Nullable String run(TestMigrations migrations, DataSource dataSource) {
		try {
			migrations.migrator(dataSource).migrate();
			return null;
		}
		catch (MasterRecordException | DataAccessException ex) {
			return ex.toString();
		}
	}

	/**
	 * Where an attempt is cut off.
	 *
	 * @param calls the calls that are counted
	 * @param number the call at which it happens
	 * @param fault what happens there
	 */
	private record Cut(Predicate<String> calls, int number, Fault fault) {
	}

}
