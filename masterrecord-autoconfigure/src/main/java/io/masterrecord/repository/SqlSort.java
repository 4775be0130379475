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
 * @param columns the columns as the text calls them, by their names without case and
 * underscores
 */
record SqlSort(Map<String, String> columns) {

	private static final Pattern COLUMN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*|`[^`]+`");

	/**
	 * Take what the annotation states.
	 * @param problems takes what is no name of a column
	 */
	static SqlSort of(String[] sortable, List<String> problems) {
		Map<String, String> columns = new LinkedHashMap<>();
		for (String column : sortable) {
			if (!COLUMN.matcher(column).matches()) {
				problems.add("'%s' in 'sortable' is no name of a column".formatted(column));
			}
			columns.put(ColumnNames.fold(column.replace("`", "")), column);
		}
		return new SqlSort(columns);
	}

	/**
	 * Return the text that sorts.
	 * @throws InvalidSortException if a name is not stated as one to sort by
	 */
	String clause(Sort sort, Dialect dialect) {
		List<String> terms = new ArrayList<>();
		for (Sort.Order order : sort) {
			String column = this.columns.get(ColumnNames.fold(order.getProperty()));
			if (column == null) {
				throw new InvalidSortException(order.getProperty(),
						this.columns.values().stream().map((each) -> each.replace("`", "")).toList());
			}
			column = column.startsWith("`") ? dialect.quote(column.substring(1, column.length() - 1)) : column;
			String expression = order.isIgnoreCase() ? "lower(" + column + ")" : column;
			terms.add(dialect.orderBy(expression, order.isDescending(), nullsFirst(order)));
		}
		return " ORDER BY " + String.join(", ", terms);
	}

	private static @Nullable Boolean nullsFirst(Sort.Order order) {
		return switch (order.getNullHandling()) {
			case NATIVE -> null;
			case NULLS_FIRST -> true;
			case NULLS_LAST -> false;
		};
	}

}
