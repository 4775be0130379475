package io.masterrecord.query;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.Model;
import io.masterrecord.testing.Hostile;
import io.masterrecord.testing.HostileInputs;
import io.masterrecord.testing.StatementTrap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

import static io.masterrecord.property.Props.path;
import static io.masterrecord.query.Condition.exists;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.max;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a request contains is bound or refused: none of it becomes the text of a
 * statement, on any dialect.
 */
class HostileInputTests {

	private static final FilterNames<Thing> FILTERS = FilterNames.of(Thing.class)
		.allow(Thing::name)
		.allow(Thing::rank)
		.allow(Thing::price)
		.allow(Thing::at)
		.allow("not", Thing::name, FilterOperator.NOT_EQUAL)
		.allow("text", Thing::note, FilterOperator.CONTAINS)
		.allow("start", Thing::note, FilterOperator.STARTS_WITH)
		.allow("noted", Thing::note, FilterOperator.PRESENT)
		.allow(path(Thing::maker, Maker::name));

	@ParameterizedTest
	@MethodSource("dialects")
	void valuesAreBound(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			requireBound(things.where(switch (dice.below(12)) {
				case 0 -> where(Thing::name).eq(text);
				case 1 -> where(Thing::note).isDistinctFrom(text);
				case 2 -> where(Thing::name).in(text, "x");
				case 3 -> where(Thing::note).containsIgnoreCase(text);
				case 4 -> where(Thing::name).between(text, text);
				case 5 -> where(Thing::note).neIgnoreCase(text);
				case 6 -> where(Thing::name).like(text.replace("!", ""));
				case 7 -> Condition.search(text, Thing::name, Thing::note);
				case 8 -> where(Pair.class, Thing::name, Thing::rank).in(new Pair(text, 1), new Pair("x", 2));
				case 9 -> where(path(Thing::maker, Maker::name)).startsWith(text);
				case 10 -> Condition.<Thing>allOf(Sql.condition("{} || {} = {}", col(Thing::name), "x", text));
				default -> Condition.not(where(Thing::name).endsWith(text));
			}).toSql());
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void valuesAreBoundInShapesOfEveryKind(Dialect dialect) {
		Query<Thing> things = things(dialect);
		Alias<Thing> other = Alias.of(Thing.class);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			Condition<Thing> condition = dice.oneIn(2) ? where(Thing::name).eq(text)
					: where(Thing::note).contains(text);
			Query<Thing> filtered = things.where(condition);
			requireBound(switch (dice.below(12)) {
				case 0 -> things.leftJoin(other, other.where(Thing::name).eq(text)).toSql();
				case 1 -> things.rightJoin(other, other.where(Thing::note).ne(text)).select(Thing::rank).toSql();
				case 2 -> joinFully(dialect, things, other, text).toSql();
				case 3 -> joinLaterally(dialect, filtered, things).toSql();
				case 4 -> things.groupBy(Thing::rank).having(max(Thing::name).gt(text)).select(count()).toSql();
				case 5 -> things.where(Thing::id).in(filtered.select(Thing::id)).toCountSql();
				case 6 -> things.where(exists(filtered)).distinct().toSql();
				case 7 -> filtered.select(Name.class, col(Thing::name)).union(things.select(Name.class)).toSql();
				case 8 -> CommonTable.of(filtered.select(Name.class, col(Thing::name))).asQuery().toSql();
				case 9 -> things.select(count().filter(condition)).toSql();
				case 10 -> filtered.useIndex("idx_thing_name").sortBy(SortKey.desc(Thing::rank)).limit(3).toCountSql();
				default ->
					things.select(Name.class, Sql.expression(String.class, "coalesce({}, {})", col(Thing::note), text))
						.toSql();
			});
		});
	}

	private static Selection<Thing, Name> joinFully(Dialect dialect, Query<Thing> things, Alias<Thing> other,
			String text) {
		Condition<Object> on = other.where(Thing::name).eq(text);
		return (dialect.fullJoins() ? things.fullJoin(other, on) : things.join(other, on)).select(Name.class,
				other.col(Thing::name));
	}

	private static Selection<Thing, Name> joinLaterally(Dialect dialect, Query<Thing> filtered, Query<Thing> things) {
		Alias<Name> names = Alias.of(filtered.select(Name.class, col(Thing::name)).limit(1));
		return (dialect.lateralJoins() ? things.leftJoinLateral(names) : things.crossJoin(names)).select(Name.class,
				names.col(Name::name));
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void changesAreBound(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			Query<Thing> some = things.where(Thing::id).eq(1);
			Query<Thing> filtered = things.where(Thing::name).eq(text);
			SqlStatement sent = StatementTrap.sentBy(switch (dice.below(4)) {
				case 0 -> () -> some.update(Change.set(Thing::name).to(text));
				case 1 -> () -> some.update(Change.set(path(Thing::maker, Maker::name)).to(text));
				case 2 -> () -> filtered.update(Change.set(Thing::rank).to(1));
				default -> filtered::delete;
			});
			requireBound(sent);
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void valuesOfFiltersAreBound(Dialect dialect) {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		GlobalFilters filters = GlobalFilters
			.of(List.of(GlobalFilter.of(Thing.class, "tenant", Thing::name, tenant::get)));
		Model model = Model.of(Thing.class);
		Query<Thing> things = Query.of(model.entity(Thing.class),
				QueryContext.of(model, new StatementTrap(dialect), QuerySettings.DEFAULTS, filters));
		HostileInputs.forEach((dice) -> {
			tenant.set(HostileInputs.text(dice));
			requireBound(dice.oneIn(2) ? things.toSql() : things.toCountSql());
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void namesToSortByAreLookedUp(Dialect dialect) {
		Query<Thing> things = things(dialect);
		Selection<Thing, Name> names = things.select(Name.class);
		Selection<Thing, Counted> groups = things.groupBy(Thing::name).select(Counted.class, col(Thing::name), count());
		HostileInputs.forEach((dice) -> {
			String name = switch (dice.below(6)) {
				case 0 -> "rank " + HostileInputs.text(dice);
				case 1 -> "maker." + HostileInputs.text(dice);
				case 2 -> "name." + HostileInputs.text(dice);
				default -> HostileInputs.text(dice);
			};
			Sort sort = dice.oneIn(2) ? Sort.by(name) : Sort.by("name", name).descending();
			requireRefused(switch (dice.below(4)) {
				case 0 -> () -> things.sortable(Thing::name).sortBy(sort).toSql();
				case 1 -> () -> names.sortBy(sort).toSql();
				case 2 -> () -> groups.sortBy(sort).toSql();
				default -> () -> things.sortBy(sort).toSql();
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void namesOfTheModelAreLookedUp(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String name = HostileInputs.text(dice);
			try {
				switch (dice.below(3)) {
					case 0 -> things.useIndex(name);
					case 1 -> things.withoutFilter(name);
					default -> things.select(Name.class, List.of("name", name), (values) -> new Name(null));
				}
			}
			catch (InvalidQueryException ex) {
				return;
			}
			throw new AssertionError("'%s' is not refused".formatted(name));
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void regularExpressionsAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		String alphabet = "ab()[]{}|*+?.^$\\-,0123'\"dws\n";
		HostileInputs.forEach((dice) -> {
			StringBuilder regex = new StringBuilder(dice.oneIn(3) ? Hostile.text(dice) : "");
			for (int j = dice.below(12); j > 0; j--) {
				regex.append(alphabet.charAt(dice.below(alphabet.length())));
			}
			boundOrRefused(() -> {
				SqlStatement statement = things.where(Thing::name).matches(regex + HostileInputs.CANARY).toSql();
				Pattern.compile(String.valueOf(statement.values().get(0).value()));
				return statement;
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void filtersOfARequestAreDeclared(Dialect dialect) {
		Query<Thing> things = things(dialect);
		List<String> names = List.of("name", "rank", "price", "at", "not", "text", "start", "noted", "maker.name");
		HostileInputs.forEach((dice) -> {
			String name = dice.oneIn(4) ? HostileInputs.text(dice) : dice.oneOf(names);
			List<String> values = dice.oneIn(5) ? List.of(HostileInputs.text(dice), HostileInputs.text(dice))
					: List.of(HostileInputs.text(dice));
			boundOrRefused(() -> things.where(FILTERS.read(Map.of(name, values))).toSql());
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void searchesAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String typed = (dice.oneIn(4) ? "\"" : "") + HostileInputs.text(dice);
			Search words = dice.oneIn(2) ? Search.of(typed).allWords() : Search.of(typed);
			Search typing = dice.oneIn(3) ? words.typeAhead() : words;
			Search search = dice.oneIn(3) ? typing.literal() : typing;
			boundOrRefused(() -> things.search(search, Thing::name, Thing::note).toSql());
			String shown = search.highlight(HostileInputs.text(dice)).replace("<mark>", "").replace("</mark>", "");
			if (shown.chars().anyMatch((c) -> "<>\"'".indexOf(c) >= 0)) {
				throw new AssertionError("Not harmless: " + shown);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void pathsIntoDocumentsAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String[] path = dice.oneIn(2) ? new String[] { HostileInputs.text(dice) }
					: new String[] { String.valueOf(dice.below(5)), HostileInputs.text(dice) };
			String text = HostileInputs.text(dice);
			boundOrRefused(() -> switch (dice.below(6)) {
				case 0 -> things.where(Thing::note).json(path).asNumber().gt(BigDecimal.ONE).toSql();
				case 1 -> things.where(Thing::note).json(path).asBoolean().isTrue().toSql();
				case 2 -> things.where(Thing::note).jsonContains(Map.of(text, text)).toSql();
				case 3 -> things.where(Thing::note).jsonOverlaps(List.of(text, 1)).toSql();
				case 4 -> things.where(Thing::note).json("a").contains(text).toSql();
				default -> things.where(Thing::note).json(path).eq(text).toSql();
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void documentsAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			Object document = switch (dice.below(4)) {
				case 0 -> Map.of(text, dice.below(9));
				case 1 -> List.of(text, List.of(Map.of("a", text)));
				case 2 -> new Maker(text, null);
				default -> Map.of("a", Map.of(text, List.of(text)));
			};
			boundOrRefused(() -> dice.oneIn(2) ? things.where(Thing::note).jsonContains(document).toSql()
					: things.where(Thing::note).jsonOverlaps(List.of(document, text)).toSql());
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void templatesTakeNothingThatEndsThem(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String template = (dice.oneIn(2) ? "{} " : "") + Hostile.text(dice) + (dice.oneIn(2) ? " {}" : "");
			String text = HostileInputs.text(dice);
			boundOrRefused(() -> {
				SqlStatement statement = things.where(Sql.condition(Sql.unsafe(template), text)).toSql();
				if (template.chars().anyMatch((c) -> "'\"`?;\\#".indexOf(c) >= 0) || template.contains("--")
						|| template.contains("/*")) {
					throw new AssertionError("Not refused: " + template);
				}
				return statement;
			});
			SqlStatement change = StatementTrap.sentBy(() -> things.where(Thing::id)
				.eq(1)
				.update(Change.set(Thing::name).toSql("concat({}, {}, {})", col(Thing::name), text, col(Thing::note))));
			requireBound(change);
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void templatesThatArePutTogetherAreRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String typed = dice.oneIn(2) ? "1 = 1 OR zq7" + dice.below(9) : HostileInputs.text(dice);
			requireRefused(switch (dice.below(3)) {
				case 0 -> () -> things.where(Sql.condition("{} > 1 OR " + typed, col(Thing::rank))).toSql();
				case 1 -> () -> things.select(Sql.expression(Integer.class, typed)).toSql();
				default -> () -> things.where(Thing::id).eq(1).update(Change.set(Thing::rank).toSql(typed));
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void cursorsAndPositionsAreRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			requireRefused(switch (dice.below(4)) {
				case 0 -> () -> things.cursorPage(text, 5);
				case 1 -> {
					String signed = Base64.getUrlEncoder()
						.withoutPadding()
						.encodeToString(("\u0001" + text.repeat(1 + dice.below(9))).getBytes(StandardCharsets.UTF_8));
					yield () -> things.cursorPage(signed, 5);
				}
				case 2 -> () -> things.window(ScrollPosition.forward(Map.of(text, text)), 5);
				default -> () -> things.window(ScrollPosition.backward(Map.of("id", text)), 5);
			});
		});
	}

	@Test
	void cursorsThatWereAlteredAreRefused() {
		CursorCodec codec = new CursorCodec(CursorKey.generated(), false);
		byte[] fingerprint = new byte[16];
		HostileInputs.forEach((dice) -> {
			new Random(dice.below(Integer.MAX_VALUE)).nextBytes(fingerprint);
			List<Object> values = List.of((long) dice.below(1000), HostileInputs.text(dice), BigDecimal.TEN);
			String cursor = codec.write(fingerprint, new CursorCodec.Keys(dice.oneIn(2), values));
			if (!codec.read(fingerprint, cursor).values().equals(values)) {
				throw new AssertionError("Not read as it was written: " + values);
			}
			byte[] bytes = Base64.getUrlDecoder().decode(cursor);
			byte[] altered = dice.oneIn(3) ? Arrays.copyOf(bytes, dice.below(bytes.length)) : bytes;
			if (altered == bytes) {
				altered[dice.below(bytes.length)] ^= (byte) (1 << dice.below(8));
			}
			String text = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
			requireRefused(() -> codec.read(fingerprint, text));
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void pagesAreWithinTheirLimits(Dialect dialect) {
		Query<Thing> things = things(dialect);
		HostileInputs.forEach((dice) -> {
			int number = dice.oneOf(-1, Integer.MIN_VALUE, -dice.below(1000) - 1);
			int size = dice.oneOf(0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE);
			requireRefused(switch (dice.below(3)) {
				case 0 -> () -> things.page(number, 10);
				case 1 -> () -> things.page(dice.below(100), size);
				default -> () -> things.slice(PageRequest.of(dice.below(100), 1001 + dice.below(1_000_000)));
			});
		});
	}

	private static void requireBound(SqlStatement statement) {
		HostileInputs.requireBound(statement.sql(), statement.values());
	}

	private static void requireRefused(Runnable call) {
		HostileInputs.requireRefused(InvalidQueryException.class, call);
	}

	private static void boundOrRefused(Supplier<SqlStatement> call) {
		SqlStatement statement;
		try {
			statement = call.get();
		}
		catch (InvalidQueryException ex) {
			HostileInputs.requireHarmless(ex.getMessage());
			return;
		}
		requireBound(statement);
	}

	@Test
	void takesNoLongForWhatIsLong() {
		Query<Thing> things = things(Dialects.of("postgresql"));
		for (String part : List.of("a", "(a", "\"", "- ", "a b ", "%_!", "[[", "a.", "\\", "\u0301", "\ud83e\udd8a",
				"a|", "{\"", "=1,")) {
			String text = part.repeat(1_000_000 / part.length());
			for (Runnable reading : List.<Runnable>of(() -> Search.of(text).parts(),
					() -> Search.of(part).highlight(text),
					() -> things.where(Condition.search(text, Thing::name)).toSql(),
					() -> things.sortBy(Sort.by(text)).toSql(),
					() -> things.where(FILTERS.read(Map.of("text", List.of(text)))).toSql(),
					() -> things.where(FILTERS.read(Map.of(text, List.of("x")))).toSql(),
					() -> things.where(FILTERS.read(Map.of("price", List.of(text)))).toSql(),
					() -> things.where(FILTERS.read(Map.of("at", List.of(text)))).toSql(),
					() -> things.where(Thing::name).matches(text).toSql(),
					() -> things.where(Thing::note).json(text).eq("x").toSql(), () -> things.cursorPage(text, 5),
					() -> things.window(ScrollPosition.forward(Map.of(text, text)), 5),
					() -> things.where(Sql.condition(text, col(Thing::name))).toSql())) {
				// under 100 ms where all is compiled, which takes longer than the tests
				assertThat(least(reading)).as("'%s', again and again", part).isLessThan(Duration.ofMillis(400));
			}
		}
	}

	/**
	 * Return how much time the fastest of some runs takes, since the first ones are not
	 * compiled yet.
	 */
	private static Duration least(Runnable reading) {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 6 && least > Duration.ofMillis(80).toNanos(); i++) {
			long used = cpuTime();
			try {
				reading.run();
			}
			catch (InvalidQueryException ex) {
				assertThat(String.valueOf(ex.getMessage())).hasSizeLessThan(1000);
			}
			least = Math.min(least, cpuTime() - used);
		}
		return Duration.ofNanos(least);
	}

	@Test
	void remembersNothingOfWhatIsRefused() {
		Query<Thing> things = things(Dialects.of("postgresql"));
		refuse(things, 0, 1000);
		long before = usedMemory();
		refuse(things, 1000, HostileInputs.COUNT + 1000);
		assertThat(usedMemory() - before).isLessThan(Math.min(HostileInputs.COUNT * 100L, 8_000_000) + 4_000_000);
	}

	private static void refuse(Query<Thing> things, int from, int to) {
		for (int i = from; i < to; i++) {
			String name = "n" + i + "x".repeat(300);
			requireRefused(() -> things.sortBy(Sort.by(name)).toSql());
			requireRefused(() -> things.where(FILTERS.read(Map.of(name, List.of("x")))).toSql());
			requireRefused(() -> things.where(Thing::name).matches(name + "(").toSql());
			requireRefused(() -> things.cursorPage(name, 5));
		}
	}

	private static long cpuTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	private static long usedMemory() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * A query whose database must not be reached.
	 */
	private static Query<Thing> things(Dialect dialect) {
		Model model = Model.of(Thing.class);
		return Query.of(model.entity(Thing.class),
				QueryContext.of(model, new StatementTrap(dialect), QuerySettings.DEFAULTS));
	}

	static Stream<Dialect> dialects() {
		return Stream.of("postgresql", "mariadb", "mysql", "sqlite", "h2").map(Dialects::of);
	}

	record Thing(@Id long id, @Indexed String name, @Nullable String note, @Nullable Integer rank,
			@Nullable BigDecimal price, @Nullable Instant at, @Embedded @Nullable Maker maker) {

	}

	record Maker(@Nullable String name, @Nullable String city) {

	}

	record Pair(String name, Integer rank) {

	}

	record Name(@Nullable String name) {

	}

	record Counted(String name, long number) {

	}

}
