package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.schema.Routine;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the views and functions that a migration drops and creates again.
 */
final class KeptGrants {

	static final KeptGrants NONE = new KeptGrants(Map.of());

	private final Map<String, List<String>> statements;

	private KeptGrants(Map<String, List<String>> statements) {
		this.statements = statements;
	}

	/**
	 * Read what would be lost.
	 * @param session the session of the run
	 * @param steps the steps of a migration
	 */
	static KeptGrants read(RunSession session, List<PlannedStep> steps) {
		Map<String, List<String>> statements = new LinkedHashMap<>();
		for (PlannedStep step : steps) {
			if (step.operation() instanceof DropRoutine drop) {
				String query = query(session.dialect(), steps, step);
				if (query != null) {
					statements.computeIfAbsent(drop.name(), (name) -> all(session, query));
				}
			}
		}
		return statements.isEmpty() ? NONE : new KeptGrants(statements);
	}

	/**
	 * Tell whether grants are lost by a step, since a later one creates anew what it
	 * drops.
	 */
	static boolean areLost(Dialect dialect, List<PlannedStep> steps, PlannedStep step) {
		return !step.commands().isEmpty() && query(dialect, steps, step) != null;
	}

	private static @Nullable String query(Dialect dialect, List<PlannedStep> steps, PlannedStep step) {
		if (!(step.operation() instanceof DropRoutine drop) || step.outcome().isSkipped()
				|| steps.stream().noneMatch((later) -> creates(later, drop.name(), step))) {
			return null;
		}
		Routine routine = step.before().routines().get(drop.name());
		return (routine != null) ? dialect.grants(routine) : null;
	}

	private static boolean creates(PlannedStep later, String name, PlannedStep step) {
		return later.step().number() > step.step().number() && later.operation() instanceof CreateRoutine create
				&& create.routine().name().equals(name);
	}

	private static List<String> all(RunSession session, String query) {
		return session.gate().query(SqlStatement.of(StatementKind.SELECT, query), (rows) -> {
			List<String> all = new ArrayList<>();
			while (rows.next()) {
				all.add(rows.getString(1));
			}
			return all;
		});
	}

	/**
	 * Grant again what is lost, after a step that created something.
	 */
	void restore(RunSession session, PlannedStep step) {
		if (step.operation() instanceof CreateRoutine create && !step.outcome().isSkipped()) {
			this.statements.getOrDefault(create.routine().name(), List.of()).forEach(session::execute);
		}
	}

}
