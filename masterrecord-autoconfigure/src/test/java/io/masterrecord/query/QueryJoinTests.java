package io.masterrecord.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.domain.Page;

import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Queries of several tables.
 */
@EngineSpec
class QueryJoinTests {

	private final Alias<Person> author = Alias.of(Person.class);

	private final Alias<Order> order = Alias.of(Order.class);

	private final Database database;

	private final Query<Plan> plans;

	private final Query<Person> users;

	QueryJoinTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class, Person.class, Order.class);
		this.plans = this.database.query(Plan.class);
		this.users = this.database.query(Person.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class, Person.class, Order.class)
			.insert(Plan.ALL)
			.insert(Person.ALL)
			.insert(Order.ALL);
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void readsPagesOfRowsWithAndWithoutACounterpart() {
		Query<Plan> open = this.plans.leftJoin(this.author, this.author.col(Person::id).eq(col(Plan::createdBy)))
			.where(Plan::disabled)
			.isFalse()
			.sortBy(desc(Plan::createdAt), desc(Plan::id));
		assertThat(open.page(0, 4)).extracting(Plan::id).containsExactly(12L, 11L, 10L, 9L);
		assertThat(open.page(0, 4).getTotalElements()).isEqualTo(10);
		assertThat(open.page(1, 4)).extracting(Plan::id).containsExactly(8L, 7L, 6L, 3L);
		assertThat(open.page(2, 4)).extracting(Plan::id).containsExactly(2L, 1L);
		assertThat(open.page(3, 4).getTotalElements()).isEqualTo(10);
		assertThat(open.toCountSql().sql()).as("a join by a key is not made to count").doesNotContain("JOIN");
	}

	@Test
	void filtersSearchesAndSortsByWhatIsJoined() {
		Query<Plan> joined = this.plans.leftJoin(this.author, where(Plan::createdBy).eq(this.author.col(Person::id)));
		assertThat(joined.where(this.author.where(Person::name).eq("Bob")).list()).extracting(Plan::id)
			.containsExactlyInAnyOrder(2L, 5L, 8L, 9L);
		assertThat(joined.where(this.author.where(Person::name).eq("Bob")).count()).isEqualTo(4);
		assertThat(joined.anyOf(this.author.search("bo", Person::name), where(Plan::title).startsWith("100")).count())
			.isEqualTo(6);
		assertThat(joined.where(this.author.where(Person::id).isNull()).list()).extracting(Plan::id)
			.containsExactlyInAnyOrder(6L, 7L);
		Page<Plan> page = joined.sortBy(desc(this.author.col(Person::name)), asc(Plan::id)).page(0, 5);
		assertThat(page).extracting(Plan::id).containsExactly(2L, 5L, 8L, 9L, 1L);
		assertThat(joined.sortBy(asc(this.author.col(Person::name)), asc(Plan::id)).first().orElseThrow().id())
			.as("NULL is the least value")
			.isEqualTo(6);
	}

	@Test
	void readsWhatIsJoinedIntoARecord() {
		List<Titled> read = this.plans.leftJoin(this.author, this.author.col(Person::id).eq(col(Plan::createdBy)))
			.where(Plan::id)
			.between(5, 6)
			.select(Titled.class, col(Plan::id), col(Plan::title), this.author.col(Person::name))
			.sortBy(asc(Plan::id))
			.list();
		assertThat(read).containsExactly(new Titled(5, "bar legacy", "Bob"), new Titled(6, "100% cotton", null));
	}

	@Test
	void joinsByColumnsAndValues() {
		Query<Person> paying = this.users.join(this.order, this.order.col(Order::userId).eq(col(Person::id)),
				this.order.where(Order::status).eq("paid"));
		assertThat(paying.count()).isEqualTo(3);
		assertThat(paying.list()).extracting(Person::name).containsExactlyInAnyOrder("Ann", "Ann", "Bob");
		assertThat(paying.distinct().list()).extracting(Person::name).containsExactlyInAnyOrder("Ann", "Bob");
	}

	@Test
	void doesNotCountARowOncePerCounterpart() {
		Query<Person> withOrders = this.users.leftJoin(this.order, this.order.col(Order::userId).eq(col(Person::id)))
			.distinct();
		assertThat(withOrders.count()).isEqualTo(2);
		assertThat(withOrders.page(0, 1).getTotalElements()).isEqualTo(2);
		assertThat(withOrders.page(1, 1).getContent()).containsExactly(Person.ALL.get(1));
	}

	@Test
	void joinsATableToItself() {
		Alias<Order> other = Alias.of(Order.class);
		List<Pair> pairs = this.database.query(Order.class)
			.join(other, other.col(Order::userId).eq(col(Order::userId)), other.col(Order::id).gt(col(Order::id)))
			.select(Pair.class, col(Order::id), other.col(Order::id))
			.sortBy(asc(Order::id))
			.list();
		assertThat(pairs).containsExactly(new Pair(1L, 2L), new Pair(3L, 4L));
	}

	@Test
	void putsEachRowTogetherWithEachOther() {
		Selection<Person, Pair> all = this.users.crossJoin(this.order)
			.select(Pair.class, col(Person::id), this.order.col(Order::id));
		assertThat(all.list()).hasSize(14).doesNotHaveDuplicates();
		assertThat(all.count()).isEqualTo(14);
		assertThat(all.page(1, 10).getContent()).hasSize(4);
	}

	@Test
	void keepsRowsOfTheOtherTable() {
		Selection<Person, Pair> all = this.users
			.rightJoin(this.order, this.order.col(Order::userId).eq(col(Person::id)))
			.select(Pair.class, col(Person::id), this.order.col(Order::id));
		assertThat(all.list()).hasSize(7).contains(new Pair(null, 5L), new Pair(null, 7L), new Pair(2L, 3L));
		assertThat(all.count()).isEqualTo(7);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> this.users.rightJoin(this.order, this.order.col(Order::userId).eq(col(Person::id))).list())
			.withMessageContaining("without a 'Person'");
	}

	@Test
	void countsWhatEachUserDidBetweenTwoDates() {
		Alias<Plan> made = Alias.of(Plan.class);
		Instant from = LocalDate.of(2024, 1, 3).atStartOfDay(ZoneOffset.UTC).toInstant();
		Instant to = LocalDate.of(2024, 1, 9).atStartOfDay(ZoneOffset.UTC).toInstant();
		GroupedQuery<Person> active = this.users
			.leftJoin(made, made.col(Plan::createdBy).eq(col(Person::id)),
					made.where(Plan::createdAt).between(from, to))
			.groupBy(Person::id, Person::name)
			.having(count(made.col(Plan::id)).gt(0));
		Selection<Person, Made> all = active
			.select(Made.class, col(Person::id), col(Person::name), count(made.col(Plan::id)))
			.sortBy(desc(count(made.col(Plan::id))), asc(Person::id));
		assertThat(all.page(0, 1).getContent()).containsExactly(new Made(2, "Bob", 3));
		assertThat(all.page(1, 1).getContent()).containsExactly(new Made(1, "Ann", 2));
		assertThat(all.page(0, 1).getTotalElements()).isEqualTo(2);
		assertThat(active.having(count(made.col(Plan::id)).gt(2)).select(col(Person::id)).list()).containsExactly(2L);
	}

	@Test
	void keepsRowsOfBothTables() {
		Query<Person> all = this.users.where(Person::id)
			.ne(2)
			.fullJoin(this.order, this.order.col(Order::userId).eq(col(Person::id)));
		Query<Person> everything = this.users.fullJoin(this.order, this.order.col(Order::userId).eq(col(Person::id)));
		Selection<Person, Pair> pairs = everything.select(Pair.class, col(Person::id), this.order.col(Order::id));
		if (!this.database.dialect().fullJoins()) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(pairs::list)
				.withMessage(
						"'%s' has no full join. Join to the left, and add the other rows without a counterpart with unionAll(…)",
						this.database.dialect().id());
			assertThat(this.database.recorder().sql()).isEmpty();
			return;
		}
		assertThat(pairs.list()).containsExactlyInAnyOrder(new Pair(1L, 1L), new Pair(1L, 2L), new Pair(2L, 3L),
				new Pair(2L, 4L), new Pair(null, 5L), new Pair(null, 6L), new Pair(null, 7L));
		assertThat(pairs.count()).isEqualTo(7);
		assertThat(pairs.where(this.order.where(Order::id).isNull()).exists()).isFalse();
		assertThat(all.select(Pair.class, col(Person::id), this.order.col(Order::id)).count()).isEqualTo(2);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(everything::list)
			.withMessageContaining("full join");
		assertThat(QueryWindowTests.forward(pairs, 2)).isEqualTo(QueryWindowTests.backward(pairs, 3)).hasSize(7);
	}

	@Test
	void joinsTheFirstRowsOfEachRow() {
		Alias<Person> user = Alias.of(Person.class);
		Query<Order> own = this.database.query(Order.class).where(Order::userId).eq(user.col(Person::id));
		Alias<Latest> latest = Alias
			.of(own.sortBy(desc(Order::total)).select(Latest.class, col(Order::id), col(Order::status)).limit(1));
		Query<Person> named = this.users.as(user);
		Selection<Person, Pair> joined = named.leftJoinLateral(latest)
			.select(Pair.class, col(Person::id), latest.col(Latest::id));
		if (!this.database.dialect().lateralJoins()) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(joined::list)
				.withMessageStartingWith("'%s' has no lateral join.", this.database.dialect().id());
			assertThat(this.database.recorder().sql()).isEmpty();
			return;
		}
		assertThat(joined.sortBy(asc(Person::id)).list()).containsExactly(new Pair(1L, 2L), new Pair(2L, 4L));
		assertThat(joined.page(0, 1).getTotalElements()).isEqualTo(2);
		Alias<Person> same = Alias.of(Person.class);
		Alias<Latest> ofSame = Alias.of(this.database.query(Order.class)
			.where(Order::userId)
			.eq(same.col(Person::id))
			.select(Latest.class, col(Order::id), col(Order::status)));
		assertThat(this.users.leftJoin(same, same.col(Person::id).eq(col(Person::id))).joinLateral(ofSame).count())
			.as("a join that only the sub-query refers to is needed to count")
			.isEqualTo(4);
		assertThat(named.joinLateral(latest)
			.where(latest.where(Latest::status).eq("paid"))
			.select(Pair.class, col(Person::id), latest.col(Latest::id))
			.list()).containsExactly(new Pair(1L, 2L));
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> named.joinLateral(this.order))
			.withMessageStartingWith("'Order' is a table");
	}

	@Test
	void groupsJoinedRows() {
		Selection<Person, Orders> counted = this.users
			.leftJoin(this.order, this.order.col(Order::userId).eq(col(Person::id)),
					this.order.where(Order::total).between(Order.money(5), Order.money(50)))
			.groupBy(Person::id, Person::name)
			.having(count(this.order.col(Order::id)).gt(0))
			.select(Orders.class, col(Person::name), count(this.order.col(Order::id)))
			.sortBy(desc(count(this.order.col(Order::id))));
		assertThat(counted.page(0, 1).getContent()).containsExactly(new Orders("Ann", 2));
		assertThat(counted.page(0, 1).getTotalElements()).isEqualTo(2);
		assertThat(counted.page(1, 1).getContent()).containsExactly(new Orders("Bob", 1));
	}

	@Test
	void writesAQueryOfOneShapeOnce() {
		String text = byAuthor("Ann").toSql().sql();
		assertThat(byAuthor("Bob").toSql().sql()).isSameAs(text);
		assertThat(byAuthor("Bob").toSql().tables()).containsExactlyInAnyOrder("plans", "users");
	}

	private Query<Plan> byAuthor(String name) {
		Alias<Person> somebody = Alias.of(Person.class);
		return this.plans.join(somebody, somebody.col(Person::id).eq(col(Plan::createdBy)))
			.where(somebody.where(Person::name).eq(name));
	}

	@Test
	void refusesAnAliasThatStandsForNothing() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(this.author.where(Person::name).eq("Ann")).list())
			.withMessageContaining("'Person'")
			.withMessageContaining("Join the alias");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.crossJoin(this.author).crossJoin(this.author))
			.withMessageContaining("joined already");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.plans.leftJoin(this.author))
			.withMessageContaining("crossJoin");
	}

	record Titled(long id, String title, @Nullable String author) {
	}

	record Pair(@Nullable Long first, @Nullable Long second) {
	}

	record Made(long id, String name, long plans) {
	}

	record Latest(long id, String status) {
	}

	record Orders(String name, long orders) {
	}

}
