package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.avg;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.countDistinct;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.min;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.Order.money;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Groups, what is computed of them, and how many there are.
 */
@EngineSpec
class QueryGroupingTests {

	private final Database database;

	private final Query<Order> orders;

	QueryGroupingTests(TestDatabase database) {
		this.database = Database.of(database, Order.class, Person.class);
		this.orders = this.database.query(Order.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Order.class, Person.class).insert(Order.ALL).insert(Person.ALL);
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void readsPagesOfGroupsAndCountsTheGroups() {
		Selection<Order, Spend> spending = spending("paid");
		Page<Spend> first = spending.page(0, 2);
		assertThat(first.getContent()).containsExactly(new Spend(4L, money(50)), new Spend(1L, money(30)));
		assertThat(first.getTotalElements()).isEqualTo(4);
		assertThat(this.database.recorder().sql()).hasSize(2);
		assertThat(this.database.recorder().sql().get(1)).startsWith("SELECT COUNT(*) FROM (SELECT ")
			.contains("GROUP BY")
			.doesNotContain("ORDER BY")
			.doesNotContain("SUM(")
			.doesNotContain("LIMIT");
		this.database.recorder().clear();
		Page<Spend> second = spending.page(1, 3);
		assertThat(second.getContent()).containsExactly(new Spend(2L, money(5)));
		assertThat(second.getTotalElements()).isEqualTo(4);
		assertThat(this.database.recorder().sql()).as("a short page tells the total").hasSize(1);
		assertThat(spending.page(1, 2).getContent()).containsExactly(new Spend(null, money(7)),
				new Spend(2L, money(5)));
	}

	@Test
	void countsTheGroupsThatAreLeft() {
		Selection<Order, Spend> large = this.orders.where(Order::status)
			.eq("paid")
			.groupBy(Order::userId)
			.having(sum(Order::total).ge(BigDecimal.TEN))
			.select(Spend.class, col(Order::userId), sum(Order::total))
			.sortBy(desc(sum(Order::total)));
		assertThat(large.list()).containsExactly(new Spend(4L, money(50)), new Spend(1L, money(30)));
		assertThat(large.count()).isEqualTo(2);
		assertThat(large.exists()).isTrue();
		assertThat(spending("cancelled").page(0, 2)).isEmpty();
		assertThat(spending("cancelled").count()).isZero();
		assertThat(spending("cancelled").exists()).isFalse();
	}

	@Test
	void readsTheSameTwiceWithTheSameText() {
		Selection<Order, Spend> spending = spending("paid");
		SqlStatement before = spending.toCountSql();
		assertThat(spending.count()).isEqualTo(4);
		spending.page(0, 2);
		assertThat(spending.count()).isEqualTo(4);
		assertThat(spending.toCountSql()).isEqualTo(before);
	}

	@Test
	void sortsGroupsByTheNamesOfComponents() {
		Selection<Order, Spend> spending = spending("paid");
		Page<Spend> page = this.orders.where(Order::status)
			.eq("paid")
			.groupBy(Order::userId)
			.select(Spend.class, col(Order::userId), sum(Order::total))
			.page(PageRequest.of(0, 10, Sort.by("total")));
		assertThat(page.map(Spend::total)).containsExactly(money(5), money(7), money(30), money(50));
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> spending.sortBy(Sort.by("status")))
			.withMessageContaining("userId, total");
	}

	@Test
	void computesOfAllRows() {
		assertThat(this.orders.value(count())).contains(7L);
		assertThat(this.orders.value(count(Order::userId))).contains(6L);
		assertThat(this.orders.value(countDistinct(Order::userId))).contains(4L);
		assertThat(this.orders.value(sum(Order::total)).orElseThrow()).isEqualByComparingTo("192");
		assertThat(this.orders.value(min(Order::total)).orElseThrow()).isEqualByComparingTo("1");
		assertThat(this.orders.value(max(Order::status))).contains("paid");
		assertThat(this.orders.where(Order::id).le(3).value(avg(Order::id))).contains(2.0);
		assertThat(this.orders.where(Order::id).le(2).value(avg(Order::total))).contains(15.0);
	}

	@Test
	void addsNothingUpToZeroAndHasNoLeastOfNothing() {
		Query<Order> none = this.orders.where(Order::id).lt(0);
		assertThat(none.value(sum(Order::total)).orElseThrow()).isEqualByComparingTo("0");
		assertThat(none.value(count())).contains(0L);
		assertThat(none.value(min(Order::total))).isEmpty();
		assertThat(none.value(max(Order::total))).isEmpty();
		assertThat(none.value(avg(Order::total))).isEmpty();
	}

	@Test
	void computesOfSomeRowsOfAGroup() {
		List<Paid> read = this.orders.where(Order::userId)
			.isNotNull()
			.groupBy(Order::userId)
			.select(Paid.class, col(Order::userId), count(), count().filter(where(Order::status).eq("paid")),
					sum(Order::total).filter(where(Order::status).eq("open")))
			.sortBy(asc(Order::userId))
			.list();
		assertThat(read).extracting(Paid::userId).containsExactly(1L, 2L, 3L, 4L);
		assertThat(read).extracting(Paid::orders).containsExactly(2L, 2L, 1L, 1L);
		assertThat(read).extracting(Paid::paid).containsExactly(2L, 1L, 0L, 1L);
		assertThat(read).extracting((row) -> row.open().intValueExact()).containsExactly(0, 99, 1, 0);
	}

	@Test
	void countsOneRowWhereAllRowsAreOneGroup() {
		Selection<Order, Summary> summary = this.orders.where(Order::id)
			.lt(0)
			.select(Summary.class, count(), max(Order::total));
		assertThat(summary.list()).containsExactly(new Summary(0, null));
		assertThat(summary.count()).isEqualTo(1);
		assertThat(summary.exists()).isTrue();
		assertThat(summary.page(0, 5).getTotalElements()).isEqualTo(1);
		assertThat(summary.page(0, 1).getTotalElements()).isEqualTo(1);
	}

	@Test
	void refusesWhatDiffersWithinAGroup() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> this.orders.groupBy(Order::userId).select(Spend.class, col(Order::userId), col(Order::total)))
			.withMessageContaining("'Order.total' may differ from row to row of a group");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.select(Summary.class, count(), col(Order::total)))
			.withMessageContaining("'Order.total' may differ");
		assertThat(this.database.recorder().sql()).isEmpty();
	}

	@Test
	void refusesAnAggregateWhereSingleRowsAreChosen() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.where(sum(Order::total).gt(BigDecimal.ONE)))
			.withMessageContaining("'sum(Order.total)' is computed of several rows")
			.withMessageContaining("having");
		assertThat(this.database.recorder().sql()).isEmpty();
	}

	private Selection<Order, Spend> spending(String status) {
		return this.orders.where(Order::status)
			.eq(status)
			.groupBy(Order::userId)
			.select(Spend.class, col(Order::userId), sum(Order::total))
			.sortBy(desc(sum(Order::total)));
	}

	record Spend(@Nullable Long userId, BigDecimal total) {
	}

	record Paid(@Nullable Long userId, long orders, long paid, BigDecimal open) {
	}

	record Summary(long orders, @Nullable BigDecimal largest) {
	}

}
