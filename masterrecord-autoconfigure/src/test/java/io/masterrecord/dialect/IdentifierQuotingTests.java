package io.masterrecord.dialect;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropTable;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdentifierQuotingTests {

	/** How many names are read by the lexer, and by the servers as those of columns. */
	private static final int NAMES = Integer.getInteger("masterrecord.test.inputs", 10_000);

	private static final int NAMES_OF_A_STATEMENT = 500;

	private static final int TABLES = 150;

	private static final String[] PIECES = { "\"", "`", "'", "[", "]", "\\", ";", "--", "/*", "*/", "#", "?", ":name",
			"$1", "{fn", "}", "::", "(", ")", ",", ".", " ", "\t", "\n", "\u00a0", "\u2028", "\u202e", "\u2019",
			"\uff02", "\ud83d\ude00", "\ud83d", "\ude00", "\0", "e\u0301", "\u00e9", "\u00df", "\u0130", "select",
			"table", "user", "ORDER", "a", "A", "b", "zq7", "1", "_", "%", "\u4e01", "sqlite_", "#mysql50#" };

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql", "sqlite", "h2" })
	void quotesEachNameToOneTokenThatMeansItAlone(String id) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Dialect dialect = Dialects.of(id);
		int quotedNames = 0;
		for (int i = 0; i < NAMES; i++) {
			String name = name(random);
			String quoted = quoted(dialect, name);
			if (quoted != null) {
				quotedNames++;
				// What is read back from the text alone is not the text of another name.
				if (!name.equals(onlyToken(quoted))) {
					assertThat(onlyToken(quoted)).as("seed %d", seed).isEqualTo(name);
				}
			}
		}
		assertThat(quotedNames).as("seed %d", seed).isGreaterThan(NAMES / 10);
	}

	@EngineTest
	void bringsManyNamesBackFromTheServer(TestDatabase database) throws SQLException {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Dialect dialect;
		try (LiveSchema live = LiveSchema.of(database)) {
			dialect = live.dialect();
		}
		// They are a part of the names of columns there, but not of what is renamed in a
		// query.
		boolean keepsLeadingBlanks = database.engine() != Engine.MARIADB && database.engine() != Engine.MYSQL;
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			for (int i = 0; i < NAMES; i += NAMES_OF_A_STATEMENT) {
				Set<String> names = new LinkedHashSet<>();
				while (names.size() < Math.min(NAMES_OF_A_STATEMENT, NAMES - i)) {
					String name = name(random);
					if (quoted(dialect, name) != null && (keepsLeadingBlanks || name.equals(name.stripLeading()))) {
						names.add(name);
					}
				}
				String columns = names.stream()
					.map((name) -> "1 AS " + dialect.quote(name))
					.collect(Collectors.joining(", "));
				try (ResultSet rows = statement.executeQuery("SELECT " + columns)) {
					ResultSetMetaData metaData = rows.getMetaData();
					int column = 1;
					for (String name : names) {
						if (!name.equals(metaData.getColumnLabel(column))) {
							assertThat(metaData.getColumnLabel(column)).as("seed %d", seed).isEqualTo(name);
						}
						column++;
					}
				}
			}
		}
	}

	/**
	 * Read a text as a lexer does and return what is quoted, if that is all there is.
	 */
	private static String onlyToken(String sql) {
		char quote = sql.charAt(0);
		StringBuilder name = new StringBuilder();
		int i = 1;
		while (i < sql.length()) {
			char c = sql.charAt(i++);
			if (c != quote) {
				name.append(c);
			}
			else if (i < sql.length() && sql.charAt(i) == quote) {
				name.append(quote);
				i++;
			}
			else {
				return (i == sql.length()) ? name.toString() : null;
			}
		}
		return null;
	}

	private static String quoted(Dialect dialect, String name) {
		try {
			return dialect.quote(name);
		}
		catch (IllegalArgumentException ignored) {
			return null;
		}
	}

	private static String name(Random random) {
		StringBuilder name = new StringBuilder();
		int pieces = random.nextInt(12);
		for (int i = 0; i < pieces; i++) {
			name.append(PIECES[random.nextInt(PIECES.length)]);
		}
		if (random.nextInt(8) == 0) {
			name.append("x".repeat(60 + random.nextInt(8)));
		}
		return name.toString();
	}

	@EngineTest
	void bringsEachNameBackFromTheServer(TestDatabase database) throws SQLException {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (LiveSchema live = LiveSchema.of(database)) {
			int created = 0;
			while (created < TABLES) {
				String tableName = name(random);
				String columnName = name(random);
				if (isPortable(live, tableName) && isPortable(live, columnName)) {
					created++;
					Table table = new Table(tableName,
							List.of(Samples.column(columnName, ColumnType.of(TypeName.INTEGER))), null, List.of(),
							List.of(), List.of());
					live.dialect().render(Schema.empty(), new CreateTable(table)).forEach((c) -> live.execute(c.sql()));
					live.execute(
							"INSERT INTO %s (%s) VALUES (1)".formatted(live.quote(tableName), live.quote(columnName)));
					assertThat(
							live.one("SELECT t.%s FROM %s t".formatted(live.quote(columnName), live.quote(tableName))))
						.as("seed %d", seed)
						.isEqualTo("1");
					assertThat(live.read()).as("seed %d", seed).isEqualTo(Schema.of(List.of(table)));
					live.dialect()
						.render(Schema.of(List.of(table)), new DropTable(tableName))
						.forEach((c) -> live.execute(c.sql()));
				}
			}
		}
	}

	private static boolean isPortable(LiveSchema live, String name) {
		return quoted(live.dialect(), name) != null;
	}

	@EngineTest
	void holdsANameOfTheGreatestLength(TestDatabase database) throws SQLException {
		int length = switch (database.engine()) {
			case POSTGRESQL -> 63;
			case MARIADB, MYSQL -> 64;
			case SQLITE -> 255;
			case H2 -> 256;
		};
		try (LiveSchema live = LiveSchema.of(database)) {
			String name = "n".repeat(length);
			live.execute("CREATE TABLE %s (%s integer)".formatted(live.quote(name), live.quote(name)));
			assertThat(live.read().table(name).flatMap((table) -> table.column(name))).isPresent();
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> live.quote(name + "n"))
				.withMessageContaining("'nnnnnnnn")
				.withMessageContaining("the limit is " + length)
				.withMessageContaining("Choose another name");
		}
	}

	@Test
	void countsBytesWhereTheServerDoes() {
		String letters = "ü".repeat(32);
		assertThat(letters.getBytes(StandardCharsets.UTF_8)).hasSize(64);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Dialects.of("postgresql").quote(letters))
			.withMessageContaining("64 bytes in UTF-8, and the limit is 63");
		assertThat(Dialects.of("mariadb").quote(letters)).isEqualTo("`" + letters + "`");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-",
			value = { "mariadb|a\ud83d\ude00|four bytes", "mariadb|~a ~|ends with a blank",
					"mariadb|#mysql50#a|starts with", "mysql|a{fn b|for an escape", "mysql|~a ~|ends with a blank",
					"sqlite|SQLite_a|starts with" })
	void saysWhatAVendorCannotHold(String id, String name, String reason) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Dialects.of(id).quote(name))
			.withMessageContaining(reason)
			.withMessageContaining("on " + id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql", "sqlite", "h2" })
	void refusesWhatNoVendorHolds(String id) {
		for (String name : List.of("", "a\0b", "a\ud83d", "\ude00a")) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Dialects.of(id).quote(name));
		}
	}

	@Test
	void showsAHostileNameHarmlessly() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Dialects.of("h2").quote("a\0\n\u202eb"))
			.withMessageContaining("'a\\u0000\\u000a\\u202eb'");
	}

}
