package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Looks at the rows that are there before migrations are applied or undone, so that none
 * of them stops half way at rows that do not fit, and that it is known how many are
 * filled.
 */
final class DataChecks {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final RunSession session;

	private final DataCheckVisitor visitor;

	private final List<String> problems = new ArrayList<>();

	private DataChecks(RunSession session) {
		this.session = session;
		this.visitor = new DataCheckVisitor(session.dialect());
	}

	/**
	 * Make sure that the rows fit.
	 * @param session the session of the run
	 * @param targets the migrations that are to be applied, in order
	 * @throws MigrationDataException if they do not
	 */
	static void require(RunSession session, List<Target> targets) {
		DataChecks checks = new DataChecks(session);
		targets.forEach(checks::check);
		if (!checks.problems.isEmpty()) {
			throw new MigrationDataException(checks.problems);
		}
	}

	/**
	 * Make sure that the rows fit what is left when migrations are undone.
	 * @param session the session of the run
	 * @param targets the migrations that are to be undone, in order
	 * @throws MigrationDataException if they do not
	 */
	static void requireUndoing(RunSession session, List<Target> targets) {
		DataChecks checks = new DataChecks(session);
		targets.forEach(checks::check);
		if (!checks.problems.isEmpty()) {
			throw MigrationDataException.unfitBefore(checks.problems);
		}
	}

	private void check(Target target) {
		target.remaining()
			.forEach((step) -> this.visitor.checks(step.before(), step.operation())
				.forEach((check) -> check(target, step, check)));
	}

	private void check(Target target, PlannedStep step, DataCheck check) {
		long found = count(check);
		if (found > 0) {
			boolean back = step.step().direction() == Direction.DOWN;
			String text = "%s %s %s %s (%s): %s".formatted(back ? "Undoing migration" : "Migration",
					target.definition(), check.refused() ? "cannot" : "is to", step.step().description(),
					step.step().position(), check.text(found));
			if (check.refused()) {
				this.problems.add(text);
			}
			else {
				log.info(text);
			}
		}
	}

	/**
	 * Count the rows. Where that is not possible, the migration itself says why.
	 */
	private long count(DataCheck check) {
		try {
			String count = this.session.text(SqlStatement.of(StatementKind.SELECT, check.count()));
			return (count != null) ? Long.parseLong(count) : 0;
		}
		catch (DataAccessException ex) {
			log.debug("The rows of '%s' could not be looked at before the migrations".formatted(check.table()), ex);
			return 0;
		}
	}

}
