package io.masterrecord.query;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a request contains is bound or refused: none of it becomes the text of a
 * statement, on any dialect. How many inputs each surface is given is said by
 * {@code -Dmasterrecord.test.inputs}; the seed is printed with a failure and can be set
 * with {@code -Dmasterrecord.test.seed}.
 */
class HostileInputTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_131L);

	private static final int INPUTS = Integer.getInteger("masterrecord.test.inputs", 10_000);

	private static final String CANARY = "zq7";

	private static final FilterNames<Thing> FILTERS = FilterNames.of(Thing.class)
		.allow(Thing::name)
		.allow(Thing::rank)
		.allow(Thing::price)
		.allow(Thing::at)
		.allow("not", Thing::name, FilterOperator.NOT_EQUAL)
		.allow("text", Thing::note, FilterOperator.CONTAINS)
		.allow("start", Thing::note, FilterOperator.STARTS_WITH)
		.allow("noted", Thing::note, FilterOperator.PRESENT);

	@ParameterizedTest
	@MethodSource("dialects")
	void valuesAreBound(Dialect dialect) {
		Query<Thing> things = things(dialect);
		for (int i = 0; i < INPUTS / 2; i++) {
			Dice dice = new Dice(SEED + i);
			String text = canary(dice);
			Condition<Thing> condition = switch (dice.below(9)) {
				case 0 -> Condition.where(Thing::name).eq(text);
				case 1 -> Condition.where(Thing::note).isDistinctFrom(text);
				case 2 -> Condition.where(Thing::name).in(text, "x");
				case 3 -> Condition.where(Thing::note).containsIgnoreCase(text);
				case 4 -> Condition.where(Thing::name).between(text, text);
				case 5 -> Condition.where(Thing::note).neIgnoreCase(text);
				case 6 -> Condition.where(Thing::note).like(text.replace("!", ""));
				case 7 -> Condition.search(text, Thing::name, Thing::note);
				default -> Condition.not(Condition.where(Thing::name).endsWith(text));
			};
			SqlStatement statement = things.where(condition).toSql();
			assertThat(statement.sql()).as("seed %d, input %d", SEED, i).doesNotContain(CANARY);
			assertThat(statement.values().toString().toLowerCase(Locale.ROOT)).contains(CANARY);
		}
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void namesToSortByAreLookedUp(Dialect dialect) {
		Query<Thing> things = things(dialect);
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			String name = dice.oneIn(5) ? "rank " + Hostile.text(dice) : Hostile.text(dice) + " " + CANARY;
			refused("seed %d, input %d".formatted(SEED, i), name,
					() -> things.sortBy(dice.oneIn(2) ? Sort.by(name) : Sort.by("rank", name).descending()).toSql());
		}
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void regularExpressionsAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		String alphabet = "ab()[]{}|*+?.^$\\-,0123'\"dws\n";
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			StringBuilder regex = new StringBuilder(dice.oneIn(3) ? Hostile.text(dice) : "");
			for (int j = dice.below(12); j > 0; j--) {
				regex.append(alphabet.charAt(dice.below(alphabet.length())));
			}
			try {
				SqlStatement statement = things.where(Thing::name).matches(regex + CANARY).toSql();
				assertThat(statement.sql()).as("seed %d, input %d", SEED, i).doesNotContain(CANARY);
				Pattern.compile(String.valueOf(statement.values().get(0).value()));
			}
			catch (InvalidQueryException ex) {
				assertThat(ex.getMessage()).doesNotContain(CANARY);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void filtersOfARequestAreDeclared(Dialect dialect) {
		Query<Thing> things = things(dialect);
		List<String> names = List.of("name", "rank", "price", "at", "not", "text", "start", "noted");
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			String name = dice.oneIn(4) ? canary(dice) : dice.oneOf(names);
			List<String> values = dice.oneIn(5) ? List.of(canary(dice), canary(dice)) : List.of(canary(dice));
			try {
				SqlStatement statement = things.where(FILTERS.read(Map.of(name, values))).toSql();
				assertThat(statement.sql()).as("seed %d, input %d", SEED, i).doesNotContain(CANARY);
				assertThat(statement.values().toString()).contains(CANARY);
			}
			catch (InvalidFilterException ex) {
				assertThat(ex.getMessage()).doesNotContain(CANARY);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void searchesAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			Search search = Search.of(dice.oneIn(4) ? "\"" + canary(dice) : canary(dice));
			search = dice.oneIn(2) ? search.allWords() : search;
			search = dice.oneIn(3) ? search.typeAhead() : search;
			search = dice.oneIn(3) ? search.literal() : search;
			try {
				SqlStatement statement = things.search(search, Thing::name, Thing::note).toSql();
				assertThat(statement.sql()).as("seed %d, input %d", SEED, i).doesNotContain(CANARY);
				assertThat(statement.values().toString().toLowerCase(Locale.ROOT)).contains(CANARY);
				String shown = search.highlight(canary(dice));
				assertThat(shown.replace("<mark>", "").replace("</mark>", "")).as("seed %d, input %d", SEED, i)
					.doesNotContain("<", ">", "\"", "'");
			}
			catch (QueryLimitException ex) {
				assertThat(ex.getMessage()).doesNotContain(CANARY);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void pathsIntoDocumentsAreBoundOrRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			String[] path = dice.oneIn(2) ? new String[] { canary(dice) }
					: new String[] { String.valueOf(dice.below(5)), canary(dice) };
			try {
				JsonStep<Query<Thing>> step = things.where(Thing::note).json(path);
				Query<Thing> query = switch (dice.below(3)) {
					case 0 -> step.asNumber().gt(BigDecimal.ONE);
					case 1 -> step.asBoolean().isTrue();
					default -> step.eq(canary(dice));
				};
				SqlStatement statement = query.toSql();
				assertThat(statement.sql()).as("seed %d, input %d", SEED, i).doesNotContain(CANARY);
				assertThat(statement.values().toString()).contains(CANARY);
			}
			catch (InvalidQueryException ex) {
				assertThat(ex.getMessage()).doesNotContain(CANARY);
			}
		}
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
					() -> things.where(Thing::note).json(text).eq("x").toSql(), () -> things.cursorPage(text, 5))) {
				long used = cpuTime();
				try {
					reading.run();
				}
				catch (InvalidQueryException ex) {
					assertThat(String.valueOf(ex.getMessage())).hasSizeLessThan(1000);
				}
				// what grew with the square of the length would take minutes
				assertThat(Duration.ofNanos(cpuTime() - used)).as("'%s', again and again", part)
					.isLessThan(Duration.ofSeconds(4));
			}
		}
	}

	@Test
	void remembersNothingOfWhatIsRefused() {
		Query<Thing> things = things(Dialects.of("postgresql"));
		refuse(things, 0, 1000);
		long before = usedMemory();
		refuse(things, 1000, INPUTS + 1000);
		assertThat(usedMemory() - before).isLessThan(INPUTS * 100L + 4_000_000);
	}

	private static void refuse(Query<Thing> things, int from, int to) {
		for (int i = from; i < to; i++) {
			String name = "n" + i + "x".repeat(300);
			refused("input " + i, CANARY, () -> things.sortBy(Sort.by(name)).toSql());
			refused("input " + i, CANARY, () -> things.where(FILTERS.read(Map.of(name, List.of("x")))).toSql());
			refused("input " + i, CANARY, () -> things.where(Thing::name).matches(name + "(").toSql());
			refused("input " + i, CANARY, () -> things.cursorPage(name, 5));
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

	@ParameterizedTest
	@MethodSource("dialects")
	void cursorsAndPositionsAreRefused(Dialect dialect) {
		Query<Thing> things = things(dialect);
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			String text = canary(dice);
			String cursor = dice.oneIn(2) ? text
					: Base64.getUrlEncoder()
						.withoutPadding()
						.encodeToString(("\u0001" + text).getBytes(StandardCharsets.UTF_8));
			refused("seed %d, input %d".formatted(SEED, i), CANARY, () -> things.cursorPage(cursor, 5));
			refused("seed %d, input %d".formatted(SEED, i), CANARY,
					() -> things.window(ScrollPosition.forward(Map.of(text, text)), 5));
			refused("seed %d, input %d".formatted(SEED, i), CANARY,
					() -> things.window(ScrollPosition.forward(Map.of("id", text)), 5));
		}
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void pagesAreWithinTheirLimits(Dialect dialect) {
		Query<Thing> things = things(dialect);
		for (int i = 0; i < INPUTS; i++) {
			Dice dice = new Dice(SEED + i);
			int number = dice.oneOf(-1, Integer.MIN_VALUE, -dice.below(1000) - 1);
			int size = dice.oneOf(0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE);
			refused("seed %d, input %d".formatted(SEED, i), CANARY,
					dice.oneIn(2) ? () -> things.page(number, 10) : () -> things.page(dice.below(100), size));
			refused("seed %d, input %d".formatted(SEED, i), CANARY,
					() -> things.slice(PageRequest.of(dice.below(100), 1001 + dice.below(1_000_000))));
		}
	}

	private static String canary(Dice dice) {
		return Hostile.text(dice) + CANARY + (dice.oneIn(2) ? Hostile.text(dice) : "");
	}

	private static void refused(String description, String input, Runnable reading) {
		try {
			reading.run();
		}
		catch (InvalidQueryException ex) {
			if (input.contains(CANARY)) {
				assertThat(String.valueOf(ex.getMessage())).as(description).doesNotContain(input);
			}
			return;
		}
		throw new AssertionError(description + " was not refused");
	}

	/**
	 * A query whose database must not be reached.
	 */
	private static Query<Thing> things(Dialect dialect) {
		Model model = Model.of(Thing.class);
		StatementGate gate = StatementGate.of(new NoDataSource(), dialect);
		return Query.of(model.entity(Thing.class), QueryContext.of(model, gate, QuerySettings.DEFAULTS));
	}

	static Stream<Dialect> dialects() {
		return Stream.of("postgresql", "mariadb", "mysql", "sqlite", "h2").map(Dialects::of);
	}

	/**
	 * A data source that fails if it is asked for a connection.
	 */
	private static final class NoDataSource extends AbstractDataSource {

		@Override
		public Connection getConnection() {
			throw new AssertionError("Something was sent to the database");
		}

		@Override
		public Connection getConnection(String user, String password) {
			throw new AssertionError("Something was sent to the database");
		}

	}

	record Thing(@Id long id, String name, @Nullable String note, @Nullable Integer rank, @Nullable BigDecimal price,
			@Nullable Instant at) {

	}

}
