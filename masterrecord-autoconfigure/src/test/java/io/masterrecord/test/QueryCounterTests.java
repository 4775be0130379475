package io.masterrecord.test;

import java.util.List;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteFixture;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link QueryCounter}.
 */
class QueryCounterTests {

	@EngineTest
	void countsTheStatementsOfSomeWork(TestDatabase database) {
		QueryCounter queries = new QueryCounter();
		EntityOperations operations = operations(database, queries);
		Queries inserted = queries
			.during(() -> operations.insertAll(Plan.class, List.of(Plan.of("PN-1", "a"), Plan.of("PN-2", "b"))));
		assertThat(inserted.of(StatementKind.INSERT).on("plan").statements()).isNotEmpty();
		assertThat(inserted.on("other").count()).isZero();

		queries.during(() -> operations.query(Plan.class).page(PageRequest.of(0, 1))).hasCount(2);
		queries.during(() -> operations.query(Plan.class).page(PageRequest.of(0, 10))).hasCount(1).hasAtMost(1);
		queries.during(() -> operations.query(Plan.class).where(Plan::planNo).eq("PN-1")).hasCount(0);
		queries.during(() -> operations.updateAll(Plan.class, operations.query(Plan.class).list()))
			.of(StatementKind.UPDATE)
			.hasCount(1);
	}

	@EngineTest(only = Engine.H2)
	void failsWithTheTextsButWithoutValues(TestDatabase database) {
		QueryCounter queries = new QueryCounter();
		EntityOperations operations = operations(database, queries);
		Queries sent = queries.during(() -> operations.query(Plan.class).where(Plan::planNo).eq("secret").exists());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> sent.hasCount(2))
			.withMessageStartingWith("Expected 2 statements, but there were 1:")
			.withMessageContaining("SELECT 1 FROM")
			.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("secret"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> sent.hasAtMost(0))
			.withMessageStartingWith("Expected at most 0 statements, but there were 1:");
	}

	@EngineTest(only = Engine.H2)
	void countsWhatIsSentMeanwhileOnly(TestDatabase database) {
		QueryCounter queries = new QueryCounter();
		EntityOperations operations = operations(database, queries);
		assertThatIllegalStateException().isThrownBy(() -> queries.during(() -> {
			throw new IllegalStateException("work failed");
		}));
		operations.query(Plan.class).count();
		Queries[] inner = new Queries[1];
		Queries outer = queries.during(() -> {
			operations.query(Plan.class).count();
			inner[0] = queries.during(() -> operations.query(Plan.class).exists());
		});
		assertThat(outer.count()).isEqualTo(2);
		assertThat(inner[0].count()).isEqualTo(1);
	}

	@EngineTest(only = Engine.H2)
	void watchesTheGateOfAnApplication(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(StatementGate.class, fixture::gate);
			context.register(QueryCounting.class);
			context.refresh();
			StatementGate gate = context.getBean(StatementGate.class);
			context.getBean(QueryCounter.class)
				.during(() -> gate.update(SqlStatement.of(StatementKind.DELETE, "delete from \"plan\"")))
				.hasCount(1);
		}
	}

	private static EntityOperations operations(TestDatabase database, QueryCounter queries) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		return fixture.builder(queries.watch(fixture.gate())).build();
	}

}
