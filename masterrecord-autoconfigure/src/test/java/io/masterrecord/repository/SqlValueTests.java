package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.EnumCode;
import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.model.EntityDefinition;
import io.masterrecord.model.Model;
import io.masterrecord.query.Change;
import io.masterrecord.query.Sql;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static io.masterrecord.query.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values that are stored in a form of their own, as parameters and results of SQL.
 */
class SqlValueTests {

	private static final Parcel SMALL = new Parcel(1, Size.SMALL, Stage.NEW, new Weight(250), true);

	private static final Parcel LARGE = new Parcel(2, Size.LARGE, Stage.SENT, new Weight(9000), false);

	@EngineTest
	void bindsParametersAsColumnsHoldThem(TestDatabase database) {
		Parcels parcels = parcels(database);
		assertThat(parcels.like(Size.LARGE, Stage.SENT, new Weight(9000), false)).containsExactly(LARGE);
		assertThat(parcels.like(Size.SMALL, Stage.SENT, new Weight(9000), false)).isEmpty();
		assertThat(parcels.among(List.of(Size.LARGE, Size.SMALL), Stage.values(), List.of(new Weight(250))))
			.containsExactly(1L);
		assertThat(parcels.change(1, Size.LARGE, Stage.SENT, new Weight(9000), false)).isOne();
		assertThat(parcels.findById(1L)).contains(new Parcel(1, Size.LARGE, Stage.SENT, new Weight(9000), false));
	}

	@EngineTest
	void readsResultsAsColumnsHoldThem(TestDatabase database) {
		Parcels parcels = parcels(database);
		assertThat(parcels.views()).containsExactly(new View(Size.SMALL, Stage.NEW, Optional.of(new Weight(250)), true),
				new View(Size.LARGE, Stage.SENT, Optional.of(new Weight(9000)), false));
		assertThat(parcels.shown()).extracting(Shown::getSize).containsExactly(Size.SMALL, Size.LARGE);
		assertThat(parcels.shown()).extracting(Shown::getWeight).containsExactly(new Weight(250), new Weight(9000));
		assertThat(parcels.sizes()).containsExactly(Size.SMALL, Size.LARGE);
		assertThat(parcels.heaviest()).isEqualTo(new Weight(9000));
	}

	@EngineTest
	void bindsArgumentsOfTemplatesAsColumnsHoldThem(TestDatabase database) {
		Parcels parcels = parcels(database);
		assertThat(parcels.query().where(Sql.condition("{} = {}", col(Parcel::weight), new Weight(250))).list())
			.containsExactly(SMALL);
		assertThat(parcels.query().where(Sql.condition("{} + 0 = {}", col(Parcel::id), Size.LARGE)).list())
			.containsExactly(LARGE);
		assertThat(parcels.query()
			.where(Sql.condition("{} = {}", Sql.expression(Boolean.class, "{}", col(Parcel::fragile)), true))
			.list()).containsExactly(SMALL);
		assertThat(parcels.query()
			.where(Parcel::id)
			.eq(1L)
			.update(Change.set(Parcel::weight).toSql("{}", new Weight(9000)),
					Change.set(Parcel::stage).toSql("{}", Stage.SENT)))
			.isOne();
		assertThat(parcels.query().where(Parcel::stage).eq(Stage.SENT).count()).isEqualTo(2);
		assertThat(parcels.query()
			.where(Parcel::id)
			.eq(1L)
			.select(Sql.expression(Weight.class, "{}", col(Parcel::weight)))
			.one()).isEqualTo(new Weight(9000));
	}

