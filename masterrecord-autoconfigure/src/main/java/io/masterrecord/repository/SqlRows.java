package io.masterrecord.repository;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.RowFunction;
import io.masterrecord.model.ValueModel;
import io.masterrecord.query.InvalidQueryException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a text, whose columns are found by their names.
 *
 * @param target what they are read into
 * @param dialect says in which form values are delivered
 */
record SqlRows(RowTarget target, Dialect dialect) implements ResultReader<List<@Nullable Object>> {

	@Override
	public List<@Nullable Object> read(ResultSet rows) throws SQLException {
		int[] columns = columns(rows.getMetaData());
		List<@Nullable Object> result = new ArrayList<>();
		while (rows.next()) {
			result.add(row(rows, columns));
		}
		return result;
	}

	/**
	 * Return what reads the rows of one result one by one. It finds the columns at the
	 * first of them.
	 */
	// the nullable type argument is only seen by the checks of newer JDKs
	@SuppressWarnings("NullAway")
	RowFunction<@Nullable Object> rowByRow() {
		int[][] found = new int[1][];
		return (rows) -> {
			if (found[0] == null) {
				found[0] = columns(rows.getMetaData());
			}
			return row(rows, found[0]);
		};
	}

	/**
	 * Return what reads some rows, and values of each besides.
	 * @param most how many rows are read at most
	 * @param names the names of the values
	 */
	ResultReader<Part> part(int most, List<String> names) {
		List<String> all = List.copyOf(this.target.values().keySet());
		int[] places = names.stream().mapToInt(all::indexOf).toArray();
		return (rows) -> {
			int[] columns = columns(rows.getMetaData());
			List<@Nullable Object> result = new ArrayList<>();
			List<Map<String, @Nullable Object>> keys = new ArrayList<>();
			while (result.size() < most && rows.next()) {
				@Nullable Object[] values = values(rows, columns);
				Map<String, @Nullable Object> key = new LinkedHashMap<>();
				for (int i = 0; i < places.length; i++) {
					key.put(names.get(i), exact(rows, columns[places[i]], names.get(i), values[places[i]]));
				}
				keys.add(key);
				result.add(this.target.maker().apply(values));
			}
			return new Part(result, keys, result.size() == most && rows.next());
		};
	}

	private @Nullable Object row(ResultSet rows, int[] columns) throws SQLException {
		return this.target.maker().apply(values(rows, columns));
	}

	private @Nullable Object[] values(ResultSet rows, int[] columns) throws SQLException {
		@Nullable Object[] values = new Object[columns.length];
		int i = 0;
		for (Map.Entry<String, ValueModel> value : this.target.values().entrySet()) {
			values[i] = value(rows, columns[i], value);
			i++;
		}
		return values;
	}

	private @Nullable Object value(ResultSet rows, int column, Map.Entry<String, ValueModel> value)
			throws SQLException {
		ValueModel content = value.getValue();
		Object read = ColumnReader.read(rows, column, content.type(), this.dialect.valueForm(content.type().name()));
		if (read == null && content.javaType().isPrimitive()) {
			throw new InvalidQueryException(
					"'%s' of '%s' is a primitive, but its column holds NULL: use the wrapper type"
						.formatted(value.getKey(), this.target.type().getSimpleName()));
		}
		return content.fromColumn(read);
	}

	/**
	 * Return a value as the database compares it: a column of other floating-point
	 * numbers than the value holds a number that is close to it, but not equal.
	 */
	private @Nullable Object exact(ResultSet rows, int column, String name, @Nullable Object value)
			throws SQLException {
		if (value instanceof Double && rows.getObject(column) instanceof Float single) {
			return single.doubleValue();
		}
		if (value instanceof Float single && rows.getObject(column) instanceof Double number
				&& single.doubleValue() != number) {
			throw new InvalidQueryException(
					"Rows go on from '%s' of '%s', which is a float, but its column holds doubles: use 'double' to tell them apart"
						.formatted(name, this.target.type().getSimpleName()));
		}
		return value;
	}

	private int[] columns(ResultSetMetaData metaData) throws SQLException {
		if (this.target.values().containsKey(RowTarget.ONLY)) {
			if (metaData.getColumnCount() != 1) {
				throw new InvalidQueryException("One value is read of each row, but the text has %d columns"
					.formatted(metaData.getColumnCount()));
			}
			return new int[] { 1 };
		}
		List<String> labels = new ArrayList<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			labels.add(metaData.getColumnLabel(i));
		}
		Set<String> names = this.target.values().keySet();
		Map<String, Integer> found = ColumnNames.assign(names, labels);
		List<String> missing = names.stream().filter((name) -> !found.containsKey(name)).toList();
		if (!missing.isEmpty()) {
			throw new InvalidQueryException("The text has no column for '%s' of '%s'. Its columns are: %s".formatted(
					String.join("', '", missing), this.target.type().getSimpleName(), String.join(", ", labels)));
		}
		return names.stream().mapToInt((name) -> found.getOrDefault(name, -1) + 1).toArray();
	}

	/**
	 * Some of the rows.
	 *
	 * @param rows the rows
	 * @param keys values of each of them, by name
	 * @param more whether there are further rows
	 */
	record Part(List<@Nullable Object> rows, List<Map<String, @Nullable Object>> keys, boolean more) {

	}

}
