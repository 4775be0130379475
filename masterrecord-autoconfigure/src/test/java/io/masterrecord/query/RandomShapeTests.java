package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Page;

import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.longSum;
import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random joins, groups and sub-queries of random rows give what lists in memory give:
 * rows, numbers of rows, and pages which put together are all rows. The seed is printed
 * with a failure and can be set with {@code -Dmasterrecord.test.seed}.
 */
@EngineSpec
class RandomShapeTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_213L);

	private static final int CASES = Integer.getInteger("masterrecord.test.cases", 60);

	private static final List<Customer> CUSTOMERS = new ArrayList<>();

	private static final List<Purchase> PURCHASES = new ArrayList<>();

	static {
		Dice dice = new Dice(SEED);
		for (int i = 1; i <= 12; i++) {
			CUSTOMERS.add(new Customer(i, dice.oneIn(4) ? null : "city" + dice.below(3), dice.below(4)));
		}
		for (int i = 1; i <= 40; i++) {
			PURCHASES.add(new Purchase(i, dice.oneIn(5) ? null : (long) (1 + dice.below(15)), dice.below(4),
					dice.oneIn(6) ? null : dice.below(9)));
		}
	}

	private final Alias<Customer> customer = Alias.of(Customer.class);

	private final Query<Purchase> purchases;

	private final Query<Customer> customers;

	RandomShapeTests(TestDatabase database) {
		Database known = Database.of(database, Customer.class, Purchase.class);
		this.purchases = known.query(Purchase.class);
		this.customers = known.query(Customer.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Customer.class, Purchase.class).insert(CUSTOMERS).insert(PURCHASES);
	}

	@Test
	void joinsAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			Joined joined = joined(dice);
			Tested tested = condition(dice, 2);
			String description = "seed %d, case %d: %s where %s".formatted(SEED, i, joined.description(),
					tested.description());
			List<Pair> expected = joined.rows()
				.stream()
				.filter((row) -> Boolean.TRUE.equals(tested.holds().apply(row)))
				.sorted(Comparator.comparing((Row row) -> row.purchase().amount(), nullsFirst())
					.thenComparing((row) -> row.purchase().id())
					.thenComparing((row) -> (row.customer() != null) ? row.customer().id() : null, nullsFirst()))
				.map((row) -> new Pair(row.purchase().id(), (row.customer() != null) ? row.customer().id() : null))
				.toList();
			Selection<Purchase, Pair> query = joined.query()
				.where(tested.condition())
				.select(Pair.class, col(Purchase::id), this.customer.col(Customer::id));
			assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(query.exists()).as(description).isEqualTo(!expected.isEmpty());
			assertPages(query.sortBy(asc(Purchase::amount)), expected, 1 + dice.below(30), description);
			List<Long> distinct = expected.stream().map(Pair::purchase).distinct().sorted().toList();
			assertPages(joined.query().where(tested.condition()).select(Purchase::id).distinct(), distinct,
					1 + dice.below(20), description);
		}
	}

	@Test
	void groupsAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			Joined joined = joined(dice);
			Tested tested = condition(dice, 1);
			boolean byLevel = dice.oneIn(2);
			int least = dice.below(4);
			int sum = dice.below(30);
			boolean bySum = dice.oneIn(2);
			String description = "seed %d, case %d: %s where %s, by level %s, having %d %d %s".formatted(SEED, i,
					joined.description(), tested.description(), byLevel, least, sum, bySum);
			Map<@Nullable Long, List<Row>> groups = new LinkedHashMap<>();
			for (Row row : joined.rows()) {
				if (Boolean.TRUE.equals(tested.holds().apply(row))) {
					Long level = (row.customer() != null) ? (long) row.customer().level() : null;
					groups.computeIfAbsent(byLevel ? level : row.purchase().customerId(), (key) -> new ArrayList<>())
						.add(row);
				}
			}
			Predicate<Group> kept = (group) -> bySum ? group.amount() >= sum : group.rows() > least;
			List<Group> expected = groups.entrySet()
				.stream()
				.map((entry) -> new Group(entry.getKey(), entry.getValue().size(),
						entry.getValue()
							.stream()
							.map((row) -> row.purchase().amount())
							.filter(Objects::nonNull)
							.mapToLong(Integer::longValue)
							.sum()))
				.filter(kept)
				.sorted(Comparator.comparing(Group::key, nullsFirst()))
				.toList();
			Expression<? super Purchase, Long> key = byLevel
					? Sql.expression(Long.class, "{}", this.customer.col(Customer::level)) : col(Purchase::customerId);
			Selection<Purchase, Group> query = joined.query()
				.where(tested.condition())
				.groupBy(key)
				.having(bySum ? longSum(Purchase::amount).ge(sum) : count().gt(least))
				.select(Group.class, key, count(), longSum(Purchase::amount));
			assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(query.exists()).as(description).isEqualTo(!expected.isEmpty());
			assertPages(query, expected, 1 + dice.below(5), description);
			assertThat(query.asQuery().count()).as(description).isEqualTo(expected.size());
		}
	}

	@Test
	void findsBySubqueriesAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			int amount = dice.below(9);
			int kind = dice.below(4);
			String description = "seed %d, case %d: amount %d, %d".formatted(SEED, i, amount, kind);
			Query<Purchase> some = this.purchases.where(Purchase::amount).ge(amount);
			List<Purchase> chosen = PURCHASES.stream()
				.filter((purchase) -> purchase.amount() != null && purchase.amount() >= amount)
				.toList();
			List<@Nullable Long> ids = new ArrayList<>(chosen.stream().map(Purchase::customerId).toList());
			Query<Purchase> own = some.where(Purchase::customerId).eq(this.customer.col(Customer::id));
			Query<Customer> all = this.customers.as(this.customer);
			Query<Customer> query = switch (kind) {
				case 0 -> this.customers.where(Customer::id).in(some.select(Purchase::customerId));
				case 1 -> this.customers.where(Customer::id).notIn(some.select(Purchase::customerId));
				case 2 -> all.where(Condition.exists(own));
				default -> all.where(Condition.notExists(own));
			};
			List<Customer> expected = CUSTOMERS.stream()
				.filter((candidate) -> ids.contains(candidate.id()) == (kind % 2 == 0))
				.toList();
			assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
			assertPages(query, expected, 1 + dice.below(6), description);
		}
	}

	private static <R> void assertPages(Rows<?, R, ?> query, List<R> expected, int size, String description) {
		assertThat(query.count()).as(description).isEqualTo(expected.size());
		List<R> read = new ArrayList<>();
		for (int number = 0; number <= expected.size() / size; number++) {
			Page<R> page = query.page(number, size);
			assertThat(page.getTotalElements()).as(description).isEqualTo(expected.size());
			read.addAll(page.getContent());
		}
		assertThat(read).as(description).isEqualTo(expected);
	}

	private Joined joined(Dice dice) {
		boolean byKey = dice.oneIn(2);
		boolean left = dice.oneIn(2);
		String city = dice.oneIn(3) ? "city1" : null;
		List<Condition<? super Purchase>> on = new ArrayList<>();
		on.add(byKey ? this.customer.col(Customer::id).eq(col(Purchase::customerId))
				: this.customer.col(Customer::level).eq(col(Purchase::level)));
		on.add(this.customer.where(Customer::city).eqIfPresent(city));
		Condition<Purchase> all = Condition.allOf(on);
		Query<Purchase> query = left ? this.purchases.leftJoin(this.customer, all)
				: this.purchases.join(this.customer, all);
		List<Row> rows = new ArrayList<>();
		for (Purchase purchase : PURCHASES) {
			List<Customer> found = CUSTOMERS.stream()
				.filter((candidate) -> byKey ? Objects.equals(candidate.id(), purchase.customerId())
						: candidate.level() == purchase.level())
				.filter((candidate) -> city == null || city.equals(candidate.city()))
				.toList();
			found.forEach((candidate) -> rows.add(new Row(purchase, candidate)));
			if (left && found.isEmpty()) {
				rows.add(new Row(purchase, null));
			}
		}
		return new Joined("%s join by %s, city %s".formatted(left ? "left" : "inner", byKey ? "key" : "level", city),
				query, rows);
	}

	private Tested condition(Dice dice, int depth) {
		int number = dice.below(9);
		if (depth > 0 && dice.oneIn(2)) {
			Tested first = condition(dice, depth - 1);
			Tested second = condition(dice, depth - 1);
			return switch (dice.below(3)) {
				case 0 -> new Tested("(%s or %s)".formatted(first.description(), second.description()),
						Condition.anyOf(first.condition(), second.condition()),
						(row) -> or(first.holds().apply(row), second.holds().apply(row)));
				case 1 -> new Tested("(%s and %s)".formatted(first.description(), second.description()),
						Condition.allOf(first.condition(), second.condition()),
						(row) -> opposite(or(opposite(first.holds().apply(row)), opposite(second.holds().apply(row)))));
				default -> new Tested("not " + first.description(), Condition.not(first.condition()),
						(row) -> opposite(first.holds().apply(row)));
			};
		}
		return switch (dice.below(5)) {
			case 0 -> tested("amount >= " + number, where(Purchase::amount).ge(number),
					(row) -> row.purchase().amount(), (amount) -> amount >= number);
			case 1 -> tested("level <> " + number, where(Purchase::level).ne(number), (row) -> row.purchase().level(),
					(level) -> level != number);
			case 2 -> tested("city = city1", this.customer.where(Customer::city).eq("city1"),
					(row) -> (row.customer() != null) ? row.customer().city() : null, "city1"::equals);
			case 3 ->
				tested("customer.level < amount", this.customer.col(Customer::level).lt(col(Purchase::amount)),
						(row) -> (row.customer() != null && row.purchase().amount() != null)
								? row.customer().level() - row.purchase().amount() : null,
						(difference) -> difference < 0);
			default ->
				new Tested("no customer", this.customer.where(Customer::id).isNull(), (row) -> row.customer() == null);
		};
	}

	private static <V> Tested tested(String description, Condition<? super Purchase> condition,
			Function<Row, @Nullable V> getter, Predicate<V> holds) {
		return new Tested(description, Condition.allOf(List.of(condition)), (row) -> {
			V value = getter.apply(row);
			return (value != null) ? holds.test(value) : null;
		});
	}

	private static @Nullable Boolean or(@Nullable Boolean first, @Nullable Boolean second) {
		if (Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second)) {
			return true;
		}
		return (first == null || second == null) ? null : Boolean.FALSE;
	}

	private static @Nullable Boolean opposite(@Nullable Boolean holds) {
		return (holds != null) ? !holds : null;
	}

	private static <V extends Comparable<V>> Comparator<V> nullsFirst() {
		return Comparator.nullsFirst(Comparator.naturalOrder());
	}

	record Customer(@Id long id, @Nullable String city, int level) {
	}

	record Purchase(@Id long id, @Nullable Long customerId, int level, @Nullable Integer amount) {
	}

	record Pair(long purchase, @Nullable Long customer) {
	}

	record Group(@Nullable Long key, long rows, long amount) {
	}

	record Row(Purchase purchase, @Nullable Customer customer) {
	}

	record Joined(String description, Query<Purchase> query, List<Row> rows) {
	}

	record Tested(String description, Condition<? super Purchase> condition, Function<Row, @Nullable Boolean> holds) {
	}

}
