package io.masterrecord.dialect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * The SQL of MariaDB 10.7 and later.
 */
final class MariaDbDialect extends MySqlFamilyDialect {

	MariaDbDialect() {
		super("mariadb");
	}

	// Its version says so even to the driver of MySQL.
	@Override
	boolean serves(String server) {
		return server.contains("mariadb");
	}

	@Override
	OperationRenderer renderer(Schema before) {
		return new MariaDbRenderer(this, before);
	}

	@Override
	String uuidType() {
		return "uuid";
	}

	@Override
	String collation() {
		return "utf8mb4_nopad_bin";
	}

	@Override
	public String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows) {
		List<String> assignments = new java.util.ArrayList<>();
		if (updating.isEmpty() || meetsOtherKeys(table, columns, key)) {
			assignments.add(guard(table, columns, key));
		}
		updating.forEach((name) -> assignments.add(quote(name) + " = VALUES(" + quote(name) + ")"));
		return insert(table.name(), columns, rows) + " ON DUPLICATE KEY UPDATE " + String.join(", ", assignments);
	}

	// The clause acts on any unique key; a row that meets another one has to fail, as it
	// does elsewhere, and this is the shortest expression that fails.
	private String guard(Table table, List<String> columns, List<String> key) {
		String first = quote(key.get(0));
		if (!meetsOtherKeys(table, columns, key)) {
			return first + " = " + first;
		}
		String same = key.stream()
			.map((name) -> quote(name) + " <=> VALUES(" + quote(name) + ")")
			.collect(Collectors.joining(" AND "));
		return first + " = IF(" + same + ", " + first + ", (SELECT 1 UNION ALL SELECT 2))";
	}

	private static boolean meetsOtherKeys(Table table, List<String> columns, List<String> key) {
		return UniqueKeys.of(table)
			.stream()
			.filter((other) -> !other.equals(Set.copyOf(key)))
			.anyMatch((other) -> canBeGiven(table, columns, other));
	}

	// A key with an identity that is left out is always a new one.
	private static boolean canBeGiven(Table table, List<String> columns, Set<String> key) {
		return table.identityColumn()
			.map((identity) -> !key.contains(identity.name()) || columns.contains(identity.name()))
			.orElse(true);
	}

}
