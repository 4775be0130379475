package io.masterrecord.dialect;

/**
 * Inserts rows of values, and updates row by row, which is the best where a database is
 * in the same process.
 */
class RowBulkSql extends BulkSql {

	RowBulkSql(Dialect dialect) {
		super(dialect);
	}

	@Override
	public String way() {
		return "rows of values inserted together, and updated one by one";
	}

}
