package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when rows of the database would break what migrations that are applied or undone
 * demand of them. Nothing was changed. The message names every problem.
 *
 * @since 0.1.0
 */
public final class MigrationDataException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final List<String> problems;

	MigrationDataException(List<String> problems) {
		this("The rows that are there do not fit the migrations; nothing was applied:\n- %s\nChange or delete these rows, or let an earlier step of the migration do it, and migrate again"
			.formatted(String.join("\n- ", problems)), problems);
	}

	private MigrationDataException(String message, List<String> problems) {
		super(message);
		this.problems = List.copyOf(problems);
	}

	static MigrationDataException undoing(List<String> problems) {
		return new MigrationDataException(
				"Rows refer to others that would be deleted; nothing was undone:\n- %s\nDelete these rows or let them refer to others, and undo again"
					.formatted(String.join("\n- ", problems)),
				problems);
	}

	static MigrationDataException unfitBefore(List<String> problems) {
		return new MigrationDataException(
				"The rows that are there do not fit the tables of before; nothing was undone:\n- %s\nChange or delete these rows, or let 'down' do it before that step or give a new column a default, and undo again"
					.formatted(String.join("\n- ", problems)),
				problems);
	}

	/**
	 * Return what is wrong.
	 * @return for each kind of rows that do not fit the migration, its step, the table,
	 * how many they are, and a query that shows them
	 */
	public List<String> problems() {
		return this.problems;
	}

}
