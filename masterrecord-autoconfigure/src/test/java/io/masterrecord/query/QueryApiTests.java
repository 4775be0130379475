package io.masterrecord.query;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.masterrecord.testing.CompileCheck;

import static java.util.Map.entry;

/**
 * What compiles in a query, and what does not.
 */
class QueryApiTests {

	private static final CompileCheck QUERY = CompileCheck.of("""
			package probe;
			import java.math.*;
			import java.time.*;
			import java.util.*;
			import io.masterrecord.property.*;
			import io.masterrecord.query.*;
			import org.springframework.data.domain.*;
			import static io.masterrecord.property.Props.*;
			import static io.masterrecord.query.Condition.*;
			import static io.masterrecord.query.SortKey.*;
			class Probe {
				enum Status { OPEN, CLOSED }
				record Plan(Long id, long number, String title, boolean disabled, Boolean archived, Status status,
						Instant createdAt, LocalDate day, BigDecimal price, UUID uuid, int age, Integer years,
						byte[] bytes, Optional<String> nick) {
				}
				static abstract class Base<I> { public abstract I getId(); }
				static class User extends Base<Long> {
					public Long getId() { return 1L; }
					public String getName() { return ""; }
					public boolean isActive() { return true; }
				}
				static class Overloaded {
					public String name() { return ""; }
					public Overloaded name(String name) { return this; }
				}
				record Filter(String title, Status status, Instant from, Instant to, List<Status> statuses, Long id) { }
				void run(Query<Plan> plans, Query<User> users, Query<Overloaded> overloaded, Filter filter,
						Pageable pageable) {
					%s
				}
			}
			""");

	@Test
	void acceptsConditionsThatFitTheirProperty() {
		QUERY.accepts("plans.where(Plan::id).eq(1).where(Plan::id).eq(filter.id()).where(Plan::id).in(1, 2L)",
				"plans.where(Plan::number).between(1, 2).where(Plan::number).gt(3)",
				"plans.where(Plan::id).in(List.of(1L)).where(Plan::id).eqIfPresent(filter.id())",
				"plans.where(Plan::title).eq(\"x\").where(Plan::title).containsIgnoreCase(\"x\")",
				"plans.where(Plan::title).in(\"x\", \"y\").where(Plan::title).gt(\"x\").where(Plan::title).like(\"x%\")",
				"plans.where(Plan::title).containsIfPresent(filter.title())",
				"plans.where(Plan::disabled).isFalse().where(Plan::archived).isTrue()",
				"plans.where(Plan::status).eq(Status.OPEN).where(Plan::status).in(Status.OPEN, Status.CLOSED)",
				"plans.where(Plan::status).eqIfPresent(filter.status()).where(Plan::status).inIfPresent(filter.statuses())",
				"plans.where(Plan::createdAt).inRangeIfPresent(filter.from(), filter.to())",
				"plans.where(Plan::day).ge(LocalDate.now()).where(Plan::price).lt(BigDecimal.ONE)",
				"plans.where(Plan::uuid).eq(UUID.randomUUID()).where(Plan::uuid).isNull()",
				"plans.where(Plan::age).gt(1).where(Plan::years).in(1, 2, 3)",
				"plans.where(Plan::bytes).eq(new byte[0])",
				"plans.where(Plan::nick).eq(\"x\").where(Plan::nick).isNotNull()",
				"users.where(User::getId).eq(1).where(User::getName).contains(\"x\").where(User::isActive).isTrue()",
				"overloaded.where(text(Overloaded::name)).contains(\"x\")",
				"plans.where(TextProp.of(Plan.class, \"title\")).contains(\"x\")",
				"plans.where(Plan::title).matches(\"^x\").where(Plan::title).neIgnoreCase(\"x\")",
				"plans.where(Plan::title).isDistinctFrom(null).where(Plan::id).isNotDistinctFrom(1L)",
				"plans.where(Plan::years).isDistinctFrom(3).where(Plan::status).isNotDistinctFrom(Status.OPEN)",
				"FilterNames.of(Plan.class).allow(Plan::title).allow(\"from\", Plan::createdAt, FilterOperator.AT_LEAST)",
				"GlobalFilter.of(Plan.class, \"tenant\", Plan::number, () -> 1L)",
				"GlobalFilter.of(Plan.class, \"open\", where(Plan::status).eq(Status.OPEN))");
	}

	@Test
	void acceptsGroupsOfConditions() {
		QUERY.accepts("plans.where(anyOf(where(Plan::title).contains(\"x\"), where(Plan::age).gt(3)))",
				"plans.anyOf(where(Plan::title).contains(\"x\"), where(Plan::id).eq(1), where(Plan::disabled).isTrue())",
				"plans.anyOf(g -> g.where(Plan::title).contains(\"x\"), g -> g.where(Plan::age).gt(1).where(Plan::id).eq(1))",
				"plans.not(where(Plan::status).in(Status.OPEN)).not(g -> g.where(Plan::nick).eq(\"x\"))",
				"plans.where(allOf(not(where(Plan::uuid).isNull()), anyOf(List.of(where(Plan::bytes).isNull()))))",
				"Condition<Plan> c = anyOf(where(Plan::createdAt).gt(Instant.now()), search(\"x\", Plan::title)); plans.where(c)",
				"Condition<User> c = where(User::getId).eq(1); users.where(c)",
				"plans.anyOf(g -> g.anyOf(h -> h.where(Plan::age).gt(1), h -> h.search(\"x\", Plan::title)))");
	}

