package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.masterrecord.annotation.Column;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.MySqlGrammar;
import io.masterrecord.testing.MySqlOffline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;

import static io.masterrecord.query.Condition.exists;
import static io.masterrecord.query.Condition.notExists;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.avg;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.lag;
import static io.masterrecord.query.Expressions.lastValue;
import static io.masterrecord.query.Expressions.rank;
import static io.masterrecord.query.Expressions.rowNumber;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.Expressions.value;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What queries of every shape send to MySQL is SQL of MySQL by its grammar. No server is
 * needed, so nothing is said about the rows.
 */
class MySqlQueryTests {

	private static final int CASES = Integer.getInteger("masterrecord.test.cases", 60);

	private final MySqlOffline mysql = new MySqlOffline();

	private final Database database = Database.of(this.mysql.dataSource(), Order.class, Person.class,
			RandomQueryTests.Thing.class, SearchArticle.class, Document.class, Part.class);

	private final Query<Order> orders = this.database.query(Order.class);

	private final Query<Person> people = this.database.query(Person.class);

	@AfterEach
	void isSqlOfMySql() {
		assertThat(this.database.dialect().id()).isEqualTo("mysql");
		assertThat(this.mysql.statements()).isNotEmpty();
		assertThat(this.mysql.problems()).isEmpty();
	}

	@Test
	void keysOfJsonDocumentsAreChangedAndTakenOut() {
		Query<Document> some = this.database.query(Document.class).where(Document::id).gt(0L);
		some.update(Change.set(Document::data).json("to", "it's").to(List.of("x'", 1)));
		some.update(Change.set(Document::data).json("to").remove());
		assertThat(this.mysql.statements()).hasSize(2);
	}

