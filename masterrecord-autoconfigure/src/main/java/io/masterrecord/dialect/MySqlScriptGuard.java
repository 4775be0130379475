package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs statements only if a query finds nothing, by a procedure of MySQL. Statements are
 * prepared in it, so that they are parsed only if it comes to them.
 */
final class MySqlScriptGuard implements ScriptForm.Guard {

	// A procedure can neither prepare these nor run them by itself.
	private static final Pattern ROUTINE = Pattern
		.compile("\\s*(?:CREATE|ALTER|DROP)\\s+(?:OR\\s+REPLACE\\s+)?(?:DEFINER\\s*=\\s*\\S+\\s+)?(?:AGGREGATE\\s+)?"
				+ "(?:TRIGGER|FUNCTION|PROCEDURE|EVENT)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final MySqlDialect dialect;

	MySqlScriptGuard(MySqlDialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public List<String> wrap(String absent, List<String> statements) {
		List<String> lines = new ArrayList<>();
		lines.add("DROP PROCEDURE IF EXISTS masterrecord_script;");
		lines.add("DELIMITER //");
		lines.add("CREATE PROCEDURE masterrecord_script()");
		lines.add("BEGIN");
		lines.add("  IF NOT EXISTS (%s) THEN".formatted(absent));
		for (String statement : statements) {
			lines.add("    SET @masterrecord_statement = %s;".formatted(this.dialect.textLiteral(statement)));
			lines.add("    PREPARE masterrecord_statement FROM @masterrecord_statement;");
			lines.add("    EXECUTE masterrecord_statement;");
			lines.add("    DEALLOCATE PREPARE masterrecord_statement;");
		}
		lines.add("  END IF;");
		lines.add("END //");
		lines.add("DELIMITER ;");
		lines.add("CALL masterrecord_script();");
		lines.add("DROP PROCEDURE masterrecord_script;");
		return lines;
	}

	@Override
	public boolean takes(String statement) {
		return !ROUTINE.matcher(statement).matches();
	}

}
