package io.masterrecord.diff;

import java.util.List;

import io.masterrecord.MasterRecordException;

/**
 * Seeds from which no migration can be made, because what they say about a row is not one
 * thing.
 *
 * @since 0.1.0
 */
public final class SeedConflictException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final List<String> problems;

	SeedConflictException(List<String> problems) {
		super((problems.size() == 1) ? problems.get(0)
				: "%d problems with the seeds:\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return what is wrong.
	 * @return a sentence or two for each problem, in order of the seeds
	 */
	public List<String> problems() {
		return this.problems;
	}

}
