package io.masterrecord.jdbc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.masterrecord.dialect.ValueForm;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns of results by their position into the neutral Java types, in the form a
 * dialect delivers them. The counterpart of binding.
 *
 * @since 0.1.0
 */
public final class ColumnReader {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	/**
	 * The column of the elements in the rows of an array, behind that of the positions.
	 */
	private static final int ELEMENT = 2;

	private ColumnReader() {
	}

	/**
	 * Read a column as the neutral Java type of its column type.
	 * @param rows the result, on a row
	 * @param index the position, from 1
	 * @param type the type of the column
	 * @param form the form in which the dialect delivers it
	 * @return the value, or {@code null} for NULL
	 * @throws SQLException if the driver fails
	 */
	public static @Nullable Object read(ResultSet rows, int index, ColumnType type, ValueForm form)
			throws SQLException {
		return switch (type.name()) {
			case BOOLEAN -> readBoolean(rows, index);
			case SMALLINT, INTEGER, BIGINT -> readLong(rows, index);
			case REAL -> readReal(rows, index);
			case DOUBLE -> readDouble(rows, index);
			case DECIMAL -> readDecimal(rows, index, form == ValueForm.TEXT, type.scale());
			case VARCHAR, TEXT, JSON -> rows.getString(index);
			case UUID -> (form == ValueForm.TEXT) ? readUuidText(rows, index) : readUuid(rows, index);
			case DATE -> (form == ValueForm.TEXT) ? readDateText(rows, index) : readDate(rows, index);
			case TIME -> (form == ValueForm.TEXT) ? readTimeText(rows, index) : readTime(rows, index);
			case DATETIME -> (form == ValueForm.TEXT) ? readDateTimeText(rows, index) : readDateTime(rows, index);
			case TIMESTAMP -> readInstant(rows, index, form);
			case BINARY -> rows.getBytes(index);
			case ARRAY -> readArray(rows, index, type.elementType());
		};
	}

	/**
	 * Return a handle that reads a column straight into a Java type, if there is one: a
	 * primitive of the neutral type, its box, a narrower number, or the neutral type
	 * itself. A primitive is for a column without NULLs.
	 * @param type the type of the column
	 * @param form the form in which the dialect delivers it
	 * @param target the Java type
	 * @return a handle of type {@code (ResultSet,int)target}, or {@code null} if the
	 * neutral value has to be converted
	 */
	public static @Nullable MethodHandle handle(ColumnType type, ValueForm form, Class<?> target) {
		return switch (type.name()) {
			case BOOLEAN -> (target == boolean.class) ? getter("getBoolean", boolean.class)
					: boxed(target, Boolean.class, "readBoolean");
			case SMALLINT, INTEGER, BIGINT -> integer(target);
			case REAL -> real(target);
			case DOUBLE -> floating(target);
			case DECIMAL -> (target == BigDecimal.class) ? decimal(form == ValueForm.TEXT, type.scale()) : null;
			case VARCHAR, TEXT, JSON -> (target == String.class) ? getter("getString", String.class) : null;
			case UUID -> boxed(target, UUID.class, (form == ValueForm.TEXT) ? "readUuidText" : "readUuid");
			case DATE -> boxed(target, LocalDate.class, (form == ValueForm.TEXT) ? "readDateText" : "readDate");
			case TIME -> boxed(target, LocalTime.class, (form == ValueForm.TEXT) ? "readTimeText" : "readTime");
			case DATETIME ->
				boxed(target, LocalDateTime.class, (form == ValueForm.TEXT) ? "readDateTimeText" : "readDateTime");
			case TIMESTAMP -> boxed(target, Instant.class, switch (form) {
				case TEXT -> "readInstantText";
				case UTC_DATETIME -> "readInstantUtc";
				case NATIVE, OFFSET_DATETIME, INTEGER, OTHER, BYTES -> "readInstantOffset";
			});
			case BINARY -> (target == byte[].class) ? getter("getBytes", byte[].class) : null;
			case ARRAY -> null;
		};
	}

