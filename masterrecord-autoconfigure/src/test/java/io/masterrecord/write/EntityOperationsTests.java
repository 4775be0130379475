package io.masterrecord.write;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Contact;
import io.masterrecord.write.WriteEntities.Event;
import io.masterrecord.write.WriteEntities.Person;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanItem;
import io.masterrecord.write.WriteEntities.PlanNote;
import io.masterrecord.write.WriteEntities.PlanStatus;
import io.masterrecord.write.WriteEntities.Sample;
import io.masterrecord.write.WriteEntities.Setting;
import io.masterrecord.write.WriteEntities.Ticket;
import io.masterrecord.write.WriteEntities.Token;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EntityOperations}.
 */
class EntityOperationsTests {

	@EngineTest
	void insertReturnsWhatIsReadBack(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		Plan plan = new Plan(null, "PN-1", "Foo", "it's", PlanStatus.CLOSED, new BigDecimal("12.5"),
				LocalDate.of(2026, 2, 28), null, null, null, 0);
		Plan inserted = operations.insert(plan);
		assertThat(inserted.id()).isPositive();
		assertThat(inserted.version()).isEqualTo(1);
		assertThat(inserted.priority()).isEqualTo(5);
		assertThat(inserted.createdAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"))
			.isEqualTo(inserted.updatedAt());
		assertThat(fixture.recorder().sql()).hasSize(fixture.mostInserts(1, 1));
		assertThat(operations.find(Plan.class, id(inserted))).contains(inserted);
		assertThat(plan.id()).isNull();
	}

	@EngineTest
	void givenValueIsStoredInsteadOfTheDefault(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan inserted = operations.insert(Plan.of("PN-1", "Foo").withPriority(9));
		assertThat(inserted.priority()).isEqualTo(9);
		assertThat(operations.find(Plan.class, id(inserted))).contains(inserted);
	}

	@EngineTest
	void auditingDatesComeFromTheClockAlone(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		Plan inserted = operations.insert(Plan.of("PN-1", "Foo").withCreatedAt(Instant.EPOCH));
		Instant created = Instant.parse("2026-03-01T10:00:00.123456Z");
		assertThat(inserted.createdAt()).isEqualTo(created);
		fixture.clock().forward(60);
		Plan updated = operations.update(inserted.withTitle("Bar"));
		assertThat(updated.createdAt()).isEqualTo(created);
		assertThat(updated.updatedAt()).isEqualTo(created.plusSeconds(60));
		assertThat(operations.find(Plan.class, id(inserted))).contains(updated);
	}

	@EngineTest
	void updateNeverWritesTheDateOfCreationAndReadsItBackWhereItIsMissing(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan inserted = operations.insert(Plan.of("PN-1", "Foo"));
		Plan updated = operations.update(inserted.withCreatedAt(null));
		assertThat(updated.createdAt()).isEqualTo(inserted.createdAt());
		operations.update(updated.withCreatedAt(Instant.EPOCH));
		assertThat(read(operations, inserted).createdAt()).isEqualTo(inserted.createdAt());
	}

	@EngineTest
	void updateStoresNullButKeepsWhatCannotBeNull(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan inserted = operations.insert(Plan.of("PN-1", "Foo").withNote("x").withPriority(9));
		Plan updated = operations.update(inserted.withNote(null).withPriority(null));
		assertThat(updated.note()).isNull();
		assertThat(updated.priority()).isEqualTo(9);
		assertThat(operations.find(Plan.class, id(inserted))).contains(updated);
	}

	@EngineTest
	void classIsWrittenInPlace(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Person.class).operations();
		Person person = new Person("Ann", 41);
		assertThat(operations.save(person)).isSameAs(person);
		assertThat(person.getId()).isPositive();
		assertThat(person.getVersion()).isEqualTo(1);
		person.setName("Bea");
		assertThat(operations.save(person)).isSameAs(person);
		assertThat(person.getVersion()).isEqualTo(2);
		Person read = operations.find(Person.class, person.getId()).orElseThrow();
		assertThat(read.getName()).isEqualTo("Bea");
		assertThat(read.getAge()).isEqualTo(41);
		assertThat(read.getVersion()).isEqualTo(2);
	}

