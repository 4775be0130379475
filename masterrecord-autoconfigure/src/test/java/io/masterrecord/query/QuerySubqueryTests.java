package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.masterrecord.query.Condition.exists;
import static io.masterrecord.query.Condition.notExists;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.countDistinct;
import static io.masterrecord.query.Expressions.firstValue;
import static io.masterrecord.query.Expressions.lag;
import static io.masterrecord.query.Expressions.lastValue;
import static io.masterrecord.query.Expressions.lead;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.ntile;
import static io.masterrecord.query.Expressions.rank;
import static io.masterrecord.query.Expressions.rowNumber;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.Expressions.value;
import static io.masterrecord.query.FrameBound.currentRow;
import static io.masterrecord.query.FrameBound.following;
import static io.masterrecord.query.FrameBound.preceding;
import static io.masterrecord.query.FrameBound.unboundedFollowing;
import static io.masterrecord.query.FrameBound.unboundedPreceding;
import static io.masterrecord.query.Order.money;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Queries inside of queries.
 */
@EngineSpec
class QuerySubqueryTests {

	private final Database database;

	private final Query<Order> orders;

	private final Query<Person> users;

	QuerySubqueryTests(TestDatabase database) {
		this.database = Database.of(database, Order.class, Person.class);
		this.orders = this.database.query(Order.class);
		this.users = this.database.query(Person.class);
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
	void comparesWithAListOfASubquery() {
		Selection<Order, Long> spenders = this.orders.where(Order::total).ge(BigDecimal.TEN).select(Order::userId);
		assertThat(this.users.where(Person::id).in(spenders).list()).hasSize(2);
		assertThat(this.users.where(Person::id).in(spenders.where(Order::status).eq("open")).list())
			.containsExactly(Person.ALL.get(1));
		assertThat(this.users.where(Person::id).in(spenders.sortBy(desc(Order::total)).limit(1)).list())
			.containsExactly(Person.ALL.get(1));
	}

	@Test
	void comparesWithAListThatDiffersFromRowToRow() {
		Alias<Order> order = Alias.of(Order.class);
		Query<Order> all = this.orders.as(order);
		Query<Order> others = this.orders.where(Order::status).eq(order.col(Order::status));
		assertThat(all.where(Order::userId)
			.notIn(others.where(Order::id).gt(order.col(Order::id)).select(Order::userId))
			.list()).extracting(Order::id).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L);
		assertThat(all.where(Order::userId)
			.notIn(others.groupBy(Order::userId).having(count().gt(1)).select(max(Order::userId)))
			.list()).extracting(Order::id).containsExactlyInAnyOrder(3L, 4L, 5L, 6L);
		Selection<Order, Long> dearest = others.sortBy(desc(Order::total)).select(Order::id).limit(1);
		assertThat(all.where(Order::id).eq(value(dearest)).list()).extracting(Order::id)
			.containsExactlyInAnyOrder(4L, 6L);
		assertThat(all.where(exists(others.sortBy(asc(Order::id)).offset(4))).list()).extracting(Order::status)
			.hasSize(5)
			.containsOnly("paid");
		Query<Order> dearestOfAll = all.where(Order::id).in(dearest);
		if (this.database.dialect().limitsLists()) {
			assertThat(dearestOfAll.list()).extracting(Order::id).containsExactlyInAnyOrder(4L, 6L);
		}
		else {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(dearestOfAll::list)
				.withMessageContaining("takes no limit in a sub-query that refers to the row around it");
		}
		Query<Order> nobody = all.where(Order::userId)
			.notIn(others.sortBy(desc(Order::total)).limit(1).select(Order::userId));
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(nobody::list)
			.withMessageContaining("Add isNotNull() to its conditions");
	}

	@Test
	void doesNotLetANullInAListHideAllRows() {
		Selection<Order, Long> payers = this.orders.where(Order::status).eq("paid").select(Order::userId);
		assertThat(this.users.where(Person::id).notIn(payers).list()).isEmpty();
		assertThat(this.orders.where(Order::userId).notIn(payers).list()).extracting(Order::id).containsExactly(5L);
		assertThat(this.orders.where(Order::userId).notIn(payers).count()).isEqualTo(1);
		assertThat(this.orders.not(where(Order::userId).in(payers)).list()).extracting(Order::id).containsExactly(5L);
		assertThat(this.orders.not((group) -> group.where(Order::userId).in(payers).where(Order::id).gt(1)).list())
			.extracting(Order::id)
			.containsExactlyInAnyOrder(1L, 5L);
	}

