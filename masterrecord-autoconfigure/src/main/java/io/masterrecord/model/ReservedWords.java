package io.masterrecord.model;

import java.util.Locale;
import java.util.Set;

/**
 * The words that at least one of the supported databases reserves, so that they cannot
 * name a table or a column without quotes.
 */
final class ReservedWords {

	private static final Set<String> WORDS = Set.of("""
			accessible add all alter analyse analyze and any array as asc asensitive asymmetric authorization
			autoincrement before between bigint binary blob both by call cascade case cast change char character check
			collate collation column commit concurrently condition constraint continue convert create cross cube
			cume_dist current_catalog current_date current_path current_role current_schema current_time
			current_timestamp current_user cursor database databases day day_hour day_microsecond day_minute day_second
			dec decimal declare default deferrable delayed delete dense_rank desc describe deterministic distinct
			distinctrow div do double drop dual each else elseif empty enclosed end escape escaped except exists exit
			explain false fetch first_value float float4 float8 for force foreign freeze from full fulltext function
			generated get glob grant group grouping groups having high_priority hour hour_microsecond hour_minute
			hour_second if ignore ilike in index indexed infile initially inner inout insensitive insert int int1 int2
			int3 int4 int8 integer intersect intersects interval into io_after_gtids io_before_gtids is isnull iterate
			join json_table key keys kill lag last_value lateral lead leading leave left like limit linear lines load
			localtime localtimestamp lock long longblob longtext loop low_priority manual master_bind
			master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext middleint minus minute
			minute_microsecond minute_second mod modifies month natural not nothing notnull no_write_to_binlog nth_value
			ntile null numeric of off offset on only optimize optimizer_costs option optionally or order out outer
			outfile over overlaps parallel parameter partition percent_rank period placing precision primary procedure
			purge qualify range rank read reads read_write real recursive references regexp release rename repeat
			replace require resignal restrict return returning revoke right rlike row row_number rownum rows schema
			schemas second second_microsecond select sensitive separator session_user set show signal similar smallint
			some spatial specific sql sqlexception sqlstate sqlwarning sql_big_result sql_calc_found_rows
			sql_small_result ssl starting stored straight_join symmetric system system_range system_user table
			tablesample terminated then tinyblob tinyint tinytext to today top trailing transaction trigger true uescape
			undo union unique unknown unlock unsigned update usage use user using utc_date utc_time utc_timestamp value
			values varbinary varchar varcharacter variadic varying verbose virtual when where while window with write
			xor year year_month zerofill _rowid_
			""".strip().split("\\s+"));

	private ReservedWords() {
	}

	static boolean contains(String name) {
		return WORDS.contains(name.toLowerCase(Locale.ROOT));
	}

}
