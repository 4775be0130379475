package io.masterrecord.query;

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
		this.database = Database.of(database, Order.class);
		this.orders = this.database.query(Order.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Order.class)
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

}
