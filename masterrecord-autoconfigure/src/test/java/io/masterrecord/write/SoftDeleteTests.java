package io.masterrecord.write;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.annotation.Unique;
import io.masterrecord.query.GlobalFilter;
import io.masterrecord.query.GlobalFilters;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.MissingFilterValueException;
import io.masterrecord.query.Query;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static io.masterrecord.query.Change.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for entities whose rows stay when they are deleted, and for filters on writes.
 */
class SoftDeleteTests {

	@EngineTest
	void marksTheRowInsteadOfDeletingIt(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		Plan plan = operations.insert(new Plan(null, "Foo", null, 0));
		assertThat(operations.delete(plan)).isTrue();
		assertThat(fixture.lastSql()).startsWith("UPDATE ");
		assertThat(operations.find(Plan.class, id(plan))).isEmpty();
		assertThat(operations.exists(Plan.class, id(plan))).isFalse();
		assertThat(operations.query(Plan.class).withoutFilter(SoftDelete.FILTER).list()).singleElement()
			.satisfies((kept) -> {
				assertThat(kept.deletedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
				assertThat(kept.version()).isEqualTo(2);
			});
	}

	@EngineTest
	void doesNotDeleteTwice(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class, Flag.class).operations();
		Plan plan = operations.insert(new Plan(null, "Foo", null, 0));
		assertThat(operations.deleteById(Plan.class, id(plan))).isTrue();
		assertThat(operations.deleteById(Plan.class, id(plan))).isFalse();
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> operations.delete(plan));
		operations.insert(new Flag(1, false));
		assertThat(operations.delete(new Flag(1, false))).isTrue();
		assertThat(operations.delete(new Flag(1, false))).isFalse();
	}

	@EngineTest
	void doesNotChangeADeletedRow(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class, Flag.class).operations();
		Plan plan = operations.insert(new Plan(null, "Foo", null, 0));
		operations.deleteById(Plan.class, id(plan));
		Plan deleted = operations.query(Plan.class).withoutFilter(SoftDelete.FILTER).one();
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> operations.update(deleted));
		assertThatExceptionOfType(MissingRowException.class)
			.isThrownBy(() -> operations.patch(Plan.class, id(plan)).set(Plan::title).to("Bar").execute());
		operations.insert(new Flag(1, false));
		operations.deleteById(Flag.class, 1L);
		assertThatExceptionOfType(MissingRowException.class).isThrownBy(() -> operations.update(new Flag(1, true)));
	}

	@EngineTest
	void restoresARow(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class, Flag.class).operations();
		Plan plan = operations.insert(new Plan(null, "Foo", null, 0));
		assertThat(operations.restore(Plan.class, id(plan))).isFalse();
		operations.delete(plan);
		assertThat(operations.restore(Plan.class, id(plan))).isTrue();
		assertThat(operations.find(Plan.class, id(plan))).hasValueSatisfying((restored) -> {
			assertThat(restored.deletedAt()).isNull();
			assertThat(restored.version()).isEqualTo(3);
		});
		operations.insert(new Flag(1, false));
		operations.deleteById(Flag.class, 1L);
		assertThat(operations.restore(Flag.class, 1L)).isTrue();
		assertThat(operations.find(Flag.class, 1L)).contains(new Flag(1, false));
	}

	@EngineTest
	void deletesManyInOneWay(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class, Flag.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = operations.insertAll(Plan.class,
				List.of(new Plan(null, "a", null, 0), new Plan(null, "b", null, 0), new Plan(null, "c", null, 0)));
		assertThat(operations.deleteAll(Plan.class, plans.subList(0, 2))).isEqualTo(2);
		assertThat(operations.deleteAllById(Plan.class, plans.stream().map(SoftDeleteTests::id).toList())).isEqualTo(1);
		operations.insertAll(Flag.class, List.of(new Flag(1, false), new Flag(2, false)));
		operations.deleteById(Flag.class, 1L);
		assertThat(operations.deleteEverything(Flag.class)).isEqualTo(1);
		assertThat(operations.query(Flag.class).count()).isZero();
		assertThat(operations.query(Flag.class).withoutFilter(SoftDelete.FILTER).count()).isEqualTo(2);
		assertThat(fixture.recorder().sql()).noneMatch((sql) -> sql.startsWith("DELETE"));
	}

	@EngineTest
	void aValueIsUniqueAmongRowsThatAreNotDeleted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Member.class).operations();
		Member first = operations.insert(Member.of("ann@example.com"));
		assertThat(first.emailInUse()).isEqualTo("ann@example.com");
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.insertAll(Member.class,
					List.of(Member.of("bea@example.com"), Member.of("ann@example.com"))))
			.satisfies((ex) -> {
				assertThat(ex.violation().constraint()).isEqualTo("uq_member_email_in_use");
				assertThat(ex.violation().row()).isOne();
			});
		operations.delete(first);
		Member second = operations.insert(Member.of("ann@example.com"));
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.restore(Member.class, idOf(first)));
		operations.delete(second);
		assertThat(operations.restore(Member.class, idOf(first))).isTrue();
		assertThat(operations.query(Member.class).where(Member::emailInUse).eq("ann@example.com").one().id())
			.isEqualTo(first.id());
	}

	@EngineTest
	void restoresOnlyWhatStays(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Owned.class).operations();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.restore(Owned.class, 1L))
			.withMessageContaining("'Owned' cannot be restored");
	}

	@EngineTest
	void filtersHoldForWrites(TestDatabase database) {
		AtomicReference<@Nullable Long> tenant = new AtomicReference<>(7L);
		WriteFixture fixture = WriteFixture.of(database, Owned.class);
		EntityOperations operations = fixture.builder()
			.filters(GlobalFilters.of(List.of(GlobalFilter.of(Owned.class, "tenant", Owned::tenant, tenant::get))))
			.build();
		operations.insert(new Owned(1, 7, "mine"));
		tenant.set(8L);
		operations.insert(new Owned(2, 8, "theirs"));
		tenant.set(7L);
		assertThatExceptionOfType(MissingRowException.class)
			.isThrownBy(() -> operations.update(new Owned(2, 7, "stolen")));
		assertThat(operations.deleteById(Owned.class, 2L)).isFalse();
		assertThat(operations.deleteEverything(Owned.class)).isEqualTo(1);
		tenant.set(null);
		fixture.recorder().clear();
		assertThatExceptionOfType(MissingFilterValueException.class)
			.isThrownBy(() -> operations.update(new Owned(2, 8, "changed")));
		assertThatExceptionOfType(MissingFilterValueException.class)
			.isThrownBy(() -> operations.deleteById(Owned.class, 2L));
		assertThatExceptionOfType(MissingFilterValueException.class)
			.isThrownBy(() -> operations.deleteEverything(Owned.class));
		assertThat(fixture.recorder().statements()).isEmpty();
		tenant.set(8L);
		assertThat(operations.find(Owned.class, 2L)).contains(new Owned(2, 8, "theirs"));
	}

	@EngineTest
	void filtersDemandTheirValueOfWhatIsWritten(TestDatabase database) {
		AtomicReference<@Nullable Long> tenant = new AtomicReference<>(7L);
		WriteFixture fixture = WriteFixture.of(database, Owned.class);
		EntityOperations operations = fixture.builder()
			.filters(GlobalFilters.of(List.of(GlobalFilter.of(Owned.class, "tenant", Owned::tenant, tenant::get))))
			.build();
		operations.insert(new Owned(1, 7, "mine"));
		fixture.recorder().clear();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.insert(new Owned(2, 8, "theirs")))
			.withMessageContaining("This 'Owned' has another 'tenant' than its filter demands");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.insertAll(Owned.class, List.of(new Owned(2, 7, "a"), new Owned(3, 8, "b"))));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.update(new Owned(1, 8, "given away")));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.patch(Owned.class, 1L).set(Owned::tenant).to(8L).execute());
		Query<Owned> mine = operations.query(Owned.class).where(Owned::id).eq(1L);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> mine.update(set(Owned::tenant).to(8L)))
			.withMessageContaining("would get another value than its filter demands");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> mine.update(set(Owned::tenant).plus(1L)));
		tenant.set(null);
		assertThatExceptionOfType(MissingFilterValueException.class)
			.isThrownBy(() -> operations.insert(new Owned(4, 7, "nobody's")));
		assertThat(fixture.recorder().statements()).isEmpty();
		tenant.set(7L);
		assertThat(mine.update(set(Owned::tenant).to(7L))).isEqualTo(1);
		assertThat(mine.withoutFilter("tenant").update(set(Owned::tenant).to(8L))).isEqualTo(1);
		assertThat(mine.count()).isZero();
	}

	private static Long idOf(Member member) {
		Long id = member.id();
		assertThat(id).isNotNull();
		return id;
	}

	private static Long id(Plan plan) {
		Long id = plan.id();
		assertThat(id).isNotNull();
		return id;
	}

	record Plan(@Id @GeneratedId @Nullable Long id, String title, @SoftDelete @Nullable Instant deletedAt,
			@Version int version) {

	}

	record Flag(@Id long id, @SoftDelete boolean gone) {

	}

	record Member(@Id @GeneratedId @Nullable Long id, String email, @SoftDelete @Nullable Instant deletedAt,
			@Unique @Column(computed = "CASE WHEN deleted_at IS NULL THEN email END") @Nullable String emailInUse) {

		static Member of(String email) {
			return new Member(null, email, null, null);
		}

	}

	record Owned(@Id long id, long tenant, String text) {

	}

}
