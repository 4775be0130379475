package io.masterrecord.repository;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.query.InvalidCursorException;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.InvalidSortException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanStatus;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.QueryCreationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DerivedQuery}.
 */
class DerivedQueryTests {

	@EngineTest
	void comparesValues(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.findByTitle("bar valve")).extracting(Plan::planNo).containsExactly("PN-2");
		assertThat(plans.findByStatusAndTitleNot(PlanStatus.OPEN, "Foo pump")).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-2", "PN-3", "PN-4");
		assertThat(plans.findByTitleOrStatusAndNoteIsNullOrderByPlanNoDesc("Foo pump", PlanStatus.CLOSED))
			.extracting(Plan::planNo)
			.containsExactly("PN-5", "PN-1");
		assertThat(plans.findByNote(null)).extracting(Plan::planNo).containsExactlyInAnyOrder("PN-2", "PN-4", "PN-5");
		assertThat(plans.findByNoteNotNull()).extracting(Plan::planNo).containsExactlyInAnyOrder("PN-1", "PN-3");
		assertThat(plans.findByPriorityGreaterThanEqualAndDueBefore(5, LocalDate.of(2026, 3, 1)))
			.extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-1", "PN-2");
		assertThat(plans.findByBudgetBetween(new BigDecimal("10"), new BigDecimal("20"))).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-1", "PN-2");
		assertThat(plans.findByPlanNoIn(Set.of("PN-1", "PN-9"))).extracting(Plan::planNo).containsExactly("PN-1");
		assertThat(plans.findByPlanNoIn(Set.of())).isEmpty();
		assertThat(plans.findByPlanNoNotIn("PN-1", "PN-2", "PN-3")).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-4", "PN-5");
	}

	@EngineTest
	void matchesText(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.findByTitleContainingIgnoreCase("FOO")).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-1", "PN-3");
		assertThat(plans.findByTitleContainingIgnoreCase("%")).extracting(Plan::planNo).containsExactly("PN-4");
		assertThat(plans.findByTitleStartingWith("bar")).extracting(Plan::planNo).containsExactly("PN-2");
		assertThat(plans.findByTitleEndsWith("cotton")).extracting(Plan::planNo).containsExactlyInAnyOrder("PN-4");
		assertThat(plans.findByTitleNotContaining("o")).extracting(Plan::planNo).containsExactlyInAnyOrder("PN-2");
		assertThat(plans.findByTitleLike("%pu__")).extracting(Plan::planNo).containsExactly("PN-1");
		assertThat(plans.findByTitleAndNoteAllIgnoreCase("FOO PUMP", "X")).extracting(Plan::planNo)
			.containsExactly("PN-1");
		assertThat(plans.findByTitleInIgnoreCase(List.of("FOO PUMP", "BAR VALVE"))).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-1", "PN-2");
	}

	@EngineTest
	void readsInEveryShape(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.findByPlanNo("PN-3")).map(Plan::title).contains("Foo and bar");
		assertThat(plans.findByPlanNo("PN-9")).isEmpty();
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> plans.getByStatus(PlanStatus.OPEN));
		assertThat(plans.getByStatus(PlanStatus.CLOSED)).extracting(Plan::planNo).isEqualTo("PN-5");
		assertThat(plans.findFirstByOrderByPlanNoDesc()).map(Plan::planNo).contains("PN-5");
		assertThat(plans.findTop2ByStatusOrderByPlanNo(PlanStatus.OPEN)).extracting(Plan::planNo)
			.containsExactly("PN-1", "PN-2");
		assertThat(plans.findByStatus(PlanStatus.OPEN, Limit.of(1), Sort.by("title").descending()))
			.extracting(Plan::planNo)
			.containsExactly("PN-2");
		Page<Plan> page = plans.findByStatus(PlanStatus.OPEN, PageRequest.of(1, 3, Sort.by("planNo")));
		assertThat(page.getTotalElements()).isEqualTo(4);
		assertThat(page.getContent()).extracting(Plan::planNo).containsExactly("PN-4");
		Slice<Plan> slice = plans.readByStatus(PlanStatus.OPEN, PageRequest.of(0, 3, Sort.by("planNo")));
		assertThat(slice.getContent()).extracting(Plan::planNo).containsExactly("PN-1", "PN-2", "PN-3");
		assertThat(slice.hasNext()).isTrue();
		assertThat(plans.readByStatus(PlanStatus.OPEN, slice.nextPageable()).hasNext()).isFalse();
		assertThat(plans.queryByStatus(PlanStatus.OPEN, PageRequest.of(1, 3, Sort.by("planNo"))))
			.extracting(Plan::planNo)
			.containsExactly("PN-4");
		try (Stream<Plan> stream = plans.streamByStatus(PlanStatus.OPEN)) {
			assertThat(stream).hasSize(4);
		}
		assertThat(plans.countByStatus(PlanStatus.OPEN)).isEqualTo(4);
		assertThat(plans.countByTitle("no such")).isZero();
		assertThat(plans.existsByPlanNo("PN-1")).isTrue();
		assertThat(plans.existsByPlanNo("PN-9")).isFalse();
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> plans.findByStatus(PlanStatus.OPEN, PageRequest.of(0, 3, Sort.by("nothing"))));
	}

	@EngineTest
	void scrollsByKeysInBothDirections(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		Plans plans = plans(fixture);
		Sort byTitle = Sort.by("title").descending();
		fixture.recorder().clear();
		Window<Plan> first = plans.findByStatus(PlanStatus.OPEN, ScrollPosition.keyset(), Limit.of(3), byTitle);
		assertThat(fixture.recorder().sql()).hasSize(1);
		assertThat(first).hasSize(3);
		assertThat(first.hasNext()).isTrue();
		KeysetScrollPosition end = (KeysetScrollPosition) first.positionAt(2);
		assertThat(end.getKeys()).containsOnlyKeys("title", "id");
		Window<Plan> second = plans.findByStatus(PlanStatus.OPEN, end, Limit.of(3), byTitle);
		assertThat(second.hasNext()).isFalse();
		List<Plan> read = new ArrayList<>(first.getContent());
		read.addAll(second.getContent());
		assertThat(read).isEqualTo(plans.findByStatus(PlanStatus.OPEN, Limit.unlimited(), byTitle)).hasSize(4);
		KeysetScrollPosition start = (KeysetScrollPosition) second.positionAt(0);
		assertThat(plans.findByStatus(PlanStatus.OPEN, start.backward(), Limit.of(2), byTitle).getContent())
			.isEqualTo(read.subList(1, 3));
		assertThatExceptionOfType(InvalidCursorException.class)
			.isThrownBy(() -> plans.findByStatus(PlanStatus.OPEN, end, Limit.of(3), Sort.by("planNo")))
			.withMessageContaining("planNo, id");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> plans.findByStatus(PlanStatus.OPEN, end, Limit.unlimited(), byTitle))
			.withMessageContaining("Limit");
	}

	@EngineTest
	void scrollsByNumbersAndShowsParts(TestDatabase database) {
		Plans plans = plans(database);
		Window<TitleOnly> first = plans.findTop2ByStatusOrderByPlanNo(PlanStatus.OPEN, ScrollPosition.offset());
		assertThat(first).extracting(TitleOnly::title).containsExactly("Foo pump", "bar valve");
		Window<TitleOnly> second = plans.findTop2ByStatusOrderByPlanNo(PlanStatus.OPEN, first.positionAt(1));
		assertThat(second).extracting(TitleOnly::title).containsExactly("Foo and bar", "100% cotton");
		assertThat(second.hasNext()).isFalse();
		assertThat(plans.findTop2ByStatusOrderByPlanNo(PlanStatus.OPEN, ScrollPosition.keyset()).getContent())
			.isEqualTo(first.getContent());
		Window<Summary> summaries = plans.searchByStatus(PlanStatus.OPEN,
				PageRequest.of(1, 3, Sort.by("planNo").ascending()));
		assertThat(summaries).extracting(Summary::getPlanNo).containsExactly("PN-4");
	}

	@EngineTest
	void streamsWhatIsAskedForAlone(TestDatabase database) {
		Plans plans = plans(database);
		try (Stream<TitleOnly> titles = plans.streamTop2ByStatusOrderByTitle(PlanStatus.OPEN)) {
			assertThat(titles.map(TitleOnly::title)).containsExactly("100% cotton", "Foo and bar");
		}
		try (Stream<Plan> sorted = plans.streamByPlanNoStartingWith("PN", Sort.by("planNo").descending(),
				Limit.of(2))) {
			assertThat(sorted.map(Plan::planNo)).containsExactly("PN-5", "PN-4");
		}
	}

	@EngineTest
	void pageCountsOnlyWhereItHasTo(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		Plans plans = plans(fixture);
		fixture.recorder().clear();
		plans.findByStatus(PlanStatus.OPEN, PageRequest.of(0, 10));
		assertThat(fixture.recorder().sql()).hasSize(1);
		plans.findByStatus(PlanStatus.OPEN, PageRequest.of(0, 2));
		assertThat(fixture.recorder().sql()).hasSize(3);
		plans.readByStatus(PlanStatus.OPEN, PageRequest.of(0, 2));
		assertThat(fixture.recorder().sql()).hasSize(4);
		plans.existsByPlanNo("PN-1");
		assertThat(fixture.recorder().sql()).hasSize(5);
	}

	@EngineTest
	void deletes(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.deleteByStatus(PlanStatus.CLOSED)).isEqualTo(1);
		assertThat(plans.removeByTitleStartingWith("Foo")).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-1", "PN-3");
		plans.deleteByPlanNo("PN-2");
		assertThat(plans.findAll()).extracting(Plan::planNo).containsExactly("PN-4");
	}

	@EngineTest
	void interfaceShowsSomeProperties(TestDatabase database) {
		Plans plans = plans(database);
		assertThat(plans.searchByPlanNo("PN-1")).hasValueSatisfying((summary) -> {
			assertThat(summary.getPlanNo()).isEqualTo("PN-1");
			assertThat(summary.getTitle()).isEqualTo("Foo pump");
		});
		assertThat(plans.findByPlanNo("PN-1", Summary.class).getTitle()).isEqualTo("Foo pump");
	}

	@EngineTest
	void projectionsReadWhatTheyShowAndNothingElse(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		Plans plans = plans(fixture);
		fixture.recorder().clear();
		assertThat(plans.searchByPlanNo("PN-1")).map(Summary::getTitle).contains("Foo pump");
		assertThat(plans.readByTitleStartingWith("Foo", Sort.by("priority", "planNo"))).extracting(TitleOnly::title)
			.containsExactly("Foo pump", "Foo and bar");
		Page<TitleOnly> page = plans.getByStatus(PlanStatus.OPEN, PageRequest.of(0, 2, Sort.by("planNo").descending()));
		assertThat(page.getContent()).extracting(TitleOnly::title).containsExactly("100% cotton", "Foo and bar");
		assertThat(page.getTotalElements()).isEqualTo(4);
		assertThat(page.getSort()).isEqualTo(Sort.by("planNo").descending());
		assertThat(plans.findByPlanNo("PN-1", TitleOnly.class).title()).isEqualTo("Foo pump");
		assertThat(plans.findByPlanNo("PN-1", Summary.class).getTitle()).isEqualTo("Foo pump");
		assertThat(fixture.recorder().sql())
			.allSatisfy((sql) -> assertThat(sql).doesNotContain("note").doesNotContain("budget"));
		assertThat(plans.findByPlanNo("PN-1", Plan.class).note()).isEqualTo("x");
		assertThat(plans.findByPlanNo("PN-1", Shout.class).getShout()).isEqualTo("FOO PUMP");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> plans.findByPlanNo("PN-1", Stranger.class))
			.withMessageStartingWith("Component 'colour' of 'Stranger' is no property of 'Plan'");
	}

	@EngineTest
	void distinctProjectionsShowEqualRowsOnce(TestDatabase database) {
		Plans plans = plans(database);
		plans.saveAll(List.of(plan("PN-6", "Foo pump", null, PlanStatus.OPEN, null, null),
				plan("PN-7", "bar valve", null, PlanStatus.OPEN, null, null)));
		assertThat(plans.findDistinctByStatusOrderByTitle(PlanStatus.OPEN)).extracting(TitleOnly::title)
			.containsExactlyInAnyOrder("100% cotton", "Foo and bar", "Foo pump", "bar valve");
		Page<TitleOnly> page = plans.findDistinctByStatus(PlanStatus.OPEN, PageRequest.of(0, 3, Sort.by("title")));
		assertThat(page.getContent()).hasSize(3);
		assertThat(page.getTotalElements()).isEqualTo(4);
		try (Stream<TitleOnly> titles = plans.streamDistinctByStatus(PlanStatus.OPEN)) {
			assertThat(titles).hasSize(4);
		}
		assertThat(plans.readByTitleStartingWith("Foo p", Sort.unsorted())).hasSize(2);
		assertThat(plans.findDistinctByTitle("Foo pump")).as("whole rows are never equal").hasSize(2);
	}

	@EngineTest(only = Engine.H2)
	void methodThatCannotWorkIsRefusedWhenTheRepositoryIsMade(TestDatabase database) {
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(
				WriteFixture.of(database, Plan.class).operations());
		assertRefused(factory, NoQuery.class, "'archive' of '%s' is no query: it has no body");
		assertRefused(factory, UnknownProperty.class, "No property 'colour' found for type 'Plan'");
		assertRefused(factory, NumberLike.class, "'Contains' does not go with 'priority' of type 'Integer'");
		assertRefused(factory, EnumOrder.class, "'GreaterThan' does not go with 'status' of type 'PlanStatus'");
		assertRefused(factory, WrongType.class, "parameter 1 is to be a value of type 'String'");
		assertRefused(factory, WrongElement.class, "parameter 1 is to be a collection of values of type 'String'");
		assertRefused(factory, TooFew.class, "its name asks for 2 values, but it has 1 parameters for values");
		assertRefused(factory, WrongResult.class, "Component 'colour' of 'Stranger' is no property of 'Plan'");
		assertRefused(factory, WrongShown.class, "'colour' is no property of 'Plan'");
		assertRefused(factory, WrongValue.class,
				"it is to return 'Plan', or a record or interface that shows some of its properties");
		assertRefused(factory, NoPageable.class, "Pageable");
		assertRefused(factory, Scrolling.class,
				"a window has a size: add a parameter of type Limit, or say it in the name");
		assertRefused(factory, NoPosition.class, "Scroll query needs to have a ScrollPosition parameter");
		assertRefused(factory, SortedByNothing.class, "No property 'nothing' found");
		assertRefused(factory, Regex.class, "does not go with 'title' of type 'String'");
		assertRefused(factory, Near.class, "'Near' does not go with 'title' of type 'String'");
		assertRefused(factory, Within.class, "'Within' does not go with 'title' of type 'String'");
		assertRefused(factory, Exists.class, "'Exists' does not go with 'title' of type 'String'");
		assertRefused(factory, Empty.class, "'Empty' does not go with 'title' of type 'String'");
		assertRefused(factory, LimitAndPage.class, "the limit in its name does not go with a Pageable");
	}

	private static void assertRefused(MasterRecordRepositoryFactory factory, Class<?> type, String message) {
		assertThatExceptionOfType(QueryCreationException.class).as(type.getSimpleName())
			.isThrownBy(() -> factory.getRepository(type))
			.withMessageContaining(message.formatted(type.getName()));
	}

	private static Plans plans(TestDatabase database) {
		return plans(WriteFixture.of(database, Plan.class));
	}

	private static Plans plans(WriteFixture fixture) {
		Plans plans = new MasterRecordRepositoryFactory(fixture.operations()).getRepository(Plans.class);
		plans.saveAll(List.of(plan("PN-1", "Foo pump", "x", PlanStatus.OPEN, "10.5", LocalDate.of(2026, 1, 1)),
				plan("PN-2", "bar valve", null, PlanStatus.OPEN, "20", LocalDate.of(2026, 2, 1)),
				plan("PN-3", "Foo and bar", "y", PlanStatus.OPEN, "30", LocalDate.of(2026, 3, 1)),
				plan("PN-4", "100% cotton", null, PlanStatus.OPEN, null, null),
				plan("PN-5", "Closed one", null, PlanStatus.CLOSED, null, null)));
		return plans;
	}

	private static Plan plan(String planNo, String title, @Nullable String note, PlanStatus status,
			@Nullable String budget, @Nullable LocalDate due) {
		return new Plan(null, planNo, title, note, status, (budget != null) ? new BigDecimal(budget) : null, due, null,
				null, null, 0);
	}

	interface Plans extends MasterRecordRepository<Plan, Long> {

		List<TitleOnly> findDistinctByStatusOrderByTitle(PlanStatus status);

		Page<TitleOnly> findDistinctByStatus(PlanStatus status, Pageable pageable);

		Stream<TitleOnly> streamDistinctByStatus(PlanStatus status);

		List<Plan> findDistinctByTitle(String title);

		List<Plan> findByTitle(String title);

		List<Plan> findByStatusAndTitleNot(PlanStatus status, String title);

		List<Plan> findByTitleOrStatusAndNoteIsNullOrderByPlanNoDesc(String title, PlanStatus status);

		List<Plan> findByNote(@Nullable String note);

		List<Plan> findByNoteNotNull();

		List<Plan> findByPriorityGreaterThanEqualAndDueBefore(int priority, LocalDate due);

		List<Plan> findByBudgetBetween(BigDecimal from, BigDecimal to);

		List<Plan> findByPlanNoIn(Collection<String> planNos);

		List<Plan> findByPlanNoNotIn(String... planNos);

		List<Plan> findByTitleContainingIgnoreCase(String text);

		List<Plan> findByTitleStartingWith(String text);

		List<Plan> findByTitleEndsWith(String text);

		List<Plan> findByTitleNotContaining(String text);

		List<Plan> findByTitleLike(String pattern);

		List<Plan> findByTitleAndNoteAllIgnoreCase(String title, String note);

		List<Plan> findByTitleInIgnoreCase(List<String> titles);

		Optional<Plan> findByPlanNo(String planNo);

		Plan getByStatus(PlanStatus status);

		Optional<Plan> findFirstByOrderByPlanNoDesc();

		List<Plan> findTop2ByStatusOrderByPlanNo(PlanStatus status);

		List<Plan> findByStatus(PlanStatus status, Limit limit, Sort sort);

		Page<Plan> findByStatus(PlanStatus status, Pageable pageable);

		Slice<Plan> readByStatus(PlanStatus status, Pageable pageable);

		List<Plan> queryByStatus(PlanStatus status, Pageable pageable);

		Stream<Plan> streamByStatus(PlanStatus status);

		Stream<TitleOnly> streamTop2ByStatusOrderByTitle(PlanStatus status);

		Stream<Plan> streamByPlanNoStartingWith(String text, Sort sort, Limit limit);

		Window<Plan> findByStatus(PlanStatus status, ScrollPosition position, Limit limit, Sort sort);

		Window<TitleOnly> findTop2ByStatusOrderByPlanNo(PlanStatus status, ScrollPosition position);

		Window<Summary> searchByStatus(PlanStatus status, Pageable pageable);

		long countByStatus(PlanStatus status);

		int countByTitle(String title);

		boolean existsByPlanNo(String planNo);

		int deleteByStatus(PlanStatus status);

		List<Plan> removeByTitleStartingWith(String text);

		void deleteByPlanNo(String planNo);

		Optional<Summary> searchByPlanNo(String planNo);

		List<TitleOnly> readByTitleStartingWith(String text, Sort sort);

		Page<TitleOnly> getByStatus(PlanStatus status, Pageable pageable);

		<S> S findByPlanNo(String planNo, Class<S> type);

	}

	interface Summary {

		String getPlanNo();

		String getTitle();

	}

	record TitleOnly(String title) {
	}

	record Stranger(String title, String colour) {
	}

	interface Coloured {

		String getColour();

	}

	interface Shout {

		@Value("#{target.title().toUpperCase(T(java.util.Locale).ROOT)}")
		String getShout();

	}

	interface NoQuery extends MasterRecordRepository<Plan, Long> {

		void archive(long id);

	}

	interface UnknownProperty extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByColour(String colour);

	}

	interface NumberLike extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByPriorityContaining(String text);

	}

	interface EnumOrder extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByStatusGreaterThan(PlanStatus status);

	}

	interface WrongType extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitle(Long title);

	}

	interface WrongElement extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleIn(List<Long> titles);

	}

	interface TooFew extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleAndNote(String title);

	}

	interface WrongResult extends MasterRecordRepository<Plan, Long> {

		List<Stranger> findByTitle(String title);

	}

	interface WrongShown extends MasterRecordRepository<Plan, Long> {

		List<Coloured> findByTitle(String title);

	}

	interface WrongValue extends MasterRecordRepository<Plan, Long> {

		List<Integer> findByTitle(String title);

	}

	interface NoPageable extends MasterRecordRepository<Plan, Long> {

		Page<Plan> findByTitle(String title);

	}

	interface Scrolling extends MasterRecordRepository<Plan, Long> {

		Window<Plan> findByTitle(String title, ScrollPosition position);

	}

	interface NoPosition extends MasterRecordRepository<Plan, Long> {

		Window<Plan> findTop3ByTitle(String title);

	}

	interface SortedByNothing extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleOrderByNothing(String title);

	}

	interface Regex extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleRegex(String pattern);

	}

	interface Near extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleNear(String place);

	}

	interface Within extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleWithin(String area);

	}

	interface Exists extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleExists();

	}

	interface Empty extends MasterRecordRepository<Plan, Long> {

		List<Plan> findByTitleIsEmpty();

	}

	interface LimitAndPage extends MasterRecordRepository<Plan, Long> {

		List<Plan> findTop3ByTitle(String title, Pageable pageable);

	}

}
