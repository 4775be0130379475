package io.masterrecord.property;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.masterrecord.testing.CompileCheck;

import static java.util.Map.entry;

/**
 * Proves that one overload per kind of property is enough for the compilers to choose the
 * operators a property has, and to type the values.
 */
class PropOverloadsTests {

	private static final CompileCheck QUERY = CompileCheck.of("""
			package probe;
			import java.math.*;
			import java.time.*;
			import java.util.*;
			import io.masterrecord.property.*;
			import org.springframework.data.domain.Sort;
			import static io.masterrecord.property.Props.*;
			import static io.masterrecord.property.SampleQuery.desc;
			class Probe {
				enum Status { OPEN, CLOSED { } }
				interface Titled { String title(); default String getShout() { return title(); } }
				record Plan(Long id, long number, String title, boolean disabled, Boolean archived, Status status,
						Instant createdAt, LocalDate day, LocalDateTime dateTime, ZonedDateTime zoned, Year year,
						Duration duration, java.sql.Timestamp timestamp, BigDecimal price, UUID uuid,
						List<String> tags, Set<? extends Number> numbers, int age, Integer years, short small,
						double rate, char letter, byte[] bytes, String[] words, Optional<String> nick,
						Map<String, Object> map, User owner, Currency currency, Object any) implements Titled {
				}
				static abstract class Base<I> { public abstract I getId(); }
				static abstract class Middle<I extends Comparable<I>> extends Base<I> {
					public int getRevision() { return 1; }
				}
				static class User extends Middle<Long> {
					public Long getId() { return 1L; }
					public String getName() { return ""; }
					public boolean isActive() { return true; }
				}
				static abstract class Key<I> { public I getId() { return null; } }
				static class Device extends Key<UUID> { }
				static class Node extends Key<Long> { }
				static class Overloaded {
					public String name() { return ""; }
					public Overloaded name(String name) { return this; }
					public int age() { return 1; }
					public Overloaded age(int age) { return this; }
					public boolean on() { return true; }
					public Overloaded on(boolean on) { return this; }
					public long count() { return 1; }
					public Overloaded count(long count) { return this; }
					public Status status() { return null; }
					public Overloaded status(Status status) { return this; }
					public List<String> tags() { return null; }
					public Overloaded tags(List<String> tags) { return this; }
					public Optional<String> nick() { return null; }
					public Overloaded nick(String nick) { return this; }
					public byte[] bytes() { return null; }
					public Overloaded bytes(byte[] bytes) { return this; }
				}
				void run(SampleQuery<Plan> plans, SampleQuery<User> users, SampleQuery<Device> devices,
						SampleQuery<Node> nodes, SampleQuery<Overloaded> overloaded) {
					%s
				}
			}
			""");

	@Test
	void acceptsWhatFitsTheProperty() {
		QUERY.accepts("plans.where(Plan::id).eq(1).where(Plan::id).gt(2L)",
				"plans.where(Plan::number).eq(1).where(Plan::number).gt(2L)",
				"plans.where(Plan::title).contains(\"x\")", "plans.where(Titled::title).contains(\"x\")",
				"plans.where(Plan::getShout).contains(\"x\")", "plans.where(Plan::title).gt(\"x\")",
				"plans.where(Plan::disabled).isTrue()",
				"plans.where(Plan::archived).isTrue().where(Plan::archived).eq(true)",
				"plans.where(Plan::status).in(Status.OPEN, Status.CLOSED)",
				"plans.where(Plan::createdAt).gt(Instant.now())", "plans.where(Plan::day).gt(LocalDate.now())",
				"plans.where(Plan::dateTime).gt(LocalDateTime.now())",
				"plans.where(Plan::zoned).gt(ZonedDateTime.now())", "plans.where(Plan::year).gt(Year.of(2026))",
				"plans.where(Plan::duration).gt(Duration.ZERO)",
				"plans.where(Plan::timestamp).gt(new java.sql.Timestamp(0))",
				"plans.where(Plan::price).gt(BigDecimal.ONE)", "plans.where(Plan::uuid).eq(UUID.randomUUID())",
				"plans.where(Plan::tags).has(\"x\")", "plans.where(Plan::numbers)",
				"plans.where(Plan::age).gt(1).where(Plan::years).gt(1)", "plans.where(Plan::small).gt((short) 1)",
				"plans.where(Plan::rate).gt(1.5)", "plans.where(Plan::letter).gt('c')",
				"plans.where(Plan::bytes).eq(new byte[0])", "plans.where(Plan::words).eq(new String[0])",
				"plans.where(Plan::nick).holds(\"x\")", "plans.where(Plan::map).eq(Map.of())",
				"plans.where(Plan::currency).eq(Currency.getInstance(\"EUR\"))", "plans.where(Plan::any).eq(3)",
				"users.where(User::getId).eq(1).where(User::getRevision).gt(1)",
				"users.where(User::getName).contains(\"x\").where(User::isActive).isTrue()",
				"devices.where(Device::getId).eq(UUID.randomUUID())", "nodes.where(Node::getId).gt(1)");
	}

