package io.masterrecord.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.dialect.TypedValues;
import io.masterrecord.dialect.ValueForm;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Binds neutral Java values to placeholders in the form a dialect wants. Temporal values
 * are cut to microseconds, which is what columns hold.
 */
final class ValueBinder {

	private final Dialect dialect;

	private final ValueChecks checks;

	private final ValueForm[] forms = new ValueForm[TypeName.values().length];

	ValueBinder(Dialect dialect) {
		this.dialect = dialect;
		this.checks = new ValueChecks(dialect);
		for (TypeName name : TypeName.values()) {
			this.forms[name.ordinal()] = dialect.valueForm(name);
		}
	}

	void check(SqlStatement statement) {
		check(statement.values());
	}

	void check(SqlBatch batch) {
		batch.rows().forEach(this::check);
	}

	private void check(List<TypedValue> values) {
		checkNumber(values);
		if (values instanceof TypedValues apart) {
			for (int i = 0; i < apart.size(); i++) {
				check(i + 1, apart.type(i), apart.value(i));
			}
			return;
		}
		for (int i = 0; i < values.size(); i++) {
			check(i + 1, values.get(i).type(), values.get(i).value());
		}
	}

	private void checkNumber(List<TypedValue> values) {
		int limit = this.dialect.maxValues();
		if (values.size() > limit) {
			throw new UnsupportedValueException(
					"A statement with %d values cannot be sent: '%s' takes at most %d. Ask for fewer values at once, or store them in a table and compare with a sub-query of it"
						.formatted(values.size(), this.dialect.id(), limit));
		}
	}

	private void check(int index, ColumnType type, @Nullable Object content) {
		List<?> elements = elements(content);
		if (elements != null) {
			ColumnType each = (type.element() != null) ? type.elementType() : type;
			for (Object element : elements) {
				if (element != null) {
					this.checks.check(index, each, ValueForm.TEXT, element);
				}
			}
		}
		else if (content != null) {
			this.checks.check(index, type, this.forms[type.name().ordinal()], content);
		}
	}

	private static @Nullable List<?> elements(@Nullable Object content) {
		return (!isUsual(content) && content instanceof List<?> elements) ? elements : null;
	}

	// To find out that a class does not implement an interface takes long, and most
	// values are of these classes.
	private static boolean isUsual(@Nullable Object content) {
		return content instanceof String || content instanceof Number;
	}

	/**
	 * Check and bind the values of one of several runs that are sent together later on:
	 * at once, while each value is at hand.
	 */
	void bindChecked(PreparedStatement statement, List<TypedValue> values) throws SQLException {
		checkNumber(values);
		if (values instanceof TypedValues apart) {
			for (int i = 0; i < apart.size(); i++) {
				bindChecked(statement, i + 1, apart.type(i), apart.value(i));
			}
			return;
		}
		check(values);
		bind(statement, values);
	}

	private void bindChecked(PreparedStatement statement, int index, ColumnType type, @Nullable Object content)
			throws SQLException {
		if (content != null && isUsual(content)) {
			ValueForm form = this.forms[type.name().ordinal()];
			this.checks.check(index, type, form, content);
			bind(statement, index, type.name(), form, content);
		}
		else {
			check(index, type, content);
			bind(statement, index, type, content);
		}
	}

	/**
	 * Bind values which have been checked.
	 */
	void bind(PreparedStatement statement, List<TypedValue> values) throws SQLException {
		if (values instanceof TypedValues apart) {
			for (int i = 0; i < apart.size(); i++) {
				bind(statement, i + 1, apart.type(i), apart.value(i));
			}
			return;
		}
		for (int i = 0; i < values.size(); i++) {
			bind(statement, i + 1, values.get(i).type(), values.get(i).value());
		}
	}

