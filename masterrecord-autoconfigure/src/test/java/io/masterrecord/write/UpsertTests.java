package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.annotation.Unique;
import io.masterrecord.query.Condition;
import io.masterrecord.query.SortKey;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Upsert}.
 */
class UpsertTests {

	private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00.123456Z");

	@EngineTest
	void newRowsAreInsertedAndExistingOnesUpdated(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, User.class);
		EntityOperations operations = fixture.operations();
		User ann = operations.insert(User.of("ann@example.com", "Ann", "Bern"));
		fixture.clock().forward(60);
		UpsertResult<User> result = operations
			.upsertAll(User.class, List.of(User.of("bea@example.com", "Bea", "Bonn"),
					User.of("ann@example.com", "Anna", null), User.of("cy@example.com", "Cy", "Rome")))
			.by(User::email)
			.updating(User::name)
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.INSERTED, UpsertOutcome.UPDATED,
				UpsertOutcome.INSERTED);
		User updated = result.entities().get(1);
		assertThat(updated)
			.isEqualTo(new User(ann.id(), "ann@example.com", "Anna", "Bern", 5, FIRST, FIRST.plusSeconds(60), 2));
		assertThat(result.updated()).containsExactly(updated);
		assertThat(result.inserted()).extracting(User::version).containsOnly(1);
		assertThat(result.inserted()).extracting(User::createdAt).containsOnly(FIRST.plusSeconds(60));
		assertThat(operations.query(User.class).list()).containsExactlyInAnyOrderElementsOf(result.entities());
	}

	@EngineTest
	void everythingButTheKeyIsUpdatedUnlessPropertiesAreNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, User.class).operations();
		User ann = operations.insert(User.of("ann@example.com", "Ann", "Bern"));
		UpsertResult<User> result = operations.upsert(User.of("ann@example.com", "Anna", null))
			.by(User::email)
			.execute();
		assertThat(result.entities()).extracting(User::id, User::name, User::city, User::version)
			.containsExactly(tuple(ann.id(), "Anna", null, 2));
		assertThat(operations.query(User.class).list()).isEqualTo(result.entities());
	}

	@EngineTest
	void assignedIdIsTheKeyUnlessOneIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Setting.class).operations();
		operations.insert(new Setting("a", "1"));
		UpsertResult<Setting> result = operations
			.upsertAll(Setting.class, List.of(new Setting("b", "2"), new Setting("a", "2")))
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.INSERTED, UpsertOutcome.UPDATED);
		assertThat(operations.query(Setting.class).list()).containsExactlyInAnyOrder(new Setting("a", "2"),
				new Setting("b", "2"));
	}

	@EngineTest
	void existingRowsCanBeLeftAsTheyAre(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, User.class).operations();
		User ann = operations.insert(User.of("ann@example.com", "Ann", "Bern"));
		UpsertResult<User> result = operations
			.upsertAll(User.class,
					List.of(User.of("ann@example.com", "Anna", null), User.of("bea@example.com", "Bea", null)))
			.by(User::email)
			.updatingNothing()
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.UNCHANGED, UpsertOutcome.INSERTED);
		assertThat(result.unchanged()).containsExactly(ann);
		assertThat(operations.query(User.class).list()).containsExactlyInAnyOrderElementsOf(result.entities());
	}

	@EngineTest
	void rowsThatDoNotDifferAreLeftAsTheyAreIfAskedFor(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, User.class).operations();
		User ann = operations.insert(User.of("ann@example.com", "Ann", "Bern"));
		User bea = operations.insert(User.of("bea@example.com", "Bea", null));
		UpsertResult<User> result = operations
			.upsertAll(User.class,
					List.of(User.of("ann@example.com", "Ann", "Bern"), User.of("bea@example.com", "Bea", "Bonn")))
			.by(User::email)
			.onlyIfDifferent()
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.UNCHANGED, UpsertOutcome.UPDATED);
		assertThat(result.entities().get(0)).isEqualTo(ann);
		assertThat(result.entities().get(1).version()).isEqualTo(bea.version() + 1);
	}

	@EngineTest
	void existingRowsAreUpdatedOnlyWhereTheyMeetACondition(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, User.class).operations();
		operations.insert(User.of("ann@example.com", "Ann", "Bern"));
		operations.insert(User.of("bea@example.com", "Bea", "Bonn"));
		UpsertResult<User> result = operations
			.upsertAll(User.class,
					List.of(User.of("ann@example.com", "A", "X"), User.of("bea@example.com", "B", "X"),
							User.of("cy@example.com", "C", "X")))
			.by(User::email)
			.when(Condition.where(User::city).eq("Bonn"))
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.UNCHANGED, UpsertOutcome.UPDATED,
				UpsertOutcome.INSERTED);
		assertThat(result.entities()).extracting(User::name).containsExactly("Ann", "B", "C");
	}

	@EngineTest
	void versionThatIsBroughtAlongIsCompared(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, User.class).operations();
		User ann = operations.insert(User.of("ann@example.com", "Ann", "Bern"));
		User bea = operations.insert(User.of("bea@example.com", "Bea", "Bonn"));
		User gone = operations.insert(User.of("gone@example.com", "Gone", null));
		UpsertResult<User> result = operations.upsertAll(User.class, List.of(ann.withName("A"), bea.withName("B")))
			.by(User::email)
			.execute();
		assertThat(result.entities()).extracting(User::version).containsExactly(2, 2);
		operations.delete(gone);
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(
					() -> operations
						.upsertAll(User.class,
								List.of(User.of("new@example.com", "N", null), bea.withName("C"),
										result.entities().get(0), gone.withName("G")))
						.by(User::email)
						.execute())
			.satisfies((ex) -> assertThat(ex.rows()).extracting(StaleVersionException.Row::position)
				.containsExactly(1, 3));
		assertThat(operations.query(User.class).list()).containsExactlyInAnyOrderElementsOf(result.entities());
	}

	@EngineTest
	void rowThatMeetsAnotherKeyThanTheOneAskedForFails(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Membership.class).operations();
		operations.insert(new Membership(null, 1, 1, "a"));
		operations.insert(new Membership(null, 1, 2, "b"));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> operations
			.upsertAll(Membership.class, List.of(new Membership(null, 5, 5, "e"), new Membership(null, 1, 3, "a")))
			.by(Membership::team, Membership::person)
			.execute());
		assertThat(operations.query(Membership.class).count()).isEqualTo(2);
		UpsertResult<Membership> result = operations
			.upsertAll(Membership.class, List.of(new Membership(null, 1, 2, "c"), new Membership(null, 2, 2, "d")))
			.by(Membership::team, Membership::person)
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.UPDATED, UpsertOutcome.INSERTED);
	}

	@EngineTest
	void keyThatIsNoneMissesOrComesTwiceIsRefused(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, User.class);
		EntityOperations operations = fixture.operations();
		User ann = User.of("ann@example.com", "Ann", null);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.upsert(ann).by(User::name))
			.withMessage(
					"Rows of 'User' are not recognised by [name]: name the id, or the properties of a unique constraint or unique index");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations
				.upsertAll(User.class, List.of(ann, User.of("bea@example.com", "Bea", null), ann.withName("Anna")))
				.by(User::email)
				.execute())
			.withMessage("Rows 0 and 2 have the same [email]: one of them would be lost");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.upsert(ann).execute())
			.withMessage("Row 0 has no value of Property 'User.id', by which it is to be recognised");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.upsert(ann).by(User::email).updating(User::version));
		assertThat(operations.upsertAll(User.class, List.of()).by(User::email).execute().entities()).isEmpty();
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	@EngineTest
	void rowThatAFilterHidesIsNotOverwritten(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Tag.class).operations();
		Tag hidden = operations.insert(new Tag(null, "a", "1", false));
		operations.delete(hidden);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> operations
				.upsertAll(Tag.class, List.of(new Tag(null, "b", "2", false), new Tag(null, "a", "2", false)))
				.by(Tag::name)
				.execute())
			.withMessageContaining("Row 1 has the key of a row of 'tag' that a filter hides");
		assertThat(operations.query(Tag.class).count()).isZero();
	}

	@EngineTest
	void sixteenThreadsOfOneKeyLeaveOneRow(TestDatabase database) throws Exception {
		WriteFixture fixture = WriteFixture.of(database, User.class);
		EntityOperations operations = fixture.operations();
		int threads = 16;
		int rounds = 5;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (int round = 0; round < rounds; round++) {
				String email = "user" + round + "@example.com";
				CyclicBarrier together = new CyclicBarrier(threads);
				List<Future<UpsertOutcome>> futures = new ArrayList<>();
				for (int i = 0; i < threads; i++) {
					User user = User.of(email, "thread " + i, null);
					futures.add(executor.submit(() -> {
						together.await(20, TimeUnit.SECONDS);
						return operations.upsert(user).by(User::email).execute().outcomes().get(0);
					}));
				}
				List<UpsertOutcome> outcomes = new ArrayList<>();
				for (Future<UpsertOutcome> future : futures) {
					outcomes.add(future.get(60, TimeUnit.SECONDS));
				}
				assertThat(outcomes).containsOnlyOnce(UpsertOutcome.INSERTED);
				assertThat(operations.query(User.class).where(User::email).eq(email).one().version())
					.isEqualTo(threads);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(operations.query(User.class).count()).isEqualTo(rounds);
	}

	@EngineTest
	void whatHasADefaultBecomesNullInAnExistingRowWhereItCan(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Limit.class).operations();
		operations.insert(new Limit("a", 7, 8));
		UpsertResult<Limit> result = operations
			.upsertAll(Limit.class, List.of(new Limit("a", null, null), new Limit("b", null, null)))
			.execute();
		assertThat(result.outcomes()).containsExactly(UpsertOutcome.UPDATED, UpsertOutcome.INSERTED);
		assertThat(result.entities()).containsExactly(new Limit("a", null, 8), new Limit("b", 5, 6));
		assertThat(operations.query(Limit.class).list()).containsExactlyInAnyOrderElementsOf(result.entities());
		Limit cleared = new Limit("b", null, null);
		assertThat(operations.upsert(cleared).updating(Limit::most).onlyIfDifferent().execute().entities())
			.containsExactly(new Limit("b", null, 6));
		assertThat(operations.upsert(cleared).updating(Limit::most).onlyIfDifferent().execute().outcomes())
			.containsExactly(UpsertOutcome.UNCHANGED);
	}

	@EngineTest
	void anyUpsertsDoWhatAMapDoes(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, User.class).operations();
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Map<String, User> expected = new HashMap<>();
		for (int round = 0; round < 12; round++) {
			Map<String, User> rows = new LinkedHashMap<>();
			IntStream.range(0, random.nextInt(40)).forEach((i) -> {
				String email = "user" + random.nextInt(60);
				rows.put(email,
						new User(null, email, "name " + random.nextInt(4),
								random.nextBoolean() ? null : "city " + random.nextInt(4),
								random.nextBoolean() ? null : random.nextInt(9), null, null, 0));
			});
			boolean nothing = random.nextInt(5) == 0;
			boolean different = random.nextInt(3) == 0;
			Upsert<User> upsert = operations.upsertAll(User.class, List.copyOf(rows.values())).by(User::email);
			upsert = nothing ? upsert.updatingNothing() : upsert.updating(User::city, User::rank);
			UpsertResult<User> result = (different ? upsert.onlyIfDifferent() : upsert).execute();
			List<User> given = List.copyOf(rows.values());
			for (int i = 0; i < given.size(); i++) {
				User row = given.get(i);
				User known = expected.get(row.email());
				User now = result.entities().get(i);
				UpsertOutcome outcome;
				if (known == null) {
					outcome = UpsertOutcome.INSERTED;
					assertThat(now.name()).as("seed %d", seed).isEqualTo(row.name());
				}
				else {
					Integer rank = (row.rank() != null) ? row.rank() : known.rank();
					boolean same = Objects.equals(row.city(), known.city()) && Objects.equals(rank, known.rank());
					outcome = (nothing || (different && same)) ? UpsertOutcome.UNCHANGED : UpsertOutcome.UPDATED;
					assertThat(now.name()).as("seed %d", seed).isEqualTo(known.name());
					assertThat(now.version()).as("seed %d", seed)
						.isEqualTo(known.version() + ((outcome == UpsertOutcome.UPDATED) ? 1 : 0));
					assertThat(now.city()).as("seed %d", seed)
						.isEqualTo((outcome == UpsertOutcome.UPDATED) ? row.city() : known.city());
					assertThat(now.rank()).as("seed %d", seed)
						.isEqualTo((outcome == UpsertOutcome.UPDATED) ? rank : known.rank());
				}
				assertThat(result.outcomes().get(i)).as("seed %d, row %d", seed, i).isEqualTo(outcome);
				expected.put(row.email(), now);
			}
			assertThat(operations.query(User.class).sortBy(SortKey.asc(User::id)).list()).as("seed %d", seed)
				.containsExactlyInAnyOrderElementsOf(expected.values());
		}
	}

	/**
	 * Recognised by an address.
	 */
	record User(@Id @GeneratedId @Nullable Long id, @Unique String email, String name, @Nullable String city,
			@Column(defaultValue = "5") @Nullable Integer rank, @CreatedDate @Nullable Instant createdAt,
			@LastModifiedDate @Nullable Instant updatedAt, @Version int version) {

		static User of(String email, String name, @Nullable String city) {
			return new User(null, email, name, city, null, null, null, 0);
		}

		User withName(String newName) {
			return new User(this.id, this.email, newName, this.city, this.rank, this.createdAt, this.updatedAt,
					this.version);
		}

	}

	/**
	 * Two defaults, of which one can be cleared.
	 */
	record Limit(@Id String name, @Column(defaultValue = "5", nullable = true) @Nullable Integer most,
			@Column(defaultValue = "6", nullable = false) @Nullable Integer least) {
	}

	/**
	 * Recognised by two properties, or by a third.
	 */
	@CompositeIndex(value = { "team", "person" }, unique = true)
	record Membership(@Id @GeneratedId @Nullable Long id, long team, long person, @Unique String badge) {
	}

	/**
	 * A row that stays when it is deleted.
	 */
	record Tag(@Id @GeneratedId @Nullable Long id, @Unique String name, String content, @SoftDelete boolean deleted) {
	}

}
