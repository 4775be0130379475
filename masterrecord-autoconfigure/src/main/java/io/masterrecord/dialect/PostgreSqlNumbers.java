package io.masterrecord.dialect;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Table;

/**
 * Where the numbers of an identity of PostgreSQL go on: its sequence goes with it, so the
 * last number waits in another one that belongs to the column as long as that does not
 * number the rows.
 */
final class PostgreSqlNumbers {

	/**
	 * The comment by which the sequence is known, whatever its table is called by now.
	 */
	static final String COMMENT = "masterrecord numbers";

	private final StandardDialect dialect;

	PostgreSqlNumbers(StandardDialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Return the statement that keeps the last number of an identity that ends.
	 */
	SqlCommand keep(Table table, Column column) {
		String kept = this.dialect.quote("numbers_" + table.name() + "_" + column.name());
		return block("""
				DECLARE
				  last bigint := pg_sequence_last_value(pg_get_serial_sequence(%1$s, %2$s)::regclass);
				BEGIN
				  IF last > 0 AND to_regclass(%3$s) IS NULL THEN
				    EXECUTE format('CREATE SEQUENCE %%s START WITH %%s OWNED BY %%s', %3$s, last, %4$s);
				    EXECUTE format('COMMENT ON SEQUENCE %%s IS %%L', %3$s, %5$s);
				  END IF;
				END""".formatted(literal(quoted(table)), literal(column.name()), literal(kept),
				literal(quoted(table) + "." + this.dialect.quote(column.name())), literal(COMMENT)));
	}

	/**
	 * Return the statement that lets an identity go on after the last number that was
	 * kept, if there is one.
	 */
	SqlCommand goOn(Table table, Column column) {
		return block("""
				DECLARE
				  kept regclass := (SELECT d.objid FROM pg_depend d
				    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND a.attname = %2$s
				    WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'a' AND d.refobjid = %1$s::regclass
				      AND obj_description(d.objid, 'pg_class') = %3$s);
				  last bigint := (SELECT s.seqstart FROM pg_sequence s WHERE s.seqrelid = kept);
				BEGIN
				  IF last > 0 THEN
				    EXECUTE format('DROP SEQUENCE %%s', kept);
				    PERFORM setval(pg_get_serial_sequence(%1$s, %2$s), last);
				  END IF;
				END""".formatted(literal(quoted(table)), literal(column.name()), literal(COMMENT)));
	}

	private SqlCommand block(String text) {
		return SqlCommand.of("DO " + this.dialect.textLiteral(text));
	}

	private String quoted(Table table) {
		return this.dialect.quote(table.name());
	}

	private static String literal(String text) {
		return Text.literal(text);
	}

}
