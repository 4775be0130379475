package io.masterrecord.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.annotation.Column;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.TextProp;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.Hostile;
import io.masterrecord.testing.HostileInputs;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;

import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.longSum;
import static io.masterrecord.query.Expressions.max;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random conditions, sorts and pages on random rows give what a list in memory gives. The
 * seed is printed with a failure and can be set with {@code -Dmasterrecord.test.seed}.
 */
@EngineSpec
class RandomQueryTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_131L);

	private static final int CASES = Integer.getInteger("masterrecord.test.cases", 2000);

	private static final List<Thing> THINGS = things(new Dice(SEED));

	private final Engine engine;

	private final Database database;

	private final Query<Thing> all;

	RandomQueryTests(TestDatabase database) {
		this.engine = database.engine();
		this.database = Database.of(database, Thing.class);
		this.all = this.database.query(Thing.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Thing.class).insert(THINGS);
	}

	@Test
	void readsWhatAListInMemoryGives() {
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			Tested tested = condition(dice, 3);
			Query<Thing> query = this.all.where(tested.condition());
			String description = "seed %d, case %d: %s".formatted(SEED, i, tested.description());
			List<Thing> expected = THINGS.stream()
				.filter((thing) -> Boolean.TRUE.equals(tested.holds().apply(thing)))
				.toList();
			assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(query.count()).as(description).isEqualTo(expected.size());
			assertThat(query.exists()).as(description).isEqualTo(!expected.isEmpty());
			if (i % 10 == 0) {
				assertPages(query, expected, dice, description);
			}
		}
	}

	@Test
	void scrollsForwardAndBackThroughWhatTheListGives() {
		for (int i = 0; i < CASES / 20; i++) {
			Dice dice = new Dice(SEED + i);
			Query<Thing> query = this.all.where(condition(dice, 1).condition());
			for (int keys = 1 + dice.below(3); keys > 0; keys--) {
				query = query.sortBy(key(dice));
			}
			int size = 1 + dice.below(20);
			String description = "seed %d, case %d, size %d: %s".formatted(SEED, i, size, query.toSql().sql());
			List<Thing> expected = query.list(Limit.of(THINGS.size()));
			assertThat(QueryWindowTests.forward(query, size)).as(description).isEqualTo(expected);
			assertThat(QueryWindowTests.backward(query, size)).as(description).isEqualTo(expected);
		}
	}

	static SortKey<Thing> key(Dice dice) {
		SortKey<Thing> key = switch (dice.below(8)) {
			case 0 -> dice.oneIn(2) ? SortKey.asc(Thing::rank) : SortKey.desc(Thing::rank);
			case 1 -> dice.oneIn(2) ? SortKey.asc(Thing::price) : SortKey.desc(Thing::price);
			case 2 -> dice.oneIn(2) ? SortKey.asc(Thing::at) : SortKey.desc(Thing::at);
			case 3 -> dice.oneIn(2) ? SortKey.asc(Thing::flag) : SortKey.desc(Thing::flag);
			case 4 -> dice.oneIn(2) ? SortKey.asc(Thing::name) : SortKey.desc(Thing::name);
			case 5 -> dice.oneIn(2) ? SortKey.asc(Thing::ratio) : SortKey.desc(Thing::ratio);
			case 6 -> dice.oneIn(2) ? SortKey.asc(Thing::weight) : SortKey.desc(Thing::weight);
			default -> dice.oneIn(2) ? SortKey.asc(Thing::note) : SortKey.desc(Thing::note);
		};
		SortKey<Thing> placed = dice.oneIn(3) ? key.nullsFirst() : dice.oneIn(2) ? key.nullsLast() : key;
		return dice.oneIn(3) ? placed.ignoreCase() : placed;
	}

	/**
	 * Many conditions share a statement, so that there can be many. Each finds a set of
	 * bits.
	 */
	@Test
	void findsTheRowsAListInMemoryHas() {
		// H2 copies what is left of a statement for each sub-query in it.
		int shared = (this.engine == Engine.H2) ? 2 : 40;
		List<Tested> conditions = new ArrayList<>();
		HostileInputs.forEach((dice) -> {
			conditions.add(condition(dice, 3));
			if (conditions.size() == shared) {
				assertFound(conditions);
				conditions.clear();
			}
		});
	}

	private void assertFound(List<Tested> conditions) {
		List<Selection<?, Found>> parts = new ArrayList<>();
		for (int i = 0; i < conditions.size(); i++) {
			parts.add(this.all.where(conditions.get(i).condition())
				.select(Found.class, max(Sql.expression(Integer.class, "{} + 0", i)), longSum(Thing::bit)));
		}
		List<Found> rows = together(parts).list();
		assertThat(rows).hasSameSizeAs(parts);
		Map<Integer, Long> bits = rows.stream()
			.filter((found) -> found.number().isPresent())
			.collect(Collectors.toMap((found) -> found.number().orElseThrow(), Found::bits));
		for (int i = 0; i < conditions.size(); i++) {
			Tested tested = conditions.get(i);
			long expected = 0;
			for (Thing thing : THINGS) {
				expected |= Boolean.TRUE.equals(tested.holds().apply(thing)) ? thing.bit() : 0;
			}
			assertThat(bits.getOrDefault(i, 0L)).as(tested.description()).isEqualTo(expected);
		}
	}

	private static Selection<?, Found> together(List<Selection<?, Found>> parts) {
		int half = parts.size() / 2;
		return (half == 0) ? parts.get(0)
				: together(parts.subList(0, half)).unionAll(together(parts.subList(half, parts.size())));
	}

	@Test
	void hasATextThatDependsOnTheShapeAlone() {
		HostileInputs.forEach((dice) -> {
			long shape = dice.below(Integer.MAX_VALUE);
			String text = this.all.where(shape(new Dice(shape), new Dice(shape), 3)).toSql().sql();
			String other = this.all.where(shape(new Dice(shape), new Dice(-1 - shape), 3)).toSql().sql();
			if (!other.equals(text)) {
				assertThat(other).isEqualTo(text);
			}
		});
	}

	@Test
	void neverWritesAValueIntoTheText() {
		for (int i = 0; i < CASES / 4; i++) {
			Dice dice = new Dice(SEED + i);
			String canary = Hostile.text(dice) + "zq7" + i;
			this.database.recorder().clear();
			this.all.where(canaryCondition(dice, canary, 2)).page(0, 5);
			for (SqlRecorder.Recorded statement : this.database.recorder().statements()) {
				assertThat(statement.sql()).as("seed %d, case %d", SEED, i).doesNotContain("zq7");
				assertThat(statement.parameters().toString()).contains("zq7");
			}
		}
	}

	private static void assertPages(Query<Thing> query, List<Thing> expected, Dice dice, String description) {
		boolean descending = dice.oneIn(2);
		Comparator<Thing> byRank = Comparator.comparing(Thing::rank, Comparator.nullsFirst(Comparator.naturalOrder()));
		Comparator<Thing> order = byRank.thenComparing(Thing::id);
		List<Thing> sorted = expected.stream().sorted(descending ? order.reversed() : order).toList();
		int size = 1 + dice.below(12);
		Query<Thing> ranked = query.sortBy(descending ? SortKey.desc(Thing::rank) : SortKey.asc(Thing::rank));
		List<Thing> read = new ArrayList<>();
		for (int number = 0; number <= (expected.size() + size - 1) / size; number++) {
			Page<Thing> page = ranked.page(number, size);
			assertThat(page.getTotalElements()).as(description).isEqualTo(expected.size());
			read.addAll(page.getContent());
		}
		assertThat(read).as(description).isEqualTo(sorted);
	}

	static Tested condition(Dice dice, int depth) {
		if (depth == 0 || dice.oneIn(3)) {
			return leaf(dice);
		}
		List<Tested> parts = dice.some(3, () -> condition(dice, depth - 1));
		List<Condition<Thing>> conditions = parts.stream().map(Tested::condition).toList();
		List<Tested> present = parts.stream().filter(Tested::present).toList();
		return switch (dice.below(3)) {
			case 0 -> new Tested("anyOf" + parts, Condition.anyOf(conditions), !present.isEmpty(),
					(thing) -> present.isEmpty() ? Boolean.TRUE : any(present, thing));
			case 1 -> new Tested("allOf" + parts, Condition.allOf(conditions), !present.isEmpty(),
					(thing) -> all(present, thing));
			default -> {
				Tested part = condition(dice, depth - 1);
				yield new Tested("not(" + part + ")", Condition.not(part.condition()), part.present(),
						(thing) -> part.present() ? opposite(part.holds().apply(thing)) : Boolean.TRUE);
			}
		};
	}

	private static Tested leaf(Dice dice) {
		return switch (dice.below(9)) {
			case 8 -> computed(dice);
			case 6 -> ordered(dice, "ratio", Thing::ratio, ratio(dice), Thing::ratio);
			case 7 -> ordered(dice, "weight", Thing::weight, (float) ratio(dice), Thing::weight);
			case 0 -> ordered(dice, "rank", Thing::rank, dice.below(6), Thing::rank);
			case 1 -> ordered(dice, "price", Thing::price, price(dice), Thing::price);
			case 2 -> ordered(dice, "at", Thing::at, at(dice), Thing::at);
			case 3 -> text(dice, "name", Thing::name, Thing::name);
			case 4 -> text(dice, "note", Thing::note, Thing::note);
			default -> {
				boolean wanted = dice.oneIn(2);
				yield new Tested("flag " + wanted,
						wanted ? Condition.where(Thing::flag).isTrue() : Condition.where(Thing::flag).isFalse(), true,
						(thing) -> (thing.flag() != null) ? thing.flag() == wanted : null);
			}
		};
	}

	private static <V extends Comparable<? super V>> Tested ordered(Dice dice, String name,
			OrderedProp<Thing, V> property, V value, Function<Thing, @Nullable V> getter) {
		ComparableStep<V, Condition<Thing>> step = Condition.where(property);
		return switch (dice.below(14)) {
			case 0 -> leaf(name + " = " + value, step.eq(value), getter, (v) -> v.compareTo(value) == 0);
			case 1 -> leaf(name + " <> " + value, step.ne(value), getter, (v) -> v.compareTo(value) != 0);
			case 2 -> leaf(name + " > " + value, step.gt(value), getter, (v) -> v.compareTo(value) > 0);
			case 3 -> leaf(name + " >= " + value, step.ge(value), getter, (v) -> v.compareTo(value) >= 0);
			case 4 -> leaf(name + " < " + value, step.ltIfPresent(value), getter, (v) -> v.compareTo(value) < 0);
			case 5 ->
				leaf(name + " between " + value, step.between(value, value), getter, (v) -> v.compareTo(value) == 0);
			case 6 -> new Tested(name + " is null", step.isNull(), true, (thing) -> getter.apply(thing) == null);
			case 7 -> new Tested(name + " is not null", step.isNotNull(), true, (thing) -> getter.apply(thing) != null);
			case 8 -> {
				List<V> values = dice.some(4, () -> dice.oneIn(2) ? value
						: Objects.requireNonNullElse(getter.apply(dice.oneOf(THINGS)), value));
				yield among(name + " in " + values, step.in(values), getter, values, true);
			}
			case 9 -> {
				List<V> values = dice.some(4, () -> dice.oneIn(2) ? value
						: Objects.requireNonNullElse(getter.apply(dice.oneOf(THINGS)), value));
				yield among(name + " not in " + values, step.notIn(values), getter, values, false);
			}
			case 10 -> new Tested(name + " is distinct from " + value, step.isDistinctFrom(value), true, (thing) -> {
				V v = getter.apply(thing);
				return v == null || v.compareTo(value) != 0;
			});
			case 11 -> new Tested(name + " is " + value, step.isNotDistinctFrom(value), true, (thing) -> {
				V v = getter.apply(thing);
				return v != null && v.compareTo(value) == 0;
			});
			case 12 -> leaf(name + " in range " + value, step.inRangeIfPresent(value, null), getter,
					(v) -> v.compareTo(value) >= 0);
			default -> new Tested(name + " absent", step.eqIfPresent(null), false, (thing) -> Boolean.TRUE);
		};
	}

	/**
	 * A condition on what fragments of SQL inside of each other compute.
	 */
	private static Tested computed(Dice dice) {
		Computed computed = number(dice, 3);
		long value = dice.below(9) - 2;
		return leaf(computed.description() + " >= " + value,
				dice.oneIn(2) ? Condition.<Thing>allOf(computed.expression().ge(value))
						: Condition.<Thing>allOf(Sql.condition("NOT {} < {}", computed.expression(), value)),
				computed.value(), (v) -> v >= value);
	}

	private static Computed number(Dice dice, int depth) {
		if (depth == 0 || dice.oneIn(4)) {
			long number = dice.below(5);
			return dice.oneIn(3)
					? new Computed("" + number, Sql.expression(Long.class, "{} + 0", number), (thing) -> number)
					: new Computed("rank", Sql.expression(Long.class, "{}", col(Thing::rank)),
							(thing) -> (thing.rank() != null) ? thing.rank().longValue() : null);
		}
		Computed one = number(dice, depth - 1);
		Computed other = number(dice, depth - 1);
		return switch (dice.below(4)) {
			case 0 -> Computed.of("+", one, other, "{} + {}", (a, b) -> a + b);
			case 1 -> Computed.of("-", one, other, "{} - {}", (a, b) -> a - b);
			case 2 -> Computed.of("*", one, other, "{} * {}", (a, b) -> a * b);
			default -> new Computed("(%s or %s)".formatted(one.description(), other.description()),
					Sql.expression(Long.class, "coalesce({}, {}, {})", one.expression(), other.expression(), 7L),
					(thing) -> {
						Long value = one.value().apply(thing);
						Long second = (value != null) ? value : other.value().apply(thing);
						return (second != null) ? second : Long.valueOf(7);
					});
		};
	}

	private static Tested text(Dice dice, String name, TextProp<Thing> property,
			Function<Thing, @Nullable String> getter) {
		TextStep<Condition<Thing>> step = Condition.where(property);
		String value = part(dice, Objects.requireNonNullElse(getter.apply(dice.oneOf(THINGS)), "a"));
		String folded = fold(value);
		String description = name + " '" + value + "'";
		return switch (dice.below(11)) {
			case 0 -> leaf(description, step.eq(value), getter, (v) -> v.equals(value));
			case 1 -> leaf(description + "~", step.eqIgnoreCase(value), getter, (v) -> fold(v).equals(folded));
			case 2 -> leaf("contains " + description, step.contains(value), getter, (v) -> v.contains(value));
			case 3 -> leaf("contains " + description + "~", step.containsIgnoreCase(value), getter,
					(v) -> fold(v).contains(folded));
			case 4 -> leaf("starts " + description, step.startsWith(value), getter, (v) -> v.startsWith(value));
			case 5 -> leaf("starts " + description + "~", step.startsWithIgnoreCase(value), getter,
					(v) -> fold(v).startsWith(folded));
			case 6 -> leaf("ends " + description, step.endsWith(value), getter, (v) -> v.endsWith(value));
			case 7 -> leaf(description + " other", step.neIgnoreCase(value), getter, (v) -> !fold(v).equals(folded));
			case 8 -> leaf("ends " + description + "~", step.endsWithIgnoreCase(value), getter,
					(v) -> fold(v).endsWith(folded));
			case 9 -> among("in " + description, step.in(value, "b"), getter, List.of(value, "b"), true);
			default -> {
				List<String> terms = SearchTerms.of(value, QuerySettings.DEFAULTS);
				yield new Tested("search " + description, Condition.search(value, Thing::name, Thing::note),
						!terms.isEmpty(),
						(thing) -> terms.isEmpty() ? Boolean.TRUE : any(terms.stream()
							.flatMap((term) -> Stream.of(contained(thing.name(), term), contained(thing.note(), term)))
							.toList(), thing));
			}
		};
	}

	private static Tested contained(@Nullable String text, String term) {
		return new Tested(term, Condition.allOf(), true,
				(thing) -> (text != null) ? fold(text).contains(fold(term)) : null);
	}

	private static <V> Tested leaf(String description, Condition<Thing> condition, Function<Thing, @Nullable V> getter,
			Function<V, Boolean> holds) {
		return new Tested(description, condition, true, (thing) -> {
			V value = getter.apply(thing);
			return (value != null) ? holds.apply(value) : null;
		});
	}

	private static <V extends Comparable<? super V>> Tested among(String description, Condition<Thing> condition,
			Function<Thing, @Nullable V> getter, List<V> values, boolean wanted) {
		return new Tested(description, condition, true, (thing) -> {
			V value = getter.apply(thing);
			if (values.isEmpty()) {
				return !wanted;
			}
			return (value != null) ? values.stream().anyMatch((v) -> v.compareTo(value) == 0) == wanted : null;
		});
	}

	/**
	 * A condition of the shape that one pair of dice says, with the values of another.
	 */
	private static Condition<Thing> shape(Dice shape, Dice values, int depth) {
		if (depth == 0 || shape.oneIn(3)) {
			return switch (shape.below(6)) {
				case 0 -> Condition.where(Thing::rank).ge(values.below(1000));
				case 1 -> Condition.where(Thing::name).contains(Hostile.text(values));
				case 2 -> Condition.where(Thing::note).eqIgnoreCase(Hostile.text(values));
				case 3 -> {
					int size = 5 + values.below(4);
					yield Condition.where(Thing::name)
						.in(IntStream.range(0, size).mapToObj((i) -> Hostile.text(values)).toList());
				}
				case 4 -> Condition.where(Thing::flag).eq(values.oneIn(2));
				default -> Condition.where(Thing::price).between(price(values), price(values));
			};
		}
		List<Condition<Thing>> parts = shape.some(3, () -> shape(shape, values, depth - 1));
		return shape.oneIn(2) ? Condition.anyOf(parts) : Condition.not(Condition.allOf(parts));
	}

	private static Condition<Thing> canaryCondition(Dice dice, String canary, int depth) {
		if (depth == 0) {
			return switch (dice.below(7)) {
				case 0 -> Condition.where(Thing::name).eq(canary);
				case 1 -> Condition.where(Thing::name).in(canary, "x");
				case 2 -> Condition.where(Thing::note).containsIgnoreCase(canary);
				case 3 -> Condition.where(Thing::note).startsWith(canary);
				case 4 -> Condition.where(Thing::name).lt(canary);
				case 5 -> Condition.search(canary, Thing::name, Thing::note);
				default -> Condition.where(Thing::note).like(canary.replace("!", ""));
			};
		}
		Condition<Thing> other = Condition.where(Thing::rank).gt(-1);
		Condition<Thing> inner = canaryCondition(dice, canary, depth - 1);
		return dice.oneOf(Condition.anyOf(inner, other), Condition.allOf(inner, other), Condition.not(inner));
	}

	private static @Nullable Boolean any(List<Tested> parts, Thing thing) {
		boolean unknown = false;
		for (Tested part : parts) {
			Boolean holds = part.holds().apply(thing);
			if (Boolean.TRUE.equals(holds)) {
				return true;
			}
			unknown |= holds == null;
		}
		return unknown ? null : Boolean.FALSE;
	}

	private static @Nullable Boolean all(List<Tested> parts, Thing thing) {
		boolean unknown = false;
		for (Tested part : parts) {
			Boolean holds = part.holds().apply(thing);
			if (Boolean.FALSE.equals(holds)) {
				return false;
			}
			unknown |= holds == null;
		}
		return unknown ? null : Boolean.TRUE;
	}

	private static @Nullable Boolean opposite(@Nullable Boolean holds) {
		return (holds != null) ? !holds : null;
	}

	private static String fold(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	private static String part(Dice dice, String text) {
		if (text.isEmpty() || dice.oneIn(4)) {
			return dice.oneIn(3) ? text.toUpperCase(Locale.ROOT) : text;
		}
		int start = text.offsetByCodePoints(0, dice.below(text.codePointCount(0, text.length())));
		int end = text.offsetByCodePoints(start, 1 + dice.below(text.codePointCount(start, text.length())));
		return text.substring(start, end);
	}

	private static BigDecimal price(Dice dice) {
		return BigDecimal.valueOf(dice.below(8) * 25L, 2);
	}

	private static double ratio(Dice dice) {
		return dice.oneOf(0.1, 0.2, 0.3, 1 / 3.0, 16_777_217.0, -123_456.7, 1e-30, 3.4e37, 0.0);
	}

	private static Instant at(Dice dice) {
		return Instant.ofEpochSecond(1_700_000_000L, dice.below(6) * 1000L);
	}

	private static List<Thing> things(Dice dice) {
		return IntStream.rangeClosed(1, 60)
			.mapToObj((id) -> new Thing(id, Hostile.text(dice), dice.oneIn(4) ? null : Hostile.text(dice),
					dice.oneIn(4) ? null : dice.below(6), dice.oneIn(4) ? null : price(dice),
					dice.oneIn(4) ? null : at(dice), dice.oneIn(4) ? null : dice.oneIn(2),
					dice.oneIn(4) ? null : ratio(dice), dice.oneIn(4) ? null : (float) ratio(dice), 1L << id))
			.toList();
	}

	/**
	 * A condition, and what it is for a row in memory: true, false, or {@code null} where
	 * SQL says unknown.
	 */
	record Tested(String description, Condition<Thing> condition, boolean present,
			Function<Thing, @Nullable Boolean> holds) {

		@Override
		public String toString() {
			return this.description;
		}

	}

	record Thing(@Id long id, String name, @Nullable String note, @Nullable Integer rank,
			@Nullable @Column(size = 10, scale = 2) BigDecimal price, @Nullable Instant at, @Nullable Boolean flag,
			@Nullable Double ratio, @Nullable Float weight, long bit) {

	}

	/**
	 * A number of a row as SQL and Java compute it.
	 */
	private record Computed(String description, ComparableExpression<Object, Long> expression,
			Function<Thing, @Nullable Long> value) {

		static Computed of(String sign, Computed one, Computed other, String template, BinaryOperator<Long> result) {
			return new Computed("(%s %s %s)".formatted(one.description(), sign, other.description()),
					Sql.expression(Long.class, Sql.unsafe(template), one.expression(), other.expression()), (thing) -> {
						Long first = one.value().apply(thing);
						Long second = other.value().apply(thing);
						return (first != null && second != null) ? result.apply(first, second) : null;
					});
		}

	}

	/**
	 * The rows a condition finds, as bits; no number if there are none.
	 */
	record Found(Optional<Integer> number, long bits) {

	}

}
