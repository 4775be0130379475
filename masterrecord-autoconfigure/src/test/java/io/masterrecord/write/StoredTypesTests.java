package io.masterrecord.write;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.masterrecord.annotation.Check;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.EnumCode;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.dialect.DialectException;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.Sql;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of every further type are written, read and found again, on every engine, or
 * refused by name.
 */
class StoredTypesTests {

	@EngineTest
	void areWrittenReadAndFound(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Parcel.class).operations();
		OffsetDateTime sent = OffsetDateTime.of(2026, 3, 1, 12, 30, 15, 123_456_000, ZoneOffset.ofHours(2));
		Parcel stored = operations.insert(new Parcel(null, new BigInteger("123456789012345"), new byte[] { 0, 1, -1 },
				sent, Duration.ofMillis(90_061_007), Size.LARGE, Carrier.SNAIL, Priority.HIGH,
				new Label("it's", List.of("a", "b")), List.of("x", "ü"), Map.of("k", List.of(1, 2)), null, 3, 4));

		assertThat(stored.weight()).as("computed by the database").isEqualTo(12);
		Parcel read = operations.find(Parcel.class, stored.id()).orElseThrow();

		assertThat(read.serial()).isEqualTo(new BigInteger("123456789012345"));
		assertThat(read.stamp()).containsExactly(0, 1, -1);
		assertThat(read.sent()).as("the same instant, told in UTC")
			.isEqualTo(sent.withOffsetSameInstant(ZoneOffset.UTC));
		assertThat(read.travelled()).isEqualTo(Duration.ofMillis(90_061_007));
		assertThat(read.size()).isEqualTo(Size.LARGE);
		assertThat(read.carrier()).isEqualTo(Carrier.SNAIL);
		assertThat(read.priority()).isEqualTo(Priority.HIGH);
		assertThat(read.label()).isEqualTo(new Label("it's", List.of("a", "b")));
		assertThat(read.tags()).containsExactly("x", "ü");
		assertThat(read.counts()).isEqualTo(Map.of("k", List.of(1, 2)));
		assertThat(read.weight()).isEqualTo(12);

