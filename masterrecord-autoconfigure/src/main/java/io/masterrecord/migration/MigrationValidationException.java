package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Migrations that cannot be used as they are written. All problems are collected before
 * it is thrown.
 *
 * @since 0.1.0
 */
public final class MigrationValidationException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final List<String> problems;

	MigrationValidationException(List<String> problems) {
		super(message(problems));
		this.problems = List.copyOf(problems);
	}

	MigrationValidationException(String problem, @Nullable Throwable cause) {
		super(problem, cause);
		this.problems = List.of(problem);
	}

	/**
	 * Return what is wrong.
	 * @return one sentence or two for each problem, in order of the migrations
	 */
	public List<String> problems() {
		return this.problems;
	}

	private static String message(List<String> problems) {
		return (problems.size() == 1) ? problems.get(0)
				: "%d problems with the migrations:\n- %s".formatted(problems.size(), String.join("\n- ", problems));
	}

}
