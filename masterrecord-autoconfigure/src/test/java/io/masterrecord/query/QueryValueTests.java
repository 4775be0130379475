package io.masterrecord.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.masterrecord.annotation.Column;
import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of every type: written, compared, read.
 */
@EngineSpec
class QueryValueTests {

	private static final Instant INSTANT = Instant.parse("2024-02-29T23:59:59.123456Z");

	private static final LocalDateTime DATE_TIME = LocalDateTime.parse("2024-03-31T02:30:00.000001");

	private static final Values FULL = new Values(1, true, (byte) -7, (short) 30_000, 2_000_000_000,
			9_007_199_254_740_993L, 0.1f, 0.1, 'ü', "Grüße 🦊 'x' \"y\" \\", new BigDecimal("12345678.25"),
			UUID.fromString("0190a5b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b"), LocalDate.of(2024, 2, 29),
			LocalTime.of(23, 59, 59, 999_999_000), DATE_TIME, INSTANT, Color.GREEN, true, (byte) 1, (short) 2, 3, 4L,
			5.5f, 6.5, 'x', "x".repeat(10_000));

	private static final Values EMPTY = new Values(2, false, (byte) 0, (short) 0, 0, 0L, 0f, 0.0, 'a', "",
			new BigDecimal("0.00"), new UUID(0, 0), LocalDate.of(1970, 1, 1), LocalTime.MIDNIGHT,
			LocalDateTime.parse("2000-01-01T00:00:00"), Instant.EPOCH, Color.RED, null, null, null, null, null, null,
			null, null, null);

	private final Query<Values> values;

	QueryValueTests(TestDatabase database) {
		this.values = Database.of(database, Values.class).query(Values.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Values.class).insert(FULL, EMPTY);
	}

	@Test
	void comeBackAsTheyWere() {
		RecursiveComparisonConfiguration comparison = RecursiveComparisonConfiguration.builder()
			.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
			.build();
		assertThat(this.values.sortBy(SortKey.asc(Values::id)).list()).usingRecursiveComparison(comparison)
			.isEqualTo(List.of(FULL, EMPTY));
	}

	@Test
	void keepTheScaleOfTheirColumn() {
		assertThat(this.values.sortBy(SortKey.asc(Values::id)).pluck(Values::decimal))
			.containsExactly(new BigDecimal("12345678.25"), new BigDecimal("0.00"));
	}