		assertThat(operations.query(Parcel.class).where(Parcel::serial).eq(new BigInteger("123456789012345")).count())
			.isOne();
		assertThat(operations.query(Parcel.class).where(Parcel::sent).eq(sent).count()).isOne();
		assertThat(operations.query(Parcel.class).where(Parcel::travelled).gt(Duration.ofHours(1)).count()).isOne();
		assertThat(operations.query(Parcel.class).where(Parcel::size).eq(Size.LARGE).count()).isOne();
		assertThat(operations.query(Parcel.class).where(Parcel::carrier).eq(Carrier.SNAIL).count()).isOne();
		assertThat(operations.query(Parcel.class).where(Parcel::carrier).eq(Carrier.TRUCK).count()).isZero();
		assertThat(operations.query(Parcel.class).where(Parcel::stamp).eq(new byte[] { 0, 1, -1 }).count()).isOne();
		assertThat(operations.query(Parcel.class).where(Parcel::weight).eq(12).count()).isOne();
	}

	@EngineTest
	void enumsHaveTheFormOfTheirPropertiesInSqlToo(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Order.class).operations();
		operations.insert(new Order(1, Size.LARGE, Size.SMALL, Carrier.SNAIL, Priority.HIGH));
		Query<Order> orders = operations.query(Order.class);

		assertThat(orders.where(Sql.condition("{} = {}", col(Order::size), Size.LARGE)).count()).isOne();
		assertThat(orders.where(Sql.condition("{} = {}", col(Order::named), Size.SMALL)).count()).isOne();
		assertThat(orders.where(Sql.condition("{} = {}", col(Order::carrier), Carrier.SNAIL)).count()).isOne();
		assertThat(orders.where(Sql.condition("{} = {}", col(Order::carrier), Carrier.TRUCK)).count()).isZero();
		assertThat(orders.where(Sql.condition("{} = {}", col(Order::priority), Priority.HIGH)).count()).isOne();
		assertThat(orders
			.where(Sql.condition("{} IN ({}, {})", Sql.expression(String.class, "{}", col(Order::carrier)),
					Carrier.SNAIL, Carrier.TRUCK))
			.count()).as("the code, where nothing beside tells").isOne();
		assertThat(orders
			.where(Sql.condition("{} = {} AND {} = {}", col(Order::size), Sql.value(Order::size, Size.LARGE),
					col(Order::named), Sql.value(col(Order::named), Size.SMALL)))
			.count()).isOne();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> orders
				.where(Sql.condition("{} = {} OR {} = {}", col(Order::size), Size.LARGE, col(Order::named), Size.LARGE))
				.count())
			.withMessageContaining("'LARGE' is stored in different forms")
			.withMessageContaining("Sql.value(property, value)");
		assertThat(orders.select(Sql.expression(Carrier.class, "{}", col(Order::carrier))).list())
			.containsExactly(Carrier.SNAIL);
		orders.all().update(set(Order::size).toSql("{}", Size.SMALL), set(Order::carrier).toSql("{}", Carrier.TRUCK));
		assertThat(orders.one()).isEqualTo(new Order(1, Size.SMALL, Size.SMALL, Carrier.TRUCK, Priority.HIGH));
	}

	@EngineTest
	void refreshWhatIsComputedWithEachUpdate(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Box.class).operations();
		Box stored = operations.insert(new Box(null, 2, null));
		assertThat(stored.doubled()).isEqualTo(4);

		Box updated = operations.update(new Box(stored.id(), 5, 99));

		assertThat(updated.doubled()).isEqualTo(10);
		assertThat(operations.find(Box.class, stored.id())).contains(updated);
	}

	@EngineTest
	void keepTheRulesOfTheDatabase(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Box.class).operations();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> operations.insert(new Box(null, -1, null)));
	}

	@EngineTest
	void numberRowsByASequenceWhereThereIsOne(TestDatabase database) {
		if (database.engine() == Engine.SQLITE || database.engine() == Engine.MYSQL) {
			assertThatExceptionOfType(DialectException.class).isThrownBy(() -> WriteFixture.of(database, Ticket.class))
				.withMessageContaining("ticket_no");
			return;
		}
		EntityOperations operations = WriteFixture.of(database, Ticket.class).operations();
		Ticket first = operations.insert(new Ticket(0, "a"));
		List<Ticket> more = operations.insertAll(Ticket.class, List.of(new Ticket(0, "b"), new Ticket(0, "c")));
		assertThat(first.id()).isPositive();
		assertThat(more).extracting(Ticket::id).doesNotContain(0L, first.id()).doesNotHaveDuplicates();
		assertThat(operations.find(Ticket.class, more.get(1).id())).map(Ticket::name).contains("c");
	}

	@EngineTest
	void keepListsAsArraysWhereThereAreSome(TestDatabase database) {
		if (database.engine() != Engine.POSTGRESQL && database.engine() != Engine.H2) {
			assertThatExceptionOfType(DialectException.class).isThrownBy(() -> WriteFixture.of(database, Basket.class))
				.withMessageContaining("has no arrays");
			return;
		}
		EntityOperations operations = WriteFixture.of(database, Basket.class).operations();
		UUID member = new UUID(1, 2);
		Basket stored = operations.insert(new Basket(null, List.of("a", "it's"), List.of(1L, 2L), List.of(member)));
		assertThat(operations.find(Basket.class, stored.id())).contains(stored);
	}

	@Table(comment = "what is sent")
	record Parcel(@Id @GeneratedId(strategy = GeneratedId.Strategy.UUID_V4) @Nullable UUID id,
			@Column(size = 15) BigInteger serial, @Column(size = 32) byte[] stamp, OffsetDateTime sent,
			Duration travelled, @Column(ordinal = true) Size size, Carrier carrier,
			@Column(listed = true, comment = "how soon") Priority priority, @Column(json = true) Label label,
			@Column(json = true) List<String> tags, @Column(json = true) Map<String, List<Integer>> counts,
			@Column(computed = "height * width") @Nullable Integer weight, int height, int width) {
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.H2 })
	void unusualYearsAreFoundAmongOthers(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Era.class).operations();
		LocalDate usual = LocalDate.of(2026, 3, 1);
		LocalDate late = LocalDate.of(12_026, 3, 1);
		LocalDate early = LocalDate.of(-43, 3, 15);
		operations.insertAll(Era.class,
				List.of(new Era(1, usual, usual.atStartOfDay()), new Era(2, late, late.atStartOfDay()),
						new Era(3, early, early.atStartOfDay()), new Era(4, usual.plusDays(1), late.atTime(1, 0))));
		for (int i = 0; i < 2; i++) {
			assertThat(operations.query(Era.class).where(Era::day).in(List.of(usual, late, early)).pluck(Era::id))
				.containsExactlyInAnyOrder(1L, 2L, 3L);
			assertThat(
					operations.query(Era.class).where(Era::moment).notIn(List.of(late.atStartOfDay())).pluck(Era::id))
				.containsExactlyInAnyOrder(1L, 3L, 4L);
			assertThat(operations.query(Era.class).where(Era::day).in(List.of(usual, usual.plusDays(1))).pluck(Era::id))
				.containsExactlyInAnyOrder(1L, 4L);
		}
	}

	record Era(@Id long id, LocalDate day, LocalDateTime moment) {
	}

	@Table(name = "sent_order")
	record Order(@Id long id, @Column(ordinal = true) Size size, Size named, Carrier carrier, Priority priority) {
	}

	record Label(String text, List<String> lines) {
	}

	enum Size {

		SMALL, LARGE

	}

	enum Carrier {

		SNAIL("S"), TRUCK("T");

		@EnumCode
		private final String code;

		Carrier(String code) {
			this.code = code;
		}

	}

	enum Priority {

		LOW, HIGH

	}

	@Check(name = "ck_box_side", value = "side >= 0")
	record Box(@Id @GeneratedId @Nullable Long id, int side, @Column(computed = "side * 2") @Nullable Integer doubled) {
	}

	record Ticket(@Id @GeneratedId(strategy = GeneratedId.Strategy.SEQUENCE, sequence = "ticket_no") long id,
			String name) {
	}

	record Basket(@Id @GeneratedId(strategy = GeneratedId.Strategy.UUID_V4) @Nullable UUID id,
			@Column(array = true) List<String> names, @Column(array = true) List<Long> counts,
			@Column(array = true) List<UUID> members) {
	}

}