	@Test
	void randomConditionsSortsAndPages() {
		Query<RandomQueryTests.Thing> all = this.database.query(RandomQueryTests.Thing.class);
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(i);
			Query<RandomQueryTests.Thing> query = all.where(RandomQueryTests.condition(dice, 3).condition());
			for (int keys = dice.below(3); keys > 0; keys--) {
				query = query.sortBy(RandomQueryTests.key(dice));
			}
			query.list(Limit.of(1 + dice.below(9)));
			query.page(dice.below(5_000), 20);
			query.exists();
			query.cursorPage(null, 10);
			Query<RandomQueryTests.Thing> some = all.where(RandomQueryTests.condition(dice, 1).condition())
				.where(RandomQueryTests.Thing::id)
				.gt(i);
			some.update(Change.set(RandomQueryTests.Thing::rank).plus(1));
			some.delete();
		}
		assertThat(this.mysql.statements()).hasSizeGreaterThan(3 * CASES);
	}

	@Test
	void joinsGroupsAndWindows() {
		Alias<Person> person = Alias.of(Person.class);
		this.orders.join(person, person.col(Person::id).eq(col(Order::userId)))
			.where(person.where(Person::name).containsIgnoreCase("a_b%"))
			.sortBy(desc(person.col(Person::name)))
			.page(3, 7);
		this.orders.leftJoin(person, person.col(Person::id).eq(col(Order::userId)), person.where(Person::name).ne("x"))
			.groupBy(Order::userId)
			.having(count().gt(1))
			.select(Spend.class, col(Order::userId), sum(Order::total))
			.page(0, 2);
		this.orders.groupBy(Order::userId)
			.select(Filtered.class, col(Order::userId), count().filter(where(Order::status).eq("paid")))
			.list();
		this.orders
			.select(Ranked.class, col(Order::id), rowNumber(Over.partitionBy(Order::userId).sortBy(desc(Order::total))),
					rank(Over.<Order>all().sortBy(desc(Order::status))),
					sum(Order::total).over(Over.<Order>all().sortBy(asc(Order::id)).preceding(1)))
			.asQuery()
			.where(Ranked::number)
			.eq(1)
			.page(0, 5);
		this.orders.select(lag(Order::id, 2, Over.<Order>all().sortBy(asc(Order::id)))).list();
		this.orders
			.select(lastValue(Order::id,
					Over.<Order>all()
						.sortBy(asc(Order::id))
						.range(FrameBound.preceding(3), FrameBound.unboundedFollowing())))
			.list();
		this.orders.select(Order::status).distinct().page(0, 5);
	}

	@Test
	void subqueriesUnionsAndCommonTables() {
		Alias<Person> person = Alias.of(Person.class);
		Query<Order> own = this.orders.where(Order::userId).eq(person.col(Person::id));
		Query<Person> all = this.people.as(person);
		all.where(exists(own.where(Order::status).eq("open"))).where(notExists(own)).page(0, 1);
		all.select(Counted.class, col(Person::name), value(own.select(count()))).list();
		all.where(value(own.select(count())).gt(1L)).sortBy(desc(value(own.select(count())))).page(0, 1);
		this.orders.where(Order::total).eq(value(this.orders.select(max(Order::total)))).list();
		Selection<Order, Long> paid = this.orders.where(Order::status).eq("paid").select(Order::userId);
		Selection<Order, Long> open = this.orders.where(Order::status).eq("open").select(Order::userId);
		paid.union(open).list();
		paid.unionAll(open).count();
		paid.intersect(open).list();
		this.people.where(Person::id).in(paid.except(open)).page(0, 3);
		CommonTable<Spend> spending = CommonTable
			.of(this.orders.groupBy(Order::userId).select(Spend.class, col(Order::userId), sum(Order::total)));
		Alias<Spend> other = Alias.of(spending);
		spending.asQuery().join(other, other.col(Spend::total).gt(col(Spend::total))).page(0, 1);
		Query<Part> parts = this.database.query(Part.class);
		CommonTable<Node> below = CommonTable.recursive(
				parts.where(Part::id).eq(1).select(Node.class, col(Part::id), Sql.expression(Integer.class, "0")),
				(node) -> parts.join(node, node.col(Node::id).eq(col(Part::parentId)))
					.select(Node.class, col(Part::id), Sql.expression(Integer.class, "{} + 1", node.col(Node::depth))));
		below.asQuery().where(Node::depth).ge(1).count();
		below.asQuery().value(avg(Node::depth));
		parts.where(Part::id).notIn(below.asQuery().select(Node::id)).list();
	}

	@Test
	void listsOfMoreThanAStatementHolds() {
		List<Long> ids = LongStream.range(0, 70_000).boxed().toList();
		this.orders.where(Order::userId).in(ids).list();
		this.orders.where(Order::userId).notIn(ids).delete();
	}

	@Test
	void documentsSearchesLocksAndPlans() {
		Query<Document> documents = this.database.query(Document.class);
		documents.where(Document::data).json("city").containsIgnoreCase("LIN").list();
		documents.where(Document::data).json("tags", "0").isDistinctFrom("a").list();
		documents.where(Document::data).json("we ird.key[0]").isNull().list();
		documents.where(Document::data).jsonContains(Map.of("a", 1)).list();
		documents.where(Document::data).jsonOverlaps(List.of(1, 2)).list();
		Query<SearchArticle> articles = this.database.query(SearchArticle.class);
		articles.search(Search.of("fine \"old words\" -not pre*")).page(0, 5);
		articles.search("x y", SearchArticle::title, SearchArticle::body).list();
		this.orders.where(Order::status).matches("^p.*d$").list();
		this.orders.where(Order::id).eq(1).explain();
		Alias<Person> person = Alias.of(Person.class);
		Query<Order> joined = this.orders.join(person, person.col(Person::id).eq(col(Order::userId)));
		for (Query<Order> locked : List.of(this.orders.forUpdate().skipLocked(), this.orders.forShare().noWait(),
				joined.forUpdate().lockOnly(person), joined.forShare())) {
			assertThat(locked.toSql().sql()).contains(" FOR ")
				.satisfies((sql) -> assertThat(MySqlGrammar.check(sql)).as(sql).isEmpty());
		}
	}

	record Spend(@Nullable Long userId, BigDecimal total) {
	}

	record Filtered(@Nullable Long userId, long paid) {
	}

	record Counted(String name, @Nullable Long orders) {
	}

	record Ranked(long id, long number, long rank, BigDecimal total) {
	}

	record Part(@Id long id, @Nullable Long parentId, String name) {
	}

	record Node(long id, @Nullable Integer depth) {
	}

	record Document(@Id long id, @Nullable @Column(text = true) String data) {
	}

}
