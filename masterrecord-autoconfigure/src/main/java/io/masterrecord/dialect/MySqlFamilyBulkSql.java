package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.masterrecord.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * Rows of values, joined to the table where they update it.
 */
class MySqlFamilyBulkSql extends BulkSql {

	MySqlFamilyBulkSql(Dialect dialect) {
		super(dialect);
	}

	@Override
	public String way() {
		return "rows of values, joined to the table by updates";
	}

	@Override
	public int mostRows() {
		return 500;
	}

	@Override
	public String packetSizeQuery() {
		return "SELECT @@max_allowed_packet";
	}

	@Override
	public @Nullable String update(String table, List<Column> keys, List<Column> columns, @Nullable String counted,
			int rows) {
		List<String> set = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			set.add("t." + quote(columns.get(i).name()) + " = s.given_" + (keys.size() + i + 1));
		}
		if (counted != null) {
			set.add("t." + quote(counted) + " = t." + quote(counted) + " + 1");
		}
		String same = IntStream.range(0, keys.size())
			.mapToObj((i) -> "t." + quote(keys.get(i).name()) + " = s.given_" + (i + 1))
			.collect(Collectors.joining(" AND "));
		return "UPDATE " + quote(table) + " t, (" + rows(keys.size() + columns.size(), rows) + ") s SET "
				+ String.join(", ", set) + " WHERE " + same;
	}

	/**
	 * Return rows as a query: the first names the columns.
	 */
	String rows(int columns, int rows) {
		String first = IntStream.rangeClosed(1, columns)
			.mapToObj((i) -> "? AS given_" + i)
			.collect(Collectors.joining(", ", "SELECT ", ""));
		return (rows == 1) ? first : first + " UNION ALL " + others("(" + placeholders(columns) + ")", rows - 1);
	}

	String others(String row, int rows) {
		return "VALUES " + String.join(", ", Collections.nCopies(rows, row));
	}

}
