package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The bulk statements of MariaDB, whose inserts deliver rows.
 */
final class MariaDbBulkSql extends MySqlFamilyBulkSql {

	/** What became of the row at hand: 0 inserted, 1 met and left, 2 met and updated. */
	private static final String MET = "@masterrecord_met";

	MariaDbBulkSql(Dialect dialect) {
		super(dialect);
	}

	@Override
	public String beforeUpsert(String table) {
		return "SET " + MET + " = 0";
	}

	// Only a row that is met runs through the assignments; the first of them notes it,
	// and
	// what is delivered for the row tells, before the next one comes. A row that meets
	// another key than the one asked for has to fail, as it does elsewhere.
	@Override
	public @Nullable String upsert(Upsert upsert, int rows) {
		String table = quote(upsert.table().name()) + ".";
		String same = upsert.key()
			.stream()
			.map((name) -> table + quote(name) + " = VALUES(" + quote(name) + ")")
			.collect(Collectors.joining(" AND "));
		String state = "2";
		String counted = upsert.version();
		if (counted != null) {
			String version = quote(counted);
			state = "IF(VALUES(" + version + ") = 1 OR " + table + version + " = VALUES(" + version + ") - 1, 2, 1)";
		}
		List<String> set = new ArrayList<>();
		String first = quote(upsert.key().get(0));
		set.add(first + " = IF((" + MET + " := IF(" + same + ", " + state + ", 0)) > 0, " + table + first
				+ ", (SELECT NULL UNION ALL SELECT NULL))");
		for (String name : upsert.updating()) {
			String value = "VALUES(" + quote(name) + ")";
			set.add(quote(name) + ((counted != null) ? updated(value, table, name) : " = " + value));
		}
		if (counted != null) {
			set.add(quote(counted) + updated(table + quote(counted) + " + 1", table, counted));
		}
		return insert(upsert.table().name(), upsert.columns(), rows) + " ON DUPLICATE KEY UPDATE "
				+ String.join(", ", set) + " RETURNING "
				+ upsert.returning().stream().map(this::quote).collect(Collectors.joining(", ")) + ", CASE " + MET
				+ " WHEN 2 THEN 0 WHEN 1 THEN 2 ELSE 1 END, " + MET + " := 0";
	}

	private String updated(String value, String table, String name) {
		return " = IF(" + MET + " = 2, " + value + ", " + table + quote(name) + ")";
	}

}