	private static @Nullable MethodHandle integer(Class<?> target) {
		if (target == int.class) {
			return reader("readPrimitiveInteger", int.class);
		}
		if (target == long.class) {
			return getter("getLong", long.class);
		}
		if (target == short.class) {
			return reader("readPrimitiveShort", short.class);
		}
		if (target == byte.class) {
			return reader("readPrimitiveByte", byte.class);
		}
		if (target == Integer.class) {
			return reader("readInteger", Integer.class);
		}
		if (target == Short.class) {
			return reader("readShort", Short.class);
		}
		if (target == Byte.class) {
			return reader("readByte", Byte.class);
		}
		return boxed(target, Long.class, "readLong");
	}

	private static @Nullable MethodHandle real(Class<?> target) {
		boolean isDouble = target == double.class || target == Double.class;
		return isDouble ? boxed(target, Double.class, "readReal") : floating(target);
	}

	private static @Nullable MethodHandle floating(Class<?> target) {
		if (target == double.class) {
			return getter("getDouble", double.class);
		}
		if (target == float.class) {
			return getter("getFloat", float.class);
		}
		if (target == Float.class) {
			return reader("readFloat", Float.class);
		}
		return boxed(target, Double.class, "readDouble");
	}

	private static MethodHandle decimal(boolean asText, int scale) {
		try {
			MethodHandle reader = LOOKUP.findStatic(ColumnReader.class, "readDecimal",
					MethodType.methodType(BigDecimal.class, ResultSet.class, int.class, boolean.class, int.class));
			return MethodHandles.insertArguments(reader, 2, asText, scale);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("ColumnReader has no readDecimal", ex);
		}
	}

	private static @Nullable MethodHandle boxed(Class<?> target, Class<?> type, String method) {
		return (target == type) ? reader(method, type) : null;
	}

