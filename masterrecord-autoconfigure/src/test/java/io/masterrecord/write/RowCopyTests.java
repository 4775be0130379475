package io.masterrecord.write;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.annotation.Unique;
import io.masterrecord.query.GlobalFilter;
import io.masterrecord.query.GlobalFilters;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.RowCopy;
import io.masterrecord.query.SortKey;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RowCopy}.
 */
class RowCopyTests {

	private static final ValidatorFactory VALIDATION = Validation.byDefaultProvider()
		.configure()
		.messageInterpolator(new ParameterMessageInterpolator())
		.buildValidatorFactory();

	private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00.123456Z");

	@AfterAll
	static void close() {
		VALIDATION.close();
	}

	@EngineTest
	void rowsAreInsertedWithoutBeingRead(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		fixture.recorder().clear();
		int inserted = operations.query(Item.class)
			.where(Item::stock)
			.ge(20)
			.sortBy(SortKey.desc(Item::stock))
			.insertInto(OldItem.class)
			.set(OldItem::name)
			.toProperty(Item::name)
			.set(OldItem::amount)
			.toSql("{} * {} + 1", col(Item::stock), 2)
			.set(OldItem::price)
			.toProperty(Item::price)
			.set(OldItem::label)
			.toProperty(Item::label)
			.set(OldItem::place)
			.toProperty(Item::place)
			.set(OldItem::reason)
			.to("it's ? \\")
			.execute();
		assertThat(inserted).isEqualTo(2);
		assertThat(fixture.recorder().sql()).hasSize(1);
		List<OldItem> read = operations.query(OldItem.class).sortBy(SortKey.asc(OldItem::name)).list();
		assertThat(read).extracting(OldItem::id).doesNotContainNull();
		assertThat(read.get(0)).isEqualTo(new OldItem(read.get(0).id(), "b", 41, new BigDecimal("2.50"),
				Optional.of("red"), new Place("Linz", 2), "it's ? \\", FIRST, FIRST, 1, false));
		assertThat(read.get(1)).isEqualTo(new OldItem(read.get(1).id(), "c", 61, new BigDecimal("3.50"),
				Optional.empty(), null, "it's ? \\", FIRST, FIRST, 1, false));
		assertThat(operations.update(read.get(0)).version()).isEqualTo(2);
	}

	@EngineTest
	void partOfTheRowsIsInsertedWithValuesAndNull(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		int inserted = operations.query(Item.class)
			.sortBy(SortKey.asc(Item::stock))
			.limit(1)
			.insertInto(OldItem.class)
			.set(OldItem::name)
			.toProperty(Item::name)
			.set(OldItem::amount)
			.to(7)
			.set(OldItem::price)
			.to(new BigDecimal("0.25"))
			.set(OldItem::label)
			.to("x")
			.set(OldItem::place)
			.to(new Place("Graz", 1))
			.set(OldItem::reason)
			.toNull()
			.execute();
		assertThat(inserted).isOne();
		OldItem read = operations.query(OldItem.class).one();
		assertThat(read).isEqualTo(new OldItem(read.id(), "a", 7, new BigDecimal("0.25"), Optional.of("x"),
				new Place("Graz", 1), null, FIRST, FIRST, 1, false));
	}

	@EngineTest
	void groupsAreInsertedAsRows(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		operations.insert(new Item(null, "c2", 5, new BigDecimal("9.00"), Optional.of("red"), null));
		int inserted = operations.query(Item.class)
			.where(Item::label)
			.isNotNull()
			.groupBy(Item::label)
			.insertInto(Total.class)
			.set(Total::label)
			.toProperty(Item::label)
			.set(Total::items)
			.toExpression(count())
			.set(Total::pieces)
			.toExpression(sum(Item::stock))
			.execute();
		assertThat(inserted).isOne();
		assertThat(operations.query(Total.class).one()).isEqualTo(new Total("red", 2, 25));
		operations.query(Item.class)
			.insertInto(Total.class)
			.set(Total::label)
			.to("all")
			.set(Total::items)
			.toExpression(count())
			.set(Total::pieces)
			.toExpression(sum(Item::stock))
			.execute();
		assertThat(operations.find(Total.class, "all")).contains(new Total("all", 4, 65));
	}

	@EngineTest
	void rowsAreDoubled(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		RowCopy<Item, Item> doubled = operations.query(Item.class)
			.insertInto(Item.class)
			.set(Item::name)
			.toSql("{}", col(Item::name))
			.set(Item::stock)
			.toProperty(Item::stock)
			.set(Item::price)
			.toProperty(Item::price);
		assertThat(doubled.execute()).isEqualTo(3);
		assertThat(doubled.execute()).isEqualTo(6);
		assertThat(operations.query(Item.class).where(Item::name).eq("a").list()).hasSize(4)
			.extracting(Item::id)
			.doesNotHaveDuplicates();
	}

