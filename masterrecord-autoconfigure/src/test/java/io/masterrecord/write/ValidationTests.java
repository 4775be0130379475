package io.masterrecord.write;

import java.util.List;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EntityValidator}.
 */
class ValidationTests {

	private static final ValidatorFactory FACTORY = Validation.byDefaultProvider()
		.configure()
		.messageInterpolator(new ParameterMessageInterpolator(java.util.Set.of(java.util.Locale.ENGLISH),
				java.util.Locale.ENGLISH, (context) -> java.util.Locale.ENGLISH, false))
		.buildValidatorFactory();

	@AfterAll
	static void close() {
		FACTORY.close();
	}

	@EngineTest(only = Engine.H2)
	void insertAndUpdateAreChecked(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = validating(fixture);
		Plan plan = operations.insert(Plan.of("PN-1", "Foo"));
		fixture.recorder().clear();
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> operations.insert(Plan.of("x".repeat(21), " ")))
			.withMessage("'Plan' was not written: 'planNo' size must be between 0 and 20; 'title' must not be blank")
			.satisfies((ex) -> {
				assertThat(ex.type()).isEqualTo(Plan.class);
				assertThat(ex.violations()).containsExactly(
						new EntityViolation("planNo", "size must be between 0 and 20"),
						new EntityViolation("title", "must not be blank"));
			});
		assertThatExceptionOfType(InvalidEntityException.class).isThrownBy(() -> operations.update(plan.withTitle("")));
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	@EngineTest(only = Engine.H2)
	void violationsOfManyNameTheRow(TestDatabase database) {
		EntityOperations operations = validating(WriteFixture.of(database, Plan.class));
		List<Plan> plans = List.of(Plan.of("PN-1", "Foo"), Plan.of("PN-2", ""), Plan.of("PN-3", "Bar"),
				Plan.of("PN-4", " "));
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> operations.insertAll(Plan.class, plans))
			.withMessage("'Plan' was not written: row 1: 'title' must not be blank; row 3: 'title' must not be blank")
			.satisfies((ex) -> assertThat(ex.violations()).extracting(EntityViolation::row).containsExactly(1, 3));
		assertThat(operations.query(Plan.class).count()).isZero();
	}

	@EngineTest(only = Engine.H2)
	void rowsOfASaveKeepTheirPositions(TestDatabase database) {
		EntityOperations operations = validating(WriteFixture.of(database, Plan.class));
		Plan stored = operations.insert(Plan.of("PN-1", "Foo"));
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(
					() -> operations.saveAll(Plan.class, List.of(stored, Plan.of("PN-2", ""), stored.withTitle(""))))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(EntityViolation::row).containsExactly(1, 2));
	}

	@EngineTest(only = Engine.H2)
	void patchChecksItsPropertiesAlone(TestDatabase database) {
		EntityOperations operations = validating(WriteFixture.of(database, Plan.class));
		Plan stored = operations.insert(Plan.of("PN-1", "Foo"));
		Long id = stored.id();
		assertThat(id).isNotNull();
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> operations.patch(Plan.class, id).set(Plan::title).to(" ").execute())
			.withMessage("'Plan' was not written: 'title' must not be blank");
		operations.patch(Plan.class, id).set(Plan::note).to(" ").execute();
	}

	@Test
	void longListsOfViolationsAreCut() {
		List<EntityViolation> violations = java.util.stream.IntStream.range(0, 30)
			.mapToObj((i) -> new EntityViolation("title", "is wrong", i))
			.toList();
		assertThat(new InvalidEntityException(Plan.class, violations)).hasMessageContaining("row 19: 'title' is wrong")
			.hasMessageEndingWith("; and 10 more")
			.hasMessageNotContaining("row 20");
	}

	private static EntityOperations validating(WriteFixture fixture) {
		return fixture.builder().validator(new BeanValidation(FACTORY.getValidator())).build();
	}

}
