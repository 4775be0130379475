package io.masterrecord.query;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Page;

import static io.masterrecord.query.Condition.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Filters that belong to an entity apply to whatever is read of it.
 */
@EngineSpec
class GlobalFilterTests {

	private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

	private final ThreadLocal<@Nullable Long> tenant = new ThreadLocal<>();

	private final Database database;

	private final Query<Note> notes;

	GlobalFilterTests(TestDatabase database) {
		this.database = Database.of(database, Note.class, Switch.class)
			.filters(GlobalFilters.of(List.of(GlobalFilter.of(Note.class, "tenant", Note::tenant, this.tenant::get),
					GlobalFilter.of(Note.class, "published", where(Note::draft).isFalse()))));
		this.notes = this.database.query(Note.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Note.class, Switch.class)
			.insert(new Note(1, 7, "seven", false, null), new Note(2, 7, "seven, deleted", false, THEN),
					new Note(3, 7, "seven, draft", true, null), new Note(4, 8, "eight", false, null))
			.insert(new Switch(1, false), new Switch(2, true));
	}

	@BeforeEach
	void bindTenant() {
		this.tenant.set(7L);
		this.database.recorder().clear();
	}

	@AfterEach
	void unbind() {
		this.tenant.remove();
	}

	@Test
	void applyToEveryReading() {
		assertThat(this.notes.list()).extracting(Note::id).containsExactly(1L);
		assertThat(this.notes.first()).map(Note::id).contains(1L);
		assertThat(this.notes.optional()).map(Note::id).contains(1L);
		assertThat(this.notes.count()).isEqualTo(1);
		assertThat(this.notes.where(Note::id).eq(2).exists()).isFalse();
		assertThat(this.notes.page(0, 1).getTotalElements()).isEqualTo(1);
		assertThat(this.notes.pluck(Note::text)).containsExactly("seven");
	}

	@Test
	void bindTheirValues() {
		this.notes.list();
		assertThat(this.database.recorder().sql().get(0)).doesNotContain("7");
		assertThat(this.database.recorder().statements().get(0).parameters().toString()).contains("7");
	}

	@Test
	void standOnceInRowsAndTotal() {
		Page<Note> page = this.notes.withoutFilter(SoftDelete.FILTER).page(0, 1);
		assertThat(page.getContent()).extracting(Note::id).containsExactly(1L);
		assertThat(page.getTotalElements()).isEqualTo(2);
		assertThat(this.database.recorder().statements()).hasSize(2).allSatisfy((statement) -> {
			assertThat(statement.sql().substring(statement.sql().indexOf(" WHERE "))).containsOnlyOnce("tenant");
			assertThat(statement.parameters()).containsOnlyOnce(7L);
		});
	}

	@Test
	void areNotWidenedByAConditionOfTheQuery() {
		assertThat(this.notes.anyOf(where(Note::id).gt(0), where(Note::tenant).eq(8)).list()).extracting(Note::id)
			.containsExactly(1L);
		assertThat(this.notes.not(where(Note::id).eq(1)).list()).isEmpty();
	}

	@Test
	void areEvaluatedWhenTheQueryIsRead() {
		this.tenant.set(8L);
		assertThat(this.notes.list()).extracting(Note::id).containsExactly(4L);
		this.tenant.set(9L);
		assertThat(this.notes.list()).isEmpty();
	}

