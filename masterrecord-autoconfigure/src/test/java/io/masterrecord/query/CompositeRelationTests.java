package io.masterrecord.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.CompositeBelongsTo;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.HasOne;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows are related by foreign keys of several columns as by those of one.
 */
@EngineSpec
class CompositeRelationTests {

	private final Database database;

	private final Query<Chart> charts;

	private final Query<Line> lines;

	CompositeRelationTests(TestDatabase database) {
		this.database = Database.of(database, Chart.class, Line.class, Release.class);
		this.charts = this.database.query(Chart.class).sortBy(asc(Chart::code), asc(Chart::revision));
		this.lines = this.database.query(Line.class).sortBy(asc(Line::id));
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Chart.class, Line.class, Release.class)
			.insert(chart("a", 1), chart("a", 2), chart("b", 1))
			.insert(line(1, "a", 1, 30), line(2, "a", 2, 10), line(3, "a", 1, 20), line(4, "a", 1, 10),
					new Line(5, null, 10, null))
			.insert(new Release(1, "a", 2, "ann", null), new Release(2, null, null, "bob", null));
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void areLoadedHoweverManyColumnsTheyHave() {
		assertThat(RelatedRows.mostKeys(32_766, 1)).isEqualTo(15_360);
		assertThat(RelatedRows.mostKeys(32_766, 16)).isEqualTo(1_023);
		assertThat(RelatedRows.mostKeys(20, 16)).isOne();
	}

	@Test
	void loadManyRowsWithOneStatement() {
		List<Chart> loaded = this.charts.include(Chart::lines).list();
		assertThat(loaded).extracting(CompositeRelationTests::ids)
			.containsExactly(List.of(1L, 3L, 4L), List.of(2L), List.of());
		assertThat(this.database.recorder().statements()).hasSize(2);
	}

	@Test
	void loadTheFirstRowsOfEachOwner() {
		List<Chart> loaded = this.charts.include(Chart::lines, (lines) -> lines.sortBy(desc(Line::place)).first(2))
			.list();
		assertThat(loaded).extracting(CompositeRelationTests::ids)
			.containsExactly(List.of(1L, 3L), List.of(2L), List.of());
		assertThat(this.database.recorder().statements()).hasSize(2);
	}

	@Test
	void loadTheOnlyRow() {
		List<Chart> loaded = this.charts.include(Chart::release).list();
		assertThat(loaded).extracting((chart) -> chart.release().map(Release::by))
			.containsExactly(Optional.empty(), Optional.of("ann"), Optional.empty());
		assertThat(this.database.recorder().statements()).hasSize(2);
	}

	@Test
	void loadWhatTheyReferTo() {
		List<Line> loaded = this.lines.include(Line::whole).list();
		assertThat(loaded).extracting((line) -> (line.whole() != null) ? line.whole().revision() : null)
			.containsExactly(1, 2, 1, 1, null);
		List<Release> releases = this.database.query(Release.class)
			.sortBy(asc(Release::id))
			.includeOne(Release::chart, (chart) -> chart.include(Chart::lines))
			.list();
		assertThat(releases.get(0).chart()).satisfies((chart) -> assertThat(ids(chart)).containsExactly(2L));
		assertThat(releases.get(1).chart()).isNull();
		assertThat(this.database.recorder().statements()).as("one of each level").hasSize(5);
	}

	@Test
	void countRowsOfEachOwner() {
		Relations<Chart> relations = Relations.of(this.database.entity(Chart.class), this.lines.context());
		assertThat(relations.count(this.charts.list(), Chart::lines))
			.isEqualTo(Map.of(List.of("a", 1), 3L, List.of("a", 2), 1L, List.of("b", 1), 0L));
	}

	@Test
	void joinByTheColumnsOfTheReference() {
		Alias<Chart> chart = Alias.of(Chart.class);
		List<Joined> expected = List.of(new Joined(1, 1), new Joined(2, 2), new Joined(3, 1), new Joined(4, 1),
				new Joined(5, null));
		assertThat(this.lines.leftJoin(chart, Line::chart)
			.select(Joined.class, col(Line::id), chart.col(Chart::revision))
			.list()).isEqualTo(expected);
		assertThat(this.lines.leftJoin(chart, Line::whole)
			.select(Joined.class, col(Line::id), chart.col(Chart::revision))
			.list()).isEqualTo(expected);
		assertThat(this.lines.join(chart, Line::chart).count()).isEqualTo(4);
		assertThat(this.database.query(Release.class).join(chart, Release::chart).count()).isEqualTo(1);
		Alias<Release> release = Alias.of(Release.class);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.lines.join(release, Line::chart).count())
			.withMessage("Property 'Line.chart' has no '@BelongsTo(Release.class)'. State which rows belong together");
	}

	@Test
	void areToldApartWhereThereAreSeveral() {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(Folder.class, Move.class))
			.withMessageContaining("could mean several references of 'Move': 'from', 'to'")
			.withMessageContaining("@HasMany(foreignKey = \"from\")")
			.withMessageContaining("needs properties of 'Folder' that refer to 'Folder', whose id has several");
	}

	private static List<Long> ids(Chart chart) {
		assertThat(chart.lines()).isNotNull();
		return chart.lines().stream().map(Line::id).toList();
	}

	private static Chart chart(String code, int revision) {
		return new Chart(code, revision, null, null);
	}

	private static Line line(long id, String code, int revision, int place) {
		return new Line(id, new ChartKey(code, revision), place, null);
	}

	record Chart(@Id @Size(max = 10) String code, @Id int revision, @HasMany @Nullable List<Line> lines,
			@HasOne @Nullable Optional<Release> release) {

	}

	record ChartKey(String code, int revision) {

	}

	record Line(@Id long id, @Embedded @BelongsTo(Chart.class) @Nullable ChartKey chart, int place,
			@RefersTo @Nullable Chart whole) {

	}

	@CompositeBelongsTo(value = Chart.class, properties = { "chartCode", "chartRevision" })
	@CompositeIndex(value = { "chartCode", "chartRevision" }, unique = true)
	record Release(@Id long id, @Nullable @Size(max = 10) String chartCode, @Nullable Integer chartRevision, String by,
			@RefersTo @Nullable Chart chart) {

	}

	record Joined(long line, @Nullable Integer revision) {

	}

	record Folder(@Id @Size(max = 10) String name, @Id int year, @HasMany @Nullable List<Move> moves,
			@RefersTo @Nullable Folder parent) {

	}

	record FolderKey(String name, int year) {

	}

	record Move(@Id long id, @Embedded @BelongsTo(Folder.class) FolderKey from,
			@Embedded @BelongsTo(Folder.class) FolderKey to) {

	}

}
