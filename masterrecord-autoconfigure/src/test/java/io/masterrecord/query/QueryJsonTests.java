package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.annotation.Column;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Conditions on JSON documents, where the engine can look into them.
 */
@EngineSpec
class QueryJsonTests {

	private final Database database;

	private final Engine engine;

	private final Query<Order> orders;

	QueryJsonTests(TestDatabase database) {
		this.engine = database.engine();
		this.database = Database.of(database, Order.class, Parcel.class);
		this.orders = this.database.query(Order.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Order.class, Parcel.class)
			.insert(new Parcel(1, new Address("Bonn", 5), List.of("fragile", "x"), Map.of("insured", true), Size.S),
					new Parcel(2, new Address("Ulm", 12), List.of("heavy"), Map.of("insured", false), Size.L))
			.insert(new Order(1,
					"""
							{"city": "Berlin", "paid": true, "count": 5, "tags": ["a", "b"], "to": {"name": "Ann's \\"x\\""}}"""),
					new Order(2, """
							{"city": "berlin", "paid": false, "count": 50, "tags": ["b", 5], "to": {"name": null}}"""),
					new Order(3, """
							{"city": "null", "tags": "b", "we ird.key[0]": "x"}"""), new Order(4, """
							["a", 5]"""), new Order(5, null));
	}

