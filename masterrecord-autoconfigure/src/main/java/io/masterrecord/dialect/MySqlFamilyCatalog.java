package io.masterrecord.dialect;

import java.util.Map;

import io.masterrecord.schema.TypeName;

/**
 * The catalog of MariaDB and MySQL.
 */
final class MySqlFamilyCatalog implements Catalog {

	private static final Map<String, TypeName> TYPES = Map.ofEntries(Map.entry("tinyint[1]", TypeName.BOOLEAN),
			Map.entry("bit[1]", TypeName.BOOLEAN), Map.entry("tinyint", TypeName.SMALLINT),
			Map.entry("tinyint unsigned", TypeName.SMALLINT), Map.entry("smallint", TypeName.SMALLINT),
			Map.entry("smallint unsigned", TypeName.INTEGER), Map.entry("mediumint", TypeName.INTEGER),
			Map.entry("mediumint unsigned", TypeName.INTEGER), Map.entry("int", TypeName.INTEGER),
			Map.entry("int unsigned", TypeName.BIGINT), Map.entry("bigint", TypeName.BIGINT),
			Map.entry("bigint unsigned", TypeName.BIGINT), Map.entry("float", TypeName.REAL),
			Map.entry("float unsigned", TypeName.REAL), Map.entry("double", TypeName.DOUBLE),
			Map.entry("double unsigned", TypeName.DOUBLE), Map.entry("decimal", TypeName.DECIMAL),
			Map.entry("decimal unsigned", TypeName.DECIMAL), Map.entry("varchar", TypeName.VARCHAR),
			Map.entry("char", TypeName.VARCHAR), Map.entry("tinytext", TypeName.TEXT), Map.entry("text", TypeName.TEXT),
			Map.entry("mediumtext", TypeName.TEXT), Map.entry("longtext", TypeName.TEXT),
			Map.entry("uuid", TypeName.UUID), Map.entry("date", TypeName.DATE), Map.entry("time", TypeName.TIME),
			Map.entry("datetime", TypeName.DATETIME), Map.entry("timestamp", TypeName.DATETIME),
			Map.entry("binary", TypeName.BINARY), Map.entry("varbinary", TypeName.BINARY),
			Map.entry("tinyblob", TypeName.BINARY), Map.entry("blob", TypeName.BINARY),
			Map.entry("mediumblob", TypeName.BINARY), Map.entry("longblob", TypeName.BINARY),
			Map.entry("json", TypeName.JSON));

	/**
	 * The default of a column, as MariaDB tells it: as SQL, and as a word where there is
	 * none.
	 */
	private static final String WRITTEN_DEFAULT = "nullif(c.column_default, 'NULL')";

	/**
	 * The default of a column as SQL, where MySQL tells the mere value of a constant.
	 */
	static final String PLAIN_DEFAULT = """
			CASE WHEN c.extra LIKE '%DEFAULT_GENERATED%' OR c.data_type NOT IN ('char', 'varchar', 'tinytext', 'text',
			  'mediumtext', 'longtext', 'enum', 'set', 'binary', 'varbinary', 'date', 'time', 'datetime', 'timestamp')
			  OR (c.data_type IN ('datetime', 'timestamp') AND c.column_default LIKE 'CURRENT_TIMESTAMP%') THEN c.column_default
			  ELSE concat('''', replace(c.column_default, '''', ''''''), '''') END""";

	/**
	 * The names of check constraints are those of a table. A document has one of its
	 * column, whose name stays when the column gets another one.
	 */
	static final Catalog MARIADB = new MySqlFamilyCatalog("k.table_name = t.table_name AND k.level = 'Table' AND ",
			"NULL", WRITTEN_DEFAULT);

	/** The names of check constraints are those of a database. */
	static final Catalog MYSQL = new MySqlFamilyCatalog("", "s.expression", PLAIN_DEFAULT);

	private final CatalogQueries queries;

	private MySqlFamilyCatalog(String sameTable, String expression, String defaultValue) {
		this.queries = queries(sameTable, expression, defaultValue);
	}

	@Override
	public CatalogQueries queries() {
		return this.queries;
	}

	@Override
	public Map<String, TypeName> typeNames() {
		return TYPES;
	}

	@Override
	public String sequence(String name) {
		return "SELECT start_value, increment FROM `" + name.replace("`", "``") + "`";
	}

	@Override
	public boolean namedPrimaryKeys() {
		return false;
	}

