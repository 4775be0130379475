package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.query.Shop.Customer;
import io.masterrecord.query.Shop.Purchase;
import io.masterrecord.query.Shop.Row;
import io.masterrecord.query.Shop.Tested;
import io.masterrecord.query.Shop.View;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.query.Condition.exists;
import static io.masterrecord.query.Condition.notExists;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.countDistinct;
import static io.masterrecord.query.Expressions.denseRank;
import static io.masterrecord.query.Expressions.longSum;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.rank;
import static io.masterrecord.query.Expressions.rowNumber;
import static io.masterrecord.query.Expressions.value;
import static io.masterrecord.query.Shop.CASES;
import static io.masterrecord.query.Shop.PAGED;
import static io.masterrecord.query.Shop.SEED;
import static io.masterrecord.query.Shop.assertRows;
import static io.masterrecord.query.Shop.nullsFirst;
import static io.masterrecord.query.Shop.opposite;
import static io.masterrecord.query.Shop.or;
import static io.masterrecord.query.Shop.tested;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Random joins, groups, sub-queries, unions, common tables and window functions of random
 * rows, with and without filters, give what lists in memory give: rows, numbers of rows,
 * pages and windows which put together are all rows. The seed is printed with a failure
 * and can be set with {@code -Dmasterrecord.test.seed}; how many cases there are is said
 * by {@code -Dmasterrecord.test.cases}.
 */
@EngineSpec
class RandomShapeTests {

	private final Alias<Customer> customer = Alias.of(Customer.class);

	private final Alias<Customer> other = Alias.of(Customer.class);

	private final Shop shop;

	private final Set<Join.Kind> joins;

	private final boolean limitedLists;

	RandomShapeTests(TestDatabase database) {
		this.shop = Shop.of(database);
		this.joins = this.shop.database().dialect().fullJoins()
				? EnumSet.of(Join.Kind.INNER, Join.Kind.LEFT, Join.Kind.RIGHT, Join.Kind.FULL)
				: EnumSet.of(Join.Kind.INNER, Join.Kind.LEFT, Join.Kind.RIGHT);
		this.limitedLists = !database.engine().isMySqlFamily();
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Shop.create(database);
	}