	private static MethodHandle getter(String method, Class<?> type) {
		try {
			return LOOKUP.findVirtual(ResultSet.class, method, MethodType.methodType(type, int.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("ResultSet has no " + method, ex);
		}
	}

	private static MethodHandle reader(String method, Class<?> type) {
		try {
			return LOOKUP.findStatic(ColumnReader.class, method,
					MethodType.methodType(type, ResultSet.class, int.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("ColumnReader has no " + method, ex);
		}
	}

	/**
	 * Read an array as a list of neutral values, without regard to how wide the driver
	 * makes its numbers and which classes it has for dates and times.
	 */
	private static @Nullable List<@Nullable Object> readArray(ResultSet rows, int index, ColumnType element)
			throws SQLException {
		Array array = rows.getArray(index);
		if (array == null) {
			return null;
		}
		List<@Nullable Object> values = new ArrayList<>();
		boolean temporal = switch (element.name()) {
			case DATE, TIME, DATETIME, TIMESTAMP -> true;
			default -> false;
		};
		if (temporal) {
			try (ResultSet elements = array.getResultSet()) {
				while (elements.next()) {
					values.add(read(elements, ELEMENT, element, ValueForm.NATIVE));
				}
			}
			return values;
		}
		for (Object value : (Object[]) array.getArray()) {
			values.add(switch (element.name()) {
				case SMALLINT, INTEGER, BIGINT -> (value instanceof Number number) ? number.longValue() : null;
				case REAL, DOUBLE -> (value instanceof Number number) ? number.doubleValue() : null;
				default -> value;
			});
		}
		return values;
	}

	static @Nullable Boolean readBoolean(ResultSet rows, int index) throws SQLException {
		boolean value = rows.getBoolean(index);
		return rows.wasNull() ? null : value;
	}

	static byte readPrimitiveByte(ResultSet rows, int index) throws SQLException {
		return (byte) within(rows.getLong(index), Byte.MIN_VALUE, Byte.MAX_VALUE);
	}

	static short readPrimitiveShort(ResultSet rows, int index) throws SQLException {
		return (short) within(rows.getLong(index), Short.MIN_VALUE, Short.MAX_VALUE);
	}

	static int readPrimitiveInteger(ResultSet rows, int index) throws SQLException {
		return (int) within(rows.getLong(index), Integer.MIN_VALUE, Integer.MAX_VALUE);
	}

	static @Nullable Byte readByte(ResultSet rows, int index) throws SQLException {
		byte value = readPrimitiveByte(rows, index);
		return rows.wasNull() ? null : value;
	}

	static @Nullable Short readShort(ResultSet rows, int index) throws SQLException {
		short value = readPrimitiveShort(rows, index);
		return rows.wasNull() ? null : value;
	}

	static @Nullable Integer readInteger(ResultSet rows, int index) throws SQLException {
		int value = readPrimitiveInteger(rows, index);
		return rows.wasNull() ? null : value;
	}

	/**
	 * Refuse a number that a driver might cut.
	 */
	private static long within(long number, long least, long greatest) throws SQLException {
		if (number < least || number > greatest) {
			throw new SQLDataException("The number %d is not between %d and %d".formatted(number, least, greatest),
					"22003");
		}
		return number;
	}

	static @Nullable Long readLong(ResultSet rows, int index) throws SQLException {
		long value = rows.getLong(index);
		return rows.wasNull() ? null : value;
	}

	static @Nullable Float readFloat(ResultSet rows, int index) throws SQLException {
		float value = rows.getFloat(index);
		return rows.wasNull() ? null : value;
	}

	/**
	 * A driver that gets the number as text would make another double of it than the
	 * database, which widens it to compare it.
	 */
	static @Nullable Double readReal(ResultSet rows, int index) throws SQLException {
		float value = rows.getFloat(index);
		return rows.wasNull() ? null : (double) value;
	}

	static @Nullable Double readDouble(ResultSet rows, int index) throws SQLException {
		double value = rows.getDouble(index);
		return rows.wasNull() ? null : value;
	}

	/**
	 * Zeros at the end are kept by some databases only; here they always are.
	 */
	static @Nullable BigDecimal readDecimal(ResultSet rows, int index, boolean asText, int scale) throws SQLException {
		String text = asText ? rows.getString(index) : null;
		BigDecimal value = asText ? ((text != null) ? new BigDecimal(text) : null) : rows.getBigDecimal(index);
		return (value != null && value.scale() < scale) ? value.setScale(scale) : value;
	}

	static @Nullable UUID readUuid(ResultSet rows, int index) throws SQLException {
		return rows.getObject(index, UUID.class);
	}

	static @Nullable UUID readUuidText(ResultSet rows, int index) throws SQLException {
		String text = rows.getString(index);
		try {
			return (text != null) ? UUID.fromString(text) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new SQLDataException("A column holds text which is no UUID", "22000");
		}
	}

	static @Nullable LocalDate readDate(ResultSet rows, int index) throws SQLException {
		return rows.getObject(index, LocalDate.class);
	}

	static @Nullable LocalDate readDateText(ResultSet rows, int index) throws SQLException {
		String text = rows.getString(index);
		return (text != null) ? TemporalText.date(text) : null;
	}

	static @Nullable LocalTime readTime(ResultSet rows, int index) throws SQLException {
		return rows.getObject(index, LocalTime.class);
	}

	static @Nullable LocalTime readTimeText(ResultSet rows, int index) throws SQLException {
		String text = rows.getString(index);
		return (text != null) ? TemporalText.time(text) : null;
	}

	static @Nullable LocalDateTime readDateTime(ResultSet rows, int index) throws SQLException {
		return rows.getObject(index, LocalDateTime.class);
	}

	static @Nullable LocalDateTime readDateTimeText(ResultSet rows, int index) throws SQLException {
		String text = rows.getString(index);
		return (text != null) ? TemporalText.dateTime(text) : null;
	}

	private static @Nullable Instant readInstant(ResultSet rows, int index, ValueForm form) throws SQLException {
		return switch (form) {
			case TEXT -> readInstantText(rows, index);
			case UTC_DATETIME -> readInstantUtc(rows, index);
			case NATIVE, OFFSET_DATETIME, INTEGER, OTHER, BYTES -> readInstantOffset(rows, index);
		};
	}

	static @Nullable Instant readInstantText(ResultSet rows, int index) throws SQLException {
		String text = rows.getString(index);
		return (text != null) ? TemporalText.instant(text) : null;
	}

	static @Nullable Instant readInstantUtc(ResultSet rows, int index) throws SQLException {
		LocalDateTime value = rows.getObject(index, LocalDateTime.class);
		return (value != null) ? value.toInstant(ZoneOffset.UTC) : null;
	}

	static @Nullable Instant readInstantOffset(ResultSet rows, int index) throws SQLException {
		OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