	@EngineTest
	void whatIsRequiredHasToBeSet(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		Query<Item> items = fixture.operations().query(Item.class);
		fixture.recorder().clear();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> items.insertInto(OldItem.class).set(OldItem::amount).to(1).execute())
			.withMessage(
					"Rows of 'OldItem' cannot be inserted without [name, price], which the database does not fill in: set what is missing");
		assertThatExceptionOfType(InvalidQueryException.class).as("ids of our own are for instances")
			.isThrownBy(() -> items.insertInto(Mark.class).set(Mark::text).toProperty(Item::name).execute())
			.withMessageContaining("without [id]");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> items.insertInto(OldItem.class).set(OldItem::amount).to(1).set(OldItem::amount).to(2))
			.withMessageEndingWith("OldItem.amount' is set twice");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> items.insertInto(OldItem.class).set(OldItem::version).to(3))
			.withMessageContaining("OldItem.version' cannot be set");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> items.insertInto(OldItem.class).set(OldItem::name).toNull())
			.withMessageContaining("is NOT NULL");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> items.forUpdate().insertInto(OldItem.class))
			.withMessageContaining("cannot be locked");
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	@EngineTest
	void whatAFilterDemandsIsGivenByItself(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.builder()
			.filters(GlobalFilters.of(List.of(GlobalFilter.of(Mark.class, "text", Mark::text, () -> "mine"))))
			.build();
		RowCopy<Item, Mark> marks = operations.query(Item.class)
			.where(Item::name)
			.eq("a")
			.insertInto(Mark.class)
			.set(Mark::id)
			.to(new UUID(1, 2));
		assertThat(marks.set(Mark::text).to("mine").toSql()).isEqualTo(marks.toSql());
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> marks.set(Mark::text).to("other").execute())
			.withMessageContaining("would get another value than its filter demands");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> marks.set(Mark::text).toProperty(Item::name).execute())
			.withMessageContaining("would get another value than its filter demands");
		assertThat(marks.execute()).isOne();
		assertThat(operations.query(Mark.class).one()).isEqualTo(new Mark(new UUID(1, 2), "mine"));
	}

	@EngineTest
	void rulesHooksAndConstraintsAreThoseOfOtherWrites(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.builder()
			.validator(new BeanValidation(VALIDATION.getValidator()))
			.hooks(() -> List.of(new TotalHook()))
			.build();
		Query<Item> items = operations.query(Item.class);
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> complete(items).set(OldItem::reason).to("far too long a reason").execute())
			.withMessageContaining("reason");
		RowCopy<Item, Total> total = items.insertInto(Total.class)
			.set(Total::label)
			.to("all")
			.set(Total::items)
			.to(1L)
			.set(Total::pieces)
			.to(2);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(total::execute)
			.withMessageContaining("an insert of the rows of a query");
		assertThatExceptionOfType(DuplicateRowException.class).as("three rows of one key")
			.isThrownBy(() -> total.skipHooks().execute())
			.satisfies((ex) -> assertThat(ex.violation().properties()).containsExactly("label"));
		assertThat(complete(items).execute()).isEqualTo(3);
		assertThatExceptionOfType(DuplicateRowException.class).isThrownBy(() -> complete(items).execute())
			.satisfies((ex) -> assertThat(ex.violation().properties()).containsExactly("name"));
		assertThat(complete(items).toSql().tables()).isEqualTo(Set.of("item", "old_item"));
		assertThat(operations.query(OldItem.class).count()).isEqualTo(3);
	}

	private static RowCopy<Item, OldItem> complete(Query<Item> items) {
		return items.insertInto(OldItem.class)
			.set(OldItem::name)
			.toProperty(Item::name)
			.set(OldItem::amount)
			.toProperty(Item::stock)
			.set(OldItem::price)
			.toProperty(Item::price);
	}

	private static WriteFixture fixture(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Item.class, OldItem.class, Total.class, Mark.class);
		fixture.operations()
			.insertAll(Item.class,
					List.of(new Item(null, "a", 10, new BigDecimal("1.50"), Optional.empty(), null),
							new Item(null, "b", 20, new BigDecimal("2.50"), Optional.of("red"), new Place("Linz", 2)),
							new Item(null, "c", 30, new BigDecimal("3.50"), Optional.empty(), null)));
		return fixture;
	}

	/**
	 * What is read.
	 */
	record Item(@Id @GeneratedId @Nullable Long id, String name, int stock,
			@Column(size = 12, scale = 2) BigDecimal price, Optional<String> label, @Embedded @Nullable Place place) {
	}

	/**
	 * What is inserted.
	 */
	record OldItem(@Id @GeneratedId @Nullable Long id, @Unique String name, int amount,
			@Column(size = 12, scale = 2) BigDecimal price, Optional<String> label, @Embedded @Nullable Place place,
			@Size(max = 10) @Nullable String reason, @CreatedDate @Nullable Instant createdAt,
			@LastModifiedDate @Nullable Instant updatedAt, @Version int version, @SoftDelete boolean deleted) {
	}

	/**
	 * Where something is.
	 */
	record Place(String town, int shelf) {
	}

	/**
	 * A sum of rows.
	 */
	record Total(@Id String label, long items, int pieces) {
	}

	/**
	 * A row whose id is made here.
	 */
	record Mark(@Id @GeneratedId @Nullable UUID id, String text) {
	}

	/**
	 * Wants to see each total.
	 */
	private static final class TotalHook implements EntityHook<Total> {

		@Override
		public Total beforeSave(Total entity) {
			return entity;
		}

	}

}
