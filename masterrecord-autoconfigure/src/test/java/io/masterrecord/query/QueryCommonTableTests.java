package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Expressions.avg;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.Order.money;
import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that are stated once at the start of a statement.
 */
@EngineSpec
class QueryCommonTableTests {

	private final Query<Part> parts;

	private final Query<Order> orders;

	private final boolean inlined;

	QueryCommonTableTests(TestDatabase database) {
		Database known = Database.of(database, Part.class, Order.class);
		this.inlined = known.dialect().inlinesCommonTables();
		this.parts = known.query(Part.class);
		this.orders = known.query(Order.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Part.class, Order.class)
			.insert(Order.ALL)
			.insert(new Part(1, null, "machine"), new Part(2, 1L, "engine"), new Part(3, 2L, "valve"),
					new Part(4, 1L, "wheel"), new Part(5, null, "tool"));
	}

	@Test
	void usesRowsSeveralTimes() {
		CommonTable<Spend> spending = CommonTable.of(this.orders.where(Order::status)
			.eq("paid")
			.groupBy(Order::userId)
			.select(Spend.class, col(Order::userId), sum(Order::total)));
		Alias<Spend> other = Alias.of(spending);
		Query<Spend> exceeded = spending.asQuery()
			.join(other, other.col(Spend::total).gt(col(Spend::total)), other.where(Spend::total).gt(money(40)))
			.where(Spend::userId)
			.isNotNull();
		assertThat(exceeded.sortBy(asc(Spend::userId)).list()).containsExactly(new Spend(1L, money(30)),
				new Spend(2L, money(5)));
		assertThat(exceeded.count()).isEqualTo(2);
		assertThat(exceeded.page(0, 1).getTotalElements()).isEqualTo(2);
		if (!this.inlined) {
			assertThat(exceeded.toSql().sql()).startsWith("WITH w1 (").containsOnlyOnce("GROUP BY");
		}
		assertThat(exceeded.toSql().values()).extracting(TypedValue::value).first().isEqualTo("paid");
		assertThat(exceeded.toSql().tables()).containsExactly("orders");
	}

	@Test
	void isReadAnewForOtherValues() {
		for (int least : new int[] { 1000, 5, 50, 5, 0 }) {
			List<Order> expected = Order.ALL.stream()
				.filter((order) -> order.total().compareTo(money(least)) >= 0)
				.toList();
			CommonTable<Spend> large = CommonTable
				.of(this.orders.where(Order::total).ge(money(least)).select(Spend.class));
			assertThat(large.asQuery().count()).isEqualTo(expected.size());
			assertThat(large.asQuery().distinct().count()).isEqualTo(expected.size());
			assertThat(this.orders.where(Order::total).in(large.asQuery().select(Spend::total)).list())
				.containsExactlyInAnyOrderElementsOf(expected);
			CommonTable<Spend> same = CommonTable.of(large.asQuery().select(Spend.class));
			assertThat(same.asQuery().select(Spend::total).distinct().count()).isEqualTo(expected.size());
		}
	}

	@Test
	void followsRowsToRows() {
		CommonTable<Node> below = CommonTable.recursive(
				this.parts.where(Part::id)
					.eq(1)
					.select(Node.class, col(Part::id), col(Part::name), Sql.expression(Integer.class, "0")),
				(node) -> this.parts.join(node, node.col(Node::id).eq(col(Part::parentId)))
					.where(Part::name)
					.ne("wheel")
					.select(Node.class, col(Part::id), col(Part::name),
							Sql.expression(Integer.class, "{} + 1", node.col(Node::depth))));
		Query<Node> nodes = below.asQuery();
		assertThat(nodes.sortBy(asc(Node::depth)).list()).containsExactly(new Node(1, "machine", 0),
				new Node(2, "engine", 1), new Node(3, "valve", 2));
		assertThat(nodes.where(Node::depth).ge(1).count()).isEqualTo(2);
		assertThat(nodes.value(avg(Node::depth))).contains(1.0);
		assertThat(this.parts.where(Part::id).notIn(nodes.select(Node::id)).list()).extracting(Part::id)
			.containsExactlyInAnyOrder(4L, 5L);
	}

	@Test
	void writesAStatementOfOneShapeOnce() {
		assertThat(spent("paid").toSql().sql()).isSameAs(spent("open").toSql().sql());
	}

	private Query<Spend> spent(String status) {
		return CommonTable.of(this.orders.where(Order::status).eq(status).select(Spend.class)).asQuery();
	}

	record Part(@Id long id, @Nullable Long parentId, String name) {
	}

	record Node(long id, String name, @Nullable Integer depth) {
	}

	record Spend(@Nullable Long userId, BigDecimal total) {
	}

}
