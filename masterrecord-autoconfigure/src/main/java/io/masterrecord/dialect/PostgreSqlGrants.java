package io.masterrecord.dialect;

import io.masterrecord.schema.Routine;
import org.jspecify.annotations.Nullable;

/**
 * Queries for the statements that give a view or function back who owns it and who may
 * use it. What cannot be given any more, such as a column that is gone, is a warning.
 */
final class PostgreSqlGrants {

	private static final String GRANTEE = "CASE WHEN a.grantee = 0 THEN 'PUBLIC' "
			+ "ELSE quote_ident(pg_get_userbyid(a.grantee)) END || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END";

	private static final String OWNER = """
			SELECT 9, format('ALTER %1$s %%s OWNER TO %%I', %2$s, pg_get_userbyid(o.%3$sowner)) \
			FROM %4$s o JOIN pg_namespace n ON n.oid = o.%3$snamespace AND n.nspname = current_schema() \
			WHERE o.%3$sname = %5$s AND pg_get_userbyid(o.%3$sowner) <> current_user \
			AND pg_has_role(o.%3$sowner, 'MEMBER') AND has_schema_privilege(o.%3$sowner, n.oid, 'CREATE')""";

	private PostgreSqlGrants() {
	}

	/**
	 * Return a query for statements, {@code null} if there is nothing to be granted.
	 */
	static @Nullable String of(Routine routine) {
		String name = Text.literal(routine.name());
		return switch (routine.kind()) {
			case VIEW -> statements(view(name) + " UNION ALL "
					+ OWNER.formatted("VIEW", "quote_ident(o.relname)", "rel", "pg_class", name));
			case FUNCTION -> statements(function(name) + " UNION ALL "
					+ OWNER.formatted("FUNCTION", "o.oid::regprocedure", "pro", "pg_proc", name));
			case TRIGGER -> null;
		};
	}

	private static String view(String name) {
		String from = "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() ";
		return """
				SELECT 1, format('GRANT %%s ON %%I TO ', a.privilege_type, c.relname) || %1$s %2$s \
				CROSS JOIN aclexplode(c.relacl) a WHERE c.relname = %3$s AND a.grantee <> c.relowner UNION ALL \
				SELECT 2, format('GRANT %%s (%%I) ON %%I TO ', a.privilege_type, t.attname, c.relname) || %1$s %2$s \
				JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN aclexplode(t.attacl) a \
				WHERE c.relname = %3$s AND a.grantee <> c.relowner""".formatted(GRANTEE, from, name);
	}

	// Everybody may run a function that is new.
	private static String function(String name) {
		String from = "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = current_schema() ";
		return """
				SELECT 1, format('REVOKE ALL ON FUNCTION %%s FROM PUBLIC', p.oid::regprocedure) %2$s \
				WHERE p.proname = %3$s AND p.proacl IS NOT NULL \
				AND NOT EXISTS (SELECT 1 FROM aclexplode(p.proacl) a WHERE a.grantee = 0) UNION ALL \
				SELECT 2, format('GRANT %%s ON FUNCTION %%s TO ', a.privilege_type, p.oid::regprocedure) || %1$s %2$s \
				CROSS JOIN aclexplode(p.proacl) a WHERE p.proname = %3$s AND a.grantee <> p.proowner"""
			.formatted(GRANTEE, from, name);
	}

	private static String statements(String query) {
		return """
				SELECT 'DO ' || quote_literal('BEGIN ' || statement || '; EXCEPTION WHEN undefined_column \
				OR undefined_function OR insufficient_privilege THEN RAISE WARNING ''%%'', SQLERRM; END') \
				FROM (%s) AS s (place, statement) ORDER BY place, statement""".formatted(query);
	}

}
