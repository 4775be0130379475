package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.HasManyThrough;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.annotation.Unique;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.query.Condition;
import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.repository.MasterRecordRepositoryFactory;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static io.masterrecord.property.Props.path;
import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Entities whose id has several properties, on every engine.
 */
class CompositeIdTests {

	@EngineTest
	void areFoundChangedAndDeletedByTheirIds(TestDatabase database) {
		Lines lines = lines(database);
		LineKey key = new LineKey("A", 1);
		OrderLine stored = lines.insert(new OrderLine(key, "pump", 2, 0));
		lines.insert(new OrderLine(new LineKey("A", 2), "valve", 1, 0));
		lines.insert(new OrderLine(new LineKey("B", 1), "pipe", 1, 0));
		assertThat(lines.findById(key)).contains(stored);
		assertThat(lines.findById(new LineKey("C", 1))).isEmpty();
		assertThat(lines.existsById(key)).isTrue();
		assertThat(lines.findAllById(List.of(key, new LineKey("B", 1), new LineKey("C", 1))))
			.extracting(OrderLine::text)
			.containsExactlyInAnyOrder("pump", "pipe");

		OrderLine updated = lines.update(stored.withText("pump 2"));
		assertThat(lines.findById(key)).contains(updated);
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> lines.update(stored.withText("late")))
			.withMessageContaining("LineKey[orderNo=A, position=1]");

		lines.patch(key).set(OrderLine::amount).to(7).execute();
		assertThat(lines.findById(key).orElseThrow().amount()).isEqualTo(7);
		assertThat(lines.findByIdOrderNo("A")).hasSize(2);
		assertThat(lines.query().where(path(OrderLine::id, LineKey::position)).eq(1).count()).isEqualTo(2);

