package io.masterrecord.query;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The order of rows.
 */
@EngineSpec
class QuerySortTests {

	private final Database database;

	private final Query<Item> items;

	QuerySortTests(TestDatabase database) {
		this.database = Database.of(database, Item.class);
		this.items = this.database.query(Item.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Item.class)
			.insert(new Item(1, "b", 2), new Item(2, "A", null), new Item(3, "a", 1), new Item(4, "B", null),
					new Item(5, "c", 1));
	}

	@Test
	void takesNullAsTheLeastValueOnAllEngines() {
		assertThat(ids(this.items.sortBy(asc(Item::rank), asc(Item::id)))).containsExactly(2L, 4L, 3L, 5L, 1L);
		assertThat(ids(this.items.sortBy(desc(Item::rank), asc(Item::id)))).containsExactly(1L, 3L, 5L, 2L, 4L);
	}

	@Test
	void putsNullWhereItIsTold() {
		assertThat(ids(this.items.sortBy(asc(Item::rank).nullsLast(), asc(Item::id)))).containsExactly(3L, 5L, 1L, 2L,
				4L);
		assertThat(ids(this.items.sortBy(desc(Item::rank).nullsFirst(), asc(Item::id)))).containsExactly(2L, 4L, 1L, 3L,
				5L);
		Sort last = Sort.by(Sort.Order.asc("rank").nullsLast(), Sort.Order.desc("id"));
		assertThat(ids(this.items.sortBy(last))).containsExactly(5L, 3L, 1L, 4L, 2L);
		Sort first = Sort.by(Sort.Order.desc("rank").nullsFirst(), Sort.Order.desc("id"));
		assertThat(ids(this.items.sortBy(first))).containsExactly(4L, 2L, 1L, 5L, 3L);
	}

	@Test
	void addsFurtherKeys() {
		assertThat(ids(this.items.sortBy(desc(Item::rank)).sortBy(desc(Item::id)))).containsExactly(1L, 5L, 3L, 4L, 2L);
		assertThat(ids(this.items.sortBy(desc(Item::rank)).sortBy(Sort.by("id")))).containsExactly(1L, 3L, 5L, 2L, 4L);
	}

	@Test
	void ignoresAKeyThatIsThereAlready() {
		Query<Item> once = this.items.sortBy(desc(Item::id));
		assertThat(once.sortBy(asc(Item::id)).toSql()).isEqualTo(once.toSql());
		Sort often = Sort.by(java.util.Collections.nCopies(10_000, Sort.Order.desc("id")));
		assertThat(this.items.sortBy(often).toSql()).isEqualTo(once.toSql());
	}

	@Test
	void ignoresCaseWhereItIsTold() {
		assertThat(ids(this.items.sortBy(asc(Item::name).ignoreCase(), asc(Item::id)))).containsExactly(2L, 3L, 1L, 4L,
				5L);
		assertThat(ids(this.items.sortBy(asc(Item::name)))).containsExactly(2L, 4L, 3L, 1L, 5L);
		Sort sort = Sort.by(Sort.Order.desc("name").ignoreCase(), Sort.Order.asc("id").ignoreCase());
		assertThat(ids(this.items.sortBy(sort))).containsExactly(5L, 1L, 4L, 2L, 3L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "id,(select 1)", "id and sleep(1)", "length(name)", "1", "a.b.a.b", "Name",
			"name ", "name desc", "n\u0430me", "id;--" })
	void refusesNamesThatAreNoPropertiesToSortBy(String name) {
		this.database.recorder().clear();
		PageRequest request = PageRequest.of(0, 10, Sort.by(name));
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> this.items.page(request))
			.withMessageContaining("Sort by one of: id, name, rank")
			.satisfies((ex) -> assertThat(ex.sortable()).containsExactly("id", "name", "rank"));
		assertThat(this.database.recorder().prepared()).isEmpty();
	}

	@Test
	void doesNotRepeatAnAttackInItsMessage() {
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> this.items.sortBy(Sort.by("<script>")))
			.withMessageNotContaining("script");
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> this.items.sortBy(Sort.by("x".repeat(1_000_000))))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200));
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> this.items.sortBy(Sort.by("rnak")))
			.withMessageContaining("'rnak'");
	}

	@Test
	void sortsOnlyByTheNamesThatAreAllowed() {
		Query<Item> named = this.items.sortable(Item::name);
		assertThat(ids(named.sortBy(Sort.by("name").descending()))).startsWith(5L);
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> named.sortBy(Sort.by("rank")))
			.satisfies((ex) -> assertThat(ex.sortable()).containsExactly("name"));
		assertThat(ids(named.sortBy(asc(Item::rank).nullsLast(), desc(Item::id)))).startsWith(5L);
	}

	@Test
	void takesDeclaredNamesAloneFromARequest() {
		Sort requested = RequestedSort.of(Sort.by("rank").descending());
		assertThat(requested).isEqualTo(Sort.by("rank").descending());
		for (Sort sort : List.of(requested, requested.ascending(), Sort.by("id").and(requested),
				Sort.by(requested.iterator().next().nullsLast().ignoreCase().reverse()),
				Sort.by(RequestedSort.of(Sort.by("RANK")).iterator().next().withProperty("rank")),
				RequestedSort.of(Sort.by("RANK")).iterator().next().withProperties("rank"))) {
			assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> this.items.sortBy(sort))
				.withMessage("Rows cannot be sorted by 'rank'. No name is declared to sort by")
				.satisfies((ex) -> assertThat(ex.sortable()).isEmpty());
		}
		assertThat(ids(this.items.sortable(Item::rank).sortBy(requested))).startsWith(1L);
		assertThat(ids(this.items.sortBy(Sort.by("rank").descending()))).startsWith(1L);
		assertThat(RequestedSort.of(Sort.unsorted()).isUnsorted()).isTrue();
	}

	private static List<Long> ids(Query<Item> query) {
		return query.list().stream().map(Item::id).toList();
	}

	record Item(@Id long id, String name, @Nullable Integer rank) {

	}

}
