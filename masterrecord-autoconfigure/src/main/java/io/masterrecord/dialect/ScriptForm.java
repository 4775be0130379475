package io.masterrecord.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How statements are put into a script for the command line client of a vendor.
 *
 * @param prologue what comes first, whole lines
 * @param begin what begins the statements of a migration, or {@code null} if each commits
 * by itself
 * @param commit what ends them, or {@code null}
 * @param guard how statements are run once only, or {@code null} if a script cannot
 * decide
 * @since 0.1.0
 */
public record ScriptForm(List<String> prologue, @Nullable String begin, @Nullable String commit,
		@Nullable Guard guard) {

	public ScriptForm {
		prologue = List.copyOf(prologue);
	}

	/**
	 * Runs statements only if a query finds nothing.
	 */
	@FunctionalInterface
	public interface Guard {

		/**
		 * Wrap statements.
		 * @param absent a query that has a row if the statements are not to be run
		 * @param statements the statements, without terminators
		 * @return whole lines for the script
		 */
		List<String> wrap(String absent, List<String> statements);

	}

}
