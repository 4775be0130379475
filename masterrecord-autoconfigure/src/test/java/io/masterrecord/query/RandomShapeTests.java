package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Page;

import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.denseRank;
import static io.masterrecord.query.Expressions.longSum;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.rank;
import static io.masterrecord.query.Expressions.rowNumber;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random joins, groups, sub-queries, unions, common tables and window functions of random
 * rows give what lists in memory give: rows, numbers of rows, pages and windows which put
 * together are all rows. The seed is printed with a failure and can be set with
 * {@code -Dmasterrecord.test.seed}; how many cases there are is said by
 * {@code -Dmasterrecord.test.cases}.
 */
@EngineSpec
class RandomShapeTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_213L);

	/** Each kind of shape takes a part of them. */
	private static final int CASES = Integer.getInteger("masterrecord.test.cases", 2000) / 5;

	/** One case of so many is read in pages and windows too. */
	private static final int PAGED = 8;

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

	private final Set<Join.Kind> joins;

	RandomShapeTests(TestDatabase database) {
		Database known = Database.of(database, Customer.class, Purchase.class);
		this.joins = known.dialect().fullJoins()
				? EnumSet.of(Join.Kind.INNER, Join.Kind.LEFT, Join.Kind.RIGHT, Join.Kind.FULL)
				: EnumSet.of(Join.Kind.INNER, Join.Kind.LEFT, Join.Kind.RIGHT);
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
				.sorted(Comparator.comparing(Row::amount, nullsFirst())
					.thenComparing(Row::purchaseId, nullsFirst())
					.thenComparing(Row::customerId, nullsFirst()))
				.map((row) -> new Pair(row.purchaseId(), row.customerId()))
				.toList();
			Selection<Purchase, Pair> query = joined.query()
				.where(tested.condition())
				.select(Pair.class, col(Purchase::id), this.customer.col(Customer::id));
			assertRows(query.sortBy(asc(Purchase::amount)), expected, i, 1 + dice.below(30), description);
			if (i % PAGED == 0) {
				List<Optional<Long>> distinct = expected.stream()
					.map((row) -> Optional.ofNullable(row.purchase()))
					.distinct()
					.sorted(Comparator.comparing((id) -> id.orElse(null), nullsFirst()))
					.toList();
				Selection<Purchase, Alone> once = joined.query()
					.where(tested.condition())
					.select(Alone.class, col(Purchase::id))
					.distinct();
				assertRows(once, distinct.stream().map(Alone::new).toList(), i, 1 + dice.below(20), description);
			}
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
					groups.computeIfAbsent(byLevel ? row.customerLevel() : row.buyer(), (key) -> new ArrayList<>())
						.add(row);
				}
			}
			Predicate<Group> kept = (group) -> bySum ? group.amount() >= sum : group.rows() > least;
			List<Group> expected = groups.entrySet()
				.stream()
				.map((entry) -> new Group(entry.getKey(), entry.getValue().size(),
						entry.getValue()
							.stream()
							.map(Row::amount)
							.filter(Objects::nonNull)
							.mapToLong(Integer::longValue)
							.sum(),
						entry.getValue().stream().map(Row::amount).filter(Objects::nonNull).max(Integer::compare)))
				.filter(kept)
				.sorted(Comparator.comparing(Group::key, nullsFirst()))
				.toList();
			Expression<? super Purchase, Long> key = byLevel
					? Sql.expression(Long.class, "{}", this.customer.col(Customer::level)) : col(Purchase::customerId);
			Selection<Purchase, Group> query = joined.query()
				.where(tested.condition())
				.groupBy(key)
				.having(bySum ? longSum(Purchase::amount).ge(sum) : count().gt(least))
				.select(Group.class, key, count(), longSum(Purchase::amount), max(Purchase::amount));
			assertRows(query, expected, i, 1 + dice.below(5), description);
			if (i % PAGED == 0) {
				assertThat(query.asQuery().count()).as(description).isEqualTo(expected.size());
			}
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
			assertRows(query, expected, i, 1 + dice.below(6), description);
		}
	}

	@Test
	void putsRowsTogetherAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			int kind = dice.below(5);
			Tested first = ofPurchases(dice);
			Tested second = ofPurchases(dice);
			String description = "seed %d, case %d: %d of %s and %s".formatted(SEED, i, kind, first.description(),
					second.description());
			List<Level> ones = levels(first);
			List<Level> others = levels(second);
			Selection<Purchase, Level> one = this.purchases.where(first.condition()).select(Level.class);
			Selection<Purchase, Level> other = this.purchases.where(second.condition()).select(Level.class);
			List<Level> expected = new ArrayList<>(ones);
			Selection<?, Level> query = switch (kind) {
				case 0 -> {
					expected.addAll(others);
					yield one.unionAll(other);
				}
				case 1 -> {
					expected.addAll(others);
					yield one.union(other);
				}
				case 2 -> {
					expected.retainAll(others);
					yield one.intersect(other);
				}
				case 3 -> {
					expected.removeAll(others);
					yield one.except(other);
				}
				default -> {
					CommonTable<Level> levels = CommonTable.of(one.distinct());
					Alias<Level> same = Alias.of(levels);
					expected = new ArrayList<>(ones.stream()
						.distinct()
						.filter((level) -> ones.stream()
							.anyMatch((match) -> level.amount() != null && match.level() == level.amount()))
						.toList());
					yield levels.asQuery()
						.join(same, same.col(Level::level).eq(col(Level::amount)))
						.select(Level.class, col(Level::level), col(Level::amount))
						.distinct();
				}
			};
			List<Level> rows = (kind == 0) ? expected : expected.stream().distinct().toList();
			List<Level> sorted = rows.stream()
				.sorted(Comparator.comparing(Level::level).thenComparing(Level::amount, nullsFirst()))
				.toList();
			assertRows(query, sorted, (kind != 0) ? i : 1, 1 + dice.below(8), description);
		}
	}

	@Test
	void computesOverRowsAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			Tested tested = ofPurchases(dice);
			List<Purchase> rows = PURCHASES.stream()
				.filter((purchase) -> Boolean.TRUE.equals(tested.holds().apply(new Row(purchase, null))))
				.toList();
			Computed first = Computed.of(dice, rows);
			Computed second = Computed.of(dice, rows);
			Computed third = Computed.of(dice, rows);
			String description = "seed %d, case %d: %s, %s and %s where %s".formatted(SEED, i, first.description(),
					second.description(), third.description(), tested.description());
			List<Windowed> expected = rows.stream()
				.map((row) -> new Windowed(row.id(), first.values().get(row.id()), second.values().get(row.id()),
						third.values().get(row.id())))
				.toList();
			Selection<Purchase, Windowed> query = this.purchases.where(tested.condition())
				.select(Windowed.class, col(Purchase::id), first.expression(), second.expression(), third.expression());
			assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
			if (i % PAGED == 0) {
				int least = dice.below(8);
				assertRows(query.asQuery().where(Windowed::second).ge(least).sortBy(asc(Windowed::id)),
						expected.stream().filter((row) -> row.second() >= least).toList(), i, 1 + dice.below(20),
						description);
			}
		}
	}

	private List<Level> levels(Tested tested) {
		return PURCHASES.stream()
			.filter((purchase) -> Boolean.TRUE.equals(tested.holds().apply(new Row(purchase, null))))
			.map((purchase) -> new Level(purchase.level(), purchase.amount()))
			.toList();
	}

	private static Tested ofPurchases(Dice dice) {
		int number = dice.below(9);
		return dice.oneIn(2)
				? tested("amount >= " + number, where(Purchase::amount).ge(number), Row::amount,
						(amount) -> amount >= number)
				: tested("id % 9 > number", Sql.condition("{} % 9 > {}", col(Purchase::id), number), Row::purchaseId,
						(id) -> id % 9 > number);
	}

	/**
	 * Compare all rows, their number, and sometimes pages and windows.
	 */
	private static <R> void assertRows(Rows<?, R, ?> query, List<R> expected, int number, int size,
			String description) {
		assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(query.count()).as(description).isEqualTo(expected.size());
		if (number % PAGED == 0) {
			assertThat(query.exists()).as(description).isEqualTo(!expected.isEmpty());
			assertPages(query, expected, size, description);
			assertThat(QueryWindowTests.forward(query, size)).as(description).isEqualTo(expected);
			assertThat(QueryWindowTests.backward(query, size)).as(description).isEqualTo(expected);
		}
	}

	private static <R> void assertPages(Rows<?, R, ?> query, List<R> expected, int size, String description) {
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
		Join.Kind kind = dice.oneOf(List.copyOf(this.joins));
		String city = (kind != Join.Kind.FULL && dice.oneIn(3)) ? "city1" : null;
		Condition<Purchase> on = Condition.allOf(
				byKey ? this.customer.col(Customer::id).eq(col(Purchase::customerId))
						: this.customer.col(Customer::level).eq(col(Purchase::level)),
				this.customer.where(Customer::city).eqIfPresent(city));
		Query<Purchase> query = switch (kind) {
			case INNER -> this.purchases.join(this.customer, on);
			case LEFT -> this.purchases.leftJoin(this.customer, on);
			case RIGHT -> this.purchases.rightJoin(this.customer, on);
			default -> this.purchases.fullJoin(this.customer, on);
		};
		List<Row> rows = new ArrayList<>();
		Set<Customer> met = new HashSet<>();
		for (Purchase purchase : PURCHASES) {
			List<Customer> found = CUSTOMERS.stream()
				.filter((candidate) -> byKey ? Objects.equals(candidate.id(), purchase.customerId())
						: candidate.level() == purchase.level())
				.filter((candidate) -> city == null || city.equals(candidate.city()))
				.toList();
			found.forEach((candidate) -> rows.add(new Row(purchase, candidate)));
			met.addAll(found);
			if (kind.keepsLeft() && found.isEmpty()) {
				rows.add(new Row(purchase, null));
			}
		}
		if (kind.keepsRight()) {
			CUSTOMERS.stream()
				.filter((candidate) -> !met.contains(candidate))
				.forEach((candidate) -> rows.add(new Row(null, candidate)));
		}
		return new Joined("%s join by %s, city %s".formatted(kind, byKey ? "key" : "level", city), query, rows);
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
			case 0 -> tested("amount >= " + number, where(Purchase::amount).ge(number), Row::amount,
					(amount) -> amount >= number);
			case 1 ->
				tested("level <> " + number, where(Purchase::level).ne(number), Row::level, (level) -> level != number);
			case 2 -> tested("city = city1", this.customer.where(Customer::city).eq("city1"),
					(row) -> (row.customer() != null) ? row.customer().city() : null, "city1"::equals);
			case 3 -> tested("customer.level < amount", this.customer.col(Customer::level).lt(col(Purchase::amount)),
					(row) -> (row.customer() != null && row.amount() != null) ? row.customer().level() - row.amount()
							: null,
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

	record Pair(@Nullable Long purchase, @Nullable Long customer) {
	}

	record Alone(Optional<Long> purchase) {
	}

	record Group(@Nullable Long key, long rows, long amount, Optional<Integer> most) {
	}

	record Level(int level, @Nullable Integer amount) {
	}

	record Windowed(long id, long first, long second, long third) {
	}

	/**
	 * A joined row, one side of which may be missing.
	 */
	record Row(@Nullable Purchase purchase, @Nullable Customer customer) {

		@Nullable Long purchaseId() {
			return (this.purchase != null) ? this.purchase.id() : null;
		}

		@Nullable Long buyer() {
			return (this.purchase != null) ? this.purchase.customerId() : null;
		}

		@Nullable Integer amount() {
			return (this.purchase != null) ? this.purchase.amount() : null;
		}

		@Nullable Integer level() {
			return (this.purchase != null) ? this.purchase.level() : null;
		}

		@Nullable Long customerId() {
			return (this.customer != null) ? this.customer.id() : null;
		}

		@Nullable Long customerLevel() {
			return (this.customer != null) ? (long) this.customer.level() : null;
		}

	}

	record Joined(String description, Query<Purchase> query, List<Row> rows) {
	}

	record Tested(String description, Condition<? super Purchase> condition, Function<Row, @Nullable Boolean> holds) {
	}

	/**
	 * A window function, and its value for each row in memory.
	 */
	record Computed(String description, LongExpression<? super Purchase> expression, Map<Long, Long> values) {

		static Computed of(Dice dice, List<Purchase> rows) {
			int partition = dice.below(3);
			int order = dice.below(6);
			boolean unique = order == 1 || order == 2 || order == 4;
			int function = (order == 0) ? dice.below(2) : unique ? dice.below(5) : dice.below(4);
			int preceding = (function < 2 && unique && dice.oneIn(3)) ? dice.below(3) : -1;
			Over<Purchase> over = switch (partition) {
				case 0 -> Over.all();
				case 1 -> Over.partitionBy(Purchase::level);
				default -> Over.partitionBy(Purchase::customerId);
			};
			Comparator<Purchase> byAmount = Comparator.comparing(Purchase::amount, nullsFirst());
			Comparator<Purchase> byId = Comparator.comparing(Purchase::id);
			over = switch (order) {
				case 0 -> over;
				case 1 -> over.sortBy(asc(Purchase::id));
				case 2 -> over.sortBy(asc(Purchase::amount), asc(Purchase::id));
				case 3 -> over.sortBy(asc(Purchase::amount));
				case 4 -> over.sortBy(desc(Purchase::amount), asc(Purchase::id));
				default -> over.sortBy(asc(Purchase::level));
			};
			Comparator<Purchase> comparator = switch (order) {
				case 0 -> (one, other) -> 0;
				case 1 -> byId;
				case 2 -> byAmount.thenComparing(byId);
				case 3 -> byAmount;
				case 4 -> byAmount.reversed().thenComparing(byId);
				default -> Comparator.comparing(Purchase::level);
			};
			over = (preceding >= 0) ? over.preceding(preceding) : over;
			Map<Long, Long> values = new LinkedHashMap<>();
			for (Purchase row : rows) {
				List<Purchase> around = rows.stream()
					.filter((other) -> (partition == 1) ? other.level() == row.level()
							: partition == 0 || Objects.equals(other.customerId(), row.customerId()))
					.sorted(comparator)
					.toList();
				List<Purchase> upTo = around.stream().filter((other) -> comparator.compare(other, row) <= 0).toList();
				long before = around.stream().filter((other) -> comparator.compare(other, row) < 0).count();
				List<Purchase> frame = (preceding >= 0)
						? upTo.subList(Math.max(0, upTo.size() - 1 - preceding), upTo.size()) : upTo;
				values.put(row.id(), switch (function) {
					case 0 -> (long) frame.size();
					case 1 -> frame.stream()
						.map(Purchase::amount)
						.filter(Objects::nonNull)
						.mapToLong(Integer::longValue)
						.sum();
					case 2 -> before + 1;
					case 3 -> distinct(upTo, comparator);
					default -> (long) upTo.size();
				});
			}
			LongExpression<Purchase> expression = switch (function) {
				case 0 -> Expressions.<Purchase>count().over(over);
				case 1 -> longSum(Purchase::amount).over(over);
				case 2 -> rank(over);
				case 3 -> denseRank(over);
				default -> rowNumber(over);
			};
			return new Computed("function %d over partition %d, order %d, preceding %d".formatted(function, partition,
					order, preceding), expression, values);
		}

		private static long distinct(List<Purchase> sorted, Comparator<Purchase> comparator) {
			long distinct = 0;
			for (int i = 0; i < sorted.size(); i++) {
				if (i == 0 || comparator.compare(sorted.get(i - 1), sorted.get(i)) != 0) {
					distinct++;
				}
			}
			return distinct;
		}

	}

}
