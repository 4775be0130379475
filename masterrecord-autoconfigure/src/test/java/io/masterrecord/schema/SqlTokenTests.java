package io.masterrecord.schema;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import io.masterrecord.schema.SqlToken.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlToken}.
 */
class SqlTokenTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			a1$ = _b           | WORD SIGN WORD
			"a ""b" `c``d`     | NAME NAME
			'it''s' E'it\\'s'   | TEXT TEXT
			e'a\\\\' + e        | TEXT SIGN WORD
			$$ ; 'x $$ $1      | TEXT SIGN NUMBER
			$a$ $$ $b$ $a$ b   | TEXT WORD
			a$b$c              | WORD
			1.5 1e6 0xFF t1.c  | NUMBER NUMBER NUMBER WORD SIGN WORD
			1 - -2             | NUMBER SIGN SIGN NUMBER
			1 -- 'no           | NUMBER COMMENT
			/* ' -- */ a       | COMMENT WORD
			/*!50000 a */      | COMMENT
			a[1:2]             | WORD SIGN NUMBER SIGN NUMBER SIGN
			x::date            | WORD SIGN SIGN WORD
			'open              | OPEN WORD
			/* open            | OPEN WORD
			$x$ open           | OPEN WORD
			straße = 'é'       | WORD SIGN TEXT
			""")
	void tellsWhatThePiecesAre(String sql, String kinds) {
		assertThat(SqlToken.of(sql)
			.stream()
			.map(SqlToken::kind)
			.filter((kind) -> kind != Kind.BLANK)
			.map(Kind::name)
			.collect(Collectors.joining(" "))).isEqualTo(kinds);
	}

	@Test
	void bracketsQuoteWhereTheyAreAskedFor() {
		assertThat(SqlToken.withBrackets("[the key]")).singleElement()
			.extracting(SqlToken::kind, SqlToken::content)
			.containsExactly(Kind.NAME, "the key");
	}

	@Test
	void saysWhatStandsInTheQuotes() {
		assertThat(List.of("\"a \"\"b\"", "`c``d`", "'it''s'", "E'it''s'", "$$x'$$", "$tag$x$$$tag$", "word"))
			.extracting((sql) -> SqlToken.of(sql).get(0).content())
			.containsExactly("a \"b", "c`d", "it's", "it's", "x'", "x$$", "word");
	}

	@Test
	void piecesOfAnyTextAreTheText() {
		String signs = "'\"`$[]/*-!;:?.\\()e1a_ \n\uD83D\uDE00\u00E9";
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 20_000; i++) {
			String sql = random.ints(random.nextInt(24), 0, signs.length())
				.mapToObj((at) -> signs.substring(at, at + 1))
				.collect(Collectors.joining());
			for (List<SqlToken> tokens : List.of(SqlToken.of(sql), SqlToken.withBrackets(sql))) {
				assertThat(tokens).as("seed %d, text %d: %s", seed, i, sql)
					.extracting(SqlToken::text)
					.doesNotContain("");
				assertThat(tokens.stream().map(SqlToken::text).collect(Collectors.joining()))
					.as("seed %d, text %d", seed, i)
					.isEqualTo(sql);
				assertThat(tokens).as("seed %d, text %d: %s", seed, i, sql)
					.allSatisfy((token) -> assertThat(sql).startsWith(sql.substring(0, token.start()) + token.text()));
			}
		}
	}

	@Test
	void readsAMegabyteOfAnythingInOnePass() {
		for (String part : List.of("'", "''", "$$", "/*", "(", "a ", "-- x\n", "$a$", "e'\\")) {
			String sql = part.repeat(1_000_000 / part.length());
			long start = System.nanoTime();
			assertThat(SqlToken.of(sql)).isNotEmpty();
			assertThat(System.nanoTime() - start).as(part).isLessThan(5_000_000_000L);
		}
	}

}
