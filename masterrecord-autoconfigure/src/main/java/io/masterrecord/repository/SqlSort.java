package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.query.InvalidSortException;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;

/**
 * The columns of a text that may be named to sort by: what stands between the text of a
 * request and the text of a statement.
 *
 * @param columns the columns as the text calls them, by their names without backticks
 */
record SqlSort(Map<String, String> columns) {

	private static final Pattern COLUMN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*|`[^`]+`");

	/**
	 * Take what the annotation states.
	 * @param stated the columns
	 * @param attribute what they are stated in
	 * @param problems takes what is no name of a column
	 */
	static SqlSort of(String[] stated, String attribute, List<String> problems) {
		Map<String, String> columns = new LinkedHashMap<>();
		for (String column : stated) {
			if (!COLUMN.matcher(column).matches()) {
				problems.add("'%s' in '%s' is no name of a column".formatted(column, attribute));
			}
			columns.put(plain(column), column);
		}
		return new SqlSort(columns);
	}

	/**
	 * Return the column of a name, as the text calls it.
	 * @throws InvalidSortException if the name is not stated as one to sort by
	 */
	String column(String name) {
		return ColumnNames.find(name, this.columns.keySet())
			.map(this.columns::get)
			.orElseThrow(() -> new InvalidSortException(name, List.copyOf(this.columns.keySet())));
	}

	/**
	 * Return the text that sorts.
	 * @param target what rows are read into
	 * @throws InvalidSortException if a name is not stated as one to sort by
	 */
	String clause(Sort sort, RowTarget target, Dialect dialect) {
		List<String> terms = new ArrayList<>();
		for (Sort.Order order : sort) {
			String column = column(order.getProperty());
			String quoted = quoted(column, dialect);
			String expression = (order.isIgnoreCase() && target.mayBeText(column)) ? "lower(" + quoted + ")" : quoted;
			terms.add(dialect.orderBy(expression, order.isDescending(), nullsFirst(order)));
		}
		return " ORDER BY " + String.join(", ", terms);
	}

	/**
	 * Return a column as it is written.
	 */
	static String quoted(String column, Dialect dialect) {
		return column.startsWith("`") ? dialect.quote(plain(column)) : column;
	}

	/**
	 * Return a column without backticks.
	 */
	static String plain(String column) {
		return column.replace("`", "");
	}

	static @Nullable Boolean nullsFirst(Sort.Order order) {
		return switch (order.getNullHandling()) {
			case NATIVE -> null;
			case NULLS_FIRST -> true;
			case NULLS_LAST -> false;
		};
	}

}
