package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UnitOfWork}.
 */
class UnitOfWorkTests {

	@EngineTest
	void generatedIdsFlowIntoChildrenInWhateverOrderTheyWereAdded(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		UnitOfWork unit = fixture.operations().unitOfWork();
		Tracked<Profile> profile = unit.add(new Profile(null, 0, "counts"));
		Tracked<Member> member = unit.add(new Member(null, "ada", 0));
		profile.refer(Profile::memberId, member);
		assertThat(unit.hasChanges()).isTrue();
		assertThat(unit.saveChanges()).isEqualTo(2);
		assertThat(profile.get().memberId()).isEqualTo(member.get().id()).isNotZero();
		assertThat(fixture.operations().query(Profile.class).list()).containsExactly(profile.get());
		assertThat(fixture.operations().query(Member.class).list()).containsExactly(member.get());
		assertThat(unit.hasChanges()).isFalse();
		assertThat(unit.saveChanges()).isZero();
	}

	@EngineTest
	void onlyColumnsThatChangedAreWritten(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		Member ada = operations.insert(new Member(null, "ada", 0));
		Person person = operations.insert(new Person("Bob", 40));
		UnitOfWork unit = operations.unitOfWork();
		Tracked<Member> member = unit.attach(ada);
		Person read = unit.find(Person.class, person.id).orElseThrow().get();
		fixture.recorder().clear();
		assertThat(unit.saveChanges()).isZero();
		assertThat(fixture.recorder().sql()).isEmpty();
		read.age = 41;
		member.change((before) -> new Member(before.id(), "ada.l", before.version()));
		assertThat(unit.saveChanges()).isEqualTo(2);
		assertThat(fixture.recorder().sql()).hasSize(2)
			.anySatisfy((sql) -> assertThat(sql).contains("age").doesNotContain("name"))
			.anySatisfy((sql) -> assertThat(sql).contains("name").contains("version"));
		assertThat(member.get()).isEqualTo(new Member(ada.id(), "ada.l", 2));
		assertThat(operations.query(Member.class).one()).isEqualTo(member.get());
		assertThat(operations.query(Person.class).one().age).isEqualTo(41);
	}

	@EngineTest
	void manyInstancesTakeFewStatements(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		UnitOfWork unit = fixture.operations().unitOfWork();
		for (int i = 0; i < 50; i++) {
			Tracked<Member> member = unit.add(new Member(null, "m" + i, 0));
			unit.add(new Profile(null, 0, "p" + i)).refer(Profile::memberId, member);
		}
		fixture.recorder().clear();
		assertThat(unit.saveChanges()).isEqualTo(100);
		if (database.engine() != Engine.SQLITE) {
			assertThat(fixture.recorder().sql()).hasSizeLessThanOrEqualTo(fixture.mostInserts(19, 100));
		}
		fixture.operations().query(Profile.class).list().forEach((profile) -> {
			Member member = fixture.operations().find(Member.class, profile.memberId()).orElseThrow();
			assertThat(member.name()).isEqualTo(profile.text().replace('p', 'm'));
		});
	}

