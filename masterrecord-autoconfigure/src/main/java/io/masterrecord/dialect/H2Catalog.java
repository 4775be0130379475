package io.masterrecord.dialect;

import java.util.Map;

import io.masterrecord.schema.TypeName;

/**
 * The catalog of H2.
 */
final class H2Catalog implements Catalog {

	static final Catalog INSTANCE = new H2Catalog();

	private static final Map<String, TypeName> TYPES = Map.ofEntries(Map.entry("boolean", TypeName.BOOLEAN),
			Map.entry("tinyint", TypeName.SMALLINT), Map.entry("smallint", TypeName.SMALLINT),
			Map.entry("integer", TypeName.INTEGER), Map.entry("bigint", TypeName.BIGINT),
			Map.entry("real", TypeName.REAL), Map.entry("double precision", TypeName.DOUBLE),
			Map.entry("numeric", TypeName.DECIMAL), Map.entry("varchar", TypeName.VARCHAR),
			Map.entry("character varying", TypeName.VARCHAR), Map.entry("character", TypeName.VARCHAR),
			Map.entry("clob", TypeName.TEXT), Map.entry("character large object", TypeName.TEXT),
			Map.entry("uuid", TypeName.UUID), Map.entry("date", TypeName.DATE), Map.entry("time", TypeName.TIME),
			Map.entry("timestamp", TypeName.DATETIME), Map.entry("timestamp with time zone", TypeName.TIMESTAMP),
			Map.entry("binary", TypeName.BINARY), Map.entry("varbinary", TypeName.BINARY),
			Map.entry("binary varying", TypeName.BINARY), Map.entry("blob", TypeName.BINARY),
			Map.entry("binary large object", TypeName.BINARY), Map.entry("json", TypeName.JSON));

	private static final String UNIQUE_NATURE = ", CASE WHEN c.nulls_distinct <> 'YES' THEN 'compares NULLs' END";