	@Test
	void refusesWhatDoesNotFitTheProperty() {
		QUERY.refuses(Map.ofEntries(entry("plans.where(Plan::age).eq(\"x\")", "String"),
				entry("plans.where(Plan::age).contains(\"x\")", "contains"),
				entry("plans.where(Plan::id).eq(\"x\")", "String"),
				entry("plans.where(Plan::id).contains(\"x\")", "contains"),
				entry("plans.where(Plan::title).eq(1)", "int"), entry("plans.where(Plan::title).isTrue()", "isTrue"),
				entry("plans.where(Plan::disabled).gt(true)", "gt"),
				entry("plans.where(Plan::disabled).eq(\"x\")", "String"),
				entry("plans.where(Plan::status).gt(Status.OPEN)", "gt"),
				entry("plans.where(Plan::status).eq(\"OPEN\")", "String"),
				entry("plans.where(Plan::status).in(Thread.State.NEW)", "State"),
				entry("plans.where(Plan::createdAt).gt(\"2026-01-01\")", "String"),
				entry("plans.where(Plan::day).gt(Instant.now())", "Instant"),
				entry("plans.where(Plan::price).gt(1)", "int"), entry("plans.where(Plan::uuid).eq(\"x\")", "String"),
				entry("plans.where(Plan::tags).has(1)", "int"), entry("plans.where(Plan::tags).gt(List.of())", "gt"),
				entry("plans.where(Plan::nick).holds(1)", "int"),
				entry("plans.where(Plan::bytes).gt(new byte[0])", "gt"),
				entry("plans.where(Plan::currency).gt(null)", "gt"), entry("plans.where(User::getName)", "getName"),
				entry("users.where(Plan::title)", "title"), entry("users.where(User::getId).eq(\"x\")", "String"),
				entry("devices.where(Device::getId).eq(\"x\")", "String"), entry("plans.where(Plan::absent)", "absent"),
				entry("overloaded.where(Overloaded::name)", "ambiguous"),
				entry("TextProp<Plan> age = Plan::age", "String"),
				entry("overloaded.where(text(Overloaded::name)).gt(1)", "int"),
				entry("plans.index(Plan::id, User::getName)", "getName"),
				entry("plans.search(\"x\", Plan::age)", "age"), entry("plans.sortBy(desc(User::getName))", "User"),
				entry("plans.where(Plan::owner, User::getName).contains(1)", "int"),
				entry("plans.where(Plan::owner, Plan::title)", "title"),
				entry("plans.join(User.class, (on) -> on.on(Plan::number).eq(User::getName))", "String"),
				entry("plans.join(User.class, (on) -> on.on(Plan::title).eq(Plan::title))", "title"),
				entry("plans.anyOf((any) -> any.where(Plan::age).eq(\"x\"), (any) -> any)", "String"),
				entry("plans.set(Plan::title).to(1)", "int"),
				entry("plans.where(TextProp.of(User.class, \"name\"))", "User")));
	}