	private void bind(PreparedStatement statement, int index, ColumnType type, @Nullable Object content)
			throws SQLException {
		ValueForm form = this.forms[type.name().ordinal()];
		List<?> elements = elements(content);
		if (content == null) {
			statement.setNull(index, jdbcType(type.name(), form));
		}
		else if (elements != null) {
			bindArray(statement, index, type, form, elements);
		}
		else {
			bind(statement, index, type.name(), form, content);
		}
	}

	private static void bind(PreparedStatement statement, int index, TypeName type, ValueForm form, Object value)
			throws SQLException {
		switch (type) {
			case BOOLEAN -> {
				if (form == ValueForm.INTEGER) {
					statement.setInt(index, ((Boolean) value) ? 1 : 0);
				}
				else {
					statement.setBoolean(index, (Boolean) value);
				}
			}
			case SMALLINT, INTEGER, BIGINT -> bindInteger(statement, index, type, ((Number) value).longValue());
			// A float is widened: compared as text, 0.1f would not be the 0.1f in the
			// column.
			case REAL, DOUBLE -> statement.setDouble(index, ((Number) value).doubleValue());
			case DECIMAL -> {
				if (form == ValueForm.TEXT) {
					statement.setString(index, plain(decimal(value)));
				}
				else {
					statement.setBigDecimal(index, decimal(value));
				}
			}
			case VARCHAR, TEXT -> statement.setString(index, (String) value);
			case JSON -> bindJson(statement, index, form, (String) value);
			case ARRAY -> throw new IllegalArgumentException("An array is bound as a list");
			case BINARY -> statement.setBytes(index, (byte[]) value);
			case UUID, DATE, TIME, DATETIME, TIMESTAMP -> {
				Object travelling = travelling(form, value);
				if (travelling instanceof String text) {
					statement.setString(index, text);
				}
				else {
					statement.setObject(index, travelling);
				}
			}
		}
	}

	private static void bindJson(PreparedStatement statement, int index, ValueForm form, String value)
			throws SQLException {
		switch (form) {
			case OTHER -> statement.setObject(index, value, Types.OTHER);
			case BYTES -> statement.setBytes(index, value.getBytes(StandardCharsets.UTF_8));
			default -> statement.setString(index, value);
		}
	}

	private static void bindInteger(PreparedStatement statement, int index, TypeName type, long value)
			throws SQLException {
		if (type == TypeName.SMALLINT && value == (short) value) {
			statement.setShort(index, (short) value);
		}
		else if (type == TypeName.INTEGER && value == (int) value) {
			statement.setInt(index, (int) value);
		}
		else {
			statement.setLong(index, value);
		}
	}

	private void bindArray(PreparedStatement statement, int index, ColumnType type, ValueForm form, List<?> elements)
			throws SQLException {
		String elementType = this.dialect.arrayElementType(type);
		if (elementType == null) {
			throw new UnsupportedValueException(
					"Value %d is a list, which '%s' cannot bind as one value".formatted(index, this.dialect.id()));
		}
		TypeName name = elements(type);
		@Nullable Object[] content = array(name, form, elements.size());
		for (int i = 0; i < content.length; i++) {
			Object element = elements.get(i);
			content[i] = (element != null) ? arrayElement(name, form, element) : null;
		}
		Array array = statement.getConnection().createArrayOf(elementType, content);
		statement.setArray(index, array);
	}

	private static TypeName elements(ColumnType type) {
		return (type.element() != null) ? type.element() : type.name();
	}

	/**
	 * Return an array whose type tells what is in it where it is always the same, so that
	 * a driver need not write it as text.
	 */
	private static @Nullable Object[] array(TypeName type, ValueForm form, int length) {
		return switch (type) {
			case BOOLEAN -> (form == ValueForm.INTEGER) ? new Integer[length] : new Boolean[length];
			case SMALLINT, INTEGER, BIGINT -> new Long[length];
			case REAL, DOUBLE -> new Double[length];
			case VARCHAR, TEXT -> new String[length];
			case BINARY -> new byte[length][];
			case DECIMAL, UUID, DATE, TIME, DATETIME, TIMESTAMP, JSON, ARRAY -> new @Nullable Object[length];
		};
	}