	@Test
	void asksWhetherASubqueryFindsARow() {
		Alias<Person> user = Alias.of(Person.class);
		Query<Order> own = this.orders.where(Order::userId).eq(user.col(Person::id));
		Query<Person> all = this.users.as(user);
		assertThat(all.where(exists(own.where(Order::status).eq("open"))).list()).containsExactly(Person.ALL.get(1));
		assertThat(all.where(notExists(own.where(Order::status).eq("open"))).list()).containsExactly(Person.ALL.get(0));
		assertThat(all.where(notExists(own.where(Order::total).gt(money(1000)))).page(0, 1).getTotalElements())
			.isEqualTo(2);
	}

	@Test
	void readsTheValueOfASubqueryPerRow() {
		Alias<Person> user = Alias.of(Person.class);
		Selection<Order, Long> own = this.orders.where(Order::userId).eq(user.col(Person::id)).select(count());
		List<Counted> read = this.users.as(user)
			.select(Counted.class, col(Person::name), value(own))
			.sortBy(asc(Person::id))
			.list();
		assertThat(read).containsExactly(new Counted("Ann", 2), new Counted("Bob", 2));
		assertThat(this.users.as(user)
			.where(value(own.where(Order::status).eq("paid")).gt(1L))
			.sortBy(desc(value(own)))
			.page(0, 1)
			.getContent()).containsExactly(Person.ALL.get(0));
	}

	@Test
	void comparesWithOneValueOfASubquery() {
		assertThat(this.orders.where(Order::total).eq(value(this.orders.select(max(Order::total)))).list())
			.extracting(Order::id)
			.containsExactly(4L);
	}

	@Test
	void takesASubqueryAsItsSource() {
		Selection<Order, Spend> spending = spending();
		assertThat(spending.asQuery().count()).isEqualTo(5);
		assertThat(spending.asQuery().where(Spend::total).gt(money(30)).sortBy(desc(Spend::total)).list())
			.containsExactly(new Spend(2L, money(104)), new Spend(4L, money(50)));
		assertThat(spending.asQuery().value(sum(Spend::total)).orElseThrow()).isEqualByComparingTo("192");
		assertThat(spending.asQuery().where(Spend::userId).isNull().one()).isEqualTo(new Spend(null, money(7)));
		assertThat(spending.asQuery().where(Spend::total).in(money(50), money(7)).count()).isEqualTo(2);
		assertThat(spending.asQuery().page(1, 2).getContent()).hasSize(2);
	}

	@Test
	void joinsASubquery() {
		Alias<Spend> spend = Alias.of(spending());
		Query<Person> joined = this.users.leftJoin(spend, spend.col(Spend::userId).eq(col(Person::id)));
		assertThat(joined.select(Named.class, col(Person::name), spend.col(Spend::total))
			.sortBy(desc(spend.col(Spend::total)))
			.list()).containsExactly(new Named("Bob", money(104)), new Named("Ann", money(30)));
		assertThat(joined.where(spend.where(Spend::total).lt(money(50))).count()).isEqualTo(1);
	}

	@Test
	void bindsValuesInTheOrderOfTheText() {
		Alias<Person> user = Alias.of(Person.class);
		Alias<Spend> spend = Alias.of(this.orders.where(Order::status)
			.ne("s2")
			.groupBy(Order::userId)
			.select(Spend.class, col(Order::userId), sum(Order::total)));
		Selection<Order, Long> own = this.orders.where(Order::userId)
			.eq(user.col(Person::id))
			.where(Order::status)
			.ne("s1")
			.select(count());
		Selection<Person, Counted> query = this.users.as(user)
			.join(spend, spend.col(Spend::userId).eq(user.col(Person::id)))
			.where(Person::id)
			.in(this.orders.where(Order::status).ne("s3").select(Order::userId))
			.where(Person::name)
			.ne("s4")
			.select(Counted.class, col(Person::name), value(own));
		assertThat(query.toSql().values()).extracting(TypedValue::value).containsExactly("s1", "s2", "s3", "s4");
		assertThat(query.list()).hasSize(2);
		assertThat(query.count()).isEqualTo(2);
	}

