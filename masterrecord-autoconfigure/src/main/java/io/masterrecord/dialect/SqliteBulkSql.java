package io.masterrecord.dialect;

/**
 * The bulk statements of a database that has one writer at a time.
 */
final class SqliteBulkSql extends RowBulkSql {

	SqliteBulkSql(Dialect dialect) {
		super(dialect);
	}

	// Whoever has read cannot begin to write after somebody else did, so the right to
	// write is taken first; no row is changed.
	@Override
	public String beforeUpsert(String table) {
		return "DELETE FROM " + quote(table) + " WHERE 1 = 0";
	}

}
