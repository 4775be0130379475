package io.masterrecord.dialect;

import java.util.List;
import java.util.Map;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.TypeName;

/**
 * The catalog of SQLite.
 */
final class SqliteCatalog implements Catalog {

	static final Catalog INSTANCE = new SqliteCatalog();

	private static final Map<String, TypeName> TYPES = Map.ofEntries(Map.entry("boolean", TypeName.BOOLEAN),
			Map.entry("smallint", TypeName.SMALLINT), Map.entry("integer", TypeName.INTEGER),
			Map.entry("bigint", TypeName.BIGINT), Map.entry("int", TypeName.BIGINT), Map.entry("int2", TypeName.BIGINT),
			Map.entry("int8", TypeName.BIGINT), Map.entry("tinyint", TypeName.BIGINT),
			Map.entry("mediumint", TypeName.BIGINT), Map.entry("big int", TypeName.BIGINT),
			Map.entry("unsigned big int", TypeName.BIGINT), Map.entry("bool", TypeName.BOOLEAN),
			Map.entry("real", TypeName.REAL), Map.entry("float", TypeName.DOUBLE), Map.entry("double", TypeName.DOUBLE),
			Map.entry("decimal", TypeName.DECIMAL), Map.entry("char", TypeName.VARCHAR),
			Map.entry("character", TypeName.VARCHAR), Map.entry("varying character", TypeName.VARCHAR),
			Map.entry("nchar", TypeName.VARCHAR), Map.entry("native character", TypeName.VARCHAR),
			Map.entry("nvarchar", TypeName.VARCHAR), Map.entry("clob", TypeName.TEXT), Map.entry("date", TypeName.DATE),
			Map.entry("datetime", TypeName.DATETIME), Map.entry("timestamp", TypeName.DATETIME),
			Map.entry("json", TypeName.JSON), Map.entry("double precision", TypeName.DOUBLE),
			Map.entry("numeric", TypeName.DECIMAL), Map.entry("varchar", TypeName.VARCHAR),
			Map.entry("text", TypeName.TEXT), Map.entry("uuid text", TypeName.UUID),
			Map.entry("date text", TypeName.DATE), Map.entry("time text", TypeName.TIME),
			Map.entry("datetime text", TypeName.DATETIME), Map.entry("timestamp text", TypeName.TIMESTAMP),
			Map.entry("blob", TypeName.BINARY), Map.entry("json text", TypeName.JSON));

	// The names of constraints are found in the text of their table only.
	private static final CatalogQueries QUERIES = new CatalogQueries("""
			SELECT m.name, c.name, c.type, c."notnull" = 0 AND c.pk = 0, c.dflt_value,
			  c.pk = 1 AND lower(c.type) = 'integer' AND m.sql LIKE '%autoincrement%',
			  CASE WHEN c.hidden IN (2, 3) THEN m.sql END, NULL, NULL, NULL
			FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT IN (
			  SELECT v.name FROM pragma_table_list v WHERE v.type IN ('virtual', 'shadow') AND v.schema = 'main')
			ORDER BY m.name, c.cid
			""", "", """
			SELECT m.name, m.sql, c.name
			FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.pk > 0
			ORDER BY m.name, c.pk
			""", "",
			"""
					SELECT m.name, f.id || ':' || m.sql, f."from", f."table",
					  coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = f.seq + 1), ''), f.on_delete, f.on_update, f.id || ':' || m.sql, NULL
					FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
					WHERE m.type = 'table'
					ORDER BY m.name, f.id DESC, f.seq
					""",
			"""
					SELECT m.name, m.sql, m.sql FROM sqlite_schema m
					WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'
					ORDER BY m.name
					""", """
					SELECT m.name, i.name, i."unique", c.name, c."desc", CASE i.partial WHEN 1 THEN x.sql END,
					  CASE WHEN c.name IS NULL THEN x.sql END,
					  CASE WHEN lower(x.sql) LIKE '% collate %' THEN 'has a collation of its own' END, 0
					FROM sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) c
					LEFT JOIN sqlite_schema x ON x.type = 'index' AND x.name = i.name
					WHERE m.type = 'table' AND i.origin <> 'pk' AND c.key = 1
					ORDER BY m.name, i.name, c.seqno
					""",
			"""
					SELECT t.tbl_name, v.name, t.sql
					FROM sqlite_schema v JOIN sqlite_schema t ON t.type = 'trigger' AND t.name = v.name || '_insert'
					WHERE v.type = 'table' AND v.sql LIKE 'CREATE VIRTUAL TABLE %' AND 2 = (SELECT count(*) FROM sqlite_schema o
					  WHERE o.type = 'trigger' AND o.tbl_name = t.tbl_name AND o.name IN (v.name || '_update', v.name || '_delete'))
					ORDER BY t.tbl_name, v.name
					""",
			"", """
					SELECT upper(m.type), m.name, CASE m.type WHEN 'trigger' THEN m.tbl_name END, m.sql
					FROM sqlite_schema m
					WHERE m.type IN ('view', 'trigger') AND NOT EXISTS (SELECT 1 FROM sqlite_schema v
					  WHERE v.type = 'table' AND v.sql LIKE 'CREATE VIRTUAL TABLE %'
					  AND m.name IN (v.name || '_insert', v.name || '_update', v.name || '_delete'))
					ORDER BY 1, 2
					""");

	private SqliteCatalog() {
	}

	@Override
	public CatalogQueries queries() {
		return QUERIES;
	}

	@Override
	public Map<String, TypeName> typeNames() {
		return TYPES;
	}

	@Override
	public String constraintName(String told) {
		return SqliteTableText.constraintName(told);
	}

	@Override
	public List<Check> checks(String told, String text) {
		return SqliteTableText.checks(told);
	}

	@Override
	public List<String> unnamedChecks(String told) {
		return SqliteTableText.unnamedChecks(told);
	}

	@Override
	public boolean isUnnamed(String name) {
		return name.isEmpty() || name.startsWith("sqlite_autoindex_");
	}

	@Override
	public String computedFrom(String column, String told) {
		return SqliteTableText.computedFrom(column, told);
	}

	@Override
	public String indexFilter(String told) {
		return SqliteIndexText.of(told).filter();
	}

	@Override
	public String indexExpression(String told, int position) {
		return SqliteIndexText.of(told).part(position);
	}

	@Override
	public Deferral deferral(String told) {
		return SqliteTableText.deferral(told);
	}

	@Override
	public boolean comments() {
		return false;
	}

	@Override
	public boolean collations() {
		return false;
	}

}
