package io.masterrecord.dialect;

import io.masterrecord.schema.Schema;

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
	public BulkSql bulk() {
		return new MariaDbBulkSql(this);
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
	String given(String column) {
		return "VALUES(" + quote(column) + ")";
	}

}
