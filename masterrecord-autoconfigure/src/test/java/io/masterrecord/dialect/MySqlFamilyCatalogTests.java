package io.masterrecord.dialect;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MySqlFamilyCatalog}, with rows as MySQL has them in its catalog.
 */
class MySqlFamilyCatalogTests {

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void writesConstantsOfMySqlAsSql(TestDatabase database) {
		assertThat(told(database, "'none'", "", "varchar")).isEqualTo("'none'");
		assertThat(told(database, "'it''s'", "", "text")).isEqualTo("'it''s'");
		assertThat(told(database, "'NULL'", "", "varchar")).isEqualTo("'NULL'");
		assertThat(told(database, "''", "", "char")).isEqualTo("''");
		assertThat(told(database, "'2020-01-01'", "", "date")).isEqualTo("'2020-01-01'");
		assertThat(told(database, "'7'", "", "int")).isEqualTo("7");
		assertThat(told(database, "'uuid()'", "DEFAULT_GENERATED", "varchar")).isEqualTo("uuid()");
		assertThat(told(database, "'CURRENT_TIMESTAMP(6)'", "DEFAULT_GENERATED", "datetime"))
			.isEqualTo("CURRENT_TIMESTAMP(6)");
		assertThat(told(database, "'CURRENT_TIMESTAMP'", "", "timestamp")).isEqualTo("CURRENT_TIMESTAMP");
		assertThat(told(database, "NULL", "", "varchar")).isNull();
	}

	private static String told(TestDatabase database, String value, String extra, String type) {
		return database.jdbc()
			.sql("SELECT %s FROM (SELECT %s AS column_default, '%s' AS extra, '%s' AS data_type) c"
				.formatted(MySqlFamilyCatalog.PLAIN_DEFAULT, value, extra, type))
			.query((row, number) -> row.getString(1))
			.list()
			.get(0);
	}

}
