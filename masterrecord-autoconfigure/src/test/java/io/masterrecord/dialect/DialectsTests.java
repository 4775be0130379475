package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DialectsTests {

	@EngineTest
	void knowsTheServerOfAConnection(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(Dialects.of(connection).id()).isEqualTo(database.engine().name().toLowerCase(Locale.ROOT));
		}
	}

	@EngineTest(only = Engine.MARIADB)
	void asksTheServerAndNotTheDriver(TestDatabase database) throws SQLException {
		String url = database.url().replaceFirst("jdbc:mariadb:", "jdbc:mysql:").replaceFirst("\\?.*", "");
		try (Connection connection = DriverManager.getConnection(url + "?useSSL=false&allowPublicKeyRetrieval=true",
				database.user(), database.password())) {
			assertThat(connection.getMetaData().getDriverName()).containsIgnoringCase("mysql");
			assertThat(Dialects.of(connection).id()).isEqualTo("mariadb");
		}
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://host/db?user=mysql,postgresql", "jdbc:tc:postgresql:18:///db,postgresql",
			"jdbc:mariadb://host:1/db,mariadb", "jdbc:mysql:loadbalance://a/b,mysql", "jdbc:sqlite:/a/h2:b.db,sqlite",
			"JDBC:H2:mem:sqlite,h2", "jdbc:otel:h2:mem:x,h2" })
	void readsAUrl(String url, String id) {
		assertThat(Dialects.ofUrl(url).id()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:oracle:thin:scott/tiger@h2", "nonsense", "" })
	void namesWhatIsSupportedAndNoSecret(String url) {
		assertThatExceptionOfType(DialectException.class).isThrownBy(() -> Dialects.ofUrl(url))
			.withMessageContaining("is not supported: use one of postgresql, mariadb, mysql, sqlite, h2")
			.withMessageNotContaining("tiger");
	}

	@Test
	void namesAnUnknownDialect() {
		assertThatExceptionOfType(DialectException.class).isThrownBy(() -> Dialects.of("oracle"))
			.withMessage("The dialect 'oracle' is not supported: use one of postgresql, mariadb, mysql, sqlite, h2");
	}

}
