package io.masterrecord.migration;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the migrations of the application and the history of the database do not
 * fit together. Nothing was changed. The message names every problem.
 *
 * @since 0.1.0
 */
public class MigrationHistoryException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<MigrationProblem> problems;

	private final @Nullable String remedy;

	/**
	 * Create an exception of all that is wrong.
	 * @param problems the problems, at least one
	 */
	public MigrationHistoryException(List<MigrationProblem> problems) {
		this(problems, null);
	}

	/**
	 * Create an exception of all that is wrong, and what leads out of it.
	 * @param problems the problems, at least one
	 * @param remedy what is to be done, in whole sentences; {@code null} if that follows
	 * from the states
	 */
	public MigrationHistoryException(List<MigrationProblem> problems, @Nullable String remedy) {
		super(message(problems));
		this.problems = List.copyOf(problems);
		this.remedy = remedy;
	}

	MigrationHistoryException(MigrationDefinition migration, MigrationState state, String message) {
		this(List.of(new MigrationProblem(migration.id(), state, message)));
	}

	/**
	 * Return all that is wrong.
	 * @return the problems, in order of the migrations
	 */
	public List<MigrationProblem> problems() {
		return this.problems;
	}

	/**
	 * Return what is to be done.
	 * @return whole sentences, or {@code null} if it follows from the states of the
	 * migrations
	 */
	public @Nullable String remedy() {
		return this.remedy;
	}

	private static String message(List<MigrationProblem> problems) {
		if (problems.size() == 1) {
			return problems.get(0).message();
		}
		return problems.stream()
			.map(MigrationProblem::message)
			.collect(Collectors.joining("\n- ",
					"The migrations do not fit the history of the database in %d ways; nothing was changed:\n- "
						.formatted(problems.size()),
					""));
	}

}
