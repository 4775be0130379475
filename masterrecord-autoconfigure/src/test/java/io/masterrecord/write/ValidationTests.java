package io.masterrecord.write;

import java.util.List;

import io.masterrecord.annotation.Table;
import io.masterrecord.query.Change;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.groups.Default;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

	@EngineTest
	void constraintsOfGroupsAreCheckedWhereTheCallSaysSo(TestDatabase database) {
		EntityOperations operations = validating(WriteFixture.of(database, Article.class));
		Article draft = operations.insert(new Article(1, "Foo", ""));
		EntityOperations publishing = operations.validating(Publishing.class, Default.class);
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> publishing.updateAll(Article.class, List.of(draft, new Article(1, "", "Bar"))))
			.withMessage(
					"'Article' was not written: row 0: 'body' must not be blank; row 1: 'title' must not be blank");
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> publishing.patch(Article.class, 1).set(Article::body).to(" ").execute())
			.withMessage("'Article' was not written: 'body' must not be blank");
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> publishing.query(Article.class).all().update(Change.set(Article::body).to(" ")))
			.withMessage("'Article' was not written: 'body' must not be blank");
		EntityOperations publishingAlone = operations.validating(Publishing.class);
		assertThat(publishingAlone.update(new Article(1, "", "Bar"))).isEqualTo(new Article(1, "", "Bar"));
		operations.patch(Article.class, 1).set(Article::body).to("").execute();
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> operations.insert(new Article(2, "", "Bar")))
			.withMessage("'Article' was not written: 'title' must not be blank");
	}

	@EngineTest(only = Engine.H2)
	void groupsNeedAValidatorThatKnowsThem(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Article.class).operations();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.validating(Publishing.class))
			.withMessage("Constraints of groups cannot be checked: there is no validator, or it is skipped. "
					+ "Give the operations a validator that does");
		assertThatIllegalArgumentException().isThrownBy(operations::validating)
			.withMessage("'groups' must not be empty");
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

	interface Publishing {

	}

	@Table
	record Article(@Id int id, @NotBlank String title, @NotBlank(groups = Publishing.class) String body) {
	}

	private static EntityOperations validating(WriteFixture fixture) {
		return fixture.builder().validator(new BeanValidation(FACTORY.getValidator())).build();
	}

}