	@EngineTest
	void classIsNotTouchedWhenTheInsertFails(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Person.class).operations();
		Person tooLong = new Person("x".repeat(300_000), 1);
		if (database.engine() != Engine.SQLITE) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> operations.insert(tooLong));
			assertThat(tooLong.getId()).isZero();
			assertThat(tooLong.getVersion()).isNull();
		}
	}

	@EngineTest
	void uuidIsGeneratedAndTheExpressionOfTheDatabaseReadBack(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Token.class).operations();
		Token inserted = operations.insert(new Token(null, "a", null));
		assertThat(inserted.id()).isNotNull();
		assertThat(inserted.id().version()).isEqualTo(7);
		assertThat(inserted.issuedAt()).isNotNull()
			.isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(Duration.ofMinutes(5)));
		assertThat(operations.find(Token.class, inserted.id())).contains(inserted);
		UUID own = UUID.randomUUID();
		assertThat(operations.insert(new Token(own, "b", null)).id()).isEqualTo(own);
	}

	@EngineTest
	void rowOfNothingButAnIdIsInserted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Ticket.class).operations();
		List<Ticket> tickets = operations.insertAll(Ticket.class, Collections.nCopies(3, new Ticket(null)));
		assertThat(tickets).extracting(Ticket::id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(operations.update(tickets.get(0))).isEqualTo(tickets.get(0));
		assertThatExceptionOfType(MissingRowException.class).isThrownBy(() -> operations.update(new Ticket(99L)));
	}

	@EngineTest
	void timesAreCutToWhatIsStored(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Event.class).operations();
		Instant precise = Instant.parse("2026-03-01T10:00:00.123456789Z");
		Event inserted = operations.insert(new Event(null, precise));
		assertThat(inserted.at()).isEqualTo(precise.truncatedTo(ChronoUnit.MICROS));
		assertThat(operations.find(Event.class, inserted.id())).contains(inserted);
	}

	@EngineTest
	void absentValueOfAnOptionalIsNull(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Contact.class).operations();
		Contact with = operations.insert(new Contact(null, "Ann", Optional.of("123")));
		Contact without = operations.insert(new Contact(null, "Bea", Optional.empty()));
		assertThat(operations.query(Contact.class).list()).containsExactlyInAnyOrder(with, without);
		Contact changed = operations.update(new Contact(with.id(), "Ann", Optional.empty()));
		assertThat(operations.find(Contact.class, required(with.id()))).contains(changed);
		Contact patched = operations.patch(Contact.class, required(with.id()))
			.set(Contact::phone)
			.to("456")
			.executeAndRead();
		assertThat(patched.phone()).contains("456");
		operations.patch(Contact.class, required(with.id())).set(Contact::phone).toNull().execute();
		assertThat(operations.find(Contact.class, required(with.id()))).contains(changed);
	}

	@EngineTest
	void rowsOfOneStatementMayLackDifferentValues(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Sample.class).operations();
		Sample empty = new Sample(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null);
		Sample full = new Sample(null, true, (byte) -7, (short) 7, -70_000, 1L << 40, 0.1f, Math.PI,
				new BigDecimal("-12345.6789"), 'ß', "it's \\ ?", UUID.randomUUID(), LocalDate.of(1969, 12, 31),
				LocalTime.of(23, 59, 59, 999_999_000), LocalDateTime.of(2026, 3, 29, 2, 30),
				Instant.parse("1969-12-31T23:59:59.5Z"), PlanStatus.CLOSED);
		List<Sample> inserted = operations.insertAll(Sample.class, List.of(empty, full, empty, full));
		assertThat(operations.query(Sample.class).list()).containsExactlyInAnyOrderElementsOf(inserted);
		assertThat(inserted.get(1)).usingRecursiveComparison().ignoringFields("id").isEqualTo(full);
		List<Sample> swapped = operations.updateAll(Sample.class,
				List.of(withId(full, inserted.get(0)), withId(empty, inserted.get(1))));
		assertThat(
				operations.findAll(Sample.class, List.of(required(swapped.get(0).id()), required(swapped.get(1).id()))))
			.containsExactlyInAnyOrderElementsOf(swapped);
	}

	private static Sample withId(Sample values, Sample other) {
		return new Sample(other.id(), values.flag(), values.tiny(), values.small(), values.medium(), values.large(),
				values.real(), values.precise(), values.exact(), values.letter(), values.text(), values.uuid(),
				values.date(), values.time(), values.dateTime(), values.instant(), values.status());
	}

	@EngineTest
	void decimalsAreRoundedAsTheirColumn(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan plan = new Plan(null, "PN-1", "t", null, PlanStatus.OPEN, new BigDecimal("0.00005"), null, null, null,
				null, 0);
		Plan inserted = operations.insert(plan);
		assertThat(inserted.budget()).isEqualTo(new BigDecimal("0.0001"));
		assertThat(read(operations, inserted)).isEqualTo(inserted);
	}

	@EngineTest
	void fiveThousandRowsKeepTheirIdsAndOrder(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, PlanNote.class).operations();
		List<PlanNote> notes = new ArrayList<>(
				IntStream.range(0, 5000).mapToObj((i) -> new PlanNote(null, "note " + i)).toList());
		Collections.shuffle(notes, new Random(11));
		List<PlanNote> inserted = operations.insertAll(PlanNote.class, notes);
		assertThat(inserted).extracting(PlanNote::text)
			.containsExactlyElementsOf(notes.stream().map(PlanNote::text).toList());
		assertThat(operations.query(PlanNote.class).list()).hasSize(5000).containsExactlyInAnyOrderElementsOf(inserted);
		List<PlanNote> found = operations.findAll(PlanNote.class,
				inserted.stream().map((note) -> required(note.id())).toList());
		assertThat(found).hasSize(5000);
		assertThat(operations.deleteAll(PlanNote.class, inserted)).isEqualTo(5000);
	}

	@EngineTest(only = Engine.H2)
	void nullIsRefusedBeforeAnythingIsSent(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> withNull = Arrays.asList(Plan.of("PN-1", "a"), null);
		assertThatIllegalArgumentException().isThrownBy(() -> operations.save(null));
		assertThatIllegalArgumentException().isThrownBy(() -> operations.saveAll(Plan.class, withNull))
			.withMessage("'entities' must not contain null");
		assertThatIllegalArgumentException().isThrownBy(() -> operations.find(Plan.class, null))
			.withMessage("'id' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> operations.deleteById(Plan.class, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> operations.deleteAllById(Plan.class, Collections.singletonList(null)));
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	@EngineTest(only = Engine.H2)
	void nothingIsConnectedBeforeTheFirstStatement(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		Model model = fixture.operations().model();
		StatementGate unreachable = (StatementGate) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { StatementGate.class }, (proxy, method, arguments) -> {
					throw new IllegalStateException("no database");
				});
		EntityOperations operations = EntityOperations.builder(model, unreachable).build();
		assertThat(operations.isNew(Plan.of("PN-1", "a"))).isTrue();
		assertThat(operations.patch(Plan.class, 1L).set(Plan::title).to("x")).isNotNull();
		assertThatIllegalStateException().isThrownBy(() -> operations.insert(Plan.of("PN-1", "a")))
			.withMessage("no database");
	}

	@EngineTest
	void staleVersionIsRefused(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan first = operations.insert(Plan.of("PN-1", "Foo"));
		Plan second = operations.update(first.withTitle("Bar"));
		assertThat(second.version()).isEqualTo(2);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> operations.update(first.withTitle("Baz")))
			.isInstanceOfSatisfying(StaleVersionException.class, (ex) -> {
				assertThat(ex.type()).isEqualTo(Plan.class);
				assertThat(ex.id()).isEqualTo(first.id());
				assertThat(ex.expectedVersion()).isEqualTo(1);
			})
			.withMessage(
					"'Plan' with id '%s' is not in version 1 any more: it was changed or deleted meanwhile. Read it again"
						.formatted(first.id()));
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> operations.delete(first));
		assertThat(operations.find(Plan.class, id(first))).contains(second);
		assertThat(operations.delete(second)).isTrue();
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> operations.update(second));
	}

	@EngineTest
	void instanceThatWasNeverStoredCannotBeUpdatedOrDeleted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		Plan fresh = Plan.of("PN-1", "Foo");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> operations.update(fresh))
			.withMessageContaining("This 'Plan' has no id");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> operations.delete(fresh))
			.withMessageContaining("This 'Plan' has no id");
		Person person = new Person("Ann", 1);
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> operations.save(person))
			.withMessageContaining("is no entity of this model");
	}

	@EngineTest
	void assignedIdWithoutVersionIsLookedUpBeforeItIsSaved(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Setting.class).operations();
		operations.save(new Setting("a", "1"));
		operations.saveAll(Setting.class,
				List.of(new Setting("a", "2"), new Setting("b", "1"), new Setting("c", "1"), new Setting("a", "3")));
		assertThat(operations.query(Setting.class).list()).containsExactlyInAnyOrder(new Setting("a", "3"),
				new Setting("b", "1"), new Setting("c", "1"));
		assertThat(operations.update(new Setting("a", "3"))).isEqualTo(new Setting("a", "3"));
		assertThatExceptionOfType(MissingRowException.class).isThrownBy(() -> operations.update(new Setting("d", "1")))
			.withMessage("There is no 'Setting' with id 'd' to change: it was deleted, or never inserted");
	}

	@EngineTest
	void violationsOfConstraintsAreSpringsExceptions(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class, PlanItem.class).operations();
		Plan plan = operations.insert(Plan.of("PN-1", "Foo"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> operations.insert(Plan.of("PN-1", "Bar")));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> operations.insertAll(Plan.class, List.of(Plan.of("PN-2", "a"), Plan.of("PN-1", "b"))));
		assertThat(operations.query(Plan.class).count()).isEqualTo(1);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> operations.insert(new PlanItem(null, 999, "x")));
		operations.insert(new PlanItem(null, id(plan), "x"));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> operations.delete(plan));
	}

	@EngineTest
	void manyRowsGetTheirIdsInInputOrder(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = new ArrayList<>();
		for (int i = 0; i < 450; i++) {
			Plan plan = Plan.of("PN-" + (1000 - i), "Title " + i);
			plans.add((i % 100 < 90) ? plan : plan.withPriority(i));
		}
		List<Plan> inserted = operations.insertAll(Plan.class, plans);
		assertThat(inserted).extracting(Plan::planNo)
			.containsExactlyElementsOf(plans.stream().map(Plan::planNo).toList());
		assertThat(fixture.recorder().sql()).hasSizeLessThanOrEqualTo(fixture.mostInserts(11, 450));
		for (int i = 0; i < plans.size(); i++) {
			assertThat(inserted.get(i).priority()).isEqualTo((i % 100 < 90) ? 5 : i);
		}
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(inserted);
	}

	@EngineTest
	void shuffledAssignedIdsKeepTheirRows(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Token.class).operations();
		List<Token> tokens = new ArrayList<>(
				IntStream.range(0, 500).mapToObj((i) -> new Token(UUID.randomUUID(), "t" + i, null)).toList());
		Collections.shuffle(tokens, new Random(7));
		List<Token> inserted = operations.insertAll(Token.class, tokens);
		assertThat(inserted).extracting(Token::id).containsExactlyElementsOf(tokens.stream().map(Token::id).toList());
		assertThat(inserted).extracting(Token::label)
			.containsExactlyElementsOf(tokens.stream().map(Token::label).toList());
		assertThat(inserted).extracting(Token::issuedAt).doesNotContainNull();
		assertThat(operations.findAll(Token.class, tokens.stream().map(Token::id).toList()))
			.containsExactlyInAnyOrderElementsOf(inserted);
		assertThat(operations.deleteAllById(Token.class, tokens.stream().map(Token::id).toList())).isEqualTo(500);
		assertThat(operations.query(Token.class).exists()).isFalse();
	}

	@EngineTest
	void savesNewAndStoredOnesTogetherOrNone(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		List<Plan> stored = operations.insertAll(Plan.class,
				List.of(Plan.of("PN-1", "a"), Plan.of("PN-2", "b"), Plan.of("PN-3", "c")));
		List<Plan> saved = operations.saveAll(Plan.class, List.of(stored.get(0).withTitle("A"), Plan.of("PN-4", "d"),
				stored.get(1).withTitle("B"), stored.get(2).withTitle("C"), Plan.of("PN-5", "e")));
		assertThat(saved).extracting(Plan::planNo).containsExactly("PN-1", "PN-4", "PN-2", "PN-3", "PN-5");
		assertThat(saved).extracting(Plan::version).containsExactly(2, 1, 2, 2, 1);
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(saved);
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(() -> operations.saveAll(Plan.class,
					List.of(Plan.of("PN-6", "f"), saved.get(0).withTitle("AA"), stored.get(1).withTitle("BB"))))
			.satisfies((ex) -> assertThat(ex.id()).isEqualTo(stored.get(1).id()));
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(saved);
	}

	@EngineTest
	void deletesByInstanceAndById(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class, PlanItem.class).operations();
		List<Plan> plans = operations.insertAll(Plan.class,
				IntStream.range(0, 7).mapToObj((i) -> Plan.of("PN-" + i, "t")).toList());
		assertThat(operations.deleteById(Plan.class, id(plans.get(0)))).isTrue();
		assertThat(operations.deleteById(Plan.class, id(plans.get(0)))).isFalse();
		assertThat(operations.deleteAll(Plan.class, plans.subList(1, 4))).isEqualTo(3);
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(() -> operations.deleteAll(Plan.class, List.of(plans.get(4), plans.get(1))));
		assertThat(operations.query(Plan.class).count()).isEqualTo(3);
		assertThat(operations.deleteAllById(Plan.class, List.of(id(plans.get(4)), 12345L))).isEqualTo(1);
		long planId = id(plans.get(5));
		List<PlanItem> items = operations.insertAll(PlanItem.class,
				List.of(new PlanItem(null, planId, "a"), new PlanItem(null, planId, "b")));
		assertThat(operations.deleteAll(PlanItem.class, items)).isEqualTo(2);
		assertThat(operations.delete(items.get(0))).isFalse();
		assertThat(operations.deleteEverything(Plan.class)).isEqualTo(2);
	}

	@EngineTest
	void emptyListsSendNothing(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		assertThat(operations.saveAll(Plan.class, List.of())).isEmpty();
		assertThat(operations.findAll(Plan.class, List.of())).isEmpty();
		assertThat(operations.deleteAllById(Plan.class, List.of())).isZero();
		assertThat(operations.deleteAll(Plan.class, List.of())).isZero();
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	private static Plan read(EntityOperations operations, Plan plan) {
		return operations.find(Plan.class, id(plan)).orElseThrow();
	}

	private static long id(Plan plan) {
		return required(plan.id());
	}

	private static long required(@Nullable Long id) {
		assertThat(id).isNotNull();
		return id;
	}

}
