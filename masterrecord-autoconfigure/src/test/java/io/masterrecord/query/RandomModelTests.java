package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.Props;
import io.masterrecord.property.TextProp;
import io.masterrecord.query.RandomModel.Kind;
import io.masterrecord.query.RandomModel.Property;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.UpsertOutcome;
import io.masterrecord.write.UpsertResult;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities of random shapes: rows of them are written, found, sorted, paged, changed and
 * deleted as a list in memory has it. The seed is printed with a failure and can be set
 * with {@code -Dmasterrecord.test.seed}; how many shapes there are follows from
 * {@code -Dmasterrecord.test.cases}.
 */
class RandomModelTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_305L);

	private static final int MODELS = Math.max(1, Integer.getInteger("masterrecord.test.cases", 2000) / 100);

	private static final CursorKey CURSOR_KEY = CursorKey.of("a secret of the tests, and of at least 32 bytes");

	private static final int ROWS = 40;

	private static final int CONDITIONS = 12;

	private static final List<RandomModel> ALL = RandomModel.some(MODELS, SEED);

	@EngineTest
	void rowsAreWrittenAndFoundWhateverTheShapeOfTheirEntity(TestDatabase database) {
		for (int i = 0; i < ALL.size(); i++) {
			RandomModel model = ALL.get(i);
			String description = "seed %d, model %d: %s".formatted(SEED, i,
					Arrays.toString(model.type().getRecordComponents()));
			try {
				check(database, model, model.type(), new Dice(SEED - i));
			}
			catch (RuntimeException | AssertionError ex) {
				throw new AssertionError(description + "\n" + ex.getMessage(), ex);
			}
		}
	}

	private static <T> void check(TestDatabase database, RandomModel model, Class<T> type, Dice dice) {
		EntityOperations operations = WriteFixture.of(database, type).builder().cursorKey(CURSOR_KEY).build();
		List<T> given = new ArrayList<>();
		for (int i = 0; i < ROWS; i++) {
			given.add(type.cast(model.row(dice, i)));
		}
		List<T> rows = operations.insertAll(type, given);
		assertThat(contents(model, rows)).as("written in order").isEqualTo(contents(model, given));
		assertRows(operations, model, type, rows, dice);
		rows = changed(operations, model, type, rows, dice);
		rows = upserted(operations, model, type, rows, dice);
		rows = deleted(operations, model, type, rows, dice);
		assertRows(operations, model, type, rows, dice);
	}

	private static <T> void assertRows(EntityOperations operations, RandomModel model, Class<T> type, List<T> rows,
			Dice dice) {
		assertThat(operations.query(type).list()).containsExactlyInAnyOrderElementsOf(rows);
		for (int i = 0; i < CONDITIONS; i++) {
			Tested<T> tested = condition(model, type, rows, dice, 2);
			Query<T> query = operations.query(type).where(tested.condition());
			List<T> expected = rows.stream().filter((row) -> Boolean.TRUE.equals(tested.holds().apply(row))).toList();
			assertThat(query.list()).as(tested.description()).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(query.count()).as(tested.description()).isEqualTo(expected.size());
			assertThat(query.exists()).as(tested.description()).isEqualTo(!expected.isEmpty());
			if (i % 3 == 0) {
				assertParts(query, model, type, expected, dice);
			}
		}
	}

	/**
	 * Whatever the order, pages and windows which put together are all rows in it.
	 */
	private static <T> void assertParts(Query<T> query, RandomModel model, Class<T> type, List<T> expected, Dice dice) {
		List<Property> keys = dice.some(3,
				() -> dice.oneOf(model.properties().stream().filter((each) -> each.kind() != Kind.OPTIONAL).toList()));
		Query<T> sorted = query;
		Comparator<T> order = (one, other) -> 0;
		boolean told = true;
		for (Property key : keys.stream().distinct().toList()) {
			boolean descending = dice.oneIn(2);
			sorted = sorted.sortBy(descending ? SortKey.desc(prop(type, key)) : SortKey.asc(prop(type, key)));
			told &= key.kind().isOrdered();
			Comparator<@Nullable Object> values = Comparator.nullsFirst(natural());
			Comparator<T> byKey = (one, other) -> values.compare(key.in(one), key.in(other));
			order = order.thenComparing(descending ? byKey.reversed() : byKey);
		}
		List<T> list = sorted.list(Limit.of(ROWS * 2));
		String description = sorted.toSql().sql();
		assertThat(list).as(description).containsExactlyInAnyOrderElementsOf(expected);
		if (told) {
			assertThat(list).as(description).isSortedAccordingTo(order);
		}
		int size = 1 + dice.below(15);
		List<T> paged = new ArrayList<>();
		for (int number = 0; number * size <= expected.size(); number++) {
			Page<T> page = sorted.page(number, size);
			assertThat(page.getTotalElements()).as(description).isEqualTo(expected.size());
			paged.addAll(page.getContent());
		}
		assertThat(paged).as(description).isEqualTo(list);
		assertThat(QueryWindowTests.forward(sorted, size)).as(description).isEqualTo(list);
		assertThat(QueryWindowTests.backward(sorted, size)).as(description).isEqualTo(list);
	}

	private static <T> List<T> changed(EntityOperations operations, RandomModel model, Class<T> type, List<T> rows,
			Dice dice) {
		List<T> some = rows.stream().filter((row) -> dice.oneIn(2)).toList();
		List<T> given = some.stream().map((row) -> type.cast(model.changed(dice, row))).toList();
		List<T> written = operations.updateAll(type, given);
		assertThat(contents(model, written)).isEqualTo(contents(model, given));
		return merged(model, rows, written);
	}

	private static <T> List<T> upserted(EntityOperations operations, RandomModel model, Class<T> type, List<T> rows,
			Dice dice) {
		if (model.id().isGenerated()) {
			return rows;
		}
		List<T> given = new ArrayList<>();
		rows.stream().filter((row) -> dice.oneIn(3)).forEach((row) -> given.add(type.cast(model.changed(dice, row))));
		int there = given.size();
		for (int i = 0; i < 7; i++) {
			given.add(type.cast(model.row(dice, ROWS + i)));
		}
		UpsertResult<T> result = operations.upsertAll(type, given).execute();
		for (int i = 0; i < given.size(); i++) {
			assertThat(result.outcomes().get(i))
				.isEqualTo((i < there) ? UpsertOutcome.UPDATED : UpsertOutcome.INSERTED);
		}
		assertThat(contents(model, result.entities())).isEqualTo(contents(model, given));
		return merged(model, rows, result.entities());
	}

	private static <T> List<T> deleted(EntityOperations operations, RandomModel model, Class<T> type, List<T> rows,
			Dice dice) {
		List<T> gone = rows.stream().filter((row) -> dice.oneIn(5)).toList();
		assertThat(operations.deleteAll(type, gone)).isEqualTo(gone.size());
		List<T> left = new ArrayList<>(rows);
		left.removeAll(gone);
		Tested<T> tested = condition(model, type, left, dice, 1);
		List<T> found = left.stream().filter((row) -> Boolean.TRUE.equals(tested.holds().apply(row))).toList();
		assertThat(operations.query(type).where(tested.condition()).all().delete()).as(tested.description())
			.isEqualTo(found.size());
		left.removeAll(found);
		return left;
	}

	/**
	 * Return rows, of which some have been written anew.
	 */
	private static <T> List<T> merged(RandomModel model, List<T> rows, List<T> written) {
		Map<List<@Nullable Object>, T> byKey = new LinkedHashMap<>();
		rows.forEach((row) -> byKey.put(model.key(row), row));
		written.forEach((row) -> {
			T before = byKey.put(model.key(row), row);
			if (model.versioned()) {
				Object version = RandomModel.get(row, "version");
				assertThat(version).isEqualTo((before != null)
						? (Integer) Objects.requireNonNull(RandomModel.get(before, "version")) + 1 : 1);
			}
		});
		return List.copyOf(byKey.values());
	}

	/**
	 * Return what rows hold besides what is made for them.
	 */
	private static List<Map<String, @Nullable Object>> contents(RandomModel model, List<?> rows) {
		return rows.stream().map((row) -> {
			Map<String, @Nullable Object> content = new HashMap<>();
			model.properties().forEach((property) -> content.put(property.name(), property.in(row)));
			if (!model.id().isGenerated()) {
				content.put("", model.key(row));
			}
			return content;
		}).toList();
	}

	private static <T> Tested<T> condition(RandomModel model, Class<T> type, List<T> rows, Dice dice, int depth) {
		if (depth == 0 || dice.oneIn(3)) {
			return leaf(type, dice.oneOf(model.properties()), rows, dice);
		}
		Tested<T> one = condition(model, type, rows, dice, depth - 1);
		Tested<T> other = condition(model, type, rows, dice, depth - 1);
		return switch (dice.below(3)) {
			case 0 -> new Tested<>("(%s or %s)".formatted(one.description(), other.description()),
					Condition.anyOf(one.condition(), other.condition()),
					(row) -> either(one.holds().apply(row), other.holds().apply(row), true));
			case 1 -> new Tested<>("(%s and %s)".formatted(one.description(), other.description()),
					Condition.allOf(one.condition(), other.condition()),
					(row) -> either(one.holds().apply(row), other.holds().apply(row), false));
			default -> new Tested<>("not " + one.description(), Condition.not(one.condition()), (row) -> {
				Boolean holds = one.holds().apply(row);
				return (holds != null) ? !holds : null;
			});
		};
	}

	/**
	 * Return what two conditions say of which one decides if it is as wanted.
	 */
	private static @Nullable Boolean either(@Nullable Boolean one, @Nullable Boolean other, boolean wanted) {
		if (Objects.equals(one, wanted) || Objects.equals(other, wanted)) {
			return wanted;
		}
		return (one == null || other == null) ? null : Boolean.valueOf(!wanted);
	}

	private static <T> Tested<T> leaf(Class<T> type, Property property, List<T> rows, Dice dice) {
		Object known = rows.isEmpty() ? null : property.in(dice.oneOf(rows));
		Object value = (known != null && dice.oneIn(2)) ? known : property.kind().value(dice);
		Object other = property.kind().value(dice);
		Step<Object, Condition<T>> step = step(type, property);
		String name = property.name() + " of " + value;
		return switch (dice.below(property.kind().isOrdered() ? 11 : property.kind().isText() ? 9 : 7)) {
			case 0 -> tested("eq " + name, property, step.eq(value), (held) -> held.equals(value));
			case 1 -> tested("ne " + name, property, step.ne(value), (held) -> !held.equals(value));
			case 2 -> tested("in " + name + ", " + other, property, step.in(List.of(value, other)),
					(held) -> held.equals(value) || held.equals(other));
			case 3 -> tested("not in " + name + ", " + other, property, step.notIn(List.of(value, other)),
					(held) -> !held.equals(value) && !held.equals(other));
			case 4 -> new Tested<>("null " + name, step.isNull(), (row) -> property.in(row) == null);
			case 5 -> new Tested<>("not null " + name, step.isNotNull(), (row) -> property.in(row) != null);
			case 6 ->
				new Tested<>("distinct " + name, step.isDistinctFrom(value), (row) -> !value.equals(property.in(row)));
			default -> property.kind().isText() ? text(type, property, (String) value, dice)
					: ordered(type, property, value, dice);
		};
	}

	private static <T> Tested<T> text(Class<T> type, Property property, String value, Dice dice) {
		TextStep<Condition<T>> step = Condition.where(textProp(type, property));
		String folded = value.toLowerCase(Locale.ROOT);
		String name = property.name() + " of " + value;
		return switch (dice.below(3)) {
			case 0 ->
				tested("contains " + name, property, step.contains(value), (held) -> ((String) held).contains(value));
			case 1 -> tested("starts " + name, property, step.startsWithIgnoreCase(value),
					(held) -> ((String) held).toLowerCase(Locale.ROOT).startsWith(folded));
			default ->
				tested("ends " + name, property, step.endsWith(value), (held) -> ((String) held).endsWith(value));
		};
	}

	private static <T> Tested<T> ordered(Class<T> type, Property property, Object value, Dice dice) {
		OrderedStep<Object, Condition<T>> step = orderedStep(type, property);
		Comparator<Object> order = natural();
		String name = property.name() + " of " + value;
		return switch (dice.below(5)) {
			case 0 -> tested("gt " + name, property, step.gt(value), (held) -> order.compare(held, value) > 0);
			case 1 -> tested("ge " + name, property, step.ge(value), (held) -> order.compare(held, value) >= 0);
			case 2 -> tested("lt " + name, property, step.lt(value), (held) -> order.compare(held, value) < 0);
			case 3 -> tested("le " + name, property, step.le(value), (held) -> order.compare(held, value) <= 0);
			default -> {
				Object until = property.kind().value(dice);
				yield tested("between " + name + " and " + until, property, step.between(value, until),
						(held) -> order.compare(held, value) >= 0 && order.compare(held, until) <= 0);
			}
		};
	}

	private static <T> Tested<T> tested(String description, Property property, Condition<T> condition,
			Predicate<Object> holds) {
		return new Tested<>(description, condition, (row) -> {
			Object held = property.in(row);
			return (held != null) ? holds.test(held) : null;
		});
	}

	@SuppressWarnings("unchecked")
	private static <V> Comparator<V> natural() {
		return (one, other) -> ((Comparable<V>) one).compareTo(other);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T> Step<Object, Condition<T>> step(Class<T> type, Property property) {
		if (property.kind() == Kind.OPTIONAL) {
			return (Step) Condition.where(OptionalProp.of(type, property.name(), String.class));
		}
		return (Step) Condition.where((Prop) prop(type, property));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T> OrderedStep<Object, Condition<T>> orderedStep(Class<T> type, Property property) {
		Class value = property.kind().javaType();
		OrderedProp prop = isNested(property)
				? Props.path((Prop) place(type), OrderedProp.of((Class) placeType(type), property.last(), value))
				: OrderedProp.of((Class) type, property.name(), value);
		return (OrderedStep) Condition.where(prop);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T> Prop<T, Object> prop(Class<T> type, Property property) {
		Class value = property.kind().javaType();
		return isNested(property)
				? Props.path((Prop) place(type), Prop.of((Class) placeType(type), property.last(), value))
				: Prop.of(type, property.name(), value);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T> TextProp<T> textProp(Class<T> type, Property property) {
		return isNested(property)
				? Props.path((Prop) place(type), TextProp.of((Class) placeType(type), property.last()))
				: TextProp.of(type, property.name());
	}

	private static boolean isNested(Property property) {
		return !property.last().equals(property.name());
	}

	private static <T> Prop<T, ?> place(Class<T> type) {
		return Prop.of(type, "place", placeType(type));
	}

	private static Class<?> placeType(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> component.getName().equals("place"))
			.findFirst()
			.orElseThrow()
			.getType();
	}

	/**
	 * A condition, and what it is for a row in memory: true, false, or {@code null} where
	 * SQL says unknown.
	 */
	private record Tested<T>(String description, Condition<T> condition, Function<T, @Nullable Boolean> holds) {
	}

}
