package io.masterrecord.cache;

import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Values of the columns of rows that were read from a database, to be read again as often
 * as one likes. They are never altered.
 *
 * @param cells the values by row and column, as far as they were read
 * @param complete whether there were no more rows
 */
record RecordedRows(@Nullable Object[][] cells, boolean complete) implements Serializable {

	@Serial
	private static final long serialVersionUID = 2L;

	/**
	 * Tell whether a method reads a column, by position.
	 */
	static boolean isCell(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		return method.getName().startsWith("get") && parameters.length >= 1 && parameters[0] == int.class
				&& (parameters.length == 1 || (parameters.length == 2 && parameters[1] == Class.class));
	}

	/**
	 * Tell whether a value stays what it is when its result has been closed.
	 */
	static boolean isLasting(@Nullable Object value) {
		return value == null || value instanceof String || value instanceof Boolean || value instanceof Integer
				|| value instanceof Long || value instanceof Short || value instanceof Byte || value instanceof Double
				|| value instanceof Float || value instanceof BigDecimal || value instanceof BigInteger
				|| value instanceof UUID || value instanceof byte[] || value instanceof Duration
				|| (value instanceof Temporal && value.getClass().getPackageName().equals("java.time"));
	}

	/**
	 * Return the rows as a result that stands before its first row. Whoever reads it
	 * otherwise than it was read from the database gets an {@link SQLException}.
	 */
	ResultSet rows() {
		return (ResultSet) Proxy.newProxyInstance(RecordedRows.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, new Replay(this));
	}

	/**
	 * Stands for a value that nobody read.
	 */
	enum Unread {

		/** No value, and not NULL. */
		UNREAD

	}

	/**
	 * One reading of the rows.
	 */
	private static final class Replay implements InvocationHandler {

		private final RecordedRows rows;

		private int row = -1;

		private boolean lastWasNull;

		Replay(RecordedRows rows) {
			this.rows = rows;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
			String name = method.getName();
			if (name.equals("next")) {
				return next();
			}
			if (name.equals("wasNull")) {
				return this.lastWasNull;
			}
			if (!isCell(method) || arguments == null) {
				throw new SQLException("Rows that were kept cannot be asked for '%s'".formatted(name));
			}
			boolean typed = arguments.length == 2;
			return cell((int) arguments[0], typed ? (Class<?>) arguments[1] : method.getReturnType());
		}

		private boolean next() throws SQLException {
			this.row++;
			boolean kept = this.row < this.rows.cells().length;
			if (!kept && !this.rows.complete()) {
				throw new SQLException("No more than %d rows were kept".formatted(this.row));
			}
			return kept;
		}

		private @Nullable Object cell(int column, Class<?> type) throws SQLException {
			@Nullable Object[] values = this.rows.cells()[this.row];
			if (column > values.length || values[column - 1] == Unread.UNREAD) {
				throw new SQLException("Column %d was not kept".formatted(column));
			}
			Object value = values[column - 1];
			this.lastWasNull = value == null;
			if (value == null) {
				return type.isPrimitive() ? zero(type) : null;
			}
			Object fitting = fitting(value, ClassUtils.resolvePrimitiveIfNecessary(type));
			if (fitting == null) {
				throw new SQLException("Column %d was kept as '%s', and cannot be read as '%s'".formatted(column,
						value.getClass().getName(), type.getName()));
			}
			return (fitting instanceof byte[] bytes) ? bytes.clone() : fitting;
		}

		/**
		 * Return a value as another type. One reading takes a number as wide as the
		 * property is, another one as wide as can be.
		 */
		private static @Nullable Object fitting(Object value, Class<?> type) {
			if (type.isInstance(value)) {
				return value;
			}
			boolean whole = value instanceof Integer || value instanceof Long || value instanceof Short
					|| value instanceof Byte;
			if (whole && Number.class.isAssignableFrom(type)) {
				return whole(((Number) value).longValue(), type);
			}
			if (value instanceof Float number && type == Double.class) {
				return number.doubleValue();
			}
			if (value instanceof Double number && type == Float.class) {
				return number.floatValue();
			}
			return null;
		}

		private static @Nullable Object whole(long number, Class<?> type) {
			if (type == Long.class) {
				return number;
			}
			if (type == Integer.class && number == (int) number) {
				return (int) number;
			}
			if (type == Short.class && number == (short) number) {
				return (short) number;
			}
			return (type == Byte.class && number == (byte) number) ? (byte) number : null;
		}

		private static Object zero(Class<?> type) {
			if (type == boolean.class) {
				return false;
			}
			if (type == long.class) {
				return 0L;
			}
			if (type == double.class) {
				return 0D;
			}
			if (type == float.class) {
				return 0F;
			}
			if (type == short.class) {
				return (short) 0;
			}
			return (type == byte.class) ? (Object) (byte) 0 : (Object) 0;
		}

	}

}
