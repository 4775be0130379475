package io.masterrecord.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlRecorder}.
 */
class SqlRecorderTests {

	private SqlRecorder recorder;

	@BeforeEach
	void createTable(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE thing (id INT, name VARCHAR(20))").update();
		this.recorder = new SqlRecorder(database.dataSource());
	}

	@EngineTest
	void keepsTextAndBoundValuesApart(TestDatabase database) {
		JdbcClient.create(this.recorder.dataSource())
			.sql("INSERT INTO thing (id, name) VALUES (?, ?)")
			.params(7, "canary")
			.update();
		assertThat(this.recorder.statements()).singleElement().satisfies((statement) -> {
			assertThat(statement.sql()).isEqualTo("INSERT INTO thing (id, name) VALUES (?, ?)");
			assertThat(statement.parameters()).containsExactly(7, "canary");
		});
		assertThat(database.jdbc().sql("SELECT name FROM thing").query(String.class).single()).isEqualTo("canary");
	}

	@EngineTest
	void countsARowOfABatchAsAStatement() {
		new JdbcTemplate(this.recorder.dataSource()).batchUpdate("INSERT INTO thing (id) VALUES (?)",
				List.of(new Object[] { 1 }, new Object[] { 2 }));
		assertThat(this.recorder.statements()).extracting(SqlRecorder.Recorded::parameters)
			.containsExactly(List.of(1), List.of(2));
		assertThat(this.recorder.prepared()).containsExactly("INSERT INTO thing (id) VALUES (?)");
	}

	@EngineTest
	void seesStatementsWithoutParameters() throws SQLException {
		try (Connection connection = this.recorder.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("DELETE FROM thing");
			assertThat(statement.getConnection()).isSameAs(connection);
		}
		assertThat(this.recorder.sql()).containsExactly("DELETE FROM thing");
		assertThat(this.recorder.connections()).isOne();
	}

	@EngineTest
	void tellsWhatIsPreparedFromWhatIsExecuted() throws SQLException {
		try (Connection connection = this.recorder.dataSource().getConnection();
				PreparedStatement statement = connection.prepareStatement("DELETE FROM thing WHERE id = ?")) {
			statement.setNull(1, Types.INTEGER);
			assertThat(this.recorder.sql()).isEmpty();
			assertThat(this.recorder.prepared()).containsExactly("DELETE FROM thing WHERE id = ?");
			statement.executeUpdate();
		}
		assertThat(this.recorder.statements()).singleElement()
			.satisfies((statement) -> assertThat(statement.parameters()).containsExactly((Object) null));
	}

	@EngineTest
	void passesErrorsOnAsTheyAre() throws SQLException {
		try (Connection connection = this.recorder.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("DELETE FROM nothing"));
		}
		assertThat(this.recorder.sql()).containsExactly("DELETE FROM nothing");
	}

	@EngineTest
	void forgetsWhenCleared() {
		JdbcClient.create(this.recorder.dataSource()).sql("DELETE FROM thing").update();
		this.recorder.clear();
		assertThat(this.recorder.statements()).isEmpty();
		assertThat(this.recorder.prepared()).isEmpty();
		assertThat(this.recorder.connections()).isZero();
	}

}
