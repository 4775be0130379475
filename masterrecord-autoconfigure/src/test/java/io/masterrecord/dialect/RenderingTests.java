package io.masterrecord.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.MySqlGrammar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares what a dialect renders with {@code <dialect>.txt} beside this class.
 */
class RenderingTests {

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql", "sqlite", "h2" })
	void rendersEveryOperationAsWritten(String id) throws IOException {
		try (InputStream expected = RenderingTests.class.getResourceAsStream(id + ".txt")) {
			assertThat(RenderedOperations.of(Dialects.of(id)))
				.isEqualTo(new String(Objects.requireNonNull(expected).readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	@Test
	void rendersForMySqlWhatItsGrammarAllows() {
		assertThat(RenderedOperations.statements(Dialects.of("mysql"))).hasSizeGreaterThan(30)
			.allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).as(sql).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql", "sqlite", "h2" })
	void namesATableThatDoesNotExist(String id) {
		assertThatExceptionOfType(DialectException.class)
			.isThrownBy(() -> Dialects.of(id).render(Schema.empty(), new DropPrimaryKey("nowhere")))
			.withMessageContaining("'nowhere'")
			.withMessageContaining("create it first");
	}

}
