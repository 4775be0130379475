package io.masterrecord.autoconfigure;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.migration.MigrationHistoryException;
import io.masterrecord.migration.MigrationProblem;
import io.masterrecord.migration.MigrationState;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains migrations that do not fit what was applied: edited, missing, out of order,
 * from a newer release, or not applied where the application may not do so.
 */
class MigrationHistoryFailureAnalyzer extends AbstractFailureAnalyzer<MigrationHistoryException> {

	private static final Set<MigrationState> UNFINISHED = EnumSet.of(MigrationState.PENDING, MigrationState.FAILED,
			MigrationState.INTERRUPTED, MigrationState.REVERTING);

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationHistoryException cause) {
		String description = FailureText.list("The migrations do not fit the history of the database:",
				cause.problems().stream().map((problem) -> FailureText.sentence(problem.message())).toList());
		String remedy = cause.remedy();
		return new FailureAnalysis(description, (remedy != null) ? remedy : action(states(cause)), cause);
	}

	private static Set<MigrationState> states(MigrationHistoryException cause) {
		return cause.problems()
			.stream()
			.map(MigrationProblem::state)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(MigrationState.class)));
	}

	private static String action(Set<MigrationState> states) {
		if (UNFINISHED.containsAll(states)) {
			return "Apply them first, with the argument 'masterrecord migrate' of the application, or set "
					+ "'masterrecord.migrations.mode' to 'migrate' to let it apply them when it starts. Nothing was changed.";
		}
		if (states.equals(Set.of(MigrationState.AHEAD))) {
			return "Start the release that the database was migrated by, or go back to this one with the argument "
					+ "'masterrecord rollback' of that release. Nothing was changed.";
		}
		return "Follow the advice above, then look at the argument 'masterrecord status' of the application. Nothing was "
				+ "changed.";
	}

}
