package io.masterrecord.dialect;

import java.util.Map;

import io.masterrecord.schema.TypeName;

/**
 * The catalog of PostgreSQL.
 */
final class PostgreSqlCatalog implements Catalog {

	static final Catalog INSTANCE = new PostgreSqlCatalog();

	private static final Map<String, TypeName> TYPES = Map.ofEntries(Map.entry("boolean", TypeName.BOOLEAN),
			Map.entry("smallint", TypeName.SMALLINT), Map.entry("integer", TypeName.INTEGER),
			Map.entry("bigint", TypeName.BIGINT), Map.entry("real", TypeName.REAL),
			Map.entry("double precision", TypeName.DOUBLE), Map.entry("numeric", TypeName.DECIMAL),
			Map.entry("varchar", TypeName.VARCHAR), Map.entry("character varying", TypeName.VARCHAR),
			Map.entry("character", TypeName.VARCHAR), Map.entry("citext", TypeName.TEXT),
			Map.entry("text", TypeName.TEXT), Map.entry("uuid", TypeName.UUID), Map.entry("date", TypeName.DATE),
			Map.entry("time", TypeName.TIME), Map.entry("time without time zone", TypeName.TIME),
			Map.entry("timestamp", TypeName.DATETIME), Map.entry("timestamp without time zone", TypeName.DATETIME),
			Map.entry("timestamptz", TypeName.TIMESTAMP), Map.entry("timestamp with time zone", TypeName.TIMESTAMP),
			Map.entry("bytea", TypeName.BINARY), Map.entry("jsonb", TypeName.JSON), Map.entry("json", TypeName.JSON));

	private static final String UNIQUE_NATURE = """
			, CASE WHEN k.condeferrable THEN 'is deferrable' WHEN to_jsonb(k) ->> 'conperiod' = 'true' THEN 'is over a period'
			  ELSE (SELECT CASE WHEN x.indnkeyatts < x.indnatts THEN 'includes columns'
			    WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 'takes NULLs for equal' END
			    FROM pg_index x WHERE x.indexrelid = k.conindid) END""";

