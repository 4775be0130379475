package io.masterrecord.query;

import java.util.Map;

import io.masterrecord.testing.CompileCheck;
import org.junit.jupiter.api.Test;

import static java.util.Map.entry;

/**
 * What compiles of queries of several tables, groups and sub-queries, and what does not.
 */
class QueryShapesApiTests {

	private static final CompileCheck QUERY = CompileCheck.of("""
			package probe;
			import io.masterrecord.query.*;
			import java.math.BigDecimal;
			import java.util.List;
			import java.util.Optional;
			import org.springframework.data.domain.Page;
			import static io.masterrecord.query.Condition.*;
			import static io.masterrecord.query.Expressions.*;
			import static io.masterrecord.query.SortKey.*;
			class Probe {
				record Order(Long id, Long userId, String status, BigDecimal total, int items, boolean open) { }
				record User(Long id, String name, String email) { }
				record Spend(Long userId, BigDecimal total) { }
				void run(Query<Order> orders, Query<User> users, Alias<User> user, Alias<Order> order) {
					%s
				}
			}
			""");

	@Test
	void acceptsJoinsGroupsAndSubqueries() {
		QUERY.accepts("orders.leftJoin(user, user.col(User::id).eq(col(Order::userId)))",
				"orders.join(user, Order::userId).where(user.where(User::name).contains(\"x\"))",
				"orders.join(user, where(Order::userId).eq(user.col(User::id)), user.where(User::name).eq(\"x\"))",
				"orders.crossJoin(user).anyOf(where(Order::status).eq(\"x\"), user.where(User::name).eq(\"y\"))",
				"orders.crossJoin(user).sortBy(desc(user.col(User::name)), asc(Order::id))",
				"orders.where(user.search(\"x\", User::name, User::email))",
				"Selection<Order, Spend> s = orders.groupBy(Order::userId).having(count().gt(0), sum(Order::total).ge(BigDecimal.ONE)).select(Spend.class, col(Order::userId), sum(Order::total))",
				"Page<Spend> p = orders.groupBy(col(Order::userId), user.col(User::name)).select(Spend.class, count()).sortBy(desc(count())).page(0, 5)",
				"Optional<BigDecimal> total = orders.value(sum(Order::total)); Optional<Long> n = orders.value(countDistinct(Order::userId))",
				"Optional<Integer> least = orders.value(min(Order::items)); Optional<Double> mean = orders.value(avg(Order::items))",
				"orders.select(Spend.class, count().filter(where(Order::open).isTrue()), sum(Order::total).filter(user.where(User::id).eq(1)))",
				"users.where(User::id).in(orders.select(Order::userId)).where(User::id).notIn(orders.select(Order::id))",
				"users.where(exists(orders.where(Order::userId).eq(user.col(User::id))))",
				"users.where(value(orders.select(count())).gt(1L)).where(User::id).eq(value(orders.select(max(Order::userId))))",
				"Alias<Spend> a = Alias.of(orders.select(Spend.class)); users.join(a, a.col(Spend::userId).eq(col(User::id)))",
				"Query<Spend> q = orders.select(Spend.class).asQuery().where(Spend::total).gt(BigDecimal.ONE)",
				"List<Spend> l = orders.select(Spend.class).union(orders.select(Spend.class)).where(Spend::userId).eq(1).list()",
				"orders.select(rowNumber(Over.partitionBy(Order::userId).sortBy(desc(Order::total)))).list()",
				"orders.where(Sql.condition(\"length({}) > {}\", col(Order::status), 3)).sortBy(asc(Sql.expression(Integer.class, \"length({})\", col(Order::status))))");
	}

	@Test
	void refusesWhatDoesNotFit() {
		QUERY.refuses(Map.ofEntries(entry("orders.leftJoin(user, user.col(User::name).eq(col(Order::userId)))", "eq"),
				entry("orders.join(user, where(User::name).eq(\"x\"))", "Condition"),
				entry("orders.join(user, User::id)", "id"), entry("orders.where(user.where(User::name).eq(1))", "int"),
				entry("user.where(Order::status)", "status"), entry("user.col(Order::status)", "status"),
				entry("orders.sortBy(desc(sum(col(User::id))))", "User"), entry("orders.groupBy(User::id)", "id"),
				entry("orders.groupBy(col(User::id))", "User"), entry("orders.having(count().gt(0))", "having"),
				entry("orders.groupBy(Order::userId).list()", "list"),
				entry("orders.groupBy(Order::userId).having(sum(Order::total).gt(1))", "int"),
				entry("orders.groupBy(Order::userId).having(where(User::name).eq(\"x\"))", "Condition"),
				entry("orders.groupBy(Order::userId).select(Spend.class, col(User::id))", "User"),
				entry("sum(Order::status)", "status"), entry("count().contains(\"x\")", "contains"),
				entry("orders.value(sum(col(User::id)))", "User"),
				entry("users.where(User::id).in(orders.select(Order::status))", "in"),
				entry("users.where(User::name).eq(value(orders.select(count())))", "eq"),
				entry("Query<Spend> q = orders.select(Spend.class).asQuery().where(Spend::total).gt(\"x\")", "String"),
				entry("orders.select(Spend.class).union(orders.select(Order::id))", "Long"),
				entry("List<Long> l = orders.select(Spend.class).list()", "List"),
				entry("orders.leftJoin(\"users\", user.where(User::id).eq(1))", "String"),
				entry("orders.groupBy(\"status\")", "String"), entry("Alias.of(\"users\")", "String")));
	}

}
