package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.RenameSequence;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;

/**
 * The statements of MariaDB.
 */
final class MariaDbRenderer extends MySqlFamilyRenderer {

	MariaDbRenderer(MariaDbDialect dialect, Schema before) {
		super(dialect, before);
	}

	@Override
	SqlCommand failIfRows(String table, String message) {
		return SqlCommand.of("""
					BEGIN NOT ATOMIC IF EXISTS (SELECT 1 FROM %s) THEN SIGNAL SQLSTATE '23000' SET MYSQL_ERRNO = 1048, \
				MESSAGE_TEXT = '%s'; \
				END IF; END""".formatted(table, message));
	}

	// The server lets a sequence go forward only, and takes nothing but a constant.
	@Override
	List<SqlCommand> continueFrom(Sequence sequence, String number) {
		return List.of(SqlCommand.of("""
				BEGIN NOT ATOMIC DECLARE wanted BIGINT DEFAULT %s; IF wanted IS NOT NULL THEN \
				EXECUTE IMMEDIATE CONCAT(%s, wanted, ', 0)'); END IF; END""".formatted(number,
				Text.literal("DO SETVAL(" + quote(sequence.name()) + ", "))));
	}

	// Whoever created the index before the foreign key may have dropped it since.
	@Override
	String dropSupport(String name) {
		return "DROP INDEX IF EXISTS " + quote(name);
	}

	@Override
	String addSupport(String name) {
		return "ADD INDEX IF NOT EXISTS " + quote(name);
	}

	@Override
	public List<SqlCommand> visit(RenameSequence operation) {
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(SqlCommand.of("RENAME TABLE " + quote(operation.name()) + " TO " + quote(operation.newName())));
		commands.addAll(numberedBy(operation));
		return commands;
	}

}
