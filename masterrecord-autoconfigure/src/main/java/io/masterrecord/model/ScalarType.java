package io.masterrecord.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A Java type that fits into one column: which type the column has, and how values go
 * there and back. Times are cut to microseconds, which is what every database keeps.
 *
 * @param typeName the type of the column
 * @param form what tells whether values of a Java type are the same in two columns: it is
 * equal then
 * @param toColumn turns a Java value into the neutral value of the column
 * @param fromColumn turns the neutral value of the column into the Java value
 */
record ScalarType(TypeName typeName, Object form, UnaryOperator<Object> toColumn, UnaryOperator<Object> fromColumn) {

	static final String SUPPORTED = "a primitive or its wrapper, String, BigDecimal, BigInteger, UUID, LocalDate, LocalTime, LocalDateTime, Instant, OffsetDateTime, Duration, byte[] or an enum, or '@Column(json = true)' for a record, list or map";

	private static final Map<Class<?>, ScalarType> TYPES = new LinkedHashMap<>();

	static {
		same(Boolean.class, TypeName.BOOLEAN);
		add(Byte.class, TypeName.SMALLINT, (value) -> ((Byte) value).shortValue(),
				(value) -> number(value, Byte.MIN_VALUE, Byte.MAX_VALUE).byteValue());
		add(Short.class, TypeName.SMALLINT, UnaryOperator.identity(),
				(value) -> number(value, Short.MIN_VALUE, Short.MAX_VALUE).shortValue());
		add(Integer.class, TypeName.INTEGER, UnaryOperator.identity(),
				(value) -> number(value, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue());
		add(Long.class, TypeName.BIGINT, UnaryOperator.identity(), (value) -> ((Number) value).longValue());
		add(Float.class, TypeName.REAL, UnaryOperator.identity(), (value) -> ((Number) value).floatValue());
		add(Double.class, TypeName.DOUBLE, UnaryOperator.identity(), (value) -> ((Number) value).doubleValue());
		add(Character.class, TypeName.VARCHAR, Object::toString, ScalarType::character);
		same(String.class, TypeName.VARCHAR);
		same(BigDecimal.class, TypeName.DECIMAL);
		same(UUID.class, TypeName.UUID);
		same(LocalDate.class, TypeName.DATE);
		add(LocalTime.class, TypeName.TIME, (value) -> ((LocalTime) value).truncatedTo(ChronoUnit.MICROS),
				UnaryOperator.identity());
		add(LocalDateTime.class, TypeName.DATETIME, (value) -> ((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS),
				UnaryOperator.identity());
		add(Instant.class, TypeName.TIMESTAMP, (value) -> ((Instant) value).truncatedTo(ChronoUnit.MICROS),
				UnaryOperator.identity());
		add(OffsetDateTime.class, TypeName.TIMESTAMP,
				(value) -> ((OffsetDateTime) value).toInstant().truncatedTo(ChronoUnit.MICROS),
				(value) -> ((Instant) value).atOffset(ZoneOffset.UTC));
		add(Duration.class, TypeName.BIGINT, (value) -> ((Duration) value).toNanos(),
				(value) -> Duration.ofNanos(((Number) value).longValue()));
		add(BigInteger.class, TypeName.DECIMAL, (value) -> new BigDecimal((BigInteger) value),
				(value) -> ((BigDecimal) value).toBigIntegerExact());
		same(byte[].class, TypeName.BINARY);
	}

	/**
	 * Create the scalar type of values that are stored in the usual form.
	 */
	ScalarType(TypeName typeName, UnaryOperator<Object> toColumn, UnaryOperator<Object> fromColumn) {
		this(typeName, "usual", toColumn, fromColumn);
	}

	/**
	 * Return the scalar type of a Java type.
	 * @param javaType the type, primitive or not
	 * @return the scalar type, or {@code null} if the type fits into no column
	 */
	static @Nullable ScalarType of(Class<?> javaType) {
		if (javaType.isEnum()) {
			return new ScalarType(TypeName.VARCHAR, (value) -> ((Enum<?>) value).name(),
					(value) -> constant(javaType, value.toString()));
		}
		return TYPES.get(ClassUtils.resolvePrimitiveIfNecessary(javaType));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Object constant(Class<?> type, String name) {
		return Enum.valueOf((Class) type, name);
	}

	private static Object character(Object value) {
		String text = value.toString();
		if (text.length() != 1) {
			throw new IllegalArgumentException("'%s' is not one character".formatted(text));
		}
		return text.charAt(0);
	}

	private static Number number(Object value, long least, long greatest) {
		long number = ((Number) value).longValue();
		if (number < least || number > greatest) {
			throw new ArithmeticException("%d is not between %d and %d".formatted(number, least, greatest));
		}
		return number;
	}

	private static void same(Class<?> type, TypeName name) {
		add(type, name, UnaryOperator.identity(), UnaryOperator.identity());
	}

	private static void add(Class<?> type, TypeName name, UnaryOperator<Object> toColumn,
			UnaryOperator<Object> fromColumn) {
		TYPES.put(type, new ScalarType(name, (value) -> toColumn.apply(type.cast(value)), fromColumn));
	}

}