	@Test
	void acceptsReadingsOfAQuery() {
		QUERY.accepts("List<Plan> all = plans.list(); Optional<Plan> first = plans.first(); Plan one = plans.one()",
				"long total = plans.count(); boolean any = plans.exists(); Optional<Plan> found = plans.optional()",
				"Page<Plan> page = plans.sortBy(desc(Plan::createdAt), asc(Plan::id).nullsLast()).page(pageable)",
				"Page<User> page = users.sortBy(desc(User::getId)).sortBy(Sort.by(\"name\")).page(0, 20)",
				"Page<Plan> page = plans.sortable(Plan::title, Plan::age).page(pageable)",
				"Page<Plan> page = plans.search(filter.title(), Plan::title).page(pageable)",
				"List<String> titles = plans.pluck(Plan::title); List<Long> ids = plans.pluck(Plan::number)",
				"List<Optional<String>> nicks = plans.pluck(Plan::nick); List<Status> all = plans.pluck(Plan::status)",
				"Window<Plan> window = plans.window(ScrollPosition.keyset(), 5)",
				"CursorPage<Plan> page = plans.cursorPage(null, 5); CursorPage<String> titles = page.map(Plan::title)",
				"CountedPage<Plan> page = plans.page(pageable, Total.atMost(100)); var worth = page.precision()",
				"try (var rows = plans.stream()) { rows.map(Plan::title).toList(); } plans.forEach(plan -> plan.id())",
				"Optional<Plan> next = plans.forUpdate().skipLocked().first(); plans.forShare().noWait().list()",
				"String rows = plans.toSql().sql(); String count = plans.toCountSql().sql()");
	}

	@Test
	void refusesWhatDoesNotFit() {
		QUERY.refuses(Map.ofEntries(entry("plans.where(Plan::id).eq(\"x\")", "String"),
				entry("plans.where(Plan::age).eq(\"x\")", "String"),
				entry("plans.where(Plan::age).contains(\"x\")", "contains"),
				entry("plans.where(Plan::title).eq(1)", "int"), entry("plans.where(Plan::title).in(1, 2)", "int"),
				entry("plans.where(Plan::title).isTrue()", "isTrue"),
				entry("plans.where(Plan::disabled).gt(true)", "gt"),
				entry("plans.where(Plan::status).gt(Status.OPEN)", "gt"),
				entry("plans.where(Plan::status).eq(\"OPEN\")", "String"),
				entry("plans.where(Plan::status).in(List.of(\"OPEN\"))", "String"),
				entry("plans.where(Plan::status).in(Thread.State.NEW)", "State"),
				entry("plans.where(Plan::createdAt).gt(LocalDate.now())", "LocalDate"),
				entry("plans.where(Plan::price).gt(1)", "int"), entry("plans.where(Plan::uuid).like(\"x\")", "like"),
				entry("plans.where(Plan::bytes).gt(new byte[0])", "gt"), entry("plans.where(Plan::nick).eq(1)", "int"),
				entry("plans.where(User::getName)", "getName"), entry("users.where(Plan::title)", "title"),
				entry("plans.where(\"title\")", "String"), entry("plans.sortBy(\"title\")", "String"),
				entry("plans.sortBy(desc(User::getName))", "User"), entry("plans.search(\"x\", Plan::age)", "int"),
				entry("plans.search(\"x\", User::getName)", "getName"),
				entry("plans.where(where(User::getName).eq(\"x\"))", "Condition"),
				entry("Condition<Plan> c = anyOf(where(Plan::age).eq(1), where(User::getId).eq(1))", "Condition"),
				entry("plans.anyOf(g -> g.where(User::getName).eq(\"x\"))", "getName"),
				entry("List<Integer> titles = plans.pluck(Plan::title)", "Integer"),
				entry("overloaded.where(Overloaded::name).eq(\"x\")", "ambiguous"),
				entry("plans.where(Plan::age).matches(\"1\")", "matches"),
				entry("plans.where(Plan::title).isDistinctFrom(1)", "int"),
				entry("plans.where(Plan::status).isNotDistinctFrom(\"OPEN\")", "String"),
				entry("FilterNames.of(Plan.class).allow(User::getName)", "User"),
				entry("GlobalFilter.of(Plan.class, \"x\", where(User::getName).eq(\"x\"))", "Condition"),
				entry("plans.lockOnly(Plan.class)", "Alias"), entry("plans.sortBy(Sort.by(1))", "int"),
				entry("new Query<Plan>()", "Query")));
	}

}