	@Test
	void joinsAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			Joined joined = joined(dice, this.shop.view(dice), this.joins);
			Tested tested = condition(dice, 2);
			String description = "seed %d, case %d: %s where %s".formatted(SEED, i, joined.description(),
					tested.description());
			List<Triple> expected = joined.rows()
				.stream()
				.filter((row) -> Boolean.TRUE.equals(tested.holds().apply(row)))
				.sorted(Comparator.comparing(Row::amount, nullsFirst())
					.thenComparing(Row::purchaseId, nullsFirst())
					.thenComparing(Row::customerId, nullsFirst())
					.thenComparing(Row::otherId, nullsFirst()))
				.map((row) -> new Triple(row.purchaseId(), row.customerId(),
						joined.twice() ? row.otherId() : row.customerId()))
				.toList();
			Alias<Customer> last = joined.twice() ? this.other : this.customer;
			Selection<Purchase, Triple> query = joined.query()
				.where(tested.condition())
				.select(Triple.class, col(Purchase::id), this.customer.col(Customer::id), last.col(Customer::id));
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
			Joined joined = joined(dice, this.shop.view(dice), this.joins);
			Tested tested = condition(dice, 1);
			Tested some = condition(dice, 1);
			boolean byLevel = dice.oneIn(2);
			int least = dice.below(4);
			int sum = dice.below(30);
			boolean bySum = dice.oneIn(2);
			boolean different = dice.oneIn(4);
			String description = "seed %d, case %d: %s where %s, some %s, by level %s, having %d %d %s, %s".formatted(
					SEED, i, joined.description(), tested.description(), some.description(), byLevel, least, sum, bySum,
					different);
			Map<@Nullable Long, List<Row>> groups = new LinkedHashMap<>();
			for (Row row : joined.rows()) {
				if (Boolean.TRUE.equals(tested.holds().apply(row))) {
					Integer level = row.customerLevel();
					Long key = byLevel ? ((level != null) ? level.longValue() : null) : row.buyer();
					groups.computeIfAbsent(key, (absent) -> new ArrayList<>()).add(row);
				}
			}
			Predicate<Group> kept = (group) -> bySum ? group.amount() >= sum : group.rows() > least;
			List<Group> without = groups.entrySet()
				.stream()
				.map((entry) -> Group.of(entry.getKey(), entry.getValue(), some, different))
				.filter(kept)
				.sorted(Comparator.comparing(Group::key, nullsFirst()))
				.toList();
			List<Group> expected = without.stream()
				.map((group) -> group
					.ranked(1 + without.stream().filter((better) -> better.amount() > group.amount()).count()))
				.toList();
			Expression<? super Purchase, Long> key = byLevel
					? Sql.expression(Long.class, "{}", this.customer.col(Customer::level)) : col(Purchase::customerId);
			LongAggregate<Purchase> amount = longSum(Purchase::amount);
			Selection<Purchase, Group> query = joined.query()
				.where(tested.condition())
				.groupBy(key)
				.having(bySum ? amount.ge(sum) : count().gt(least))
				.select(Group.class, key, count(), amount, max(Purchase::amount),
						Expressions.<Purchase>count().filter(some.condition()),
						different ? countDistinct(Purchase::level) : count(Purchase::level),
						rank(Over.<Purchase>all().sortBy(desc(amount))));
			if (different && !this.shop.database().dialect().choosesCountedGroups()) {
				assertThatExceptionOfType(InvalidQueryException.class).as(description).isThrownBy(query::list);
				continue;
			}
			assertRows(query, expected, i, 1 + dice.below(5), description);
			if (i % PAGED == 0) {
				assertThat(query.asQuery().count()).as(description).isEqualTo(expected.size());
				int place = 1 + dice.below(3);
				assertRows(query.asQuery().where(Group::rank).le(place).sortBy(asc(Group::key)),
						expected.stream().filter((group) -> group.rank() <= place).toList(), 1, 1, description);
			}
		}
	}

	@Test
	void findsBySubqueriesAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			View outer = this.shop.view(dice);
			View inner = this.shop.view(dice);
			Query<Customer> all = outer.customers().as(this.customer);
			Sought sought = dice.oneIn(4) ? both(sought(dice, inner), sought(dice, inner)) : sought(dice, inner);
			String description = "seed %d, case %d: %s of %s and %s".formatted(SEED, i, sought.description(),
					outer.description(), inner.description());
			Query<Customer> query = all.where(sought.condition());
			if (sought.limited() && !this.limitedLists) {
				assertThatExceptionOfType(InvalidQueryException.class).as(description).isThrownBy(query::list);
				continue;
			}
			List<Customer> expected = outer.buyers()
				.stream()
				.filter((candidate) -> sought.holds().test(candidate))
				.toList();
			assertRows(query, expected, i, 1 + dice.below(6), description);
		}
	}

	private static Sought both(Sought first, Sought second) {
		return new Sought("(%s or not %s)".formatted(first.description(), second.description()),
				Condition.anyOf(first.condition(), Condition.not(second.condition())),
				(candidate) -> first.holds().test(candidate) || !second.holds().test(candidate),
				first.limited() || second.limited());
	}

	/**
	 * Return a condition on customers with a sub-query of purchases, which is never
	 * unknown.
	 */
	private Sought sought(Dice dice, View view) {
		Tested tested = ofPurchases(dice);
		Query<Purchase> some = view.purchases().where(tested.condition());
		List<Purchase> chosen = view.find(tested);
		boolean byLevel = dice.oneIn(2);
		Query<Purchase> own = byLevel ? some.where(Purchase::level).eq(this.customer.col(Customer::level))
				: some.where(Purchase::customerId).eq(this.customer.col(Customer::id));
		BiFunction<Customer, Purchase, Boolean> belongs = (candidate, purchase) -> byLevel
				? candidate.level() == purchase.level() : Objects.equals(purchase.customerId(), candidate.id());
		Sorted owned = (candidate) -> chosen.stream()
			.filter((purchase) -> belongs.apply(candidate, purchase))
			.sorted(Comparator.comparing(Purchase::amount, nullsFirst()).reversed().thenComparing(Purchase::id));
		Query<Purchase> ownSorted = own.sortBy(desc(Purchase::amount), asc(Purchase::id));
		int number = dice.below(6);
		int skipped = dice.below(2);
		int limit = 1 + dice.below(3);
		boolean wanted = dice.oneIn(2);
		String how = "%s by level %s, %s, number %d, skip %d, limit %d".formatted(tested.description(), byLevel, wanted,
				number, skipped, limit);
		Query<Customer> any = this.shop.database().query(Customer.class);
		return switch (dice.below(11)) {
			case 0 -> {
				List<@Nullable Long> ids = ids(chosen.stream());
				Selection<Purchase, Long> list = some.select(Purchase::customerId);
				yield new Sought("in list, " + how, in(list, wanted),
						(candidate) -> ids.contains(candidate.id()) == wanted, false);
			}
			case 1 -> new Sought("exists, " + how, wanted ? exists(own) : notExists(own),
					(candidate) -> owned.of(candidate).findAny().isPresent() == wanted, false);
			case 2 -> {
				Query<Purchase> part = ownSorted.offset(skipped).limit(limit);
				yield new Sought("exists part, " + how, wanted ? exists(part) : notExists(part),
						(candidate) -> (owned.of(candidate).count() > skipped) == wanted, false);
			}
			case 3 -> new Sought("count, " + how, value(own.select(count())).ge((long) number),
					(candidate) -> owned.of(candidate).count() >= number, false);
			case 4 -> new Sought("greatest, " + how,
					value(ownSorted.offset(skipped).limit(1).select(Purchase::amount)).isNotDistinctFrom(number),
					(candidate) -> owned.of(candidate)
						.skip(skipped)
						.findFirst()
						.map((purchase) -> Objects.equals(purchase.amount(), number))
						.orElse(false),
					false);
			case 5 -> {
				Selection<Purchase, Long> list = own.select(Purchase::customerId);
				yield new Sought("in own list, " + how, in(list, wanted),
						(candidate) -> ids(owned.of(candidate)).contains(candidate.id()) == wanted, false);
			}
			case 6 -> {
				Selection<Purchase, Integer> list = ownSorted.offset(skipped).limit(limit).select(Purchase::level);
				ComparableExpression<Object, Integer> level = this.customer.col(Customer::level);
				yield new Sought("in own limited list, " + how, wanted ? level.in(list) : level.notIn(list),
						(candidate) -> owned.of(candidate)
							.skip(skipped)
							.limit(limit)
							.anyMatch((purchase) -> purchase.level() == candidate.level()) == wanted,
						true);
			}
			case 7 -> {
				List<@Nullable Long> ids = ids(chosen.stream()
					.sorted(Comparator.comparing(Purchase::amount, nullsFirst()).reversed().thenComparing(Purchase::id))
					.skip(skipped)
					.limit(limit * 4L));
				Selection<Purchase, Long> list = some.sortBy(desc(Purchase::amount), asc(Purchase::id))
					.offset(skipped)
					.limit(limit * 4L)
					.select(Purchase::customerId);
				yield new Sought("in limited list, " + how, in(list, wanted),
						(candidate) -> ids.contains(candidate.id()) == wanted, false);
			}
			case 8 -> {
				Map<Optional<Long>, Long> counts = chosen.stream()
					.collect(Collectors.groupingBy((purchase) -> Optional.ofNullable(purchase.customerId()),
							Collectors.counting()));
				Selection<Purchase, Long> list = some.groupBy(Purchase::customerId)
					.having(count().gt(skipped))
					.select(col(Purchase::customerId));
				yield new Sought("in groups, " + how, in(list, wanted),
						(candidate) -> (counts.getOrDefault(Optional.of(candidate.id()), 0L) > skipped) == wanted,
						false);
			}
			case 9 -> {
				List<@Nullable Long> ids = ids(chosen.stream());
				Selection<?, Long> list = some.select(Purchase::customerId)
					.union(any.where(Customer::level).eq(skipped).select(Customer::id));
				yield new Sought("in union, " + how, in(list, wanted), (candidate) -> (ids.contains(candidate.id())
						|| (Shop.isSeen(candidate) && candidate.level() == skipped)) == wanted, false);
			}
			default -> {
				Alias<Purchase> purchase = Alias.of(Purchase.class);
				Query<Purchase> better = view.purchases()
					.where(Purchase::level)
					.eq(purchase.col(Purchase::level))
					.where(Purchase::amount)
					.gt(purchase.col(Purchase::amount))
					.where(Purchase::customerId)
					.ne(this.customer.col(Customer::id));
				Query<Purchase> mine = view.purchases()
					.as(purchase)
					.where(tested.condition())
					.where(Purchase::customerId)
					.eq(this.customer.col(Customer::id))
					.where(notExists(better));
				yield new Sought("nobody has better, " + how, wanted ? exists(mine) : notExists(mine),
						(candidate) -> chosen.stream()
							.filter((bought) -> Objects.equals(bought.customerId(), candidate.id()))
							.anyMatch((bought) -> view.bought()
								.stream()
								.noneMatch((rival) -> rival.level() == bought.level() && rival.amount() != null
										&& bought.amount() != null && rival.amount() > bought.amount()
										&& rival.customerId() != null
										&& rival.customerId() != candidate.id())) == wanted,
						false);
			}
		};
	}

	private Condition<Object> in(Selection<?, Long> list, boolean wanted) {
		LongExpression<Object> id = this.customer.col(Customer::id);
		return wanted ? id.in(list) : id.notIn(list);
	}

	private static List<@Nullable Long> ids(Stream<Purchase> purchases) {
		List<@Nullable Long> ids = new ArrayList<>();
		purchases.forEach((purchase) -> ids.add(purchase.customerId()));
		return ids;
	}

	@Test
	void readsSubqueriesAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			View outer = this.shop.view(dice);
			View inner = this.shop.view(dice);
			Tested tested = ofPurchases(dice);
			String description = "seed %d, case %d: %s of %s and %s".formatted(SEED, i, tested.description(),
					outer.description(), inner.description());
			Query<Purchase> own = inner.purchases()
				.where(tested.condition())
				.where(Purchase::customerId)
				.eq(this.customer.col(Customer::id));
			ComparableExpression<Object, Long> number = value(own.select(count()));
			ComparableExpression<Object, Integer> least = value(
					own.sortBy(asc(Purchase::amount).nullsLast(), asc(Purchase::id)).limit(1).select(Purchase::amount));
			List<Purchase> chosen = inner.find(tested);
			int from = dice.below(3);
			List<Spent> expected = outer.buyers()
				.stream()
				.map((buyer) -> new Spent(buyer.id(),
						chosen.stream().filter((purchase) -> Objects.equals(purchase.customerId(), buyer.id())).count(),
						chosen.stream()
							.filter((purchase) -> Objects.equals(purchase.customerId(), buyer.id()))
							.map(Purchase::amount)
							.filter(Objects::nonNull)
							.min(Comparator.naturalOrder())
							.orElse(null)))
				.filter((spent) -> spent.number() >= from)
				.sorted(Comparator.comparing(Spent::number).reversed().thenComparing(Spent::customer))
				.toList();
			Selection<Customer, Spent> query = outer.customers()
				.as(this.customer)
				.where(number.ge((long) from))
				.select(Spent.class, col(Customer::id), number, least);
			boolean derived = dice.oneIn(3);
			assertRows(
					derived ? query.asQuery().sortBy(desc(Spent::number), asc(Spent::customer))
							: query.sortBy(desc(number), asc(Customer::id)),
					expected, i, 1 + dice.below(6), description);
		}
	}

	@Test
	void putsRowsTogetherAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			Combined combined = combined(dice, 2);
			int least = dice.below(4);
			boolean filtered = dice.oneIn(2);
			String description = "seed %d, case %d: %s, from %d: %s".formatted(SEED, i, combined.description(), least,
					filtered);
			List<Level> sorted = combined.rows()
				.stream()
				.filter((level) -> !filtered || level.level() >= least)
				.sorted(Comparator.comparing(Level::level).thenComparing(Level::amount, nullsFirst()))
				.toList();
			boolean once = Set.copyOf(sorted).size() == sorted.size();
			if (filtered) {
				assertRows(
						combined.query()
							.asQuery()
							.where(Level::level)
							.ge(least)
							.sortBy(asc(Level::level), asc(Level::amount)),
						sorted, once ? i : 1, 1 + dice.below(8), description);
			}
			else {
				assertRows(combined.together() ? combined.query() : combined.query().asQuery(), sorted, once ? i : 1,
						1 + dice.below(8), description);
			}
			if (i % PAGED == 0) {
				Map<Integer, Long> counts = sorted.stream()
					.collect(Collectors.groupingBy(Level::level, Collectors.counting()));
				Query<Level> rows = combined.query().asQuery().where(Level::level).ge(filtered ? least : 0);
				assertRows(rows.groupBy(Level::level).select(Counted.class, col(Level::level), count()),
						counts.entrySet()
							.stream()
							.map((entry) -> new Counted(entry.getKey(), entry.getValue()))
							.sorted(Comparator.comparing(Counted::level))
							.toList(),
						i, 1 + dice.below(3), description);
			}
		}
	}

	private Combined combined(Dice dice, int depth) {
		if (depth == 0 || dice.oneIn(4)) {
			View view = this.shop.view(dice);
			Tested tested = ofPurchases(dice);
			List<Purchase> found = view.find(tested);
			Query<Purchase> query = view.purchases().where(tested.condition());
			boolean part = dice.oneIn(3);
			int offset = dice.below(3);
			int limit = dice.below(12);
			boolean distinct = dice.oneIn(4);
			if (part) {
				found = found.stream()
					.sorted(Comparator.comparing(Purchase::amount, nullsFirst()).reversed().thenComparing(Purchase::id))
					.skip(offset)
					.limit(limit)
					.toList();
				query = query.sortBy(desc(Purchase::amount), asc(Purchase::id)).offset(offset).limit(limit);
			}
			List<Level> rows = found.stream()
				.map((purchase) -> new Level(purchase.level(), purchase.amount()))
				.toList();
			Selection<Purchase, Level> selection = query.select(Level.class);
			boolean once = distinct && !part;
			return new Combined(
					"%s where %s%s%s".formatted(view.description(), tested.description(),
							part ? " part %d, %d".formatted(offset, limit) : "", once ? " once" : ""),
					once ? rows.stream().distinct().toList() : rows, once ? selection.distinct() : selection, false);
		}
		Combined one = combined(dice, depth - 1);
		Combined two = combined(dice, depth - 1);
		List<Level> rows = new ArrayList<>(one.rows());
		int kind = dice.below(6);
		String description = "(%s %d %s)".formatted(one.description(), kind, two.description());
		return switch (kind) {
			case 0 -> {
				rows.addAll(two.rows());
				yield new Combined(description, rows, one.query().unionAll(two.query()), true);
			}
			case 1 -> {
				rows.addAll(two.rows());
				yield new Combined(description, rows.stream().distinct().toList(), one.query().union(two.query()),
						true);
			}
			case 2 -> {
				rows.retainAll(two.rows());
				yield new Combined(description, rows.stream().distinct().toList(), one.query().intersect(two.query()),
						true);
			}
			case 3 -> {
				rows.removeAll(two.rows());
				yield new Combined(description, rows.stream().distinct().toList(), one.query().except(two.query()),
						true);
			}
			case 4 -> {
				CommonTable<Level> levels = CommonTable.of(one.query());
				Alias<Level> same = Alias.of(levels);
				List<Level> joined = rows.stream()
					.distinct()
					.filter((level) -> rows.stream()
						.anyMatch((match) -> level.amount() != null && match.level() == level.amount()))
					.toList();
				yield new Combined(description, joined,
						levels.asQuery()
							.join(same, same.col(Level::level).eq(col(Level::amount)))
							.select(Level.class, col(Level::level), col(Level::amount))
							.distinct(),
						true);
			}
			default -> {
				Alias<Level> match = Alias.of(two.query());
				List<Level> joined = rows.stream().flatMap((level) -> {
					List<Level> found = two.rows()
						.stream()
						.filter((candidate) -> Objects.equals(candidate.amount(), level.amount())
								&& level.amount() != null)
						.map((candidate) -> new Level(level.level(), candidate.level()))
						.toList();
					return found.isEmpty() ? Stream.of(new Level(level.level(), null)) : found.stream();
				}).distinct().toList();
				yield new Combined(description, joined,
						one.query()
							.asQuery()
							.leftJoin(match, match.col(Level::amount).eq(col(Level::amount)))
							.select(Level.class, col(Level::level), match.col(Level::level))
							.distinct(),
						true);
			}
		};
	}

	@Test
	void computesOverRowsAsListsInMemoryDo() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			View view = this.shop.view(dice);
			Joined joined = joined(dice, view, EnumSet.of(Join.Kind.INNER, Join.Kind.LEFT));
			Tested tested = condition(dice, 1);
			List<Row> rows = joined.rows()
				.stream()
				.filter((row) -> Boolean.TRUE.equals(tested.holds().apply(row)))
				.toList();
			Computed first = computed(dice, rows);
			Computed second = computed(dice, rows);
			Computed third = computed(dice, rows);
			String description = "seed %d, case %d: %s, %s and %s of %s where %s".formatted(SEED, i,
					first.description(), second.description(), third.description(), joined.description(),
					tested.description());
			List<Windowed> expected = rows.stream()
				.map((row) -> new Windowed(Objects.requireNonNull(row.purchaseId()), row.customerId(),
						first.values().get(row), second.values().get(row), third.values().get(row)))
				.sorted(Comparator.comparing(Windowed::id).thenComparing(Windowed::customer, nullsFirst()))
				.toList();
			Selection<Purchase, Windowed> query = joined.query()
				.where(tested.condition())
				.select(Windowed.class, col(Purchase::id), this.customer.col(Customer::id), first.expression(),
						second.expression(), third.expression());
			assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
			if (i % PAGED == 0 && !joined.twice()) {
				int least = dice.below(8);
				assertRows(
						query.asQuery()
							.where(Windowed::second)
							.ge(least)
							.sortBy(asc(Windowed::id), asc(Windowed::customer)),
						expected.stream().filter((row) -> row.second() >= least).toList(), i, 1 + dice.below(20),
						description);
			}
		}
	}

	private static Tested ofPurchases(Dice dice) {
		int number = dice.below(9);
		return dice.oneIn(2)
				? tested("amount >= " + number, where(Purchase::amount).ge(number), Row::amount,
						(amount) -> amount >= number)
				: tested("id % 9 > " + number, Sql.condition("{} % 9 > {}", col(Purchase::id), number), Row::purchaseId,
						(id) -> id % 9 > number);
	}

	private Joined joined(Dice dice, View view, Set<Join.Kind> kinds) {
		Joined once = joined(dice, new Joined(view.description(), view.purchases(), view.rows(), false), view, kinds,
				this.customer);
		return dice.oneIn(3) ? joined(dice, once, view, kinds, this.other) : once;
	}

	private Joined joined(Dice dice, Joined before, View view, Set<Join.Kind> kinds, Alias<Customer> alias) {
		boolean first = alias == this.customer;
		Join.Kind kind = dice.oneOf(List.copyOf(kinds));
		int by = dice.below(first ? 2 : 3);
		String city = (kind != Join.Kind.FULL && dice.oneIn(3)) ? "city1" : null;
		Condition<Purchase> on = Condition.allOf(switch (by) {
			case 0 -> alias.col(Customer::id).eq(col(Purchase::customerId));
			case 1 -> alias.col(Customer::level).eq(col(Purchase::level));
			default -> this.customer.col(Customer::level).eq(alias.col(Customer::level));
		}, alias.where(Customer::city).eqIfPresent(city));
		Query<Purchase> query = switch (kind) {
			case INNER -> before.query().join(alias, on);
			case LEFT -> before.query().leftJoin(alias, on);
			case RIGHT -> before.query().rightJoin(alias, on);
			default -> before.query().fullJoin(alias, on);
		};
		BiFunction<Row, Customer, Boolean> belongs = (row, candidate) -> (city == null || city.equals(candidate.city()))
				&& switch (by) {
					case 0 -> Objects.equals(row.buyer(), candidate.id());
					case 1 -> Objects.equals(row.level(), candidate.level());
					default -> Objects.equals(row.customerLevel(), candidate.level());
				};
		return new Joined("%s %s join by %d, city %s".formatted(before.description(), kind, by, city), query,
				Row.join(kind, before.rows(), view.buyers(), first, belongs), !first);
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

	/**
	 * Return a window function, and its value for each row in memory.
	 */
	private Computed computed(Dice dice, List<Row> rows) {
		int partition = dice.below(4);
		int order = dice.below(7);
		boolean unique = order == 1 || order == 2 || order == 4;
		int function = (order == 0) ? dice.below(2) : unique ? dice.below(5) : dice.below(4);
		int preceding = (function < 2 && unique && dice.oneIn(3)) ? dice.below(3) : -1;
		Over<Purchase> over = switch (partition) {
			case 0 -> Over.all();
			case 1 -> Over.partitionBy(Purchase::level);
			case 2 -> Over.partitionBy(Purchase::customerId);
			default -> Over.<Purchase>partitionBy(this.customer.col(Customer::level));
		};
		BiFunction<Row, Row, Boolean> together = (row, around) -> switch (partition) {
			case 0 -> true;
			case 1 -> Objects.equals(row.level(), around.level());
			case 2 -> Objects.equals(row.buyer(), around.buyer());
			default -> Objects.equals(row.customerLevel(), around.customerLevel());
		};
		Comparator<Row> byAmount = Comparator.comparing(Row::amount, nullsFirst());
		Comparator<Row> byId = Comparator.comparing(Row::purchaseId, nullsFirst())
			.thenComparing(Row::customerId, nullsFirst())
			.thenComparing(Row::otherId, nullsFirst());
		boolean twice = rows.stream().anyMatch((row) -> row.other() != null);
		over = switch (order) {
			case 0 -> over;
			case 1 -> over;
			case 2 -> over.sortBy(asc(Purchase::amount));
			case 3 -> over.sortBy(asc(Purchase::amount));
			case 4 -> over.sortBy(desc(Purchase::amount));
			case 5 -> over.sortBy(asc(this.customer.col(Customer::level)).nullsLast());
			default -> over.sortBy(asc(Purchase::level));
		};
		if (unique) {
			over = over.sortBy(asc(Purchase::id), asc(this.customer.col(Customer::id)));
			over = twice ? over.sortBy(asc(this.other.col(Customer::id))) : over;
		}
		Comparator<Row> comparator = switch (order) {
			case 0 -> (one, another) -> 0;
			case 1 -> byId;
			case 2 -> byAmount.thenComparing(byId);
			case 3 -> byAmount;
			case 4 -> byAmount.reversed().thenComparing(byId);
			case 5 -> Comparator.comparing(Row::customerLevel, Comparator.nullsLast(Comparator.naturalOrder()));
			default -> Comparator.comparing(Row::level, nullsFirst());
		};
		over = (preceding >= 0) ? over.preceding(preceding) : over;
		Map<Row, Long> values = new LinkedHashMap<>();
		for (Row row : rows) {
			List<Row> around = rows.stream()
				.filter((candidate) -> together.apply(row, candidate))
				.sorted(comparator)
				.toList();
			List<Row> upTo = around.stream().filter((candidate) -> comparator.compare(candidate, row) <= 0).toList();
			long before = around.stream().filter((candidate) -> comparator.compare(candidate, row) < 0).count();
			List<Row> frame = (preceding >= 0) ? upTo.subList(Math.max(0, upTo.size() - 1 - preceding), upTo.size())
					: upTo;
			values.put(row, switch (function) {
				case 0 -> (long) frame.size();
				case 1 -> frame.stream().map(Row::amount).filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
				case 2 -> before + 1;
				case 3 -> different(upTo, comparator);
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

	private static long different(List<Row> sorted, Comparator<Row> comparator) {
		long different = 0;
		for (int i = 0; i < sorted.size(); i++) {
			if (i == 0 || comparator.compare(sorted.get(i - 1), sorted.get(i)) != 0) {
				different++;
			}
		}
		return different;
	}

	record Triple(@Nullable Long purchase, @Nullable Long customer, @Nullable Long other) {
	}

	record Alone(Optional<Long> purchase) {
	}

	record Group(@Nullable Long key, long rows, long amount, Optional<Integer> most, long some, long levels,
			long rank) {

		static Group of(@Nullable Long key, List<Row> rows, Tested some, boolean different) {
			List<Integer> levels = rows.stream().map(Row::level).filter(Objects::nonNull).toList();
			return new Group(key, rows.size(),
					rows.stream().map(Row::amount).filter(Objects::nonNull).mapToLong(Integer::longValue).sum(),
					rows.stream().map(Row::amount).filter(Objects::nonNull).max(Integer::compare),
					rows.stream().filter((row) -> Boolean.TRUE.equals(some.holds().apply(row))).count(),
					different ? levels.stream().distinct().count() : levels.size(), 0);
		}

		Group ranked(long place) {
			return new Group(this.key, this.rows, this.amount, this.most, this.some, this.levels, place);
		}

	}

	record Level(int level, @Nullable Integer amount) {
	}

	record Counted(int level, long number) {
	}

	record Spent(long customer, @Nullable Long number, @Nullable Integer least) {
	}

	record Windowed(long id, @Nullable Long customer, long first, long second, long third) {
	}

	/**
	 * The purchases of a customer, the greatest first.
	 */
	@FunctionalInterface
	private interface Sorted {

		Stream<Purchase> of(Customer customer);

	}

	record Joined(String description, Query<Purchase> query, List<Row> rows, boolean twice) {
	}

	/**
	 * A condition on customers.
	 *
	 * @param limited whether it has a list with a limit that refers to the row around it
	 */
	record Sought(String description, Condition<Object> condition, Predicate<Customer> holds, boolean limited) {
	}

	/**
	 * Rows that may have been put together of others.
	 *
	 * @param together whether they were
	 */
	record Combined(String description, List<Level> rows, Selection<?, Level> query, boolean together) {
	}

	record Computed(String description, LongExpression<Purchase> expression, Map<Row, Long> values) {
	}

}