	/**
	 * Return an element of an array: as text where drivers do not agree on its Java type.
	 */
	private static Object arrayElement(TypeName type, ValueForm form, Object value) {
		return switch (type) {
			case BOOLEAN -> (form == ValueForm.INTEGER) ? (Object) (((Boolean) value) ? 1 : 0) : value;
			case SMALLINT, INTEGER, BIGINT -> ((Number) value).longValue();
			case REAL, DOUBLE -> ((Number) value).doubleValue();
			case DECIMAL -> plain(decimal(value));
			case UUID, DATE, TIME, DATETIME, TIMESTAMP -> travelling(ValueForm.TEXT, value);
			case VARCHAR, TEXT, BINARY, JSON, ARRAY -> value;
		};
	}

	private static Object travelling(ValueForm form, Object value) {
		if (value instanceof UUID) {
			return (form == ValueForm.TEXT) ? value.toString() : value;
		}
		if (value instanceof LocalDate date) {
			return (form == ValueForm.TEXT) ? TemporalText.format(date) : date;
		}
		if (value instanceof LocalTime time) {
			LocalTime cut = time.truncatedTo(ChronoUnit.MICROS);
			return (form == ValueForm.TEXT) ? TemporalText.format(cut) : cut;
		}
		if (value instanceof LocalDateTime dateTime) {
			LocalDateTime cut = dateTime.truncatedTo(ChronoUnit.MICROS);
			return (form == ValueForm.TEXT) ? TemporalText.format(cut) : cut;
		}
		OffsetDateTime cut = ((Instant) value).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
		return switch (form) {
			case TEXT -> TemporalText.format(cut.toInstant());
			case UTC_DATETIME -> cut.toLocalDateTime();
			case NATIVE, OFFSET_DATETIME, INTEGER, OTHER, BYTES -> cut;
		};
	}

	/** The usual text is mostly without an exponent, and much cheaper. */
	private static String plain(BigDecimal value) {
		String text = value.toString();
		return (text.indexOf('E') < 0) ? text : value.toPlainString();
	}

	static BigDecimal decimal(Object value) {
		if (value instanceof BigDecimal decimal) {
			return decimal;
		}
		if (value instanceof BigInteger integer) {
			return new BigDecimal(integer);
		}
		if (value instanceof Double || value instanceof Float) {
			return new BigDecimal(value.toString());
		}
		return BigDecimal.valueOf(((Number) value).longValue());
	}

	private static int jdbcType(TypeName type, @Nullable ValueForm form) {
		if (form == ValueForm.TEXT) {
			return Types.VARCHAR;
		}
		return switch (type) {
			case BOOLEAN -> (form == ValueForm.INTEGER) ? Types.INTEGER : Types.BOOLEAN;
			case SMALLINT -> Types.SMALLINT;
			case INTEGER -> Types.INTEGER;
			case BIGINT -> Types.BIGINT;
			case REAL -> Types.REAL;
			case DOUBLE -> Types.DOUBLE;
			case DECIMAL -> Types.DECIMAL;
			case VARCHAR, TEXT -> Types.VARCHAR;
			case UUID -> Types.OTHER;
			case DATE -> Types.DATE;
			case TIME -> Types.TIME;
			case DATETIME -> Types.TIMESTAMP;
			case TIMESTAMP -> (form == ValueForm.UTC_DATETIME) ? Types.TIMESTAMP : Types.TIMESTAMP_WITH_TIMEZONE;
			case BINARY -> Types.VARBINARY;
			case JSON -> (form == ValueForm.OTHER) ? Types.OTHER : Types.VARCHAR;
			case ARRAY -> Types.ARRAY;
		};
	}

}
