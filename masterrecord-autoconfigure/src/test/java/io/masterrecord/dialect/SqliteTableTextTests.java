package io.masterrecord.dialect;

import io.masterrecord.schema.Check;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqliteTableTextTests {

	private static final String TEXT = """
			CREATE TABLE "t (, REFERENCES" ( -- CONSTRAINT no PRIMARY KEY
			  a integer CONSTRAINT `first` REFERENCES x (a), /* CONSTRAINT no REFERENCES */
			  b text DEFAULT 'CONSTRAINT no REFERENCES y' NOT NULL CHECK (b <> 'a, b'),
			  c integer REFERENCES z,
			  CONSTRAINT [the key] PRIMARY KEY (a, b),
			  CONSTRAINT "it's ""so"" named" FOREIGN KEY (a, b) REFERENCES w (a, b) ON DELETE CASCADE)
			""";

	@Test
	void findsTheNameOfThePrimaryKey() {
		assertThat(SqliteTableText.constraintName(TEXT)).isEqualTo("the key");
		assertThat(SqliteTableText.constraintName("CREATE TABLE t (a integer PRIMARY KEY)")).isEmpty();
	}

	@Test
	void findsTheNamesOfForeignKeysFromTheLastToTheFirst() {
		assertThat(SqliteTableText.constraintName("2:" + TEXT)).isEqualTo("first");
		assertThat(SqliteTableText.constraintName("1:" + TEXT)).isEmpty();
		assertThat(SqliteTableText.constraintName("0:" + TEXT)).isEqualTo("it's \"so\" named");
		assertThat(SqliteTableText.constraintName("3:" + TEXT)).isEmpty();
	}

	@Test
	void findsTheChecksThatHaveNoName() {
		String text = "CREATE TABLE t (a text CHECK (a <> 'x') CONSTRAINT one CHECK (a <> 'y'), CHECK (length(a) > 3))";
		assertThat(SqliteTableText.unnamedChecks(text)).containsExactly("a <> 'x'", "length(a) > 3");
		assertThat(SqliteTableText.checks(text)).extracting(Check::name).containsExactly("one");
		assertThat(SqliteTableText.unnamedChecks(TEXT)).containsExactly("b <> 'a, b'");
	}

}