	private static CatalogQueries queries(String sameTable, String expression, String defaultValue) {
		return new CatalogQueries(
				"""
						SELECT c.table_name, c.column_name,
						  CASE WHEN c.column_type = 'char(36)' AND c.collation_name = 'ascii_bin' THEN 'uuid'
						    WHEN c.data_type IN ('enum', 'set') THEN concat('varchar(', greatest(c.character_maximum_length, 1), ')')
						    ELSE replace(c.column_type, ' zerofill', '') END,
						  c.is_nullable = 'YES', %s,
						  c.extra LIKE '%%auto_increment%%', nullif(c.generation_expression, ''),
						  CASE WHEN c.collation_name <> t.table_collation AND c.character_set_name <> 'ascii'
						    AND NOT (c.data_type = 'longtext' AND c.collation_name = 'utf8mb4_bin') THEN c.collation_name END,
						  nullif(c.column_comment, ''),
						  CASE WHEN c.extra LIKE '%%on update%%' THEN 'is set by the database whenever its row changes' END
						FROM information_schema.columns c
						JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
						WHERE c.table_schema = database() AND t.table_type = 'BASE TABLE' AND NOT EXISTS (
						  SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = c.table_schema
						  AND s.table_name = c.table_name AND s.index_name = c.column_name AND s.index_comment LIKE 'masterrecord search:%%')
						ORDER BY c.table_name, c.ordinal_position
						"""
					.formatted(defaultValue),
				"""
						SELECT table_name, table_comment
						FROM information_schema.tables
						WHERE table_schema = database() AND table_type = 'BASE TABLE' AND table_comment <> ''
						""", """
						SELECT table_name, index_name, column_name
						FROM information_schema.statistics
						WHERE table_schema = database() AND index_name = 'PRIMARY'
						ORDER BY table_name, seq_in_index
						""", "",
				"""
						SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name,
						  r.delete_rule, r.update_rule, 'n',
						  CASE WHEN k.referenced_table_schema <> k.table_schema THEN 'refers to another database' END
						FROM information_schema.referential_constraints r
						JOIN information_schema.key_column_usage k ON k.constraint_schema = r.constraint_schema
						  AND k.constraint_name = r.constraint_name AND k.table_name = r.table_name
						WHERE r.constraint_schema = database() AND k.referenced_table_name IS NOT NULL
						ORDER BY k.table_name, k.constraint_name, k.ordinal_position
						""",
				"""
						SELECT t.table_name, t.constraint_name, k.check_clause
						FROM information_schema.table_constraints t
						JOIN information_schema.check_constraints k ON %sk.constraint_schema = t.constraint_schema
						  AND k.constraint_name = t.constraint_name
						WHERE t.table_schema = database() AND t.constraint_type = 'CHECK' AND NOT EXISTS (
						  SELECT 1 FROM information_schema.columns c WHERE c.table_schema = t.table_schema
						  AND c.table_name = t.table_name AND c.column_name = t.constraint_name)
						ORDER BY t.table_name, t.constraint_name
						""".formatted(sameTable),
				"""
						SELECT s.table_name, s.index_name, s.non_unique = 0, s.column_name, coalesce(s.collation, 'A') = 'D', NULL, %s,
						  CASE WHEN s.index_type <> 'BTREE' THEN concat('is of the kind ', s.index_type)
						    WHEN s.sub_part IS NOT NULL THEN concat('is over the first ', s.sub_part, ' characters of a column') END, 0
						FROM information_schema.statistics s
						WHERE s.table_schema = database() AND s.index_name <> 'PRIMARY' AND NOT (s.non_unique = 1 AND EXISTS (
						  SELECT 1 FROM information_schema.referential_constraints r WHERE r.constraint_schema = s.table_schema
						  AND r.table_name = s.table_name AND r.constraint_name = s.index_name))
						  AND s.index_comment NOT LIKE 'masterrecord search:%%'
						ORDER BY s.table_name, s.index_name, s.seq_in_index
						"""
					.formatted(expression),
				"""
						SELECT table_name, index_name, index_comment
						FROM information_schema.statistics
						WHERE table_schema = database() AND index_comment LIKE 'masterrecord search:%' AND seq_in_index = 1
						ORDER BY table_name, index_name
						""",
				"""
						SELECT table_name, 1, 1
						FROM information_schema.tables
						WHERE table_schema = database() AND table_type = 'SEQUENCE'
						ORDER BY table_name
						""",
				"""
						SELECT 'VIEW', table_name, NULL, view_definition FROM information_schema.views
						WHERE table_schema = database()
						UNION ALL
						SELECT 'FUNCTION', routine_name, NULL, routine_definition FROM information_schema.routines
						WHERE routine_schema = database() AND routine_type = 'FUNCTION'
						UNION ALL
						SELECT 'TRIGGER', trigger_name, event_object_table,
						  concat(action_timing, ' ', event_manipulation, ' ', action_statement) FROM information_schema.triggers
						WHERE trigger_schema = database()
						ORDER BY 1, 2
						""");
	}

}