	private static final CatalogQueries QUERIES = new CatalogQueries(
			"""
					SELECT c.table_name, c.column_name, CASE
					    WHEN c.data_type = 'CHARACTER VARYING' AND c.character_maximum_length >= 1000000000 THEN 'CHARACTER VARYING'
					    WHEN c.data_type IN ('CHARACTER VARYING', 'CHARACTER', 'BINARY VARYING', 'BINARY')
					      THEN c.data_type || '(' || c.character_maximum_length || ')'
					    WHEN c.data_type = 'NUMERIC' THEN c.data_type || '(' || c.numeric_precision || ',' || c.numeric_scale || ')'
					    WHEN c.data_type = 'ARRAY' THEN (SELECT e.data_type FROM information_schema.element_types e
					      WHERE e.object_schema = c.table_schema AND e.object_name = c.table_name AND e.object_type = 'TABLE'
					      AND e.collection_type_identifier = c.dtd_identifier) || ' array'
					    ELSE c.data_type END,
					  CASE c.is_nullable WHEN 'YES' THEN 1 ELSE 0 END, c.column_default,
					  CASE c.is_identity WHEN 'YES' THEN 1 ELSE 0 END, c.generation_expression, NULL, c.remarks,
					  CASE WHEN c.column_on_update IS NOT NULL THEN 'is set by the database whenever its row changes' END
					FROM information_schema.columns c
					JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
					WHERE c.table_schema = CURRENT_SCHEMA AND t.table_type = 'BASE TABLE'
					ORDER BY c.table_name, c.ordinal_position
					""",
			"""
					SELECT table_name, remarks
					FROM information_schema.tables
					WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE' AND remarks IS NOT NULL
					""", keys("PRIMARY KEY", ""), keys("UNIQUE", UNIQUE_NATURE),
			"""
					SELECT k.table_name, k.constraint_name, %s, p.table_name, %s, r.delete_rule, r.update_rule, 'n',
					  CASE WHEN p.table_schema <> k.table_schema THEN 'refers to another schema' END
					FROM information_schema.referential_constraints r
					JOIN information_schema.key_column_usage k
					  ON k.constraint_schema = r.constraint_schema AND k.constraint_name = r.constraint_name
					JOIN information_schema.key_column_usage p ON p.constraint_schema = r.unique_constraint_schema
					  AND p.constraint_name = r.unique_constraint_name AND p.ordinal_position = k.position_in_unique_constraint
					WHERE k.table_schema = CURRENT_SCHEMA
					ORDER BY k.table_name, k.constraint_name, k.ordinal_position
					"""
				.formatted(columnName("k"), columnName("p")),
			"""
					SELECT c.table_name, c.constraint_name, k.check_clause
					FROM information_schema.table_constraints c
					JOIN information_schema.check_constraints k
					  ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
					WHERE c.table_schema = CURRENT_SCHEMA AND c.constraint_type = 'CHECK'
					ORDER BY c.table_name, c.constraint_name
					""",
			"""
					SELECT i.table_name, i.index_name, CASE WHEN c.is_unique THEN 1 ELSE 0 END, c.column_name,
					  CASE c.ordering_specification WHEN 'DESC' THEN 1 ELSE 0 END, NULL, NULL,
					  CASE WHEN i.index_type_name NOT IN ('INDEX', 'UNIQUE INDEX') THEN 'is a ' || i.index_type_name
					    WHEN i.nulls_distinct <> 'YES' THEN 'compares NULLs' END, 0
					FROM information_schema.indexes i
					JOIN information_schema.index_columns c ON c.index_schema = i.index_schema AND c.index_name = i.index_name
					WHERE i.table_schema = CURRENT_SCHEMA AND NOT i.is_generated
					ORDER BY i.table_name, i.index_name, c.ordinal_position
					""",
			"", """
					SELECT sequence_name, start_value, increment
					FROM information_schema.sequences
					WHERE sequence_schema = CURRENT_SCHEMA
					ORDER BY sequence_name
					""", """
					SELECT 'VIEW', table_name, NULL, view_definition FROM information_schema.views
					WHERE table_schema = CURRENT_SCHEMA
					UNION ALL
					SELECT 'FUNCTION', routine_name, NULL, coalesce(routine_definition, external_name)
					FROM information_schema.routines
					WHERE routine_schema = CURRENT_SCHEMA
					UNION ALL
					SELECT 'TRIGGER', trigger_name, event_object_table, java_class FROM information_schema.triggers
					WHERE trigger_schema = CURRENT_SCHEMA
					ORDER BY 1, 2
					""");

	private H2Catalog() {
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
	public boolean collations() {
		return false;
	}

	private static String keys(String kind, String nature) {
		return """
				SELECT c.table_name, c.constraint_name, %s%s
				FROM information_schema.table_constraints c
				JOIN information_schema.key_column_usage k
				  ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
				WHERE c.table_schema = CURRENT_SCHEMA AND c.constraint_type = '%s'
				ORDER BY c.table_name, c.constraint_name, k.ordinal_position
				""".formatted(columnName("k"), nature, kind);
	}

	// Of a renamed column H2 may still tell the old name; the index of the constraint
	// knows the new one.
	private static String columnName(String usage) {
		return """
				coalesce((SELECT n.column_name FROM information_schema.columns n WHERE n.table_schema = $.table_schema
				  AND n.table_name = $.table_name AND n.column_name = $.column_name),
				  (SELECT x.column_name FROM information_schema.table_constraints y
				  JOIN information_schema.index_columns x ON x.index_schema = y.index_schema AND x.index_name = y.index_name
				  WHERE y.constraint_schema = $.constraint_schema AND y.constraint_name = $.constraint_name
				  AND x.column_name NOT IN (SELECT u.column_name FROM information_schema.key_column_usage u
				  WHERE u.constraint_schema = $.constraint_schema AND u.constraint_name = $.constraint_name)
				  ORDER BY CASE x.ordinal_position WHEN $.ordinal_position THEN 0 ELSE x.ordinal_position END LIMIT 1))"""
			.replace("$", usage);
	}

}
