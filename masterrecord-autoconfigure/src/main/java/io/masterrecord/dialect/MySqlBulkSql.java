package io.masterrecord.dialect;

/**
 * The bulk statements of MySQL, where a row of values says that it is one.
 */
final class MySqlBulkSql extends MySqlFamilyBulkSql {

	MySqlBulkSql(Dialect dialect) {
		super(dialect);
	}

	// Numbers of a statement that tells its rows are taken at once, whoever else inserts,
	// and it does not end before they are used.
	@Override
	public String following(String table, String id) {
		String step = "@@auto_increment_increment";
		return "SELECT " + step + ", count(*) FROM " + quote(table) + " WHERE " + quote(id) + " BETWEEN ? AND ? + ? * "
				+ step + " AND (" + quote(id) + " - ?) % " + step + " = 0";
	}

	@Override
	String others(String row, int rows) {
		return super.others("ROW" + row, rows);
	}

}
