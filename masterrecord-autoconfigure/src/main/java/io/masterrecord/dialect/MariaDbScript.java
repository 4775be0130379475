package io.masterrecord.dialect;

import java.util.List;

/**
 * Blocks of a script of MariaDB.
 */
final class MariaDbScript extends MySqlFamilyScript {

	MariaDbScript(MariaDbDialect dialect) {
		super(dialect);
	}

	@Override
	List<String> head() {
		return List.of("DELIMITER //");
	}

	@Override
	String begin() {
		return "BEGIN NOT ATOMIC";
	}

	@Override
	List<String> foot() {
		return List.of("DELIMITER ;");
	}

	@Override
	List<String> execute(String literal) {
		return List.of("EXECUTE IMMEDIATE " + literal + ";");
	}

}
