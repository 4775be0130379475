package io.masterrecord.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ScriptForm;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.Table;

/**
 * Operations as the statements of a script, with their values written into them.
 *
 * @since 0.1.0
 */
public final class OperationScript {

	/** What has to be said beside a table that is created anew by a script. */
	static final String LOST_BY_REBUILD = "indexes, triggers and constraints that no migration knows of "
			+ "are to be created again by hand";

	private static final int ROWS = 500;

	private final Dialect dialect;

	/**
	 * Create a writer.
	 * @param dialect the database the script is for
	 */
	public OperationScript(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Write operations as a script of its own, with a comment for each.
	 * @param before the schema before the first
	 * @param operations the operations, in order
	 * @return the lines of the script
	 */
	public List<String> lines(Schema before, List<? extends SchemaOperation> operations) {
		ScriptForm form = this.dialect.scriptForm();
		List<String> lines = new ArrayList<>(form.prologue());
		if (form.begin() != null) {
			lines.add(form.begin() + ";");
		}
		Schema schema = before;
		for (SchemaOperation operation : operations) {
			Schema after = SchemaFold.apply(schema, operation);
			lines.add("-- %s%s%s".formatted(Description.of(operation),
					Destruction.isDestructive(schema, operation) ? ": DATA IS LOST" : "",
					(operation instanceof AlterColumn alter && alter.fillsNulls(schema)) ? ": NULL BECOMES THE DEFAULT"
							: ""));
			if (rebuilds(schema, operation)) {
				lines.add("-- " + LOST_BY_REBUILD);
			}
			statements(schema, after, operation).forEach((statement) -> lines.addAll(form.statement(statement)));
			schema = after;
		}
		form.end().forEach((statement) -> lines.addAll(form.statement(statement)));
		lines.addAll(form.epilogue());
		return lines;
	}

	/**
	 * Tell whether an operation creates a table anew, so that what hangs on it would be
	 * read from the database in a run.
	 */
	boolean rebuilds(Schema before, SchemaOperation operation) {
		return !(operation instanceof LoadRows) && rebuilds(this.dialect.render(before, operation));
	}

	/**
	 * Tell whether statements create a table anew.
	 */
	static boolean rebuilds(List<SqlCommand> commands) {
		return commands.stream().anyMatch((command) -> command.generating() && command.usual() == null);
	}

	/**
	 * Return the statements of an operation, without terminators.
	 */
	private List<String> statements(Schema before, Schema after, SchemaOperation operation) {
		return (operation instanceof LoadRows load) ? rows(before, load)
				: statements(before, after, this.dialect.render(before, operation));
	}

	/**
	 * Return the statements of a step, without terminators. What a run says to its own
	 * session, such as how long to wait for a lock, is left to the one that runs the
	 * script.
	 */
	List<String> statements(PlannedStep step) {
		if (StepPlanner.writesRows(step.operation())) {
			return statements(step.before(), step.after(), step.operation());
		}
		return statements(step.before(), step.after(),
				step.commands()
					.stream()
					.filter((command) -> !step.isApart() || !command.sql().startsWith("SET "))
					.toList());
	}

	private List<String> statements(Schema before, Schema after, List<SqlCommand> commands) {
		List<String> statements = new ArrayList<>();
		for (SqlCommand command : commands) {
			String usual = command.usual();
			if (usual != null) {
				statements.add(usual);
			}
			else if (command.generating()) {
				statements.addAll(kept(before, after));
			}
			else {
				statements.add(this.dialect.inline(command));
			}
		}
		return statements;
	}

	/**
	 * What hangs on a table that is created anew, as far as migrations created it.
	 */
	private List<String> kept(Schema before, Schema after) {
		List<SqlCommand> commands = new ArrayList<>();
		for (String name : ChangedTables.of(before, after)) {
			Table old = before.table(name).orElse(null);
			Table table = after.table(name).orElse(null);
			if (old == null || table == null) {
				continue;
			}
			Schema bare = after.with(table.withIndexes(List.of()).withUniques(List.of()));
			table.uniques()
				.stream()
				.filter(old.uniques()::contains)
				.forEach((unique) -> commands.addAll(this.dialect.render(bare, new AddUnique(name, unique))));
			table.indexes()
				.stream()
				.filter(old.indexes()::contains)
				.forEach((index) -> commands.addAll(this.dialect.render(bare, new CreateIndex(name, index))));
			after.routines()
				.values()
				.stream()
				.filter((routine) -> name.equals(routine.table()) && before.routines().containsValue(routine))
				.forEach((routine) -> commands.addAll(this.dialect.render(bare, new CreateRoutine(routine))));
		}
		return commands.stream().map(this.dialect::inline).toList();
	}

	private List<String> rows(Schema before, LoadRows load) {
		List<String> statements = new ArrayList<>();
		try {
			RowFiles.read(load.file(), ROWS, (rows) -> this.dialect.render(before, write(load, rows))
				.forEach((command) -> statements.add(this.dialect.inline(command))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("File '%s' cannot be read".formatted(load.file().name()), ex);
		}
		return statements;
	}

	private static SchemaOperation write(LoadRows load, List<Row> rows) {
		return (load.policy() == SeedPolicy.UPSERT || load.policy() == SeedPolicy.SYNC)
				? new UpsertRows(load.table(), load.key(), load.updating(), load.environments(), rows)
				: new InsertRows(load.table(), load.key(), load.environments(), rows,
						load.policy() == SeedPolicy.SKIP_IF_PRESENT);
	}

}
