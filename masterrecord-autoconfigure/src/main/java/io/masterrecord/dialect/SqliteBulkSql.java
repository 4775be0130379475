package io.masterrecord.dialect;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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
	public String claim(String table) {
		return "DELETE FROM " + quote(table) + " WHERE 1 = 0";
	}

	@Override
	public String beforeUpsert(String table) {
		return claim(table);
	}

	// Only a trigger of the table itself can insert further rows into it.
	@Override
	public String takesNumbers(String table) {
		String name = Text.literal(table);
		return "SELECT count(*) FROM (SELECT tbl_name, type FROM sqlite_master UNION ALL SELECT tbl_name, type FROM "
				+ "sqlite_temp_master) WHERE type = 'trigger' AND lower(tbl_name) = lower(" + name + ")";
	}

	@Override
	public String lastNumber() {
		return "SELECT last_insert_rowid()";
	}

	// Whoever has the right to write is alone, and a new row has a number greater than
	// that of any row there was.
	@Override
	public @Nullable String newestId(Upsert upsert) {
		return (upsert.numbered() != null)
				? "SELECT max(" + quote(upsert.numbered()) + ") FROM " + quote(upsert.table().name()) : null;
	}

	@Override
	public @Nullable String upsert(Upsert upsert, int rows) {
		if (upsert.numbered() == null) {
			return null;
		}
		return onConflict(upsert, rows) + " RETURNING "
				+ upsert.returning().stream().map(this::quote).collect(Collectors.joining(", ")) + ", CASE WHEN "
				+ quote(upsert.numbered()) + " > ? THEN 1 ELSE 0 END";
	}

}
