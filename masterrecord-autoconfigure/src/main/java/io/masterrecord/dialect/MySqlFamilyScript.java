package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Scripts of MariaDB and MySQL that decide what to do. A change of the schema commits by
 * itself there, so that each part is decided on its own. Statements are parsed only if it
 * comes to them.
 */
abstract class MySqlFamilyScript implements ScriptForm.Guard {

	private static final String SIGNAL = "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = %s;";

	private final MySqlFamilyDialect dialect;

	MySqlFamilyScript(MySqlFamilyDialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Return the lines before the body of a block.
	 */
	abstract List<String> head();

	/**
	 * Return what the body begins with.
	 */
	abstract String begin();

	/**
	 * Return the lines after the body of a block.
	 */
	abstract List<String> foot();

	/**
	 * Return the lines that run a statement.
	 * @param literal its text, as a literal
	 */
	abstract List<String> execute(String literal);

	@Override
	public List<String> lines(ScriptBlock block) {
		// as in a run
		String lock = MySqlFamilyDialect
			.lockName("concat(database(), '/null/', " + this.dialect.textLiteral(block.scope()) + ")");
		List<String> lines = new ArrayList<>(head());
		lines.add(begin());
		lines.add("  IF coalesce(get_lock(" + lock + ", 0), 0) <> 1 THEN");
		lines.add("    " + SIGNAL.formatted("'Another process is at the migrations of this database'"));
		lines.add("  END IF;");
		lines.add("  IF NOT EXISTS (" + block.done() + ") THEN");
		for (ScriptBlock.Refusal refusal : block.refusals()) {
			lines.add("    IF EXISTS (" + refusal.query() + ") THEN");
			lines.add("      SET @masterrecord_message = " + this.dialect.textLiteral(refusal.message()) + ";");
			lines.add("      " + SIGNAL.formatted("@masterrecord_message"));
			lines.add("    END IF;");
		}
		lines.add("    BEGIN");
		lines.add("      DECLARE EXIT HANDLER FOR SQLEXCEPTION");
		lines.add("      BEGIN");
		lines.add("        ROLLBACK;");
		if (!block.failure().isEmpty()) {
			lines.add("        IF @masterrecord_running THEN");
			lines.add("          " + block.failure() + ";");
			lines.add("        END IF;");
		}
		lines.add("        DO release_lock(" + lock + ");");
		lines.add("        RESIGNAL;");
		lines.add("      END;");
		lines.add("      SET @masterrecord_running = 0;");
		block.parts().forEach((part) -> lines.addAll(part(part)));
		lines.add("    END;");
		lines.add("  END IF;");
		lines.add("  DO release_lock(" + lock + ");");
		lines.add("END //");
		lines.addAll(foot());
		return lines;
	}

	private List<String> part(ScriptBlock.Part part) {
		List<String> lines = new ArrayList<>();
		lines.add("      IF NOT EXISTS (" + part.done() + ") THEN");
		lines.add("        START TRANSACTION;");
		if (!part.statements().isEmpty()) {
			lines.add("        SET @masterrecord_running = 1;");
			part.statements()
				.forEach((statement) -> execute(this.dialect.textLiteral(statement))
					.forEach((line) -> lines.add("        " + line)));
			lines.add("        SET @masterrecord_running = 0;");
		}
		part.records().forEach((record) -> lines.add("        " + record + ";"));
		lines.add("        COMMIT;");
		lines.add("      END IF;");
		return lines;
	}

}
