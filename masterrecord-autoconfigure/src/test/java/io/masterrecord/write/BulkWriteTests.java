package io.masterrecord.write;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.query.SortKey;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanNote;
import io.masterrecord.write.WriteEntities.PlanStatus;
import io.masterrecord.write.WriteEntities.Sample;
import io.masterrecord.write.WriteEntities.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for writes of many rows.
 */
class BulkWriteTests {

	@EngineTest
	void fiveThousandRowsComeBackWithTheirIdsInTheOrderTheyWereGivenIn(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, PlanNote.class);
		EntityOperations operations = fixture.operations();
		List<PlanNote> notes = new ArrayList<>();
		for (int i = 0; i < 5000; i++) {
			notes.add(new PlanNote(null, "note " + i));
		}
		Collections.shuffle(notes, new Random(7));
		List<PlanNote> inserted = operations.insertAll(PlanNote.class, notes);
		assertThat(inserted).extracting(PlanNote::text)
			.containsExactlyElementsOf(notes.stream().map(PlanNote::text).toList());
		assertThat(Set.copyOf(operations.query(PlanNote.class).list())).isEqualTo(Set.copyOf(inserted));
		assertThat(fixture.recorder().sql()).hasSizeLessThanOrEqualTo(fixture.mostInserts(31, 5000));
	}

	@EngineTest
	void fiveThousandRowsOfShuffledIdsOfTheirOwnComeBackInTheOrderTheyWereGivenIn(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		List<Plan> plans = new ArrayList<>();
		for (int i = 0; i < 5000; i++) {
			plans.add(Plan.of("PN-" + i, "title " + i).withId(10_000L + i).withPriority((i % 2 == 0) ? null : i));
		}
		Collections.shuffle(plans, new Random(8));
		List<Plan> inserted = operations.insertAll(Plan.class, plans);
		assertThat(inserted).extracting(Plan::id, Plan::title)
			.containsExactlyElementsOf(plans.stream().map((plan) -> tuple(plan.id(), plan.title())).toList());
		assertThat(Set.copyOf(operations.query(Plan.class).list())).isEqualTo(Set.copyOf(inserted));
	}

	@EngineTest(only = Engine.SQLITE)
	void numbersOfRowsAreRightWhereATriggerTakesSomeToo(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, PlanNote.class);
		fixture.gate().update(SqlStatement.of(StatementKind.DDL, """
				CREATE TRIGGER echo AFTER INSERT ON plan_note WHEN NEW.text LIKE '%7' BEGIN \
				INSERT INTO plan_note (text) VALUES ('echo of ' || NEW.text || '.'); END"""));
		EntityOperations operations = fixture.operations();
		List<PlanNote> inserted = operations.insertAll(PlanNote.class,
				IntStream.range(0, 2000).mapToObj((i) -> new PlanNote(null, "note " + i)).toList());
		assertThat(operations.query(PlanNote.class).count()).isEqualTo(2200);
		assertThat(operations.query(PlanNote.class).list()).containsAll(inserted);
	}

	@EngineTest
	void moreValuesThanAnyStatementTakesAreInsertedUpdatedAndDeleted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Sample.class).operations();
		int rows = 65_536 / 16 + 1;
		List<Sample> inserted = operations.insertAll(Sample.class,
				IntStream.range(0, rows).mapToObj((i) -> full(null, i % 100)).toList());
		assertThat(operations.query(Sample.class).count()).isEqualTo(rows);
		operations.updateAll(Sample.class, inserted.stream().map((sample) -> full(sample.id(), 101)).toList());
		assertThat(operations.query(Sample.class).where(Sample::medium).eq(101_000).count()).isEqualTo(rows);
		assertThat(operations.deleteAll(Sample.class, inserted)).isEqualTo(rows);
	}

	@EngineTest
	void rowsThatLeaveDifferentColumnsToTheDatabaseNeverShift(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = IntStream.range(0, 40)
			.mapToObj((i) -> Plan.of("PN-" + i, "title " + i).withPriority((i % 3 == 0) ? null : i))
			.toList();
		List<Plan> inserted = operations.insertAll(Plan.class, plans);
		for (int i = 0; i < plans.size(); i++) {
			assertThat(inserted.get(i).planNo()).isEqualTo("PN-" + i);
			assertThat(inserted.get(i).priority()).isEqualTo((i % 3 == 0) ? 5 : i);
		}
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(inserted);
		assertThat(fixture.recorder().sql()).hasSizeBetween(3, fixture.mostInserts(2, 40) + 1);
	}

	@EngineTest
	void rowsOfThreeShapesKeepTheirValuesOrNoneIsWritten(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Shape.class);
		EntityOperations operations = fixture.operations();
		List<Shape> shapes = IntStream.range(0, 2500).mapToObj(Shape::given).toList();
		List<Shape> broken = new ArrayList<>(shapes);
		broken.set(2000, shapes.get(17));
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.insertAll(Shape.class, broken))
			.satisfies((ex) -> assertThat(ex.violation().row()).isEqualTo(2000));
		assertThat(operations.query(Shape.class).count()).isZero();

		fixture.recorder().clear();
		List<Shape> inserted = operations.insertAll(Shape.class, shapes);
		assertThat(fixture.recorder().sql()).as("many rows at a time").hasSizeBetween(2, fixture.mostInserts(99, 2500));
		for (int i = 0; i < inserted.size(); i++) {
			assertThat(inserted.get(i)).isEqualTo(Shape.stored(inserted.get(i).id(), i));
		}
		assertThat(operations.query(Shape.class).list()).containsExactlyInAnyOrderElementsOf(inserted);
	}

	@EngineTest
	void everyTypeOfValueIsWrittenInBulkWithNullsAmongThem(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Sample.class).operations();
		List<Sample> inserted = operations.insertAll(Sample.class,
				List.of(empty(null), empty(null), empty(null), empty(null)));
		List<Sample> changed = new ArrayList<>();
		changed.add(empty(inserted.get(0).id()));
		changed.add(full(inserted.get(1).id(), 1));
		changed.add(empty(inserted.get(2).id()));
		changed.add(full(inserted.get(3).id(), 2));
		List<Sample> updated = operations.updateAll(Sample.class, changed);
		assertThat(operations.query(Sample.class).list()).containsExactlyInAnyOrderElementsOf(updated);
		Collections.reverse(changed);
		operations.updateAll(Sample.class, changed);
		assertThat(operations.query(Sample.class).list()).containsExactlyInAnyOrderElementsOf(updated);
		List<Sample> more = operations.insertAll(Sample.class,
				List.of(empty(null), full(null, 3), empty(null), full(null, 4)));
		assertThat(operations.query(Sample.class).list()).containsAll(more).hasSize(8);
	}

	@EngineTest
	void datesOfAnyYearAreWrittenInBulk(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Sample.class).operations();
		boolean wide = database.engine() == Engine.POSTGRESQL || database.engine() == Engine.H2;
		int year = wide ? 12_026 : 9_999;
		List<Sample> inserted = operations.insertAll(Sample.class,
				List.of(dated(1), dated(2026), dated(year), dated(year), dated(2027)));
		assertThat(inserted).extracting((sample) -> date(sample).getYear()).containsExactly(1, 2026, year, year, 2027);
		assertThat(operations.query(Sample.class).list()).containsExactlyInAnyOrderElementsOf(inserted);
		assertThat(operations.updateAll(Sample.class, inserted)).isEqualTo(inserted);
	}

	@EngineTest
	void allRowsThatAreOutdatedAreNamedAndNothingIsWritten(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		List<Plan> plans = operations.insertAll(Plan.class,
				IntStream.range(0, 10).mapToObj((i) -> Plan.of("PN-" + i, "t")).toList());
		operations.update(plans.get(3).withTitle("changed"));
		operations.delete(plans.get(7));
		List<Plan> changes = plans.stream().map((plan) -> plan.withTitle("mine")).toList();
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(() -> operations.updateAll(Plan.class, changes))
			.satisfies(
					(ex) -> assertThat(ex.rows()).containsExactly(new StaleVersionException.Row(3, id(plans.get(3)), 1),
							new StaleVersionException.Row(7, id(plans.get(7)), 1)))
			.withMessageContaining("'%s' (row 3, version 1)", plans.get(3).id());
		assertThat(operations.query(Plan.class).where(Plan::title).eq("mine").exists()).isFalse();
	}

	@EngineTest
	void versionsCountUpAndALaterChangeOfTheSameRowIsOutdated(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		List<Plan> plans = operations.insertAll(Plan.class, List.of(Plan.of("PN-1", "a"), Plan.of("PN-2", "b")));
		List<Plan> updated = operations.updateAll(Plan.class,
				plans.stream().map((plan) -> plan.withTitle("c")).toList());
		assertThat(updated).extracting(Plan::version).containsExactly(2, 2);
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(updated);
		Plan first = updated.get(0);
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(() -> operations.updateAll(Plan.class, List.of(first.withTitle("d"), first.withTitle("e"))));
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(updated);
	}

	@EngineTest
	void withoutVersionTheLastChangeOfARowWins(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Setting.class).operations();
		operations.insertAll(Setting.class, List.of(new Setting("a", "1"), new Setting("b", "1")));
		operations.updateAll(Setting.class,
				List.of(new Setting("b", "2"), new Setting("a", "2"), new Setting("b", "3"), new Setting("a", "4")));
		assertThat(operations.query(Setting.class).list()).containsExactlyInAnyOrder(new Setting("a", "4"),
				new Setting("b", "3"));
		assertThatExceptionOfType(MissingRowException.class)
			.isThrownBy(() -> operations.updateAll(Setting.class,
					List.of(new Setting("a", "5"), new Setting("c", "5"), new Setting("b", "5"))))
			.withMessageContaining("'c'");
		assertThat(operations.query(Setting.class).where(Setting::content).eq("5").exists()).isFalse();
	}

	@EngineTest
	void patchesWriteTheNamedPropertiesAndNothingElse(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = operations.insertAll(Plan.class,
				IntStream.range(0, 4).mapToObj((i) -> Plan.of("PN-" + i, "t" + i).withNote("n" + i)).toList());
		fixture.clock().forward(60);
		operations.patchAll(Plan.class,
				List.of(operations.patch(Plan.class, id(plans.get(0))).set(Plan::title).to("x"),
						operations.patch(Plan.class, id(plans.get(1))).set(Plan::note).toNull(),
						operations.patch(Plan.class, id(plans.get(2))).set(Plan::title).to("y").ifVersion(1),
						operations.patch(Plan.class, id(plans.get(3))).set(Plan::note).to("z")));
		List<Plan> read = operations.query(Plan.class).sortBy(SortKey.asc(Plan::planNo)).list();
		assertThat(read).extracting(Plan::title).containsExactly("x", "t1", "y", "t3");
		assertThat(read).extracting(Plan::note).containsExactly("n0", null, "n2", "z");
		assertThat(read).extracting(Plan::version).containsOnly(2);
		assertThat(read).extracting(Plan::updatedAt).containsOnly(Instant.parse("2026-03-01T10:01:00.123456Z"));
		assertThatExceptionOfType(StaleVersionException.class)
			.isThrownBy(() -> operations.patchAll(Plan.class,
					List.of(operations.patch(Plan.class, id(plans.get(0))).set(Plan::title).to("q").ifVersion(2),
							operations.patch(Plan.class, id(plans.get(1))).set(Plan::title).to("q").ifVersion(1))))
			.satisfies((ex) -> assertThat(ex.rows()).hasSize(1));
		assertThat(operations.query(Plan.class).where(Plan::title).eq("q").exists()).isFalse();
	}

	@EngineTest
	void emptyInputSendsNothing(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		assertThat(operations.insertAll(Plan.class, List.of())).isEmpty();
		assertThat(operations.updateAll(Plan.class, List.of())).isEmpty();
		assertThat(operations.saveAll(Plan.class, List.of())).isEmpty();
		assertThat(operations.deleteAll(Plan.class, List.of())).isZero();
		assertThat(operations.deleteAllById(Plan.class, List.of())).isZero();
		operations.patchAll(Plan.class, List.of());
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	@EngineTest
	void largeTextsAreSplitOverStatements(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, LargeText.class).operations();
		String text = "x".repeat(1_300_000);
		List<LargeText> rows = IntStream.range(0, 14).mapToObj((i) -> new LargeText(null, text + i)).toList();
		List<LargeText> inserted = operations.insertAll(LargeText.class, rows);
		assertThat(inserted).extracting((row) -> row.text().substring(text.length()))
			.containsExactlyElementsOf(IntStream.range(0, 14).mapToObj(String::valueOf).toList());
		assertThat(operations.updateAll(LargeText.class, inserted)).hasSize(14);
	}

	private static Object id(Plan plan) {
		Long id = plan.id();
		assertThat(id).isNotNull();
		return id;
	}

	private static LocalDate date(Sample sample) {
		LocalDate date = sample.date();
		assertThat(date).isNotNull();
		return date;
	}

	private static Sample dated(int year) {
		LocalDateTime time = LocalDateTime.of(year, 12, 31, 23, 59, 59);
		return new Sample(null, null, null, null, null, null, null, null, null, null, null, null, time.toLocalDate(),
				null, time, time.toInstant(ZoneOffset.UTC), null);
	}

	private static Sample empty(@Nullable Long id) {
		return new Sample(id, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null);
	}

	private static Sample full(@Nullable Long id, int seed) {
		return new Sample(id, seed % 2 == 0, (byte) seed, (short) -seed, seed * 1000, seed * 10_000_000_000L, 0.1f,
				seed / 3.0, new BigDecimal("12.34"), 'x', "it's \"quoted\", {braced} \\ and \u00e4\ud83d\ude00 " + seed,
				new UUID(seed, -seed), LocalDate.of(2026, 2, 28), LocalTime.of(23, 59, 59, 123_456_000),
				LocalDateTime.of(2026, 3, 29, 2, 30), Instant.parse("2026-03-01T10:00:00.123456Z"), PlanStatus.CLOSED);
	}

	/**
	 * A row that gives {a, b}, {b, c} or {a}, and leaves the other column to the
	 * database.
	 */
	record Shape(@Id @GeneratedId @Nullable Long id, @Unique int code, @Column(defaultValue = "1") @Nullable Integer a,
			@Column(defaultValue = "2") @Nullable Integer b, @Column(defaultValue = "3") @Nullable Integer c) {

		static Shape given(int code) {
			return switch (code % 3) {
				case 0 -> new Shape(null, code, 10 + code, 20 + code, null);
				case 1 -> new Shape(null, code, null, 20 + code, 30 + code);
				default -> new Shape(null, code, 10 + code, null, null);
			};
		}

		static Shape stored(@Nullable Long id, int code) {
			return switch (code % 3) {
				case 0 -> new Shape(id, code, 10 + code, 20 + code, 3);
				case 1 -> new Shape(id, code, 1, 20 + code, 30 + code);
				default -> new Shape(id, code, 10 + code, 2, 3);
			};
		}

	}

	/**
	 * A text that does not fit into a packet many times.
	 */
	record LargeText(@Id @GeneratedId @Nullable Long id, @Column(size = 2_000_000) String text) {
	}

}