	@Test
	void readTheSameInsideOfATransaction() {
		TransactionTemplate transaction = new TransactionTemplate(
				new DataSourceTransactionManager(this.database.recorder().dataSource()));
		transaction.executeWithoutResult((status) -> {
			takesASubqueryAsItsSource();
			comparesWithAListOfASubquery();
			readsTheValueOfASubqueryPerRow();
			bindsValuesInTheOrderOfTheText();
			assertThat(this.database.recorder().connections()).isEqualTo(1);
		});
	}

	@Test
	void putsRowsOfSeveralQueriesTogether() {
		Selection<Order, Long> paid = this.orders.where(Order::status).eq("paid").select(Order::userId);
		Selection<Order, Long> open = this.orders.where(Order::status).eq("open").select(Order::userId);
		assertThat(paid.union(open).list()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, null);
		assertThat(paid.unionAll(open).count()).isEqualTo(7);
		assertThat(paid.intersect(open).list()).containsExactly(2L);
		assertThat(open.except(paid).list()).containsExactly(3L);
		assertThat(this.users.where(Person::id).in(paid.intersect(open)).list()).containsExactly(Person.ALL.get(1));
		Selection<Spend, Spend> both = spending().where(Order::status)
			.eq("paid")
			.unionAll(spending().where(Order::status).eq("open"));
		assertThat(both.sortBy(desc(Spend::total)).page(0, 2).getContent()).containsExactly(new Spend(2L, money(99)),
				new Spend(4L, money(50)));
		assertThat(both.page(0, 2).getTotalElements()).isEqualTo(6);
		assertThat(both.where(Spend::userId).eq(2L).count()).isEqualTo(2);
	}

	@Test
	void numbersRowsWithinGroups() {
		List<Ranked> ranked = this.orders.where(Order::userId)
			.isNotNull()
			.select(Ranked.class, col(Order::id), rowNumber(Over.partitionBy(Order::userId).sortBy(desc(Order::total))),
					rank(Over.<Order>all().sortBy(desc(Order::status))),
					sum(Order::total).over(Over.partitionBy(Order::userId)))
			.sortBy(asc(Order::id))
			.list();
		assertThat(ranked).extracting(Ranked::number).containsExactly(2L, 1L, 2L, 1L, 1L, 1L);
		assertThat(ranked).extracting(Ranked::rank).containsExactly(1L, 1L, 1L, 5L, 5L, 1L);
		assertThat(ranked).extracting((row) -> row.total().intValueExact()).containsExactly(30, 30, 104, 104, 1, 50);
	}

