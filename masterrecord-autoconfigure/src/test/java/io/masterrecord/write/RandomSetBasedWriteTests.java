package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.query.Alias;
import io.masterrecord.query.Change;
import io.masterrecord.query.Condition;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.Selection;
import io.masterrecord.query.Sql;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.Condition.anyOf;
import static io.masterrecord.query.Condition.exists;
import static io.masterrecord.query.Condition.not;
import static io.masterrecord.query.Condition.notExists;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.value;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random changes and deletions of the rows that random conditions and sub-queries find
 * leave what they leave of a list in memory. The seed is printed with a failure and can
 * be set with {@code -Dmasterrecord.test.seed}; how many cases there are is said by
 * {@code -Dmasterrecord.test.cases}.
 */
class RandomSetBasedWriteTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_214L);

	private static final int CASES = Integer.getInteger("masterrecord.test.cases", 2000);

	private static final int ROWS = 24;

	private final Alias<Item> item = Alias.of(Item.class);

	@EngineTest
	void leaveWhatTheyLeaveOfAList(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Item.class, Mark.class);
		EntityOperations operations = fixture.operations();
		Dice first = new Dice(SEED);
		List<Mark> marks = operations.insertAll(Mark.class,
				IntStream.rangeClosed(1, 30)
					.mapToObj((id) -> new Mark(id, first.oneIn(5) ? null : first.below(5), first.below(12)))
					.toList());
		List<Item> items = refilled(fixture, first);
		for (int i = 0; i < CASES; i++) {
			Dice dice = new Dice(SEED + i);
			if (items.stream().filter((item) -> !item.gone()).count() < ROWS / 3) {
				items = refilled(fixture, dice);
			}
			Chosen chosen = chosen(dice, operations, items, marks);
			Changed changed = changed(dice);
			boolean deletes = dice.oneIn(5);
			boolean correlated = chosen.correlated();
			Query<Item> all = operations.query(Item.class);
			Query<Item> query = (correlated ? all.as(this.item) : all).where(chosen.condition());
			String description = "seed %d, case %d: %s where %s".formatted(SEED, i,
					deletes ? "delete" : changed.description(), chosen.description());
			List<Item> before = items;
			List<Item> met = items.stream().filter((row) -> !row.gone() && chosen.holds().test(row)).toList();
			int written;
			try {
				written = deletes ? query.all().delete() : query.all().update(changed.changes());
			}
			catch (InvalidQueryException ex) {
				// a database that reads what it writes from a copy only has no row to
				// refer to
				assertThat(correlated && chosen.same() && database.engine().isMySqlFamily())
					.as(description + ": " + ex.getMessage())
					.isTrue();
				continue;
			}
			assertThat(written).as("%s: %s", description, fixture.lastSql()).isEqualTo(met.size());
			items = before.stream()
				.map((row) -> !met.contains(row) ? row : deletes ? row.deleted() : changed.result().apply(row).next())
				.toList();
			assertThat(operations.query(Item.class).withoutFilter(SoftDelete.FILTER).list()).as(description)
				.containsExactlyInAnyOrderElementsOf(items);
		}
	}

	private static List<Item> refilled(WriteFixture fixture, Dice dice) {
		fixture.gate()
			.update(SqlStatement.of(StatementKind.DELETE, "DELETE FROM " + fixture.gate().dialect().quote("item")));
		List<Item> items = new ArrayList<>();
		for (int id = 1; id <= ROWS; id++) {
			items.add(new Item(id, dice.oneIn(5) ? null : dice.below(5), dice.below(9), dice.oneIn(4) ? null : "n" + id,
					0, false));
		}
		return fixture.operations().insertAll(Item.class, items);
	}

	private Chosen chosen(Dice dice, EntityOperations operations, List<Item> items, List<Mark> marks) {
		if (dice.oneIn(3)) {
			Chosen one = chosen(dice, operations, items, marks);
			Chosen two = chosen(dice, operations, items, marks);
			return new Chosen("(%s or not %s)".formatted(one.description(), two.description()),
					anyOf(one.condition(), not(two.condition())),
					(row) -> one.holds().test(row) || !two.holds().test(row), one.correlated() || two.correlated(),
					one.same() || two.same());
		}
		int number = dice.below(9);
		int limit = 1 + dice.below(6);
		boolean wanted = dice.oneIn(2);
		Query<Mark> some = operations.query(Mark.class).where(Mark::weight).ge(number);
		List<Mark> found = marks.stream().filter((mark) -> mark.weight() >= number).toList();
		Query<Item> same = operations.query(Item.class).where(Item::stock).ge(number);
		List<Item> alive = items.stream().filter((row) -> !row.gone()).toList();
		List<Item> equal = alive.stream().filter((row) -> row.stock() >= number).toList();
		String how = " %d, limit %d, %s".formatted(number, limit, wanted);
		return switch (dice.below(9)) {
			case 0 ->
				new Chosen("stock" + how, where(Item::stock).ge(number), (row) -> row.stock() >= number, false, false);
			case 1 -> {
				Selection<Mark, Integer> list = some.select(Mark::kind);
				yield new Chosen("kind in marks" + how,
						Condition.<Item>allOf(where(Item::kind).isNotNull(),
								wanted ? where(Item::kind).in(list) : where(Item::kind).notIn(list)),
						(row) -> row.kind() != null
								&& found.stream().anyMatch((mark) -> Objects.equals(mark.kind(), row.kind())) == wanted,
						false, false);
			}
			case 2 -> {
				Selection<Mark, Long> list = some.sortBy(desc(Mark::weight), asc(Mark::id))
					.limit(limit)
					.select(Mark::id);
				List<Long> ids = found.stream()
					.sorted((one, two) -> (one.weight() != two.weight()) ? two.weight() - one.weight()
							: Long.compare(one.id(), two.id()))
					.limit(limit)
					.map(Mark::id)
					.toList();
				yield new Chosen("id in some marks" + how,
						wanted ? where(Item::id).in(list) : where(Item::id).notIn(list),
						(row) -> ids.contains(row.id()) == wanted, false, false);
			}
			case 3 -> {
				Selection<Item, Long> list = same.sortBy(asc(Item::stock), asc(Item::id)).limit(limit).select(Item::id);
				List<Long> ids = equal.stream()
					.sorted((one, two) -> (one.stock() != two.stock()) ? one.stock() - two.stock()
							: Long.compare(one.id(), two.id()))
					.limit(limit)
					.map(Item::id)
					.toList();
				yield new Chosen("id in some items" + how,
						wanted ? where(Item::id).in(list) : where(Item::id).notIn(list),
						(row) -> ids.contains(row.id()) == wanted, false, true);
			}
			case 4 -> {
				Selection<Item, Integer> list = same.select(Item::kind);
				yield new Chosen("kind in items" + how,
						Condition.<Item>allOf(where(Item::kind).isNotNull(),
								wanted ? where(Item::kind).in(list) : where(Item::kind).notIn(list)),
						(row) -> row.kind() != null && equal.stream()
							.anyMatch((other) -> Objects.equals(other.kind(), row.kind())) == wanted,
						false, true);
			}
			case 5 -> {
				Query<Mark> own = some.where(Mark::kind).eq(this.item.col(Item::kind));
				yield new Chosen("own marks" + how, wanted ? exists(own) : notExists(own),
						(row) -> own(found.stream(), row).findAny().isPresent() == wanted, true, false);
			}
			case 6 -> {
				Query<Mark> own = some.where(Mark::kind).eq(this.item.col(Item::kind));
				yield new Chosen("number of own marks" + how, value(own.select(count())).ge((long) limit),
						(row) -> own(found.stream(), row).count() >= limit, true, false);
			}
			case 7 -> {
				Query<Item> better = operations.query(Item.class)
					.where(Item::kind)
					.eq(this.item.col(Item::kind))
					.where(Item::stock)
					.gt(this.item.col(Item::stock));
				yield new Chosen("best item" + how, wanted ? notExists(better) : exists(better),
						(row) -> alive.stream()
							.noneMatch((other) -> row.kind() != null && row.kind().equals(other.kind())
									&& other.stock() > row.stock()) == wanted,
						true, true);
			}
			default -> new Chosen("most" + how,
					Condition.<Item>allOf(
							Sql.condition("{} = {}", col(Item::stock), value(same.select(max(Item::stock)))),
							where(Item::stock).ge(number)),
					(row) -> row.stock() >= number
							&& equal.stream().mapToInt(Item::stock).max().orElse(-1) == row.stock(),
					false, true);
		};
	}

	private static Stream<Mark> own(Stream<Mark> marks, Item row) {
		return marks.filter((mark) -> mark.kind() != null && mark.kind().equals(row.kind()));
	}

	private static Changed changed(Dice dice) {
		int number = dice.below(9);
		String name = "'\\" + number;
		return switch (dice.below(7)) {
			case 0 -> new Changed("stock = " + number, (row) -> row.with(row.kind(), number, row.name()),
					set(Item::stock).to(number));
			case 1 -> new Changed("stock - 1, kind = null", (row) -> row.with(null, row.stock() - 1, row.name()),
					set(Item::stock).minus(1), set(Item::kind).toNull());
			case 2 -> new Changed("stock + kind",
					(row) -> row.with(row.kind(), row.stock() + ((row.kind() != null) ? row.kind() : 0), row.name()),
					set(Item::stock).toSql("{} + coalesce({}, {})", col(Item::stock), col(Item::kind), 0));
			case 3 -> new Changed("kind = stock", (row) -> row.with(row.stock(), row.stock(), name),
					set(Item::kind).toProperty(Item::stock), set(Item::name).to(name));
			case 4 -> new Changed("kind = stock, stock = n", (row) -> row.with(row.stock(), number, row.name()),
					set(Item::stock).to(number), set(Item::kind).toProperty(Item::stock));
			case 5 -> new Changed("stock * 2 % 9", (row) -> row.with(row.kind(), row.stock() * 2 % 9, row.name()),
					set(Item::stock).toSql("({} * {}) % {}", col(Item::stock), 2, 9));
			default ->
				new Changed("name = " + name + ", stock + 1", (row) -> row.with(row.kind(), row.stock() + 1, name),
						set(Item::name).to(name), set(Item::stock).plus(1));
		};
	}

	record Item(@Id long id, @Nullable Integer kind, int stock, @Nullable String name, @Version int version,
			@SoftDelete boolean gone) {

		Item with(@Nullable Integer otherKind, int otherStock, @Nullable String otherName) {
			return new Item(this.id, otherKind, otherStock, otherName, this.version, this.gone);
		}

		Item next() {
			return new Item(this.id, this.kind, this.stock, this.name, this.version + 1, this.gone);
		}

		Item deleted() {
			return new Item(this.id, this.kind, this.stock, this.name, this.version + 1, true);
		}

	}

	record Mark(@Id long id, @Nullable Integer kind, int weight) {

	}

	/**
	 * Which rows are written: never unknown.
	 *
	 * @param correlated whether a sub-query refers to the row that is written
	 * @param same whether a sub-query reads the table that is written
	 */
	record Chosen(String description, Condition<? super Item> condition, Predicate<Item> holds, boolean correlated,
			boolean same) {

	}

	/**
	 * What becomes of a row.
	 */
	record Changed(String description, UnaryOperator<Item> result, Change<Item>... changes) {

		@SafeVarargs
		Changed {
		}

	}

}
