package io.masterrecord.migration;

import java.util.List;

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
 * @param commands its statements; none if it is left out or is code
 * @param rows whether it changes rows only, so that it fits into a transaction on every
 * database
 * @param seeds how many declared rows it writes
 * @param condition what is to be remembered of its condition, or {@code null} if it has
 * none
 */
record PlannedStep(MigrationStep step, SchemaOperation operation, Schema before, Schema after, StepOutcome outcome,
		List<SqlCommand> commands, boolean rows, int seeds, @Nullable ConditionalOutcome condition) {

	PlannedStep {
		commands = List.copyOf(commands);
	}

}