	@Test
	void numbersRowsOfPartitionsThatDifferInABoundValue() {
		for (long second : new long[] { 2, 3, 4, 2 }) {
			List<Places> places = places(second).list();
			assertThat(places).extracting(Places::number).containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 4L);
			for (Places place : places) {
				List<Order> before = Order.ALL.stream()
					.filter((order) -> order.id() <= place.id() && order.id() % second == place.id() % second)
					.toList();
				assertThat(place.other()).isEqualTo(before.size());
				assertThat(place.total())
					.isEqualByComparingTo(before.stream().map(Order::total).reduce(BigDecimal.ZERO, BigDecimal::add));
			}
		}
	}

	@Test
	void tellsWindowsOfBoundValuesApartWhereTheDatabaseDoesNot() {
		String same = places(2).toSql().sql();
		assertThat(places(3).toSql().sql().equals(same)).isEqualTo(!this.database.dialect().confusesWindows());
	}

	private Selection<Order, Places> places(long second) {
		return this.orders
			.select(Places.class, col(Order::id), rowNumber(Over.<Order>partitionBy(rest(2)).sortBy(asc(Order::id))),
					rowNumber(Over.<Order>partitionBy(rest(second)).sortBy(asc(Order::id))),
					sum(Order::total).over(Over.<Order>partitionBy(rest(second)).sortBy(asc(Order::id))))
			.sortBy(asc(Order::id));
	}

	private static Expression<Object, Long> rest(long divisor) {
		return Sql.expression(Long.class, "{} % {}", col(Order::id), divisor);
	}

	@Test
	void computesOverAllRowsBesideSortedOnes() {
		List<Windowed> rows = this.orders
			.select(Windowed.class, col(Order::id), sum(Order::total).over(Over.all()),
					rank(Over.<Order>all().sortBy(desc(Order::total))),
					sum(Order::total).over(Over.partitionBy(Order::status)))
			.sortBy(asc(Order::id))
			.list();
		assertThat(rows).extracting((row) -> row.all().intValueExact()).containsOnly(192);
		assertThat(rows).extracting(Windowed::rank).containsExactly(4L, 3L, 6L, 1L, 7L, 2L, 5L);
		assertThat(rows).extracting((row) -> row.ofStatus().intValueExact())
			.containsExactly(92, 92, 92, 100, 100, 92, 92);
	}

	@Test
	void keepsWhatIsComputedOverRowsThatAWindowLeavesOut() {
		Selection<Order, Long> numbers = this.orders.sortBy(desc(Order::total))
			.select(rowNumber(Over.<Order>all().sortBy(desc(Order::total))));
		assertThat(QueryWindowTests.forward(numbers, 3)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
		assertThat(QueryWindowTests.backward(numbers, 2)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
		Selection<Order, Numbered> groups = this.orders.groupBy(Order::status)
			.select(Numbered.class, col(Order::status), rank(Over.<Order>all().sortBy(desc(sum(Order::total)))));
		assertThat(QueryWindowTests.forward(groups, 1)).containsExactly(new Numbered("open", 1L),
				new Numbered("paid", 2L));
	}

	@Test
	void choosesGroupsWhoseDifferentValuesAreCountedAndNumbered() {
		Alias<Person> user = Alias.of(Person.class);
		Selection<Order, Tally> groups = this.orders.join(user, user.col(Person::id).eq(col(Order::userId)))
			.groupBy(Order::status)
			.having(count().gt(1))
			.select(Tally.class, col(Order::status), countDistinct(Order::userId),
					rank(Over.<Order>all().sortBy(desc(count()))));
		if (this.database.dialect().choosesCountedGroups()) {
			assertThat(groups.list()).containsExactly(new Tally("paid", 2, 1));
		}
		else {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(groups::list)
				.withMessageContaining("Read the groups into a record first");
		}
	}

	@Test
	void sortsGroupsOfRowsThatWerePutTogether() {
		Selection<Spend, Spend> all = spending().union(spending().where(Order::status).eq("paid"));
		assertThat(all.asQuery()
			.where(Spend::userId)
			.isNotNull()
			.groupBy(Spend::userId)
			.select(col(Spend::userId))
			.sortBy(desc(Spend::userId))
			.list()).containsExactly(4L, 3L, 2L, 1L);
	}

	@Test
	void findsTheGreatestRowOfEachGroup() {
		Selection<Order, Ranked> ranked = this.orders.select(Ranked.class, col(Order::id),
				rowNumber(Over.partitionBy(Order::userId).sortBy(desc(Order::total))), count().over(Over.all()),
				sum(Order::total).over(Over.all()));
		assertThat(ranked.asQuery().where(Ranked::number).eq(1).sortBy(asc(Ranked::id)).list()).extracting(Ranked::id)
			.containsExactly(2L, 4L, 5L, 6L, 7L);
		assertThat(ranked.list()).extracting(Ranked::rank).containsOnly(7L);
		assertThat(this.orders.select(sum(Order::total).over(Over.<Order>all().sortBy(asc(Order::id)).preceding(1)))
			.sortBy(asc(Order::id))
			.list()).extracting(BigDecimal::intValueExact).containsExactly(10, 30, 25, 104, 100, 51, 57);
		assertThat(ranked.count()).isEqualTo(7);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.where(rowNumber(Over.<Order>all()).eq(1)))
			.withMessageContaining("'rowNumber()'");
	}

	@Test
	void computesOverRowsBeforeAndBehindEachRow() {
		Over<Order> byId = Over.<Order>all().sortBy(asc(Order::id));
		assertThat(sums(byId.rows(preceding(1), following(1)))).containsExactly(30, 35, 124, 105, 150, 58, 57);
		assertThat(sums(byId.rows(following(1), following(2)))).containsExactly(25, 104, 100, 51, 57, 7, 0);
		assertThat(sums(byId.rows(unboundedPreceding(), preceding(1)))).containsExactly(0, 10, 30, 35, 134, 135, 185);
		assertThat(sums(byId.rows(currentRow(), unboundedFollowing()))).containsExactly(192, 182, 162, 157, 58, 57, 7);
		assertThat(sums(Over.partitionBy(Order::status).sortBy(asc(Order::id)).rows(currentRow(), following(1))))
			.containsExactly(30, 25, 55, 100, 1, 57, 7);
		assertThat(sums(Over.<Order>all().sortBy(asc(Order::status)).range(unboundedPreceding(), currentRow())))
			.containsExactly(192, 192, 192, 100, 100, 192, 192);
		assertThat(sums(byId.range(preceding(2), following(1)))).containsExactly(30, 35, 134, 125, 155, 157, 58);
		assertThat(sums(Over.<Order>all().sortBy(desc(Order::total)).range(preceding(3), following(2))))
			.as("differences of a decimal")
			.containsExactly(10, 20, 12, 99, 1, 50, 22);
	}

	@Test
	void countsGroupsOfEqualRowsWhereTheDatabaseDoes() {
		Over<Order> byUser = Over.<Order>all().sortBy(asc(Order::userId));
		if (this.database.dialect().groupFrames()) {
			assertThat(sums(byUser.groups(preceding(1), currentRow()))).as("the row of nobody is the first")
				.containsExactly(37, 37, 134, 134, 105, 51, 7);
		}
		else {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> sums(byUser.groups(preceding(1), currentRow())))
				.withMessageContaining("does not count the rows around a row by groups of equal ones");
		}
	}

	@Test
	void looksAtOtherRows() {
		Over<Order> byId = Over.<Order>all().sortBy(asc(Order::id));
		Over<Order> whole = byId.rows(unboundedPreceding(), unboundedFollowing());
		assertThat(this.orders
			.select(Around.class, col(Order::id), lag(Order::id, 1, byId), lead(Order::id, 2, byId),
					firstValue(Order::id, whole), lastValue(col(Order::id), whole), ntile(3, byId))
			.where(Order::id)
			.gt(2)
			.sortBy(asc(Order::id))
			.list()).containsExactly(new Around(3, null, 5L, 3L, 7L, 1), new Around(4, 3L, 6L, 3L, 7L, 1),
					new Around(5, 4L, 7L, 3L, 7L, 2), new Around(6, 5L, null, 3L, 7L, 2),
					new Around(7, 6L, null, 3L, 7L, 3));
		assertThat(this.orders.select(lag(col(Order::userId), 1, byId)).sortBy(asc(Order::id)).list())
			.containsExactly(null, 1L, 1L, 2L, 2L, 3L, 4L);
		assertThat(this.orders.select(lead(Order::status, 1, Over.partitionBy(Order::userId).sortBy(desc(Order::id))))
			.sortBy(asc(Order::id))
			.list()).containsExactly(null, "paid", null, "paid", null, null, null);
	}

	@Test
	void refusesFramesThatMeanNothing() {
		Over<Order> byId = Over.<Order>all().sortBy(asc(Order::id));
		assertThatIllegalArgumentException().isThrownBy(() -> byId.rows(following(1), currentRow()))
			.withMessage("There are no rows from 1 FOLLOWING to CURRENT ROW");
		assertThatIllegalArgumentException().isThrownBy(() -> byId.range(unboundedFollowing(), unboundedFollowing()));
		assertThatIllegalArgumentException().isThrownBy(() -> byId.rows(unboundedPreceding(), unboundedPreceding()));
		assertThatIllegalArgumentException().isThrownBy(() -> preceding(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> lag(Order::id, 0, byId));
		assertThatIllegalArgumentException().isThrownBy(() -> ntile(0, byId));
		assertRefused("need an order", sum(Order::total).over(Over.<Order>all().groups(currentRow(), currentRow())));
		for (Over<Order> rows : List.of(Over.<Order>all(), byId.sortBy(asc(Order::total)),
				Over.<Order>all().sortBy(asc(Order::status)),
				Over.<Order>all().sortBy(asc(Order::userId).nullsLast()))) {
			assertRefused("sorted by one number", sum(Order::total).over(rows.range(preceding(1), currentRow())));
		}
		assertRefused("'rowNumber' is told by the place", rowNumber(byId.preceding(1)));
		assertRefused("'lag' is told by the order", lag(Order::id, 1, Over.<Order>all()));
		assertRefused("'rank' is told by the order", rank(Over.<Order>all()));
		assertThat(this.database.recorder().prepared()).isEmpty();
	}

	private void assertRefused(String message, Expression<Order, ?> window) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.select(window).list())
			.withMessageContaining(message);
	}

	private List<Integer> sums(Over<Order> rows) {
		return this.orders.select(sum(Order::total).over(rows))
			.sortBy(asc(Order::id))
			.list()
			.stream()
			.map(BigDecimal::intValueExact)
			.toList();
	}

	@Test
	void refusesWindowsOfWhatDiffersWithinAGroup() {
		GroupedQuery<Order> groups = this.orders.groupBy(Order::status);
		for (Expression<Order, Long> window : List.<Expression<Order, Long>>of(
				rowNumber(Over.<Order>all().sortBy(desc(Order::total))), rowNumber(Over.partitionBy(Order::userId)),
				max(Order::id).over(Over.all()))) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> groups.select(Numbered.class, col(Order::status), window).list())
				.withMessageContaining("may differ from row to row of a group");
		}
		assertThat(groups
			.select(Numbered.class, col(Order::status), rowNumber(Over.<Order>all().sortBy(asc(Order::status))))
			.list()).containsExactlyInAnyOrder(new Numbered("open", 1L), new Numbered("paid", 2L));
		assertThat(groups
			.select(Numbered.class, col(Order::status), rowNumber(Over.<Order>all().sortBy(desc(max(Order::total)))))
			.list()).containsExactlyInAnyOrder(new Numbered("open", 1L), new Numbered("paid", 2L));
	}

	@Test
	void readsRecordsByTheNamesOfTheirComponents() {
		assertThat(this.orders.select(Amount.class).where(Order::id).le(2).sortBy(asc(Order::id)).list())
			.containsExactly(new Amount(money(10), 1), new Amount(money(20), 2));
		assertThat(this.orders.select(Status.class).distinct().list()).containsExactlyInAnyOrder(new Status("paid"),
				new Status("open"));
		assertThat(this.orders.select(Status.class).distinct().count()).isEqualTo(2);
		assertThat(this.orders.select(Order::status).distinct().page(0, 1).getTotalElements()).isEqualTo(2);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.select(Order::status).distinct().sortBy(asc(Order::id)).list())
			.withMessageContaining("'Order.id'");
	}

	@Test
	void refusesRecordsThatDoNotFit() {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.select(Named.class))
			.withMessageContaining("Component 'name' of 'Named' is no property of 'Order'");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.select(Status.class, Order::status, Order::id))
			.withMessageContaining("'Status' has 1 components (status), and 2 values are read");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.select(Counted.class, Order::id, Order::userId))
			.withMessageContaining("'Order.id' is of type 'Long', and component 'name' of type 'String'")
			.withMessageContaining("can be NULL, and component 'orders' is a primitive");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.select(String.class, Order::id))
			.withMessageContaining("is no record");
		assertThat(this.database.recorder().sql()).isEmpty();
	}

	@Test
	void readsAPartOfTheRows() {
		Query<Order> part = this.orders.sortBy(asc(Order::id)).offset(2).limit(3);
		assertThat(part.list()).extracting(Order::id).containsExactly(3L, 4L, 5L);
		assertThat(part.count()).isEqualTo(7);
		assertThat(this.orders.sortBy(asc(Order::id)).offset(6).list()).extracting(Order::id).containsExactly(7L);
		assertThat(this.orders.limit(0).list()).isEmpty();
		assertThat(part.select(Amount.class).asQuery().count()).isEqualTo(3);
	}

	@Test
	void findsRowsOfOneUserOrOfAll() {
		assertThat(grandTotals(null).count()).isEqualTo(5);
		assertThat(grandTotals(2L).list()).containsExactly(new Spend(2L, money(104)));
		assertThat(grandTotals(2L).count()).isEqualTo(1);
	}

	private Selection<Order, Spend> grandTotals(@Nullable Long userId) {
		return this.orders.where(ofUser(userId))
			.groupBy(Order::userId)
			.select(Spend.class, col(Order::userId), sum(Order::total));
	}

	private static Condition<Order> ofUser(@Nullable Long userId) {
		return where(Order::userId).eqIfPresent(userId);
	}

	private Selection<Order, Spend> spending() {
		return this.orders.groupBy(Order::userId).select(Spend.class, col(Order::userId), sum(Order::total));
	}

	record Windowed(long id, BigDecimal all, long rank, BigDecimal ofStatus) {
	}

	record Spend(@Nullable Long userId, BigDecimal total) {
	}

	record Named(String name, @Nullable BigDecimal total) {
	}

	record Counted(String name, long orders) {
	}

	record Ranked(long id, long number, long rank, BigDecimal total) {
	}

	record Amount(BigDecimal total, long id) {
	}

	record Status(String status) {
	}

	record Tally(String status, long users, long rank) {
	}

	record Places(long id, @Nullable Long number, @Nullable Long other, BigDecimal total) {

	}

	record Numbered(String status, @Nullable Long number) {

	}

	record Around(long id, @Nullable Long before, @Nullable Long behind, @Nullable Long first, @Nullable Long last,
			long part) {

	}

}