		lines.deleteById(key);
		assertThat(lines.existsById(key)).isFalse();
		assertThat(lines.bulkDelete(List.of(new LineKey("A", 2), new LineKey("B", 1), new LineKey("B", 9))))
			.isEqualTo(2);
		assertThatExceptionOfType(MissingRowException.class)
			.isThrownBy(() -> lines.patch(key).set(OrderLine::amount).to(7).execute());
	}

	@EngineTest
	void areFoundAndDeletedByVeryManyIds(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Seat.class);
		EntityOperations operations = fixture.operations();
		List<Seat> seats = IntStream.range(0, 5000).mapToObj((i) -> new Seat("r" + i % 9, i, false)).toList();
		operations.load(Seat.class, seats);
		for (int number : List.of(999, 1000, 1001, 5000)) {
			List<SeatId> ids = seats.stream()
				.limit(number)
				.map((seat) -> new SeatId(seat.row(), seat.number()))
				.toList();
			assertThat(operations.findAll(Seat.class, ids)).hasSize(number);
		}
		Query<Seat> any = operations.query(Seat.class)
			.where(Condition.anyOf(seats.stream()
				.limit(3000)
				.map((seat) -> Condition.where(Seat::number).eq(seat.number()))
				.toList()));
		assertThat(any.count()).isEqualTo(3000);
		EntityOperations hooked = fixture.builder().hooks(() -> List.of(new EntityHook<Seat>() {
		})).build();
		assertThat(hooked.deleteAllById(Seat.class,
				seats.stream().limit(1500).map((seat) -> new SeatId(seat.row(), seat.number())).toList()))
			.isEqualTo(1500);
		assertThat(operations.query(Seat.class).count()).isEqualTo(3500);
	}

	@EngineTest
	void areWrittenInBulk(TestDatabase database) {
		Lines lines = lines(database);
		List<OrderLine> many = IntStream.range(0, 700)
			.mapToObj((i) -> new OrderLine(new LineKey("N" + i % 7, i), "t" + i, i, 0))
			.toList();
		List<OrderLine> stored = lines.bulkCreate(many);
		assertThat(stored).extracting(OrderLine::id)
			.containsExactlyElementsOf(many.stream().map(OrderLine::id).toList());
		List<OrderLine> updated = lines.bulkUpdate(stored.stream().map((line) -> line.withText("u")).toList());
		assertThat(lines.query().where(OrderLine::text).eq("u").count()).isEqualTo(700);
		assertThat(lines.findAllById(updated.stream().map(OrderLine::id).toList()))
			.containsExactlyInAnyOrderElementsOf(updated);
		List<OrderLine> stale = new ArrayList<>(updated);
		stale.set(3, stored.get(3));
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> lines.bulkUpdate(stale));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> lines.insert(many.get(0)));

		UpsertResult<OrderLine> result = lines
			.upsertAll(List.of(new OrderLine(new LineKey("N0", 0), "v", 0, 0),
					new OrderLine(new LineKey("X", 1), "v", 0, 0)))
			.execute();
		assertThat(result.updated()).hasSize(1);
		assertThat(result.inserted()).hasSize(1);
		assertThat(lines.query().where(OrderLine::text).eq("v").count()).isEqualTo(2);

		lines.deleteAll(lines.query().where(OrderLine::text).eq("u").list());
		assertThat(lines.count()).isEqualTo(2);
	}

	@EngineTest
	void areSavedByAskingTheDatabase(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Post.class, Tag.class, PostTag.class).operations();
		PostTags pairs = new MasterRecordRepositoryFactory(operations).getRepository(PostTags.class);
		operations.insertAll(Post.class, List.of(new Post(1L, "a", null), new Post(2L, "b", null)));
		operations.insertAll(Tag.class, List.of(new Tag(1L, "x"), new Tag(2L, "y")));
		pairs.saveAll(List.of(new PostTag(1L, 1L, 0), new PostTag(1L, 2L, 0)));
		pairs.saveAll(List.of(new PostTag(1L, 2L, 5), new PostTag(2L, 2L, 0)));
		assertThat(pairs.findAll(Sort.by("postId", "tagId"))).containsExactly(new PostTag(1L, 1L, 0),
				new PostTag(1L, 2L, 5), new PostTag(2L, 2L, 0));
		assertThat(pairs.findById(new PostTagId(1L, 2L))).map(PostTag::place).contains(5);
		assertThat(operations.find(PostTag.class, List.of(1L, 2L))).isPresent();
		assertThat(operations.query(Post.class).include(Post::tags).sortBy(asc(Post::id)).list().get(0).tags())
			.extracting(Tag::name)
			.containsExactlyInAnyOrder("x", "y");
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> operations.find(PostTag.class, 1L))
			.withMessage("The id of 'PostTag' has a value for each of 'postId' and 'tagId', and '1' has not");
	}

	@EngineTest
	void areTrackedByTheUnitOfWork(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, OrderLine.class).operations();
		UnitOfWork unit = operations.unitOfWork();
		Tracked<OrderLine> line = unit.add(new OrderLine(new LineKey("A", 1), "pump", 1, 0));
		unit.add(new OrderLine(new LineKey("A", 2), "valve", 1, 0));
		assertThat(unit.saveChanges()).isEqualTo(2);
		assertThat(unit.find(OrderLine.class, new LineKey("A", 1))).contains(line);
		line.change((before) -> before.withText("other"));
		assertThat(unit.saveChanges()).isOne();
		line.remove();
		assertThat(unit.saveChanges()).isOne();
		assertThat(operations.query(OrderLine.class).list()).extracting(OrderLine::text).containsExactly("valve");
	}

	@EngineTest
	void tellRowsApartInWindows(TestDatabase database) {
		Lines lines = lines(database);
		lines.bulkCreate(IntStream.range(0, 10)
			.mapToObj((i) -> new OrderLine(new LineKey("N" + i % 2, i), "same", i, 0))
			.toList());
		List<OrderLine> seen = new ArrayList<>();
		Window<OrderLine> window = lines.query().sortBy(asc(OrderLine::text)).window(ScrollPosition.keyset(), 3);
		seen.addAll(window.getContent());
		while (window.hasNext()) {
			window = lines.query().sortBy(asc(OrderLine::text)).window(window.positionAt(window.size() - 1), 3);
			seen.addAll(window.getContent());
		}
		assertThat(seen).hasSize(10).doesNotHaveDuplicates();
	}

	@EngineTest
	void stayAndComeBackWhereRowsAreMarkedAsDeleted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Seat.class).operations();
		Seat seat = operations.insert(new Seat("A", 1, false));
		assertThat(operations.delete(seat)).isTrue();
		assertThat(operations.find(Seat.class, List.of("A", 1))).isEmpty();
		assertThat(operations.restore(Seat.class, List.of("A", 1))).isTrue();
		assertThat(operations.find(Seat.class, new SeatId("A", 1))).isPresent();
	}

	@EngineTest(only = Engine.H2)
	void areRefusedWhereTheyCannotBe(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, OrderLine.class).operations();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.update(new OrderLine(new LineKey(null, 1), "a", 1, 1)))
			.withMessageContaining("has no id");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.insert(new OrderLine(new LineKey(null, 1), "a", 1, 0)))
			.withMessageContaining("Property 'OrderLine.id.orderNo' is assigned by the application, but has no value");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> new MasterRecordRepositoryFactory(operations).getRepository(WrongLines.class))
			.withMessageContaining("or to a record with the components 'orderNo', 'position'");
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> io.masterrecord.model.Model.of(OrderLine.class, ToLine.class))
			.withMessageContaining("'io.masterrecord.write.CompositeIdTests.ToLine.line': belongs to")
			.withMessageContaining("whose id has the properties 'orderNo', 'position'");
	}

	private static Lines lines(TestDatabase database) {
		return new MasterRecordRepositoryFactory(WriteFixture.of(database, OrderLine.class).operations())
			.getRepository(Lines.class);
	}

	interface Lines extends MasterRecordRepository<OrderLine, LineKey> {

		List<OrderLine> findByIdOrderNo(String orderNo);

	}

	interface WrongLines extends MasterRecordRepository<OrderLine, Long> {

	}

	interface PostTags extends MasterRecordRepository<PostTag, PostTagId> {

	}

	record LineKey(@Size(max = 10) @Nullable String orderNo, int position) {
	}

	@NullMarked
	record OrderLine(@Id @Embedded(prefix = "") LineKey id, String text, int amount, @Version int version) {

		OrderLine withText(String other) {
			return new OrderLine(this.id, other, this.amount, this.version);
		}

	}

	record PostTagId(long postId, long tagId) {
	}

	record PostTag(@Id @BelongsTo(Post.class) long postId, @Id @BelongsTo(Tag.class) long tagId, int place) {
	}

	@NullMarked
	record Post(@Id @GeneratedId @Nullable Long id, String title,
			@HasManyThrough(PostTag.class) @Nullable List<Tag> tags) {
	}

	@NullMarked
	record Tag(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

	record SeatId(String row, int number) {
	}

	@NullMarked
	record Seat(@Id String row, @Id int number, @SoftDelete boolean gone) {
	}

	record ToLine(@Id long id, @BelongsTo(OrderLine.class) String line, @RefersTo OrderLine target) {
	}

}
