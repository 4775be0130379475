package io.masterrecord.testing;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link TestDatabase}.
 */
class TestDatabaseTests {

	@EngineTest
	void answers(TestDatabase database) {
		assertThat(database.jdbc().sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		assertThat(JdbcClient.create(database.rawDataSource()).sql("SELECT 1").query(Integer.class).single())
			.isEqualTo(1);
	}

	@EngineTest
	void isTheEngineItSays(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(connection.getMetaData().getDatabaseProductName())
				.isEqualToIgnoringCase(database.engine().toString());
		}
	}

	@EngineTest
	void seesNothingOfAnotherDatabase(TestDatabase database) {
		try (TestDatabase other = TestDatabase.create(database.engine())) {
			other.jdbc().sql("CREATE TABLE thing (id INT)").update();
			database.jdbc().sql("CREATE TABLE thing (id INT)").update();
			other.jdbc().sql("INSERT INTO thing VALUES (1)").update();
			assertThat(database.jdbc().sql("SELECT COUNT(*) FROM thing").query(Integer.class).single()).isZero();
		}
	}

	@EngineTest
	void keepsEveryCharacter(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE thing (name VARCHAR(20))").update();
		database.jdbc().sql("INSERT INTO thing VALUES (?)").param("ä€漢😀").update();
		assertThat(database.jdbc().sql("SELECT name FROM thing").query(String.class).single()).isEqualTo("ä€漢😀");
	}

	@EngineTest
	void closeNamesTheTakerOfAConnectionThatWasNotGivenBack(TestDatabase ignored) throws SQLException {
		TestDatabase database = TestDatabase.create(ignored.engine());
		database.dataSource().getConnection();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(database::close)
			.withMessageContaining("1 connection(s) of the pool of '" + database + "' were not given back")
			.withMessageContaining("closeNamesTheTakerOfAConnectionThatWasNotGivenBack");
	}

	@EngineTest(except = { Engine.SQLITE, Engine.H2 })
	void closeDropsTheDatabaseInUse(TestDatabase ignored) throws SQLException {
		TestDatabase database = TestDatabase.create(ignored.engine());
		try (Connection connection = database.rawDataSource().getConnection()) {
			connection.setAutoCommit(false);
			connection.createStatement().execute("CREATE TABLE thing (id INT)");
			connection.createStatement().execute("INSERT INTO thing VALUES (1)");
			database.close();
			assertThat(connection.isValid(1)).isFalse();
		}
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.rawDataSource().getConnection());
	}

	@Test
	void createSkipsTheTestAndSaysWhyWhereThereIsNoServer() {
		String reason = TestServers.reasonToSkip(Engine.MYSQL);
		assumeThat(reason).as("there is a MySQL here").isNotNull();
		assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> TestDatabase.create(Engine.MYSQL))
			.withMessage(reason)
			.withMessageStartingWith("MySQL skipped: no MASTERRECORD_TEST_MYSQL_URL");
	}

}
