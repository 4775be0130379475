package io.masterrecord.dialect;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Blocks of a script of MySQL, which runs such within procedures only.
 */
final class MySqlScript extends MySqlFamilyScript {

	// A procedure can neither prepare these nor run them by itself.
	private static final Pattern ROUTINE = Pattern
		.compile("\\s*(?:CREATE|ALTER|DROP)\\s+(?:OR\\s+REPLACE\\s+)?(?:DEFINER\\s*=\\s*\\S+\\s+)?(?:AGGREGATE\\s+)?"
				+ "(?:TRIGGER|FUNCTION|PROCEDURE|EVENT)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	MySqlScript(MySqlDialect dialect) {
		super(dialect);
	}

	@Override
	List<String> head() {
		return List.of("DROP PROCEDURE IF EXISTS masterrecord_script;", "DELIMITER //",
				"CREATE PROCEDURE masterrecord_script()");
	}

	@Override
	String begin() {
		return "BEGIN";
	}

	@Override
	List<String> foot() {
		return List.of("DELIMITER ;", "CALL masterrecord_script();", "DROP PROCEDURE masterrecord_script;");
	}

	@Override
	List<String> execute(String literal) {
		return List.of("SET @masterrecord_statement = " + literal + ";",
				"PREPARE masterrecord_statement FROM @masterrecord_statement;", "EXECUTE masterrecord_statement;",
				"DEALLOCATE PREPARE masterrecord_statement;");
	}

	@Override
	public boolean takes(String statement) {
		return !ROUTINE.matcher(statement).matches();
	}

}
