package io.masterrecord.write;

import java.math.BigDecimal;

import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Event;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanStatus;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Patch}.
 */
class PatchTests {

	@EngineTest
	void writesTheNamedPropertiesAlone(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		Plan plan = operations.insert(Plan.of("PN-1", "Foo").withNote("x"));
		Long id = plan.id();
		assertThat(id).isNotNull();
		fixture.clock().forward(60);
		fixture.recorder().clear();
		operations.patch(Plan.class, id)
			.set(Plan::title)
			.to("Bar")
			.set(Plan::note)
			.toNull()
			.set(Plan::status)
			.to(PlanStatus.CLOSED)
			.set(Plan::budget)
			.to(new BigDecimal("1.5"))
			.set(Plan::due)
			.toIfPresent(null)
			.execute();
		assertThat(fixture.recorder().sql()).hasSize(1);
		Plan read = operations.find(Plan.class, id).orElseThrow();
		assertThat(read).isEqualTo(new Plan(id, "PN-1", "Bar", null, PlanStatus.CLOSED, new BigDecimal("1.5000"), null,
				5, plan.createdAt(), fixture.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS), 2));
	}

	@EngineTest
	void readsTheWholeRowIfAsked(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan plan = operations.insert(Plan.of("PN-1", "Foo"));
		Long id = plan.id();
		assertThat(id).isNotNull();
		Plan patched = operations.patch(Plan.class, id).set(Plan::title).to("Bar").executeAndRead();
		assertThat(patched).isEqualTo(operations.find(Plan.class, id).orElseThrow());
		assertThat(patched.title()).isEqualTo("Bar");
	}

	@EngineTest
	void refusesAnotherVersion(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class, Event.class).operations();
		Plan plan = operations.insert(Plan.of("PN-1", "Foo"));
		Long id = plan.id();
		assertThat(id).isNotNull();
		Patch<Plan> patch = operations.patch(Plan.class, id).set(Plan::title).to("Bar").ifVersion(1);
		patch.execute();
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(patch::execute)
			.withMessageContaining("'Plan' with id '" + id + "' is not in version 1 any more");
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(() -> operations.patch(Plan.class, id).ifVersion(1).execute());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.patch(Event.class, 1).ifVersion(1))
			.withMessageContaining("'Event' has no version to compare");
	}

	@EngineTest
	void missingRowIsTold(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		assertThatExceptionOfType(MissingRowException.class)
			.isThrownBy(() -> operations.patch(Plan.class, 7L).set(Plan::title).to("Bar").execute())
			.satisfies((ex) -> assertThat(ex.id()).isEqualTo(7L));
		assertThatExceptionOfType(MissingRowException.class)
			.isThrownBy(() -> operations.patch(Plan.class, 7L).execute());
	}

	@EngineTest
	void patchWithoutChangesChangesNothing(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan plan = operations.insert(Plan.of("PN-1", "Foo"));
		Long id = plan.id();
		assertThat(id).isNotNull();
		assertThat(operations.patch(Plan.class, id).set(Plan::title).toIfPresent(null).executeAndRead())
			.isEqualTo(plan);
	}

	@EngineTest
	void refusesWhatIsNotForTheApplicationToSet(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Patch<Plan> patch = operations.patch(Plan.class, 1L);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> patch.set(Plan::id))
			.withMessageStartingWith("Property 'Plan.id' cannot be patched");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> patch.set(Plan::version));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> patch.set(Plan::createdAt));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> patch.set(Plan::title).toNull())
			.withMessage("Property 'Plan.title' cannot be set to NULL: column 'title' is NOT NULL");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.set(Plan::title).to(null))
			.withMessageContaining("toNull()");
	}

}
