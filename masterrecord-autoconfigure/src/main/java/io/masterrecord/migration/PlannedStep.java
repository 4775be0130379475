package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.dialect.OnlineChange;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A step that is ready to be run: everything about it has been decided.
 *
 * @param step which step of which migration
 * @param operation what it does
 * @param before the schema before it, as it is in this database
 * @param after the schema after it
 * @param outcome what is to become of it
 * @param change its statements, none if it is left out or is code, and what an attempt
 * that was cut off leaves behind
 * @param rows whether it changes rows only, so that it fits into a transaction on every
 * database
 * @param joined whether it does the work of the step before it, too
 * @param seeds how many declared rows it writes
 * @param condition what is to be remembered of its condition, or {@code null} if it has
 * none
 */
record PlannedStep(MigrationStep step, SchemaOperation operation, Schema before, Schema after, StepOutcome outcome,
		OnlineChange change, boolean rows, boolean joined, int seeds, @Nullable ConditionalOutcome condition) {

	/**
	 * Return its statements.
	 */
	List<SqlCommand> commands() {
		return this.change.commands();
	}

	/**
	 * Return a query for the statements that remove what an attempt which was cut off
	 * leaves behind, {@code null} if nothing is left behind.
	 */
	@Nullable String leftovers() {
		return this.change.leftovers();
	}

	/**
	 * Return this step with another description.
	 */
	PlannedStep described(String description) {
		MigrationStep same = new MigrationStep(this.step.migration(), this.step.name(), this.step.direction(),
				this.step.number(), this.step.steps(), description);
		return new PlannedStep(same, this.operation, this.before, this.after, this.outcome, this.change, this.rows,
				this.joined, this.seeds, this.condition);
	}

	/**
	 * Tell whether its statements are run outside of transactions on every database.
	 */
	boolean isApart() {
		return this.change.leftovers() != null;
	}

}