	@Test
	void failClosedWithoutAValue() {
		this.tenant.remove();
		assertThatExceptionOfType(MissingFilterValueException.class).isThrownBy(this.notes::list)
			.withMessage(
					"Filter 'tenant' of 'Note' has no value, so no row may be read or changed. Bind a value first, "
							+ "or leave the filter out knowingly with 'withoutFilter(\"tenant\")'")
			.satisfies((ex) -> assertThat(ex.filter()).isEqualTo("tenant"));
		assertThatExceptionOfType(MissingFilterValueException.class).isThrownBy(this.notes::count);
		assertThatExceptionOfType(MissingFilterValueException.class).isThrownBy(this.notes::exists);
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void areLeftOutByName() {
		assertThat(this.notes.withoutFilter(SoftDelete.FILTER).list()).extracting(Note::id)
			.containsExactlyInAnyOrder(1L, 2L);
		assertThat(this.notes.withoutFilter("published").count()).isEqualTo(2);
		assertThat(this.notes.withoutFilter("tenant").withoutFilter("published", SoftDelete.FILTER).count())
			.isEqualTo(4);
		this.tenant.remove();
		assertThat(this.notes.withoutFilter("tenant").count()).isEqualTo(2);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.notes.withoutFilter("tenants"))
			.withMessage("There is no filter 'tenants'. There are: published, softDelete, tenant");
	}

	@Test
	void areNotLostInAFullJoin() {
		if (!this.database.dialect().fullJoins()) {
			return;
		}
		Alias<Switch> on = Alias.of(Switch.class);
		Query<Note> everything = this.notes.fullJoin(on, on.col(Switch::id).eq(Expressions.col(Note::id)));
		assertThat(pairs(everything, on)).containsExactly(new Pair(1L, 1L));
		assertThat(everything.count()).isEqualTo(1);
		assertThat(pairs(everything.withoutFilter("published"), on)).containsExactlyInAnyOrder(new Pair(1L, 1L),
				new Pair(3L, null));
		this.tenant.set(8L);
		assertThat(pairs(everything, on)).as("neither side is a counterpart of what is hidden")
			.containsExactlyInAnyOrder(new Pair(4L, null), new Pair(null, 1L));
		Alias<Note> other = Alias.of(Note.class);
		assertThat(everything.leftJoin(other, other.col(Note::id).eq(on.col(Switch::id))).count()).isEqualTo(2);
		assertThat(everything.withoutFilter("tenant", "published", SoftDelete.FILTER).count()).isEqualTo(4);
	}

	private static List<Pair> pairs(Query<Note> joined, Alias<Switch> on) {
		return joined.select(Pair.class, Expressions.col(Note::id), on.col(Switch::id)).list();
	}

	@Test
	void applyInsideOfALateralJoin() {
		if (!this.database.dialect().lateralJoins()) {
			return;
		}
		Alias<Switch> one = Alias.of(Switch.class);
		Alias<Found> found = Alias
			.of(this.notes.where(Note::id).ge(one.col(Switch::id)).select(Found.class, Expressions.col(Note::id)));
		Query<Switch> switches = this.database.query(Switch.class).as(one).withoutFilter(SoftDelete.FILTER);
		assertThat(switches.joinLateral(found).count()).isEqualTo(1);
		assertThat(switches.leftJoinLateral(found).count()).isEqualTo(2);
	}

	@Test
	void hideRowsThatAFlagMarksAsDeleted() {
		assertThat(this.database.query(Switch.class).list()).extracting(Switch::id).containsExactly(1L);
		assertThat(this.database.query(Switch.class).withoutFilter(SoftDelete.FILTER).count()).isEqualTo(2);
	}

	@Test
	void haveDifferentNames() {
		GlobalFilter<Note> filter = GlobalFilter.of(Note.class, "published", where(Note::draft).isFalse());
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> GlobalFilters.of(List.of(filter, filter)))
			.withMessage("Filter 'published' of 'Note' exists already. Give it another name");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> GlobalFilters
			.of(List.of(GlobalFilter.of(Note.class, SoftDelete.FILTER, where(Note::draft).isFalse()))));
	}

	record Note(@Id long id, long tenant, String text, boolean draft, @SoftDelete @Nullable Instant deletedAt) {

	}

	record Found(long id) {

	}

	record Pair(@Nullable Long note, @Nullable Long on) {

	}

	record Switch(@Id long id, @SoftDelete boolean gone) {

	}

}
