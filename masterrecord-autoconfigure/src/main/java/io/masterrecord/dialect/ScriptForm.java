package io.masterrecord.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How statements are put into a script for the command line client of a vendor.
 *
 * @param prologue what comes first, whole lines
 * @param begin what begins the statements of a migration, or {@code null} if each commits
 * by itself
 * @param end what ends them, statements without terminators
 * @param epilogue what comes last, whole lines
 * @param cutting whether the client ends a statement at any semicolon outside of quotes,
 * also in the body of a trigger, unless another delimiter is agreed upon
 * @param guard how statements are run once only, or {@code null} if a script cannot
 * decide
 * @since 0.1.0
 */
public record ScriptForm(List<String> prologue, @Nullable String begin, List<String> end, List<String> epilogue,
		boolean cutting, @Nullable Guard guard) {

	private static final List<String> DELIMITERS = List.of("//", "$$", "~~");

	public ScriptForm {
		prologue = List.copyOf(prologue);
		end = List.copyOf(end);
		epilogue = List.copyOf(epilogue);
	}

	/**
	 * Write one statement.
	 * @param sql the statement, without a terminator
	 * @return whole lines for the script
	 */
	public List<String> statement(String sql) {
		String statement = sql.strip();
		if (statement.endsWith(";")) {
			statement = statement.substring(0, statement.length() - 1).stripTrailing();
		}
		// A comment would hide the terminator.
		String before = isComment(statement.substring(statement.lastIndexOf('\n') + 1)) ? "\n" : "";
		if (!this.cutting || statement.indexOf(';') < 0) {
			return List.of(statement + before + ";");
		}
		String text = statement;
		String delimiter = DELIMITERS.stream()
			.filter((candidate) -> !text.contains(candidate))
			.findFirst()
			.orElse("~|~");
		return List.of("DELIMITER " + delimiter, statement + (before.isEmpty() ? " " : before) + delimiter,
				"DELIMITER ;");
	}

	private boolean isComment(String line) {
		return line.contains("--") || this.cutting && line.contains("#");
	}

	/**
	 * Writes statements that are run only where they were not run before.
	 */
	@FunctionalInterface
	public interface Guard {

		/**
		 * Write a block.
		 * @param block the statements and what they depend on
		 * @return whole lines for the script
		 */
		List<String> lines(ScriptBlock block);

		/**
		 * Tell whether a statement can be part of a block.
		 * @param statement the statement
		 * @return whether the server runs it from within one
		 */
		default boolean takes(String statement) {
			return true;
		}

	}

}
