package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of MySQL 8.4.
 */
final class MySqlDialect extends MySqlFamilyDialect {

	MySqlDialect() {
		super("mysql");
	}

	@Override
	boolean serves(String server) {
		return server.startsWith("mysql") && !server.contains("mariadb");
	}

	@Override
	OperationRenderer renderer(Schema before) {
		return new MySqlRenderer(this, before);
	}

	@Override
	String uuidType() {
		return "char(36) character set ascii collate ascii_bin";
	}

	@Override
	String collation() {
		return "utf8mb4_0900_bin";
	}

	@Override
	public @Nullable String insertReturning(String insert, List<String> columns) {
		return null;
	}

	// The name of the new row takes the place of the function values(), which goes away.
	@Override
	public String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows) {
		List<String> assignments = new ArrayList<>();
		updating.forEach((name) -> assignments.add(quote(name) + " = n." + quote(name)));
		if (assignments.isEmpty()) {
			String first = quote(key.get(0));
			assignments.add(first + " = " + quote(table.name()) + "." + first);
		}
		String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
		return "INSERT INTO " + quote(table.name()) + " (" + quote(columns) + ") VALUES "
				+ String.join(", ", Collections.nCopies(rows, row)) + " AS n ON DUPLICATE KEY UPDATE "
				+ String.join(", ", assignments);
	}

}
