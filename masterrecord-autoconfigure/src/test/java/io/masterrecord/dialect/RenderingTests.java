package io.masterrecord.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.schema.Index;
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

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql", "sqlite", "h2" })
	void saysThatItsIndexesIncludeNothing(String id) {
		Index index = Samples.uniqueIndex("idx_product_code", "code");
		Index including = new Index(index.name(), index.columns(), true, index.environments(), null, List.of("shop"));
		assertThatExceptionOfType(DialectException.class)
			.isThrownBy(() -> Dialects.of(id)
				.render(Schema.empty().with(Samples.product()), new CreateIndex("product", including)))
			.withMessage(
					"Index 'idx_product_code' includes (shop), and %s indexes hold only what they are sorted by: leave these columns out, let the index be sorted by them last, or create it in a migration with onDialect(…)",
					id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql", "h2" })
	void saysWhatElseIsUniqueAmongSomeRows(String id) {
		Index index = Samples.uniqueIndex("idx_product_live", "shop", "code");
		Index filtered = new Index(index.name(), index.columns(), true, index.environments(), "deleted_at IS NULL");
		assertThatExceptionOfType(DialectException.class)
			.isThrownBy(() -> Dialects.of(id)
				.render(Schema.empty().with(Samples.product()), new CreateIndex("product", filtered)))
			.withMessage(
					"Index 'idx_product_live' holds only the rows that meet 'deleted_at IS NULL', which %s cannot: leave the condition out, or create the index in a migration with onDialect(…). What has to be unique among some rows only can be a column of its own that is NULL in the others: @Unique @Column(computed = \"CASE WHEN deleted_at IS NULL THEN code END\")",
					id);
	}

}