	private static final CatalogQueries QUERIES = new CatalogQueries("""
			SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
			  CASE WHEN a.attnotnull THEN 0 ELSE 1 END,
			  CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
			  CASE WHEN a.attidentity <> '' THEN 1 ELSE 0 END,
			  CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
			  (SELECT l.collname FROM pg_collation l JOIN pg_type y ON y.oid = a.atttypid
			   WHERE l.oid = a.attcollation AND a.attcollation <> y.typcollation),
			  col_description(c.oid, a.attnum), NULL
			FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE c.relkind IN ('r', 'p') AND NOT (a.attgenerated = 's' AND EXISTS (SELECT 1 FROM pg_index x
			  JOIN pg_class i ON i.oid = x.indexrelid AND i.relname = a.attname
			  WHERE x.indrelid = c.oid AND obj_description(i.oid, 'pg_class') LIKE 'masterrecord search:%'))
			ORDER BY c.relname, a.attnum
			""", """
			SELECT c.relname, obj_description(c.oid, 'pg_class')
			FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
			WHERE c.relkind IN ('r', 'p') AND obj_description(c.oid, 'pg_class') IS NOT NULL
			""", keys("p", ""), keys("u", UNIQUE_NATURE), """
			SELECT c.relname, k.conname, a.attname, t.relname, b.attname, k.confdeltype, k.confupdtype,
			  CASE WHEN k.condeferred THEN 'd' WHEN k.condeferrable THEN 'i' ELSE 'n' END,
			  CASE WHEN t.relnamespace <> c.relnamespace THEN 'refers to another schema'
			    WHEN k.confmatchtype = 'f' AND array_length(k.conkey, 1) > 1 THEN 'is MATCH FULL'
			    WHEN NOT k.convalidated THEN 'is not validated'
			    WHEN to_jsonb(k) ->> 'confdelsetcols' IS NOT NULL THEN 'sets some of its columns only' END
			FROM pg_constraint k
			JOIN pg_class c ON c.oid = k.conrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
			JOIN pg_class t ON t.oid = k.confrelid
			CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u (source, target, position)
			JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.source
			JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.target
			WHERE k.contype = 'f'
			ORDER BY c.relname, k.conname, u.position
			""", """
			SELECT c.relname, k.conname, pg_get_expr(k.conbin, k.conrelid)
			FROM pg_constraint k
			JOIN pg_class c ON c.oid = k.conrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
			WHERE k.contype = 'c'
			ORDER BY c.relname, k.conname
			""",
			"""
					SELECT c.relname, i.relname, CASE WHEN x.indisunique THEN 1 ELSE 0 END, a.attname,
					  x.indoption[u.position - 1] & 1, pg_get_expr(x.indpred, x.indrelid),
					  CASE WHEN a.attname IS NULL THEN pg_get_indexdef(x.indexrelid, u.position::int, true) END,
					  CASE WHEN m.amname <> 'btree' THEN 'is of the kind ' || m.amname
					    WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 'takes NULLs for equal'
					    WHEN EXISTS (SELECT 1 FROM unnest(x.indclass::oid[]) AS o (id) JOIN pg_opclass p ON p.oid = o.id
					      WHERE NOT p.opcdefault) THEN 'has operators of its own'
					    WHEN a.attcollation <> x.indcollation[u.position - 1] THEN 'has a collation of its own' END,
					  CASE WHEN u.position > x.indnkeyatts THEN 1 ELSE 0 END
					FROM pg_index x
					JOIN pg_class i ON i.oid = x.indexrelid
					JOIN pg_am m ON m.oid = i.relam
					JOIN pg_class c ON c.oid = x.indrelid AND c.relkind IN ('r', 'p')
					JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
					CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS u (attribute, position)
					LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.attribute AND a.attnum > 0
					WHERE x.indisvalid
					  AND coalesce(obj_description(i.oid, 'pg_class'), '') NOT LIKE 'masterrecord search:%'
					  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
					ORDER BY c.relname, i.relname, u.position
					""",
			"""
					SELECT c.relname, i.relname, obj_description(i.oid, 'pg_class')
					FROM pg_index x
					JOIN pg_class i ON i.oid = x.indexrelid
					JOIN pg_class c ON c.oid = x.indrelid
					JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
					WHERE x.indisvalid AND obj_description(i.oid, 'pg_class') LIKE 'masterrecord search:%'
					ORDER BY c.relname, i.relname
					""",
			"""
					SELECT c.relname, s.seqstart, s.seqincrement
					FROM pg_sequence s
					JOIN pg_class c ON c.oid = s.seqrelid
					JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
					WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
					  AND d.deptype = 'i') AND coalesce(obj_description(c.oid, 'pg_class'), '') <> 'masterrecord numbers'
					ORDER BY c.relname
					""",
			"""
					SELECT 'VIEW', c.relname, NULL, pg_get_viewdef(c.oid)
					FROM pg_class c
					JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
					WHERE c.relkind = 'v'
					UNION ALL
					SELECT 'FUNCTION', p.proname, NULL, p.prosrc
					FROM pg_proc p
					JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = current_schema()
					WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
					  AND d.deptype = 'e')
					UNION ALL
					SELECT 'TRIGGER', t.tgname, c.relname, pg_get_triggerdef(t.oid, true)
					FROM pg_trigger t
					JOIN pg_class c ON c.oid = t.tgrelid
					JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
					WHERE NOT t.tgisinternal
					ORDER BY 1, 2
					""");

	private PostgreSqlCatalog() {
	}

	@Override
	public CatalogQueries queries() {
		return QUERIES;
	}

	@Override
	public Map<String, TypeName> typeNames() {
		return TYPES;
	}

	private static String keys(String kind, String nature) {
		return """
				SELECT c.relname, k.conname, a.attname%s
				FROM pg_constraint k
				JOIN pg_class c ON c.oid = k.conrelid
				JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
				CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u (attribute, position)
				JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attribute
				WHERE k.contype = '%s'
				ORDER BY c.relname, k.conname, u.position
				""".formatted(nature, kind);
	}

}
