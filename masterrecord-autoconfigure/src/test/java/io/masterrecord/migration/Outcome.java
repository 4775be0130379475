package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.schema.Schema;

/**
 * What runs leave behind.
 *
 * @param schema the schema, as the database tells it
 * @param rows the rows of each table
 * @param applied the migrations that are on record as applied
 */
record Outcome(Schema schema, Map<String, List<List<String>>> rows, List<List<String>> applied) {

	static Outcome read(Connection connection) throws SQLException {
		Dialect dialect = Dialects.of(connection);
		String applied = "SELECT %s FROM %s WHERE %s = 'applied' ORDER BY %s".formatted(dialect.quote("id"),
				dialect.quote("masterrecord_history"), dialect.quote("state"), dialect.quote("position"));
		Schema schema = CatalogReader.read(connection, dialect);
		Map<String, List<List<String>>> rows = new TreeMap<>();
		for (String table : schema.tables().keySet()) {
			if (!table.startsWith("masterrecord_")) {
				rows.put(table, texts(connection, "SELECT * FROM " + dialect.quote(table) + " ORDER BY 1"));
			}
		}
		return new Outcome(schema, rows, texts(connection, applied));
	}

	private static List<List<String>> texts(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<List<String>> texts = new ArrayList<>();
			while (rows.next()) {
				List<String> row = new ArrayList<>();
				for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
					row.add(rows.getString(i));
				}
				texts.add(row);
			}
			return texts;
		}
	}

	/**
	 * Say in which tables two outcomes differ.
	 */
	String differenceTo(Outcome other) {
		List<String> differences = new ArrayList<>();
		for (String table : this.schema.tables().keySet()) {
			if (!this.schema.table(table).equals(other.schema.table(table))) {
				differences.add("%s instead of %s".formatted(other.schema.table(table), this.schema.table(table)));
			}
		}
		if (!this.rows.equals(other.rows)) {
			differences.add("rows %s instead of %s".formatted(other.rows, this.rows));
		}
		if (!this.applied.equals(other.applied)) {
			differences.add("applied %s instead of %s".formatted(other.applied, this.applied));
		}
		return differences.isEmpty() ? "something else than a table" : String.join("; ", differences);
	}

}
