package io.masterrecord.dialect;

/**
 * The bulk statements of MySQL, where a row of values says that it is one.
 */
final class MySqlBulkSql extends MySqlFamilyBulkSql {

	MySqlBulkSql(Dialect dialect) {
		super(dialect);
	}

	@Override
	String others(String row, int rows) {
		return super.others("ROW" + row, rows);
	}

}
