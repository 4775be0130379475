package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.dialect.TypedValues;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Values of several rows on their way into one statement.
 */
final class RowValues {

	private static final int USUAL_BYTES = 16;

	/** Characters of a text that is not worth counting its bytes. */
	private static final int SHORT = 64;

	private RowValues() {
	}

	private static ColumnType type(List<TypedValue> row, int column) {
		return (row instanceof TypedValues values) ? values.type(column) : row.get(column).type();
	}

	private static @Nullable Object value(List<TypedValue> row, int column) {
		return (row instanceof TypedValues values) ? values.value(column) : row.get(column).value();
	}

	/**
	 * Return values row by row.
	 */
	static List<TypedValue> inRows(List<List<TypedValue>> rows) {
		if (rows.size() == 1) {
			return rows.get(0);
		}
		int columns = rows.get(0).size();
		ColumnType[] types = new ColumnType[rows.size() * columns];
		@Nullable Object[] values = new @Nullable Object[types.length];
		int next = 0;
		for (List<TypedValue> row : rows) {
			for (int i = 0; i < columns; i++) {
				types[next] = type(row, i);
				values[next++] = value(row, i);
			}
		}
		return new TypedValues(types, values);
	}

	/**
	 * Return values as one list for each column.
	 */
	static List<TypedValue> inColumns(List<List<TypedValue>> rows) {
		int columns = rows.get(0).size();
		List<TypedValue> values = new ArrayList<>(columns);
		for (int column = 0; column < columns; column++) {
			@Nullable Object[] content = new @Nullable Object[rows.size()];
			for (int i = 0; i < content.length; i++) {
				content[i] = value(rows.get(i), column);
			}
			values.add(new TypedValue(type(rows.get(0), column), Arrays.asList(content)));
		}
		return values;
	}

	/**
	 * Tell whether a row can be an element of lists.
	 */
	static boolean fitIntoLists(List<TypedValue> row) {
		for (int i = 0; i < row.size(); i++) {
			if (!TypedValue.isElement(value(row, i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return how many rows from a place on can be elements of lists, and 1 if not even
	 * the first can.
	 * @param most how many at most
	 */
	static int fittingIntoLists(List<List<TypedValue>> rows, int start, int most) {
		int end = start;
		while (end < start + most && fitIntoLists(rows.get(end))) {
			end++;
		}
		return Math.max(1, end - start);
	}

	/**
	 * Return how many rows from a place on one statement takes.
	 * @param most how many at most
	 * @param packets how much may be sent at once
	 */
	static int fitting(List<List<TypedValue>> rows, int start, int most, PacketLimit packets) {
		long bytes = 0;
		int end = start;
		while (end < rows.size() && end - start < most) {
			List<TypedValue> row = rows.get(end);
			for (int i = 0; i < row.size(); i++) {
				bytes += size(value(row, i));
			}
			if (end > start && packets.isMuch(bytes)) {
				break;
			}
			end++;
		}
		return end - start;
	}

	private static long size(@Nullable Object value) {
		if (value instanceof String text) {
			return USUAL_BYTES + ((text.length() <= SHORT) ? text.length() * 3L : quoted(text));
		}
		return (value instanceof byte[] bytes) ? USUAL_BYTES + bytes.length * 2L : USUAL_BYTES;
	}

	/**
	 * Return how many bytes a text has at most when it is quoted.
	 */
	private static long quoted(String text) {
		long bytes = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x800 && !Character.isSurrogate(c)) {
				bytes += 3;
			}
			else {
				bytes += (c >= 0x80 || c < ' ' || c == '\'' || c == '"' || c == '\\') ? 2 : 1;
			}
		}
		return bytes;
	}

}