	@EngineTest
	void refusesAnEnumThatIsStoredInSeveralForms(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Mixed.class);
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(fixture.operations());
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> factory.getRepository(MixedForms.class))
			.withMessageContaining("is kept in one form by")
			.withMessageContaining("pass and read the values of the column instead of constants");
	}

	@EngineTest
	void foldsTextsOnly(TestDatabase database) {
		Levels levels = levels(database);
		for (Sort sort : List.of(Sort.by(Sort.Order.asc("number").ignoreCase()),
				Sort.by(Sort.Order.asc("name").ignoreCase()))) {
			assertThat(levels.sorted(sort)).extracting(LevelView::number).containsExactly(2, 9, 10, 11);
			assertThat(scroll(levels, sort)).extracting(LevelView::number).containsExactly(2, 9, 10, 11);
		}
	}

	@EngineTest
	void goesOnFromNumbersThatTheColumnRounds(TestDatabase database) {
		Levels levels = levels(database);
		assertThat(scroll(levels, Sort.by("height"))).extracting(LevelView::number).containsExactly(2, 9, 10, 11);
		assertThat(scroll(levels, Sort.by("height").descending())).extracting(LevelView::number)
			.containsExactly(11, 10, 9, 2);
	}

	private static List<LevelView> scroll(Levels levels, Sort sort) {
		List<LevelView> all = new ArrayList<>();
		Window<LevelView> window = levels.scrolled(ScrollPosition.keyset(), Limit.of(1), sort);
		all.addAll(window.getContent());
		while (window.hasNext()) {
			assertThat(all).as("rows are read again").hasSizeLessThan(9);
			window = levels.scrolled(window.positionAt(window.size() - 1), Limit.of(1), sort);
			all.addAll(window.getContent());
		}
		return all;
	}

	private static Levels levels(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Level.class);
		fixture.operations()
			.insertAll(Level.class, List.of(new Level(1, 9, "b", 0.1F), new Level(2, 10, "C", 0.1F),
					new Level(3, 11, "d", 0.3F), new Level(4, 2, "A", -0.7F)));
		return new MasterRecordRepositoryFactory(fixture.operations()).getRepository(Levels.class);
	}

	private static Parcels parcels(TestDatabase database) {
		Model model = Model.of(List.of(EntityDefinition.of(Parcel.class)),
				List.of(new WeightConverter(), new FlagConverter()));
		EntityOperations operations = WriteFixture.of(database, model, Parcel.class).operations();
		operations.insertAll(Parcel.class, List.of(SMALL, LARGE));
		return new MasterRecordRepositoryFactory(operations).getRepository(Parcels.class);
	}

	enum Size {

		LITTLE, SMALL, LARGE

	}

	enum Stage {

		NEW("n"), SENT("s");

		@EnumCode
		private final String code;

		Stage(String code) {
			this.code = code;
		}

	}

	record Weight(int grams) implements Comparable<Weight> {

		@Override
		public int compareTo(Weight other) {
			return Integer.compare(this.grams, other.grams);
		}

	}

	static final class WeightConverter implements ValueConverter<Weight, Integer> {

		@Override
		public Integer toColumn(Weight value) {
			return value.grams();
		}

		@Override
		public Weight fromColumn(Integer value) {
			return new Weight(value);
		}

	}

	static final class FlagConverter implements ValueConverter<Boolean, String> {

		@Override
		public String toColumn(Boolean value) {
			return value ? "Y" : "N";
		}

		@Override
		public Boolean fromColumn(String value) {
			return value.equals("Y");
		}

	}

	record Parcel(@Id long id, @Column(ordinal = true) Size size, Stage stage, Weight weight, boolean fragile) {
	}

	record View(Size size, Stage stage, Optional<Weight> weight, boolean fragile) {
	}

	interface Shown {

		Size getSize();

		@Nullable Weight getWeight();

	}

	interface Parcels extends MasterRecordRepository<Parcel, Long> {

		@SqlQuery("SELECT * FROM `parcel` WHERE `size` = :size AND `stage` = :stage AND `weight` = :weight AND `fragile` = :fragile")
		List<Parcel> like(Size size, Stage stage, Weight weight, boolean fragile);

		@SqlQuery("SELECT `id` FROM `parcel` WHERE `size` IN (:sizes) AND `stage` IN (:stages) AND `weight` IN (:weights)")
		List<Long> among(List<Size> sizes, Stage[] stages, List<Weight> weights);

		@SqlUpdate("UPDATE `parcel` SET `size` = :size, `stage` = :stage, `weight` = :weight, `fragile` = :fragile WHERE `id` = :id")
		int change(long id, Size size, Stage stage, Weight weight, boolean fragile);

		@SqlQuery("SELECT `size`, `stage`, `weight`, `fragile` FROM `parcel` ORDER BY `id`")
		List<View> views();

		@SqlQuery("SELECT `size`, `weight` FROM `parcel` ORDER BY `id`")
		List<Shown> shown();

		@SqlQuery("SELECT `size` FROM `parcel` ORDER BY `id`")
		List<Size> sizes();

		@SqlQuery("SELECT MAX(`weight`) FROM `parcel`")
		Weight heaviest();

	}

	record Mixed(@Id long id, @Column(ordinal = true) Size one, Size other) {
	}

	interface MixedForms extends MasterRecordRepository<Mixed, Long> {

		@SqlQuery("SELECT `one` FROM `mixed`")
		List<Size> sizes();

	}

	record Level(@Id long id, int number, String name, float height) {
	}

	record LevelView(int number, String name, double height, long id) {
	}

	interface Levels extends MasterRecordRepository<Level, Long> {

		@SqlQuery(value = "SELECT * FROM `level`", sortable = { "`number`", "`name`" })
		List<LevelView> sorted(Sort sort);

		@SqlQuery(value = "SELECT * FROM `level`", sortable = { "`number`", "`name`", "`height`" }, key = "`id`")
		Window<LevelView> scrolled(ScrollPosition position, Limit limit, Sort sort);

	}

}
