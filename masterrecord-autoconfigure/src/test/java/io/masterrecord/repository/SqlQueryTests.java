package io.masterrecord.repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.masterrecord.annotation.Column;
import io.masterrecord.query.InvalidCursorException;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.InvalidSortException;
import io.masterrecord.query.QueryLimitException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanStatus;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.Param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SqlQuery} and {@link SqlUpdate}.
 */
class SqlQueryTests {

	@EngineTest
	void readsEntities(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.titled("Foo pump")).extracting(Plan::planNo).containsExactly("PN-1");
		Plan plan = plans.numbered("PN-2").orElseThrow();
		assertThat(plan).isEqualTo(plans.query().where(Plan::planNo).eq("PN-2").one());
		assertThat(plans.numbered("PN-9")).isEmpty();
		assertThat(plans.numbered("' OR '1'='1")).isEmpty();
	}

	@EngineTest
	void readsRecordsInterfacesAndValues(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.spending(new BigDecimal("15"), Sort.by("status"))).extracting(Spending::status)
			.containsExactly(PlanStatus.CLOSED, PlanStatus.OPEN);
		assertThat(plans.spending(new BigDecimal("15"), Sort.by("numberOfPlans").descending()))
			.extracting(Spending::status, Spending::numberOfPlans, (row) -> row.total().map(BigDecimal::intValue))
			.containsExactly(tuple(PlanStatus.OPEN, 3L, Optional.of(61)),
					tuple(PlanStatus.CLOSED, 1L, Optional.of(40)));
		assertThat(plans.summaries()).extracting(Summary::getPlanNo, Summary::getTitle)
			.contains(tuple("PN-1", "Foo pump"));
		assertThat(plans.highest()).isEqualByComparingTo("40");
		assertThat(plans.amount(PlanStatus.OPEN)).isEqualTo(4);
		assertThat(plans.dues(Limit.of(2))).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1));
		assertThat(plans.numbers()).hasSize(5);
		try (Stream<String> titles = plans.titles()) {
			assertThat(titles).hasSize(5);
		}
	}

	@EngineTest
	void streamReadsARowWhenItIsAskedForIt(TestDatabase database) {
		Plans plans = plans(database);
		try (Stream<Level> levels = plans.levels()) {
			assertThat(levels.map(Level::level).findFirst()).contains(1);
		}
		try (Stream<Level> levels = plans.levels()) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(levels::toList)
				.withMessageContaining("'level' of 'Level' is a primitive");
		}
	}

	@EngineTest
	void expandsCollections(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.among(List.of("PN-1", "PN-3"))).containsExactly("PN-1", "PN-3");
		assertThat(plans.among(Set.of("PN-2"))).containsExactly("PN-2");
		assertThat(plans.among(List.of())).isEmpty();
		assertThat(plans.notAmong("PN-1", "PN-3")).containsExactly("PN-2", "PN-4", "PN-5");
		assertThat(plans.notAmong()).hasSize(5);
		assertThat(plans.withStatus(Set.of())).isEmpty();
		assertThat(plans.withStatus(Set.of(PlanStatus.CLOSED))).containsExactly("PN-5");
	}

	@EngineTest
	void expandsEmptyCollectionsOfEveryType(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Moments.class);
		Kinds kinds = new MasterRecordRepositoryFactory(fixture.operations()).getRepository(Kinds.class);
		kinds.insert(new Moments(1, new UUID(1, 2), Instant.EPOCH, LocalDateTime.of(2026, 1, 1, 0, 0), LocalTime.NOON,
				LocalDate.of(2026, 1, 1), BigDecimal.ONE, true, 1, 1.5, new byte[] { 1 }));
		assertThat(kinds.none(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of(), List.of()))
			.isEmpty();
		assertThat(kinds.all(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
				List.of(), List.of()))
			.containsExactly(1L);
	}

	@EngineTest
	void readsColumnsByTheirOwnNamesFirst(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Lined.class);
		Lines lines = new MasterRecordRepositoryFactory(fixture.operations()).getRepository(Lines.class);
		Lined stored = lines.insert(new Lined(1, "A", "B"));
		assertThat(lines.everything()).containsExactly(stored);
		assertThat(lines.both()).containsExactly(new LineView("A", "B"));
		assertThat(lines.similar()).containsExactly(new LineView("B", "A"));
		assertThat(lines.sorted(Sort.by("line_1"))).extracting(Lined::line1).containsExactly("A");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(lines::second)
			.withMessageContaining("has no column for 'line_1'");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(lines::unclear)
			.withMessageContaining("'firstLine' could be each of the columns [first_line, firstline_]");
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> lines.sorted(Sort.by("LINE1_")));
	}

	@EngineTest
	void goesOnFromARow(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		Plans plans = plans(fixture);
		for (Sort sort : List.of(Sort.unsorted(), Sort.by("note"), Sort.by("note").descending(),
				Sort.by(Sort.Order.desc("note").nullsFirst(), Sort.Order.asc("due")),
				Sort.by(Sort.Order.asc("title").ignoreCase(), Sort.Order.asc("note").nullsLast()))) {
			List<Plan> all = plans.scrolled(PlanStatus.OPEN, ScrollPosition.keyset(), Limit.of(9), sort).getContent();
			assertThat(all).hasSize(4);
			List<Plan> forward = new ArrayList<>();
			Window<Plan> window = plans.scrolled(PlanStatus.OPEN, ScrollPosition.keyset(), Limit.of(1), sort);
			fixture.recorder().clear();
			while (window.hasNext()) {
				forward.addAll(window.getContent());
				window = plans.scrolled(PlanStatus.OPEN, window.positionAt(0), Limit.of(1), sort);
			}
			forward.addAll(window.getContent());
			assertThat(forward).as(sort.toString()).isEqualTo(all);
			assertThat(fixture.recorder().sql()).hasSize(3);
			KeysetScrollPosition last = (KeysetScrollPosition) window.positionAt(0);
			Window<Plan> back = plans.scrolled(PlanStatus.OPEN, last.backward(), Limit.of(2), sort);
			assertThat(back.getContent()).as(sort.toString()).isEqualTo(all.subList(1, 3));
			assertThat(back.hasNext()).isTrue();
		}
		ScrollPosition other = plans.scrolled(PlanStatus.OPEN, ScrollPosition.keyset(), Limit.of(1), Sort.by("due"))
			.positionAt(0);
		assertThatExceptionOfType(InvalidCursorException.class)
			.isThrownBy(() -> plans.scrolled(PlanStatus.OPEN, other, Limit.of(1), Sort.by("note")))
			.withMessageStartingWith("A position in this order is told by the keys note, id");
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> plans.scrolled(PlanStatus.OPEN, ScrollPosition.keyset(), Limit.of(1), Sort.by("status")));
		Window<Plan> skipping = plans.scrolled(PlanStatus.OPEN, ScrollPosition.offset(0), Limit.of(2),
				Sort.by("title"));
		assertThat(skipping.getContent()).hasSize(2);
		assertThatExceptionOfType(QueryLimitException.class)
			.isThrownBy(() -> plans.skipped(ScrollPosition.offset(Long.MAX_VALUE), Limit.of(2)))
			.withMessageContaining("no row behind number");
		assertThat(plans.skipped(ScrollPosition.offset(1), Limit.of(2)).getContent()).extracting(Summary::getPlanNo)
			.containsExactly("PN-3", "PN-4");
	}

	@EngineTest
	void refusesNullAmongSeveralValues(TestDatabase database) {
		Plans plans = plans(database);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> plans.notAmong("PN-1", null))
			.withMessageContaining("holds a null");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> plans.among(Arrays.asList("PN-1", null)))
			.withMessageContaining("holds a null");
	}

	@EngineTest
	void goesOnBehindACommentAtTheEndOfItsText(TestDatabase database) {
		Plans plans = plans(database);
		Page<String> page = plans.commented(PageRequest.of(1, 2, Sort.by("plan_no")));
		assertThat(page.getContent()).containsExactly("PN-3", "PN-4");
		assertThat(page.getTotalElements()).isEqualTo(5);
	}

	@EngineTest
	void pagesAndCounts(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		Plans plans = plans(fixture);
		Page<Summary> page = plans.paged(PlanStatus.OPEN, PageRequest.of(0, 2, Sort.by("planNo").descending()));
		assertThat(page.getContent()).extracting(Summary::getPlanNo).containsExactly("PN-4", "PN-3");
		assertThat(page.getTotalElements()).isEqualTo(4);
		fixture.recorder().clear();
		assertThat(plans.paged(PlanStatus.OPEN, PageRequest.of(1, 3, Sort.by("plan_no"))).getTotalElements())
			.isEqualTo(4);
		assertThat(fixture.recorder().sql()).as("a short page counts itself").hasSize(1);
		assertThat(plans.paged(PlanStatus.OPEN, PageRequest.of(7, 3)).getTotalElements()).isEqualTo(4);
		assertThat(plans.paged(PlanStatus.OPEN, Pageable.unpaged()).getTotalElements()).isEqualTo(4);
		Slice<String> slice = plans.sliced(PageRequest.of(0, 4));
		assertThat(slice.getContent()).containsExactly("PN-1", "PN-2", "PN-3", "PN-4");
		assertThat(slice.hasNext()).isTrue();
		assertThat(plans.sliced(slice.nextPageable()).getContent()).containsExactly("PN-5");
		assertThat(plans.countedByItself(PlanStatus.OPEN, PageRequest.of(0, 2)).getTotalElements()).isEqualTo(99);
	}

	@EngineTest
	void sortsByWhatIsStatedOnly(TestDatabase database) {
		Plans plans = plans(database);
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> plans.paged(PlanStatus.OPEN, PageRequest.of(0, 2, Sort.by("id"))));
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> plans.paged(PlanStatus.OPEN, PageRequest.of(0, 2, Sort.by("title; drop table plan"))));
		assertThat(plans.paged(PlanStatus.OPEN, PageRequest.of(0, 9, Sort.by(Sort.Order.asc("title").ignoreCase())))
			.getContent()).extracting(Summary::getTitle)
			.containsExactly("100% cotton", "bar valve", "Foo and bar", "Foo pump");
		assertThatExceptionOfType(QueryLimitException.class)
			.isThrownBy(() -> plans.paged(PlanStatus.OPEN, PageRequest.of(0, 1_000_000)));
	}

	@EngineTest
	void changesRows(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.close(LocalDate.of(2026, 2, 15), PlanStatus.CLOSED)).isEqualTo(2);
		assertThat(plans.countByStatus(PlanStatus.CLOSED)).isEqualTo(3);
		assertThat(plans.remove(List.of("PN-1", "PN-2"))).isEqualTo(2L);
		plans.note("PN-3", null);
		assertThat(plans.query().where(Plan::planNo).eq("PN-3").one().note()).isNull();
		assertThat(plans.count()).isEqualTo(3);
	}

	@EngineTest(only = Engine.H2)
	void failsWhereRowsDoNotFit(TestDatabase database) {
		Plans plans = plans(database);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(plans::withoutTitle)
			.withMessage("The text has no column for 'title' of 'Summary'. Its columns are: plan_no");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(plans::twoColumns)
			.withMessage("One value is read of each row, but the text has 2 columns");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(plans::nullBudget)
			.withMessage("'budget' of 'Budget' is a primitive, but its column holds NULL: use the wrapper type");
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class).isThrownBy(plans::several);
	}

	@EngineTest(only = Engine.H2)
	void whatCannotWorkIsRefusedWhenTheRepositoryIsMade(TestDatabase database) {
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(
				WriteFixture.of(database, Plan.class).operations());
		Map<Class<?>, String> refused = new LinkedHashMap<>();
		refused.put(UnknownParameter.class, "its text names ':tite', which is no parameter");
		refused.put(UnusedParameter.class, "parameter 'title' does not occur in its text");
		refused.put(Positional.class, "'?' in its text has no name");
		refused.put(Spel.class, "expressions in its text are not evaluated");
		refused.put(Several.class, "its text has a ';'");
		refused.put(NotReading.class,
				"the text of @SqlQuery begins with 'DELETE' instead of [SELECT, TABLE, VALUES, WITH]");
		refused.put(NotChanging.class, "the text of @SqlUpdate begins with 'SELECT' instead of");
		refused.put(WrongResult.class, "it is to return nothing, or the number of rows as 'int' or 'long'");
		refused.put(OddParameter.class, "parameter 'map' is of type 'java.util.Map<?, ?>', which fits into no column");
		refused.put(OddResult.class, "rows cannot be read into 'Object'");
		refused.put(OddComponent.class, "rows cannot be read into 'Nested'");
		refused.put(NoPageable.class, "needs to have a Pageable parameter");
		refused.put(NothingToSortBy.class, "it has a Sort, but nothing to sort by: name columns in 'sortable'");
		refused.put(OddSortable.class, "'title desc' in 'sortable' is no name of a column");
		refused.put(Scrolled.class, "name the columns that tell rows apart in 'key', or take an OffsetScrollPosition");
		refused.put(ScrolledWithoutSize.class, "a window has a size: add a parameter of type Limit");
		refused.put(ScrolledByWhatIsNotRead.class,
				"'id' in 'key' is not read into 'Summary', so a window cannot go on from a row");
		refused.forEach((type, message) -> assertThatExceptionOfType(Exception.class).as(type.getSimpleName())
			.isThrownBy(() -> factory.getRepository(type))
			.withMessageContaining(message));
	}

	private static Plans plans(TestDatabase database) {
		return plans(WriteFixture.of(database, Plan.class));
	}

	private static Plans plans(WriteFixture fixture) {
		Plans plans = new MasterRecordRepositoryFactory(fixture.operations()).getRepository(Plans.class);
		plans.saveAll(Arrays.asList(plan("PN-1", "Foo pump", PlanStatus.OPEN, "10.5", LocalDate.of(2026, 1, 1)),
				plan("PN-2", "bar valve", PlanStatus.OPEN, "20.25", LocalDate.of(2026, 2, 1)),
				plan("PN-3", "Foo and bar", PlanStatus.OPEN, "30.25", LocalDate.of(2026, 3, 1)),
				plan("PN-4", "100% cotton", PlanStatus.OPEN, null, null),
				plan("PN-5", "Closed one", PlanStatus.CLOSED, "40", null)));
		return plans;
	}

	private static Plan plan(String planNo, String title, PlanStatus status, @Nullable String budget,
			@Nullable LocalDate due) {
		return new Plan(null, planNo, title, "n", status, (budget != null) ? new BigDecimal(budget) : null, due, null,
				null, null, 0);
	}

	record Level(int level) {
	}

	interface Plans extends MasterRecordRepository<Plan, Long> {

		@SqlQuery(value = "SELECT * FROM `plan` WHERE `status` = :status", key = "`id`",
				sortable = { "`note`", "`title`", "`due`" })
		Window<Plan> scrolled(PlanStatus status, ScrollPosition position, Limit limit, Sort sort);

		@SqlQuery(value = "SELECT `plan_no`, `title` FROM `plan` ORDER BY `plan_no`")
		Window<Summary> skipped(OffsetScrollPosition position, Limit limit);

		@SqlQuery("SELECT * FROM `plan` WHERE `title` = :title")
		List<Plan> titled(String title);

		@SqlQuery("SELECT * FROM `plan` WHERE `plan_no` = :number")
		Optional<Plan> numbered(@Param("number") String planNo);

		@SqlQuery(value = """
				SELECT `status`, COUNT(*) AS number_of_plans, SUM(`budget`) AS total
				FROM `plan` WHERE `budget` IS NOT NULL
				GROUP BY `status` HAVING SUM(`budget`) >= :least""", sortable = { "`status`", "number_of_plans" })
		List<Spending> spending(BigDecimal least, Sort sort);

		@SqlQuery("SELECT `plan_no`, `title` FROM `plan`")
		List<Summary> summaries();

		@SqlQuery("SELECT MAX(`budget`) FROM `plan`")
		BigDecimal highest();

		@SqlQuery("SELECT COUNT(*) FROM `plan` WHERE `status` = :status")
		int amount(PlanStatus status);

		@SqlQuery("SELECT `due` FROM `plan` WHERE `due` IS NOT NULL ORDER BY `due`")
		List<LocalDate> dues(Limit limit);

		@SqlQuery("SELECT `plan_no` FROM `plan`")
		Set<String> numbers();

		@SqlQuery("SELECT 1 AS level UNION ALL SELECT NULL AS level")
		Stream<Level> levels();

		@SqlQuery("SELECT `title` FROM `plan`")
		Stream<String> titles();

		@SqlQuery("SELECT `plan_no` FROM `plan` WHERE `plan_no` IN (:numbers) ORDER BY `plan_no`")
		List<String> among(Collection<String> numbers);

		@SqlQuery("SELECT `plan_no` FROM `plan` WHERE `plan_no` NOT IN (:numbers) ORDER BY `plan_no`")
		List<String> notAmong(String... numbers);

		@SqlQuery("SELECT `plan_no` FROM `plan` WHERE `status` IN (:statuses)")
		List<String> withStatus(Set<PlanStatus> statuses);

		@SqlQuery(value = "SELECT `plan_no`, `title` FROM `plan` WHERE `status` = :status",
				sortable = { "`plan_no`", "`title`" })
		Page<Summary> paged(PlanStatus status, Pageable pageable);

		@SqlQuery(value = "SELECT `plan_no` FROM `plan` -- of all kinds", sortable = "`plan_no`")
		Page<String> commented(Pageable pageable);

		@SqlQuery("SELECT `plan_no` FROM `plan` ORDER BY `plan_no`")
		Slice<String> sliced(Pageable pageable);

		@SqlQuery(value = "SELECT `plan_no` FROM `plan` WHERE `status` = :status", count = "SELECT 99")
		Page<String> countedByItself(PlanStatus status, Pageable pageable);

		@SqlUpdate("UPDATE `plan` SET `status` = :status WHERE `due` < :day")
		int close(LocalDate day, PlanStatus status);

		@SqlUpdate("DELETE FROM `plan` WHERE `plan_no` IN (:numbers)")
		long remove(List<String> numbers);

		@SqlUpdate("UPDATE `plan` SET `note` = :note WHERE `plan_no` = :number")
		void note(@Param("number") String planNo, @Nullable String note);

		@SqlQuery("SELECT `plan_no` FROM `plan`")
		List<Summary> withoutTitle();

		@SqlQuery("SELECT `plan_no`, `title` FROM `plan`")
		List<String> twoColumns();

		@SqlQuery("SELECT `budget` FROM `plan` WHERE `budget` IS NULL")
		List<Budget> nullBudget();

		@SqlQuery("SELECT `plan_no` FROM `plan`")
		String several();

		long countByStatus(PlanStatus status);

	}

	record Moments(@Id long id, UUID uuid, Instant instant, LocalDateTime moment, LocalTime clock, LocalDate day,
			BigDecimal amount, boolean flag, int number, double real, byte[] bytes) {
	}

	interface Kinds extends MasterRecordRepository<Moments, Long> {

		@SqlQuery("""
				SELECT `id` FROM `moments` WHERE `uuid` IN (:uuids) OR `instant` IN (:instants) OR `moment` IN (:moments)
				OR `clock` IN (:clocks) OR `day` IN (:days) OR `amount` IN (:amounts) OR `flag` IN (:flags)
				OR `number` IN (:numbers) OR `real` IN (:reals) OR `bytes` IN (:bytes)""")
		List<Long> none(List<UUID> uuids, List<Instant> instants, List<LocalDateTime> moments, List<LocalTime> clocks,
				List<LocalDate> days, List<BigDecimal> amounts, List<Boolean> flags, List<Integer> numbers,
				List<Double> reals, List<byte[]> bytes);

		@SqlQuery("""
				SELECT `id` FROM `moments` WHERE `uuid` NOT IN (:uuids) AND `instant` NOT IN (:instants)
				AND `moment` NOT IN (:moments) AND `clock` NOT IN (:clocks) AND `day` NOT IN (:days)
				AND `amount` NOT IN (:amounts) AND `flag` NOT IN (:flags) AND `number` NOT IN (:numbers)
				AND `real` NOT IN (:reals) AND `bytes` NOT IN (:bytes)""")
		List<Long> all(List<UUID> uuids, List<Instant> instants, List<LocalDateTime> moments, List<LocalTime> clocks,
				List<LocalDate> days, List<BigDecimal> amounts, List<Boolean> flags, List<Integer> numbers,
				List<Double> reals, List<byte[]> bytes);

	}

	record Lined(@Id long id, @Column(name = "line1") String line1, @Column(name = "line_1") String second) {
	}

	record LineView(String line1, String line_1) {
	}

	record FirstLine(String firstLine) {
	}

	interface Lines extends MasterRecordRepository<Lined, Long> {

		@SqlQuery("SELECT * FROM `lined`")
		List<Lined> everything();

		@SqlQuery("SELECT `line1`, `line_1` FROM `lined`")
		List<LineView> both();

		@SqlQuery("SELECT `line_1` AS `line1`, `line1` AS `LINE_1` FROM `lined`")
		List<LineView> similar();

		@SqlQuery("SELECT `line1` FROM `lined`")
		List<LineView> second();

		@SqlQuery("SELECT `line1` AS `first_line`, `line_1` AS `firstline_` FROM `lined`")
		List<FirstLine> unclear();

		@SqlQuery(value = "SELECT * FROM `lined`", sortable = { "`line1`", "`line_1`" })
		List<Lined> sorted(Sort sort);

	}

	record Spending(PlanStatus status, long numberOfPlans, Optional<BigDecimal> total) {
	}

	record Budget(double budget) {
	}

	record Nested(Spending spending) {
	}

	interface Summary {

		String getPlanNo();

		String getTitle();

	}

	interface UnknownParameter extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan WHERE title = :tite")
		List<Plan> titled(String title);

	}

	interface UnusedParameter extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan")
		List<Plan> titled(String title);

	}

	interface Positional extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan WHERE title = ?")
		List<Plan> titled(String title);

	}

	interface Spel extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan WHERE title = :#{#title}")
		List<Plan> titled(String title);

	}

	interface Several extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan; DELETE FROM plan")
		List<Plan> all();

	}

	interface NotReading extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("DELETE FROM plan")
		List<Plan> all();

	}

	interface NotChanging extends MasterRecordRepository<Plan, Long> {

		@SqlUpdate("SELECT 1")
		int all();

	}

	interface WrongResult extends MasterRecordRepository<Plan, Long> {

		@SqlUpdate("DELETE FROM plan")
		String all();

	}

	interface OddParameter extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan WHERE title = :map")
		List<Plan> all(Map<?, ?> map);

	}

	interface OddResult extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan")
		List<Object> all();

	}

	interface OddComponent extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan")
		List<Nested> all();

	}

	interface NoPageable extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan")
		Page<Plan> all();

	}

	interface NothingToSortBy extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan")
		List<Plan> all(Sort sort);

	}

	interface OddSortable extends MasterRecordRepository<Plan, Long> {

		@SqlQuery(value = "SELECT * FROM plan", sortable = "title desc")
		List<Plan> all(Sort sort);

	}

	interface Scrolled extends MasterRecordRepository<Plan, Long> {

		@SqlQuery("SELECT * FROM plan")
		Window<Plan> all(ScrollPosition position, Limit limit);

	}

	interface ScrolledWithoutSize extends MasterRecordRepository<Plan, Long> {

		@SqlQuery(value = "SELECT * FROM plan", key = "id")
		Window<Plan> all(ScrollPosition position);

	}

	interface ScrolledByWhatIsNotRead extends MasterRecordRepository<Plan, Long> {

		@SqlQuery(value = "SELECT plan_no, title FROM plan", key = "id")
		Window<Summary> all(ScrollPosition position, Limit limit);

	}

}