	@EngineTest
	void rowToBlameIsNamedThoughItsParentIsSavedWithIt(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Member.class, Seat.class);
		UnitOfWork unit = fixture.operations().unitOfWork();
		Tracked<Member> ada = unit.add(new Member(null, "ada", 0));
		for (String code : List.of("A1", "A2", "A1")) {
			unit.add(new Seat(null, 0, code)).refer(Seat::memberId, ada);
		}
		assertThatExceptionOfType(DuplicateRowException.class).isThrownBy(unit::saveChanges)
			.satisfies((ex) -> assertThat(ex.violation().row()).isEqualTo(2));
		assertThat(fixture.operations().query(Member.class).exists()).isFalse();
		assertThat(ada.state()).isEqualTo(TrackedState.ADDED);
	}

	@EngineTest
	void childrenAreDeletedBeforeTheirParents(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		UnitOfWork unit = operations.unitOfWork();
		Tracked<Member> member = unit.add(new Member(null, "ada", 0));
		Tracked<Profile> profile = unit.add(new Profile(null, 0, "counts")).refer(Profile::memberId, member);
		Tracked<Node> root = unit.add(new Node(null, null, "root"));
		Tracked<Node> leaf = unit.add(new Node(null, null, "leaf")).refer(Node::parentId, root);
		Tracked<Node> twig = unit.add(new Node(null, null, "twig")).refer(Node::parentId, leaf);
		unit.saveChanges();
		assertThat(twig.get().parentId()).isEqualTo(leaf.get().id());
		member.remove();
		profile.remove();
		List.of(root, leaf, twig).forEach(Tracked::remove);
		Tracked<Member> never = unit.add(new Member(null, "never", 0));
		never.remove();
		assertThat(unit.saveChanges()).isEqualTo(5);
		assertThat(operations.query(Member.class).exists()).isFalse();
		assertThat(operations.query(Node.class).exists()).isFalse();
		assertThat(member.state()).isEqualTo(TrackedState.DETACHED);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> member.replace(new Member(null, "again", 0)))
			.withMessage("This 'Member' was detached, so nothing can be done with it any more");
	}

	@EngineTest
	void unitIsAsItWasWhenSavingFailsAndCanBeCorrected(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		operations.insert(new Member(null, "taken", 0));
		UnitOfWork unit = operations.unitOfWork();
		Person person = new Person("Bob", 40);
		unit.add(person);
		Tracked<Member> member = unit.add(new Member(null, "free", 0));
		Tracked<Member> other = unit.add(new Member(null, "taken", 0));
		Tracked<Profile> profile = unit.add(new Profile(null, 0, "counts")).refer(Profile::memberId, member);
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(unit::saveChanges);
		assertThat(person.id).isZero();
		assertThat(member.get().id()).isNull();
		assertThat(member.state()).isEqualTo(TrackedState.ADDED);
		assertThat(operations.query(Person.class).exists()).isFalse();
		other.replace(new Member(null, "not taken", 0));
		assertThat(unit.saveChanges()).isEqualTo(4);
		assertThat(person.id).isNotZero();
		assertThat(profile.get().memberId()).isEqualTo(member.get().id());
	}

	@EngineTest
	void rollbackOfTheTransactionAroundItTakesTheUnitBackToo(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		UnitOfWork unit = operations.unitOfWork();
		Tracked<Member> member = unit.add(new Member(null, "ada", 0));
		fixture.transactions().executeWithoutResult((status) -> {
			unit.saveChanges();
			member.replace(new Member(member.get().id(), "changed", member.get().version()));
			unit.saveChanges();
			assertThat(member.get().version()).isEqualTo(2);
			status.setRollbackOnly();
		});
		assertThat(member.get()).isEqualTo(new Member(null, "ada", 0));
		assertThat(unit.saveChanges()).isOne();
		assertThat(operations.query(Member.class).list()).containsExactly(member.get());
	}

	@EngineTest
	void rollbackTakesBackWhatWasAddedBetweenSavings(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		UnitOfWork unit = operations.unitOfWork();
		Person first = new Person("Ada", 1);
		unit.add(first);
		List<Person> added = new ArrayList<>(List.of(first));
		fixture.transactions().executeWithoutResult((status) -> {
			unit.saveChanges();
			for (int i = 0; i < 2; i++) {
				first.age++;
				Person later = new Person("later" + i, 0);
				unit.add(later);
				added.add(later);
				assertThat(unit.saveChanges()).isEqualTo(2);
			}
			status.setRollbackOnly();
		});
		assertThat(operations.query(Person.class).exists()).isFalse();
		assertThat(added).allSatisfy((person) -> assertThat(person.id).isZero());
		assertThat(first.age).isOne();
		assertThat(unit.saveChanges()).isEqualTo(3);
		assertThat(operations.query(Person.class).list()).hasSize(3);
	}

	@EngineTest(except = Engine.SQLITE)
	void rollbackTakesBackNothingOfATransactionOfItsOwn(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		UnitOfWork unit = fixture.operations().unitOfWork();
		Tracked<Member> outer = unit.add(new Member(null, "outer", 0));
		TransactionTemplate own = fixture.transactions();
		own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		Tracked<Member> inner = Objects.requireNonNull(fixture.transactions().execute((status) -> {
			unit.saveChanges();
			Tracked<Member> added = unit.add(new Member(null, "inner", 0));
			own.executeWithoutResult((nested) -> unit.saveChanges());
			status.setRollbackOnly();
			return added;
		}));
		assertThat(inner.state()).isEqualTo(TrackedState.STORED);
		assertThat(outer.state()).isEqualTo(TrackedState.ADDED);
		assertThat(unit.saveChanges()).isOne();
		assertThat(fixture.operations().query(Member.class).list()).containsExactlyInAnyOrder(inner.get(), outer.get());
	}

	@EngineTest
	void rowThatIsToBeRemovedIsFoundNoMore(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		Member ada = operations.insert(new Member(null, "ada", 0));
		Member bob = operations.insert(new Member(null, "bob", 0));
		UnitOfWork unit = operations.unitOfWork();
		unit.remove(ada);
		assertThat(unit.find(Member.class, ada.requiredId())).isEmpty();
		assertThat(unit.list(operations.query(Member.class))).extracting(Tracked::get).containsExactly(bob);
		assertThat(operations.find(Member.class, ada.requiredId())).as("nothing is saved by itself").contains(ada);
		assertThat(unit.saveChanges()).isOne();
		assertThat(unit.find(Member.class, ada.requiredId())).isEmpty();
		assertThat(operations.query(Member.class).list()).containsExactly(bob);
	}

	@EngineTest
	void objectThatWasAddedIsTheRowThoughAHookWritesAnother(TestDatabase database) {
		EntityOperations operations = fixture(database).builder().hooks(() -> List.of(new EntityHook<Person>() {

			@Override
			public Person beforeSave(Person entity) {
				Person other = new Person(entity.name.strip(), entity.age);
				other.id = entity.id;
				return other;
			}

		})).build();
		UnitOfWork unit = operations.unitOfWork();
		Person person = new Person(" Ada ", 1);
		Tracked<Person> tracked = unit.add(person);
		unit.saveChanges();
		assertThat(tracked.get()).isSameAs(person);
		assertThat(person.name).isEqualTo("Ada");
		assertThat(unit.hasChanges()).isFalse();
		person.age = 2;
		assertThat(unit.saveChanges()).isOne();
		assertThat(operations.query(Person.class).one().age).isEqualTo(2);
	}

	@EngineTest
	void rowThatWasReadTwiceIsOneInstance(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		Member ada = operations.insert(new Member(null, "ada", 0));
		UnitOfWork unit = operations.unitOfWork();
		Tracked<Member> member = unit.list(operations.query(Member.class)).get(0);
		assertThat(unit.find(Member.class, member.get().requiredId())).containsSame(member);
		assertThat(unit.attach(ada)).isSameAs(member);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> unit.attach(new Member(ada.id(), "other", 1)))
			.withMessageStartingWith("The row of this 'Member' is represented by another instance already");
		member.detach();
		Tracked<Member> updated = unit.update(new Member(ada.id(), "other", 1));
		assertThat(unit.saveChanges()).isOne();
		assertThat(operations.query(Member.class).one()).isEqualTo(updated.get());
		operations.update(new Member(ada.id(), "somebody else", 2));
		updated.change((before) -> new Member(before.id(), "mine", before.version()));
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(unit::saveChanges);
		unit.clear();
		assertThat(unit.hasChanges()).isFalse();
	}

	@EngineTest(only = Engine.H2)
	void referencesThatCannotBeMetAreRefused(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		UnitOfWork unit = fixture.operations().unitOfWork();
		Tracked<Node> one = unit.add(new Node(null, null, "one"));
		Tracked<Node> two = unit.add(new Node(null, null, "two")).refer(Node::parentId, one);
		one.refer(Node::parentId, two);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(unit::saveChanges)
			.withMessage("These wait for each other's ids: ['Node']. Save one of them without its reference first");
		Tracked<Profile> profile = unit.add(new Profile(null, 0, "counts"));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> profile.refer(Profile::memberId, one))
			.withMessageEndingWith("cannot refer to this 'Node': it belongs to another entity");
	}

	private static WriteFixture fixture(TestDatabase database) {
		return WriteFixture.of(database, Member.class, Profile.class, Node.class, Person.class);
	}

	@Table
	record Member(@Id @GeneratedId @Nullable Long id, @Unique String name, @Version int version) {

		long requiredId() {
			return (this.id != null) ? this.id : 0;
		}

	}

	record Profile(@Id @GeneratedId @Nullable Long id, @BelongsTo(Member.class) long memberId, String text) {
	}

	record Seat(@Id @GeneratedId @Nullable Long id, @BelongsTo(Member.class) long memberId, @Unique String code) {
	}

	record Node(@Id @GeneratedId @Nullable Long id, @BelongsTo(Node.class) @Nullable Long parentId, String name) {
	}

	@Table
	static class Person {

		@Id
		@GeneratedId
		private long id;

		private String name;

		private int age;

		protected Person() {
			this("", 0);
		}

		Person(String name, int age) {
			this.name = name;
			this.age = age;
		}

	}

}