	@Test
	void sumsThatDoNotFitAreRefusedInsteadOfCut() {
		Alias<Values> other = Alias.of(Values.class);
		Query<Values> pairs = this.values.where(Values::id)
			.eq(1)
			.join(other, Condition.anyOf(other.col(Values::id).eq(1L), other.col(Values::id).eq(2L)));
		assertThat(pairs.count()).isEqualTo(2);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> pairs.value(Expressions.sum(Values::integer)));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> pairs.value(Expressions.sum(Values::shorter)));
		assertThat(pairs.value(Expressions.longSum(Values::integer))).contains(4_000_000_000L);
	}

	@Test
	void areFoundAmongMoreThanAStatementCanHold() {
		List<LocalDate> dates = new ArrayList<>(
				IntStream.range(0, 100_000).mapToObj((i) -> LocalDate.of(1700, 1, 1).plusDays(i)).toList());
		dates.add(FULL.date());
		assertThat(this.values.where(Values::date).in(dates).count()).isEqualTo(2);
		dates.removeIf(EMPTY.date()::equals);
		assertThat(this.values.where(Values::date).notIn(dates).pluck(Values::id)).containsExactly(2L);
		if (this.values.context().gate().dialect().id().equals("mysql")) {
			return;
		}
		List<UUID> uuids = new ArrayList<>(IntStream.range(1, 100_000).mapToObj((i) -> new UUID(7, i)).toList());
		uuids.add(FULL.uuid());
		assertThat(this.values.where(Values::uuid).in(uuids).pluck(Values::id)).containsExactly(1L);
		assertThat(this.values.where(Values::uuid).notIn(uuids).pluck(Values::id)).containsExactly(2L);
	}

	@Test
	void sumsThatWouldLoseAFractionAreRefused() {
		for (Prop<Values, ? extends Number> property : List.<Prop<Values, ? extends Number>>of(Values::decimal,
				Values::real, Values::single)) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> this.values.value(Expressions.longSum(property)))
				.withMessageContaining("only whole numbers are added up to a long. Use sum(…)");
		}
	}

	@Test
	void valueOfRowsThatAreReadOnceIsRefused() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.values.distinct().value(Expressions.count()))
			.withMessageStartingWith("A value is computed of all rows");
		assertThat(this.values.distinct().count()).isEqualTo(2);
	}

	@Test
	void areFoundByEquality() {
		assertFound(Values::flag, true);
		assertFound(Values::small, (byte) -7);
		assertFound(Values::shorter, (short) 30_000);
		assertFound(Values::integer, 2_000_000_000);
		assertFound(Values::number, 9_007_199_254_740_993L);
		assertFound(Values::single, 0.1f);
		assertFound(Values::real, 0.1);
		assertFound(Values::letter, 'ü');
		assertFound(Values::text, FULL.text());
		assertFound(Values::decimal, new BigDecimal("12345678.250"));
		assertFound(Values::uuid, FULL.uuid());
		assertFound(Values::date, FULL.date());
		assertFound(Values::time, FULL.time());
		assertFound(Values::dateTime, DATE_TIME);
		assertFound(Values::instant, INSTANT);
		assertFound(Values::color, Color.GREEN);
		assertFound(Values::boxedFlag, true);
		assertFound(Values::boxedByte, (byte) 1);
		assertFound(Values::boxedShort, (short) 2);
		assertFound(Values::boxedInteger, 3);
		assertFound(Values::boxedLong, 4L);
		assertFound(Values::boxedSingle, 5.5f);
		assertFound(Values::boxedReal, 6.5);
		assertFound(Values::boxedLetter, 'x');
	}

	@Test
	void areFoundInRanges() {
		assertAbove(Values::number, 0L);
		assertAbove(Values::real, 0.0);
		assertAbove(Values::decimal, new BigDecimal("0.01"));
		assertAbove(Values::date, EMPTY.date());
		assertAbove(Values::time, EMPTY.time());
		assertAbove(Values::dateTime, EMPTY.dateTime());
		assertAbove(Values::instant, EMPTY.instant());
		assertAbove(Values::instant, INSTANT.minusNanos(1000));
	}

	@Test
	void areCutToMicroseconds() {
		assertFound(Values::instant, INSTANT.plusNanos(999));
		assertFound(Values::dateTime, DATE_TIME.plusNanos(999));
		assertFound(Values::time, FULL.time().plusNanos(999));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud83e", "a\udd8a", "x\ud83ex" })
	void areRefusedWhereHalfOfACharacterWouldBeLost(String text) {
		assertThatExceptionOfType(UnsupportedValueException.class)
			.isThrownBy(() -> this.values.where(Values::text).eq(text).list())
			.withMessageContaining("half of a surrogate pair");
		assertThatExceptionOfType(UnsupportedValueException.class)
			.isThrownBy(() -> this.values.where(Values::text).in(text, "b").list());
	}

	@Test
	void areEitherComparedOrRefusedWhereTheyAreOdd() {
		assertComparedOrRefused(() -> this.values.where(Values::text).eq("a\u0000b").count());
		assertComparedOrRefused(() -> this.values.where(Values::text).contains("\u0000").count());
		assertComparedOrRefused(() -> this.values.where(Values::real).eq(Double.NaN).count());
		assertComparedOrRefused(() -> this.values.where(Values::real).eq(Double.POSITIVE_INFINITY).count());
		assertComparedOrRefused(() -> this.values.where(Values::instant).eq(Instant.MAX).count());
		assertComparedOrRefused(() -> this.values.where(Values::instant).eq(Instant.MIN).count());
		assertComparedOrRefused(
				() -> this.values.where(Values::instant).eq(Instant.parse("+10000-01-01T00:00:00Z")).count());
		assertComparedOrRefused(() -> this.values.where(Values::date).eq(LocalDate.MAX).count());
		assertComparedOrRefused(() -> this.values.where(Values::dateTime).eq(LocalDateTime.MIN).count());
		assertComparedOrRefused(() -> this.values.where(Values::decimal).eq(new BigDecimal("1e2147483647")).count());
		assertComparedOrRefused(() -> this.values.where(Values::decimal).eq(new BigDecimal("1e-900")).count());
	}

	private static void assertComparedOrRefused(java.util.function.LongSupplier count) {
		try {
			assertThat(count.getAsLong()).isZero();
		}
		catch (UnsupportedValueException ex) {
			assertThat(ex.getMessage()).contains("cannot travel");
		}
	}

	private <V> void assertFound(Prop<Values, V> property, V value) {
		assertThat(this.values.where(property).eq(value).list()).extracting(Values::id).containsExactly(1L);
		assertThat(this.values.where(property).in(List.of(value)).list()).extracting(Values::id).containsExactly(1L);
	}

	private <V extends Comparable<? super V>> void assertAbove(OrderedProp<Values, V> property, V value) {
		assertThat(this.values.where(property).gt(value).list()).extracting(Values::id).containsExactly(1L);
	}

	enum Color {

		RED, GREEN {
			@Override
			public String toString() {
				return "the green one";
			}
		}

	}

	record Values(@Id long id, boolean flag, byte small, short shorter, int integer, long number, float single,
			double real, char letter, String text, @Column(size = 12, scale = 2) BigDecimal decimal, UUID uuid,
			LocalDate date, LocalTime time, LocalDateTime dateTime, Instant instant, Color color,
			@Nullable Boolean boxedFlag, @Nullable Byte boxedByte, @Nullable Short boxedShort,
			@Nullable Integer boxedInteger, @Nullable Long boxedLong, @Nullable Float boxedSingle,
			@Nullable Double boxedReal, @Nullable Character boxedLetter,
			@Nullable @Column(text = true) String longText) {

	}

}
