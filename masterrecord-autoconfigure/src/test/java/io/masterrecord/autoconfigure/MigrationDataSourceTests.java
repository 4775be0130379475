package io.masterrecord.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.JDBC;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationDataSource}.
 */
class MigrationDataSourceTests {

	@EngineTest(only = Engine.H2)
	void isThatOfTheApplicationIfNothingElseIsSaid(TestDatabase database) {
		assertThat(MigrationDataSource.of(properties(Map.of()), database.dataSource())).isSameAs(database.dataSource());
	}

	@EngineTest(only = Engine.H2)
	void hasAnAccountOfItsOwn(TestDatabase database) throws SQLException {
		database.jdbc().sql("CREATE USER owner PASSWORD 'secret' ADMIN").update();
		Map<String, String> account = Map.of("masterrecord.migrations.username", "owner",
				"masterrecord.migrations.password", "secret");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.user());
			pool.setPassword(database.password());
			DataSource derived = MigrationDataSource.of(properties(account), pool);
			assertThat(derived).isInstanceOf(SimpleDriverDataSource.class);
			assertThat(user(derived)).isEqualTo("OWNER");
			assertThat(user(pool)).isEqualToIgnoringCase(database.user());
		}
	}

	@EngineTest(only = Engine.H2)
	void hasAWayOfItsOwn(TestDatabase database) throws SQLException {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:h2:mem:elsewhere");
			pool.setUsername(database.user());
			pool.setPassword(database.password());
			DataSource direct = MigrationDataSource
				.of(properties(Map.of("masterrecord.migrations.url", database.url())), pool);
			try (Connection connection = direct.getConnection();
					Connection same = database.rawDataSource().getConnection()) {
				assertThat(connection.getCatalog()).isEqualTo(same.getCatalog());
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "postgresql://db/shop?password=secret | does not begin with 'jdbc:'",
			"jdbc:postgres://db/shop?password=secret | leads to 'jdbc:postgres://db/shop', which no driver takes",
			"jdbc:db2://db/shop?password=secret | leads to 'jdbc:db2://db/shop', but class 'com.ibm.db2.jcc.DB2Driver' is not on the class path" })
	void refusesAWayThatNoDriverTakes(String url, String problem) {
		DataSource application = new DriverManagerDataSource("jdbc:h2:mem:application");
		for (Map<String, String> account : List.of(Map.of("masterrecord.migrations.url", url),
				Map.of("masterrecord.migrations.url", url, "masterrecord.migrations.username", "owner"))) {
			assertThatExceptionOfType(InvalidPropertyException.class)
				.isThrownBy(() -> MigrationDataSource.of(properties(account), application))
				.satisfies((refused) -> {
					assertThat(refused.property()).isEqualTo("masterrecord.migrations.url");
					assertThat(refused.problem()).isEqualTo(problem);
				})
				.withMessageNotContaining("secret");
		}
	}

	@Test
	void hasTheDriverOfItsOwnDatabase() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDriverClassName("org.h2.Driver");
			pool.setJdbcUrl("jdbc:h2:mem:application");
			DataSource direct = MigrationDataSource
				.of(properties(Map.of("masterrecord.migrations.url", "jdbc:sqlite::memory:")), pool);
			assertThat(direct).isInstanceOfSatisfying(SimpleDriverDataSource.class,
					(simple) -> assertThat(simple.getDriver()).isInstanceOf(JDBC.class));
		}
	}

	@Test
	void needsAUserForThePassword() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> properties(Map.of("masterrecord.migrations.password", "secret")))
			.havingRootCause()
			.withMessageContaining("masterrecord.migrations.username")
			.withMessageNotContaining("secret");
	}

	private static String user(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getMetaData().getUserName();
		}
	}

	private static MasterRecordProperties.Migrations properties(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values))
			.bindOrCreate("masterrecord", MasterRecordProperties.class)
			.migrations();
	}

}
