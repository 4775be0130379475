package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are read from a position on, in both directions.
 */
@EngineSpec
class QueryWindowTests {

	private final Database database;

	private final Query<Plan> plans;

	QueryWindowTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class, Level.class);
		this.plans = this.database.query(Plan.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
		float[] heights = { 0.1F, 0.2F, 0.3F, 1 / 3F, 16_777_217F, -123_456.7F, 1e-30F, 3.4e38F };
		Database.create(database, Level.class)
			.insert(IntStream.range(0, 24)
				.mapToObj((id) -> new Level(id, heights[id % 8], (id % 5 == 0) ? null : (double) heights[id % 7] / 3,
						(id % 5 == 1) ? null : heights[id % 3]))
				.toList());
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void scrollsThroughAllRows() {
		Query<Plan> newest = this.plans.sortBy(asc(Plan::planType), desc(Plan::createdAt));
		List<Plan> read = new ArrayList<>();
		ScrollPosition position = ScrollPosition.keyset();
		Window<Plan> window;
		do {
			window = newest.window(position, 5);
			read.addAll(window.getContent());
			position = window.positionAt(window.size() - 1);
		}
		while (window.hasNext());
		assertThat(read).isEqualTo(newest.list());
		assertThat(this.database.recorder().sql()).as("a statement per window, and the list").hasSize(4);
	}

	@Test
	void scrollsBackInTheOrderOfTheQuery() {
		Query<Plan> newest = this.plans.sortBy(desc(Plan::createdAt));
		Window<Plan> first = newest.window(ScrollPosition.keyset(), 4);
		Window<Plan> second = newest.window(first.positionAt(3), 4);
		assertThat(second.getContent()).extracting(Plan::id).containsExactly(8L, 7L, 6L, 5L);
		KeysetScrollPosition before = ((KeysetScrollPosition) second.positionAt(0)).backward();
		Window<Plan> back = newest.window(before, 3);
		assertThat(back.getContent()).extracting(Plan::id).containsExactly(11L, 10L, 9L);
		assertThat(back.hasNext()).isTrue();
		assertThat(newest.window(before, 4)).extracting(Plan::id).containsExactly(12L, 11L, 10L, 9L);
		assertThat(newest.window(before, 4).hasNext()).isFalse();
		Window<Plan> last = newest.window(ScrollPosition.keyset().backward(), 2);
		assertThat(last.getContent()).extracting(Plan::id).containsExactly(2L, 1L);
	}

	@Test
	void placesNullWhereTheOrderDoes() {
		for (SortKey<Plan> key : List.of(asc(Plan::createdBy), desc(Plan::createdBy), asc(Plan::createdBy).nullsLast(),
				desc(Plan::createdBy).nullsFirst())) {
			Query<Plan> query = this.plans.sortBy(key, desc(Plan::status));
			assertThat(forward(query, 1)).isEqualTo(query.list(Limit.of(100)));
			assertThat(backward(query, 1)).isEqualTo(query.list(Limit.of(100)));
		}
	}

	@Test
	void sortsTextWithoutRegardToCase() {
		Query<Plan> query = this.plans.sortBy(desc(Plan::title).ignoreCase());
		assertThat(forward(query, 5)).isEqualTo(query.list(Limit.of(100)));
	}

	@Test
	void readsKeysThatAreNoPartOfTheRows() {
		Selection<Plan, String> titles = this.plans.sortBy(desc(Plan::createdAt)).select(Plan::title);
		CursorPage<String> first = titles.cursorPage(null, 2);
		assertThat(first.content()).containsExactly("Smith, John", "O'Brien \"quoted\"");
		CursorPage<String> second = titles.cursorPage(first.next(), 2);
		assertThat(second.content()).containsExactly("back\\slash", "underXscore");
		assertThat(titles.cursorPage(second.previous(), 2).content()).isEqualTo(first.content());
	}

	@Test
	void scrollsByOffsetToo() {
		Query<Plan> oldest = this.plans.sortBy(asc(Plan::createdAt));
		Window<Plan> first = oldest.window(ScrollPosition.offset(), 5);
		assertThat(first.getContent()).extracting(Plan::id).containsExactly(1L, 2L, 3L, 4L, 5L);
		Window<Plan> second = oldest.window(first.positionAt(4), 5);
		assertThat(second.getContent()).extracting(Plan::id).containsExactly(6L, 7L, 8L, 9L, 10L);
		assertThat(oldest.window(second.positionAt(4), 5).hasNext()).isFalse();
	}

	@Test
	void refusesAPositionOfAnotherOrder() {
		assertRefused(ScrollPosition.forward(Map.of("title", "x")), "told by the keys createdAt, id");
		assertRefused(ScrollPosition.forward(Map.of("createdAt", "yesterday", "id", 1L)),
				"The key 'createdAt' of a position is not of the type 'Instant'");
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void refusesTooManyRows() {
		assertThatExceptionOfType(QueryLimitException.class)
			.isThrownBy(() -> this.plans.window(ScrollPosition.keyset(), 1001))
			.withMessageContaining("at most 1000 rows, not 1001");
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> this.plans.cursorPage(null, 0));
	}

	@Test
	void sortsByNamesOfARequest() {
		CursorPage<Plan> page = this.plans.cursorPage(new CursorRequest(null, 2, Sort.by("title").descending()));
		assertThat(page.content()).extracting(Plan::title).containsExactly("under_score", "underXscore");
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> this.plans.cursorPage(new CursorRequest(null, 2, Sort.by("1; drop table plans"))));
	}

	private void assertRefused(ScrollPosition position, String message) {
		assertThatExceptionOfType(InvalidCursorException.class)
			.isThrownBy(() -> this.plans.sortBy(desc(Plan::createdAt)).window(position, 5))
			.withMessageContaining(message);
	}

	@Test
	void goesOnFromNumbersThatAreNotExact() {
		Query<Level> levels = this.database.query(Level.class);
		for (Query<Level> query : List.of(levels.sortBy(asc(Level::height)), levels.sortBy(desc(Level::width)),
				levels.sortBy(desc(Level::depth), asc(Level::height)))) {
			List<Level> all = query.list(Limit.of(100));
			assertThat(forward(query, 5)).isEqualTo(all);
			assertThat(backward(query, 5)).isEqualTo(all);
		}
	}

	static <R> List<R> forward(Rows<?, R, ?> query, int size) {
		List<R> read = new ArrayList<>();
		CursorPage<R> page = query.cursorPage(null, size);
		read.addAll(page.content());
		while (page.next() != null) {
			page = query.cursorPage(page.next(), size);
			read.addAll(page.content());
			assertThat(read).as("rows that come again and again").hasSizeLessThan(10_000);
		}
		return read;
	}

	static <R> List<R> backward(Rows<?, R, ?> query, int size) {
		Window<R> window = query.window(ScrollPosition.keyset().backward(), size);
		List<R> read = new ArrayList<>(window.getContent());
		while (window.hasNext()) {
			window = query.window(window.positionAt(0), size);
			read.addAll(0, window.getContent());
		}
		return read;
	}

	record Level(@Id long id, float height, @Nullable Double width, @Nullable Float depth) {

	}

}