	@Test
	void looksAtSingleValues() {
		if (refusedOnH2(() -> this.orders.where(Order::data).json("city").eq("Berlin").list())) {
			return;
		}
		assertThat(ids(this.orders.where(Order::data).json("city").eq("Berlin"))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("city").containsIgnoreCase("LIN"))).containsExactly(1L, 2L);
		assertThat(ids(this.orders.where(Order::data).json("city").in("berlin", "null"))).containsExactly(2L, 3L);
		assertThat(ids(this.orders.where(Order::data).json("paid").eq("true"))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("count").eq("5"))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("tags", "0").eq("a"))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("1").eq("5"))).containsExactly(4L);
		assertThat(ids(this.orders.where(Order::data).json("to", "name").eq("Ann's \"x\""))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("to", "name").isNull())).containsExactly(2L, 3L, 4L, 5L);
		assertThat(ids(this.orders.where(Order::data).json("we ird.key[0]").isNotNull())).containsExactly(3L);
		assertThat(ids(this.orders.where(Order::data).json("city").isDistinctFrom("Berlin"))).containsExactly(2L, 3L,
				4L, 5L);
	}

	@Test
	void comparesNumbersAndBooleansAsSuch() {
		if (refusedOnH2(() -> this.orders.where(Order::data).json("count").asNumber().gt(BigDecimal.ONE).list())) {
			return;
		}
		JsonStep<Query<Order>> count = this.orders.where(Order::data).json("count");
		assertThat(ids(count.asNumber().gt(new BigDecimal("9.5")))).containsExactly(2L);
		assertThat(ids(count.gt("9"))).as("as a text").isEmpty();
		assertThat(ids(count.asNumber().eq(new BigDecimal("5.0")))).containsExactly(1L);
		assertThat(ids(count.asNumber().between(BigDecimal.ONE, new BigDecimal("50")))).containsExactly(1L, 2L);
		assertThat(ids(count.asNumber().in(new BigDecimal("50"), BigDecimal.TEN))).containsExactly(2L);
		assertThat(ids(this.orders.where(Order::data).json("city").asNumber().isNotNull())).isEmpty();
		assertThat(ids(this.orders.where(Order::data).json("tags", "1").asNumber().eq(new BigDecimal("5"))))
			.containsExactly(2L);
		assertThat(ids(this.orders.where(Order::data).json("paid").asBoolean().isTrue())).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("paid").asBoolean().isFalse())).containsExactly(2L);
		assertThat(ids(this.orders.where(Order::data).json("paid").asBoolean().eqIfPresent(null))).hasSize(5);
		assertThat(ids(this.orders.where(Order::data).json("count").asBoolean().isNull())).hasSize(5);
	}

	@Test
	void looksIntoRecordsListsAndMaps() {
		Query<Parcel> parcels = this.database.query(Parcel.class);
		if (refusedOnH2(() -> parcels.where(Parcel::to).json("city").eq("Bonn").list())) {
			return;
		}
		assertThat(parcels.where(Parcel::to).json("city").eq("Bonn").list()).extracting(Parcel::id).containsExactly(1L);
		assertThat(parcels.where(Parcel::to).json("number").asNumber().ge(BigDecimal.TEN).list()).extracting(Parcel::id)
			.containsExactly(2L);
		assertThat(parcels.where(Parcel::tags).jsonOverlaps(List.of("fragile", "none")).list()).extracting(Parcel::id)
			.containsExactly(1L);
		assertThat(parcels.where(Parcel::tags).json("0").eq("heavy").list()).extracting(Parcel::id).containsExactly(2L);
		assertThat(parcels.where(Parcel::marks).json("insured").asBoolean().isTrue().count()).isEqualTo(1);
		Alias<Parcel> alias = Alias.of(Parcel.class);
		assertThat(parcels.as(alias).where(alias.col(Parcel::to).json("city").eq("Ulm")).count()).isEqualTo(1);
		if (this.engine != Engine.SQLITE) {
			assertThat(parcels.where(Parcel::to).jsonContains(Map.of("city", "Ulm")).list()).extracting(Parcel::id)
				.containsExactly(2L);
		}
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> parcels.where(Parcel::size).json("x").eq("y").toSql())
			.withMessage("'Parcel.size' holds a 'Size', and no JSON document");
	}

	@Test
	void asksForElements() {
		if (refusedOnH2(() -> this.orders.where(Order::data).jsonOverlaps(List.of(5)).list())) {
			return;
		}
		assertThat(ids(this.orders.where(Order::data).jsonOverlaps(List.of(5, "z")))).containsExactly(4L);
		assertThat(ids(this.orders.where(Order::data).jsonOverlaps(List.of("5")))).isEmpty();
		assertThat(ids(this.orders.where(Order::data).jsonOverlaps(List.of()))).isEmpty();
	}

	@Test
	void asksForWhatIsContained() {
		if (refusedOnH2(() -> this.orders.where(Order::data).jsonContains(5).list())) {
			return;
		}
		if (this.engine == Engine.SQLITE) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> this.orders.where(Order::data).jsonContains(Map.of("paid", true)).list())
				.withMessageContaining("on sqlite")
				.withMessageContaining("json(...)");
			return;
		}
		assertThat(ids(this.orders.where(Order::data).jsonContains(Map.of("paid", true)))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).jsonContains(Map.of("tags", List.of("b"))))).contains(1L, 2L);
		assertThat(ids(this.orders.where(Order::data).jsonContains(List.of(5)))).containsExactly(4L);
		assertThat(ids(this.orders.where(Order::data).jsonContains(Map.of("city", "Ber' or 1=1 --")))).isEmpty();
	}

	@Test
	void goesOnFromWhereAPathLeads() {
		if (refusedOnH2(() -> this.orders.where(Order::data).json("tags").jsonOverlaps(List.of("a")).list())) {
			return;
		}
		assertThat(ids(this.orders.where(Order::data).json("tags").jsonOverlaps(List.of("a", 5)))).containsExactly(1L,
				2L);
		assertThat(ids(this.orders.where(Order::data).json("to").json("name").eq("Ann's \"x\""))).containsExactly(1L);
		assertThat(ids(this.orders.where(Order::data).json("tags").json("1").asNumber().eq(new BigDecimal("5"))))
			.containsExactly(2L);
		if (this.engine != Engine.SQLITE) {
			assertThat(ids(this.orders.where(Order::data).json("to").jsonContains(Map.of("name", "Ann's \"x\""))))
				.containsExactly(1L);
		}
	}

	@Test
	void looksIntoWhatIsComputedWithValues() {
		if (this.engine == Engine.H2) {
			return;
		}
		TextExpression<Object> data = new TextExpression<>(Subject.of(Sql.expression(String.class, "coalesce({}, {})",
				Expressions.col(Order::data), "{\"city\": \"none\", \"paid\": true, \"count\": 7}")));
		Query<Order> filled = this.orders.where(Order::id).gt(0L);
		assertThat(ids(filled.where(data.json("city").eq("none")))).containsExactly(5L);
		assertThat(ids(filled.where(data.json("count").asNumber().gt(new BigDecimal("6"))))).containsExactly(2L, 5L);
		assertThat(ids(filled.where(data.json("paid").asBoolean().isTrue()))).containsExactly(1L, 5L);
		assertThat(ids(filled.where(data.jsonOverlaps(List.of("a"))))).containsExactly(4L);
		if (this.engine != Engine.SQLITE) {
			assertThat(ids(filled.where(data.jsonContains(Map.of("count", 7))))).containsExactly(5L);
		}
	}

	@Test
	void refusesPathsThatMeanSomethingElse() {
		for (String key : List.of("", "a\"b", "a\\b", "a\nb", "x".repeat(201))) {
			assertThatExceptionOfType(InvalidQueryException.class).as(key)
				.isThrownBy(() -> this.orders.where(Order::data).json(key).eq("x").toSql())
				.withMessageStartingWith("Key 1 of a path");
		}
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.where(Order::data).json().eq("x").toSql());
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.where(Order::data).jsonContains(new Object()).toSql());
	}

	@Test
	void bindsPathsAndDocuments() {
		if (this.engine == Engine.H2) {
			return;
		}
		String path = "zq7'; drop table x --";
		assertThat(this.orders.where(Order::data).json(path).eq("zq7").toSql().sql()).doesNotContain("zq7");
		assertThat(this.orders.where(Order::data).jsonOverlaps(List.of("zq7")).toSql().sql()).doesNotContain("zq7");
		assertThat(ids(this.orders.where(Order::data).json(path, "$[0]", "a.b").isNull())).hasSize(5);
	}

	private boolean refusedOnH2(ThrowingCallable reading) {
		if (this.engine == Engine.H2) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(reading)
				.withMessageStartingWith("There is no way to look into JSON documents on h2");
		}
		return this.engine == Engine.H2;
	}

	private static List<Long> ids(Query<Order> query) {
		return query.sortBy(SortKey.asc(Order::id)).list().stream().map(Order::id).toList();
	}

	record Order(@Id long id, @Nullable @Column(text = true) String data) {

	}

	record Parcel(@Id long id, @Column(json = true) Address to, @Column(json = true) List<String> tags,
			@Column(json = true) Map<String, Boolean> marks, Size size) {

	}

	record Address(String city, int number) {

	}

	enum Size {

		S, L

	}

}