	@Test
	void acceptsTheWaysOutForOverloadedAndUnreachableAccessors() {
		QUERY.accepts("overloaded.where(text(Overloaded::name)).contains(\"x\")",
				"overloaded.where(ordered(Overloaded.class, Integer.class, Overloaded::age)).gt(1)",
				"overloaded.where(bool(Overloaded::on)).isTrue()",
				"overloaded.where(longNumber(Overloaded::count)).gt(1)",
				"overloaded.where(enumeration(Overloaded.class, Status.class, Overloaded::status)).in(Status.OPEN)",
				"overloaded.where(many(Overloaded.class, String.class, Overloaded::tags)).has(\"x\")",
				"overloaded.where(optional(Overloaded.class, String.class, Overloaded::nick)).holds(\"x\")",
				"overloaded.where(property(Overloaded.class, byte[].class, Overloaded::bytes)).eq(new byte[0])",
				"plans.where(text(Plan::title)).contains(\"x\")",
				"plans.where(ordered(Plan.class, LocalDate.class, Plan::day)).gt(LocalDate.now())",
				"plans.where(Prop.of(Plan.class, \"any\", Object.class)).eq(1)",
				"plans.where(TextProp.of(Plan.class, \"title\")).contains(\"x\")",
				"plans.where(LongProp.of(Plan.class, \"id\")).gt(1)",
				"plans.where(BoolProp.of(Plan.class, \"disabled\")).isTrue()",
				"plans.where(OrderedProp.of(Plan.class, \"age\", Integer.class)).gt(1)",
				"plans.where(EnumProp.of(Plan.class, \"status\", Status.class)).in(Status.OPEN)",
				"plans.where(ManyProp.of(Plan.class, \"tags\", String.class)).has(\"x\")",
				"plans.where(OptionalProp.of(Plan.class, \"nick\", String.class)).holds(\"x\")");
	}

	@Test
	void acceptsReferencesOfMixedKindsTogether() {
		QUERY.accepts("plans.index(Plan::id, Plan::title, Plan::age, Plan::status, Plan::tags, Plan::disabled)",
				"users.index(User::getId, User::getName)", "plans.search(\"x\", Plan::title, Titled::title)",
				"overloaded.search(\"x\", Overloaded::name)",
				"plans.sortBy(desc(Plan::createdAt), desc(Plan::title), desc(Plan::age), desc(Plan::status))",
				"users.sortBy(desc(User::getId))", "devices.sortBy(desc(Device::getId))",
				"overloaded.sortBy(desc(Overloaded::name), desc(text(Overloaded::name)))",
				"plans.where(Plan::owner, User::getName).contains(\"x\").where(Plan::owner, User::getRevision).gt(1)",
				"plans.join(User.class, (on) -> on.on(Plan::number).eq(User::getId).on(Plan::title).eq(User::getName))",
				"plans.anyOf((any) -> any.where(Plan::title).eq(\"x\"), (any) -> any.where(Plan::age).gt(1))",
				"overloaded.index(Overloaded::name, Overloaded::age)",
				"plans.set(Plan::title).to(\"x\").set(Plan::age).to(1).set(Plan::tags).to(List.of(\"x\"))",
				"plans.set(Plan::number).to(1L)", "Sort.by(Plan::title, Plan::age)",
				"Prop<Plan, Integer> age = Plan::age; Sort.by(age); Sort.Order.asc(age); plans.where(age).eq(1)",
				"OrderedProp<Plan, Integer> age = Plan::age; Sort.by(age); plans.where(age).gt(1)",
				"EnumProp<Plan, Status> status = Plan::status; plans.where(status).in(Status.OPEN)",
				"OrderedProp<Plan, Status> status = Plan::status; OrderedProp<Plan, String> title = Plan::title");
	}

}
