package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;

/**
 * Finds tables that migrations are about to create and that are there already: those of
 * an application that is older than its migrations, above all. It is asked before the
 * first statement, since a migration that has failed at such a table is on record.
 */
final class TablesInTheWay {

	private final Set<String> tables;

	private final List<MigrationProblem> problems = new ArrayList<>();

	private String last = "";

	/** Whether code or SQL of the application may have removed tables. */
	private boolean unknown;

	private TablesInTheWay(Set<String> tables) {
		this.tables = tables;
	}

	/**
	 * Make sure that no table is in the way.
	 * @param session the session of the run
	 * @param targets the migrations that are to be applied, in order
	 * @throws MigrationHistoryException if one is
	 */
	static void require(RunSession session, List<Target> targets) {
		if (targets.stream().noneMatch(TablesInTheWay::creates)) {
			return;
		}
		TablesInTheWay found = new TablesInTheWay(new HashSet<>(session.tables()));
		targets.forEach(found::visit);
		if (!found.problems.isEmpty()) {
			throw new MigrationHistoryException(found.problems,
					("If these tables are older than the migrations, put those on record that made them: 'masterrecord baseline %s'. "
							+ "Otherwise rename or drop the tables. Nothing was changed.")
						.formatted(found.last));
		}
	}

	private static boolean creates(Target target) {
		return target.row() == null
				&& target.steps().stream().anyMatch((step) -> step.operation() instanceof CreateTable);
	}

	private void visit(Target target) {
		for (PlannedStep step : target.steps()) {
			if (!step.outcome().isSkipped()) {
				visit(target, step, step.operation());
			}
		}
	}

	private void visit(Target target, PlannedStep step, SchemaOperation operation) {
		if (operation instanceof CreateTable create) {
			String table = create.table().name();
			if (!this.tables.add(table) && !this.unknown && target.row() == null) {
				this.last = target.definition().id();
				this.problems.add(new MigrationProblem(this.last, MigrationState.PENDING,
						"Migration %s cannot create table '%s' (%s): there is one already"
							.formatted(target.definition(), table, step.step().position())));
			}
		}
		else if (operation instanceof DropTable drop) {
			this.tables.remove(drop.table());
		}
		else if (operation instanceof DropRoutine drop) {
			this.tables.remove(drop.name()); // a view has its name among tables
		}
		else if (operation instanceof RenameTable rename) {
			this.tables.remove(rename.table());
			this.tables.add(rename.newName());
		}
		else if (operation instanceof RunSql || operation instanceof RunCode) {
			this.unknown = true;
		}
	}

}
