package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.masterrecord.operation.AlterSequence;
import io.masterrecord.operation.CodeStep;
import io.masterrecord.operation.CommentTable;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropSequence;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.RenameSequence;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Migration} tells its changes to. It records them; nothing is run, and
 * there is nothing to be asked: no connection, no dialect, no environment, no clock.
 * <p>
 * A chain of calls that is left unfinished, such as an index without columns, is an
 * error.
 *
 * @since 0.1.0
 */
public final class SchemaEditor {

	private final List<Step> steps = new ArrayList<>();

	private final @Nullable Class<?> migration;

	private final Map<String, String> accepted = new LinkedHashMap<>();

	private @Nullable String irreversible;

	private @Nullable Boolean online;

	SchemaEditor() {
		this(null);
	}

	SchemaEditor(@Nullable Class<?> migration) {
		this.migration = migration;
	}

	/**
	 * Create a table.
	 * @param name the name of the table
	 * @param definition says its columns, keys and constraints
	 */
	public void createTable(String name, Consumer<TableEditor> definition) {
		TableEditor table = new TableEditor(name);
		definition.accept(table);
		this.steps.add(table);
	}

	/**
	 * Drop a table with its rows, indexes and constraints.
	 * @param name the name of the table
	 */
	public void dropTable(String name) {
		record(new DropTable(name));
	}

	/**
	 * Rename a table: {@code renameTable("mail").to("message")}. Indexes and constraints
	 * keep their names.
	 * @param name the name of the table
	 * @return the rest of the sentence
	 */
	public RenameEditor renameTable(String name) {
		return add(
				new RenameEditor("renameTable(\"%s\")".formatted(name), (newName) -> new RenameTable(name, newName)));
	}

	/**
	 * Add a column: {@code addColumn("plan").varchar("code", 40).notNull()}.
	 * @param table the table
	 * @return the rest of the sentence
	 */
	public ColumnTypeEditor addColumn(String table) {
		return add(new ColumnTypeEditor(table, false));
	}

	/**
	 * Change a column, saying all of what it is from now on:
	 * {@code alterColumn("plan").varchar("code", 60).notNull()}.
	 * @param table the table
	 * @return the rest of the sentence
	 */
	public ColumnTypeEditor alterColumn(String table) {
		return add(new ColumnTypeEditor(table, true));
	}

	/**
	 * Rename a column: {@code renameColumn("plan", "no").to("plan_no")}. Keys and indexes
	 * follow.
	 * @param table the table
	 * @param column the column
	 * @return the rest of the sentence
	 */
	public RenameEditor renameColumn(String table, String column) {
		return add(new RenameEditor("renameColumn(\"%s\", \"%s\")".formatted(table, column),
				(newName) -> new RenameColumn(table, column, newName)));
	}

	/**
	 * Drop a column with its values.
	 * @param table the table
	 * @param column the column
	 */
	public void dropColumn(String table, String column) {
		record(new DropColumn(table, column));
	}

	/**
	 * Add a primary key: {@code addPrimaryKey("pk_plan").on("plan", "id")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public ConstraintEditor addPrimaryKey(String name) {
		return add(new ConstraintEditor(ConstraintEditor.Kind.PRIMARY_KEY, name));
	}

	/**
	 * Drop the primary key of a table.
	 * @param table the table
	 */
	public void dropPrimaryKey(String table) {
		record(new DropPrimaryKey(table));
	}

	/**
	 * Add a unique constraint: {@code addUnique("uq_plan_code").on("plan", "code")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public ConstraintEditor addUnique(String name) {
		return add(new ConstraintEditor(ConstraintEditor.Kind.UNIQUE, name));
	}

	/**
	 * Drop a unique constraint: {@code dropUnique("uq_plan_code").on("plan")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public DropEditor dropUnique(String name) {
		return add(new DropEditor(DropEditor.Kind.UNIQUE, name));
	}

	/**
	 * Add a foreign key:
	 * {@code addForeignKey("fk_plan_owner_id").on("plan", "owner_id").references("app_user", "id")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public ForeignKeyOnTable addForeignKey(String name) {
		return add(new ForeignKeyOnTable(name));
	}

	/**
	 * Drop a foreign key: {@code dropForeignKey("fk_plan_owner_id").on("plan")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public DropEditor dropForeignKey(String name) {
		return add(new DropEditor(DropEditor.Kind.FOREIGN_KEY, name));
	}

	/**
	 * Create an index: {@code createIndex("idx_plan_status").on("plan", "status")}.
	 * @param name the name of the index
	 * @return the rest of the sentence
	 */
	public IndexEditor createIndex(String name) {
		return add(new IndexEditor(name));
	}

	/**
	 * Drop an index: {@code dropIndex("idx_plan_status").on("plan")}.
	 * @param name the name of the index
	 * @return the rest of the sentence
	 */
	public DropEditor dropIndex(String name) {
		return add(new DropEditor(DropEditor.Kind.INDEX, name));
	}

	/**
	 * Create a search index, filled with the rows there are:
	 * {@code createSearchIndex("search_plan").on("plan", "plan_no").weighted("title", 4)}.
	 * @param name the name of the index
	 * @return the rest of the sentence
	 */
	public SearchIndexEditor createSearchIndex(String name) {
		return add(new SearchIndexEditor(name));
	}

	/**
	 * Drop a search index: {@code dropSearchIndex("search_plan").on("plan")}.
	 * @param name the name of the index
	 * @return the rest of the sentence
	 */
	public DropEditor dropSearchIndex(String name) {
		return add(new DropEditor(DropEditor.Kind.SEARCH_INDEX, name));
	}

	/**
	 * Rename an index: {@code renameIndex("plan", "idx_a").to("idx_b")}.
	 * @param table the table
	 * @param name the name of the index
	 * @return the rest of the sentence
	 */
	public RenameEditor renameIndex(String table, String name) {
		return add(new RenameEditor("renameIndex(\"%s\", \"%s\")".formatted(table, name),
				(newName) -> new RenameIndex(table, name, newName)));
	}

	/**
	 * Rename a primary key, unique constraint, foreign key or check constraint:
	 * {@code renameConstraint("plan", "uq_a").to("uq_b")}.
	 * @param table the table
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public RenameEditor renameConstraint(String table, String name) {
		return add(new RenameEditor("renameConstraint(\"%s\", \"%s\")".formatted(table, name),
				(newName) -> new RenameConstraint(table, name, newName)));
	}

	/**
	 * Add a check constraint:
	 * {@code addCheck("ck_plan_price").on("plan").that("price >= 0")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public CheckEditor addCheck(String name) {
		return add(new CheckEditor(name));
	}

	/**
	 * Drop a check constraint: {@code dropCheck("ck_plan_price").on("plan")}.
	 * @param name the name of the constraint
	 * @return the rest of the sentence
	 */
	public DropEditor dropCheck(String name) {
		return add(new DropEditor(DropEditor.Kind.CHECK, name));
	}

	/**
	 * Say what a table is for, where the database keeps that.
	 * @param table the table
	 * @param comment the comment from now on, or {@code null} for none
	 */
	public void commentTable(String table, @Nullable String comment) {
		record(new CommentTable(table, comment));
	}

	/**
	 * Create a sequence of numbers.
	 * @param name the name of the sequence
	 * @param start the first number, at least 1
	 * @param increment the step from one number to the next, at least 1
	 */
	public void createSequence(String name, long start, long increment) {
		record(new CreateSequence(new Sequence(name, start, increment)));
	}

	/**
	 * Change a sequence. Where its first number changes, it starts anew with that.
	 * @param name the name of the sequence
	 * @param start the first number, at least 1
	 * @param increment the step from one number to the next, at least 1
	 */
	public void alterSequence(String name, long start, long increment) {
		record(new AlterSequence(new Sequence(name, start, increment)));
	}

	/**
	 * Rename a sequence: {@code renameSequence("plan_no").to("plan_number")}. The columns
	 * that take their numbers from it follow.
	 * @param name the name of the sequence
	 * @return the rest of the sentence
	 */
	public RenameEditor renameSequence(String name) {
		return add(new RenameEditor("renameSequence(\"%s\")".formatted(name),
				(newName) -> new RenameSequence(name, newName)));
	}

	/**
	 * Drop a sequence.
	 * @param name the name of the sequence
	 */
	public void dropSequence(String name) {
		record(new DropSequence(name));
	}

	/**
	 * Create a view: {@code createView("open_plan").uses("plan").as("SELECT …")}.
	 * @param name the name of the view
	 * @return the rest of the sentence
	 */
	public RoutineEditor createView(String name) {
		return add(new RoutineEditor(Routine.Kind.VIEW, name, null));
	}

	/**
	 * Create a function, by the whole statement of each dialect.
	 * @param name the name of the function, as it stands in the statements
	 * @return the rest of the sentence
	 */
	public RoutineEditor createFunction(String name) {
		return add(new RoutineEditor(Routine.Kind.FUNCTION, name, null));
	}

	/**
	 * Create a trigger, by the whole statement of each dialect.
	 * @param name the name of the trigger, as it stands in the statements
	 * @param table its table
	 * @return the rest of the sentence
	 */
	public RoutineEditor createTrigger(String name, String table) {
		return add(new RoutineEditor(Routine.Kind.TRIGGER, name, table));
	}

	/**
	 * Drop a view, function or trigger.
	 * @param name its name
	 */
	public void dropRoutine(String name) {
		record(new DropRoutine(name));
	}

	/**
	 * Insert rows. A row that meets an existing one of the same key is an error.
	 * @param table the table
	 * @return the rest of the sentence
	 */
	public RowsEditor insert(String table) {
		return add(new RowsEditor(RowsEditor.Kind.INSERT, table));
	}

	/**
	 * Insert rows where no row of the same key exists. It may be repeated: the primary
	 * key decides, or else the unique key that the rows give, or else all their values,
	 * unless a {@code key} is named.
	 * @param table the table
	 * @return the rest of the sentence
	 */
	public RowsEditor seed(String table) {
		return add(new RowsEditor(RowsEditor.Kind.SEED, table));
	}

	/**
	 * Insert many rows where no row of the same key exists:
	 * {@code bulkSeed("word", rows).key("text")}. It may be repeated as {@link #seed}; no
	 * rows are no error.
	 * @param table the table
	 * @param rows the rows, as values by column in order
	 * @return the rest of the sentence
	 */
	public RowsEditor bulkSeed(String table, Iterable<? extends Map<String, ?>> rows) {
		return add(new RowsEditor(RowsEditor.Kind.SEED, table)).rows(rows);
	}

	/**
	 * Write the rows of a file beside the migration, which are read one after the other.
	 * @param table the table
	 * @return the rest of the sentence, which has to name a {@code file}
	 */
	public LoadEditor load(String table) {
		return add(new LoadEditor(table, this.migration));
	}

	/**
	 * Take back what this migration did to rows, the last row first, in {@code down}:
	 * inserted rows are deleted, changed ones get their former values. Rows that somebody
	 * else has changed since, or that other rows refer to, stay.
	 * @param tables the tables of the rows; none for all
	 * @return the rest of the sentence
	 */
	public TakeBackEditor takeBackRows(String... tables) {
		return add(new TakeBackEditor(List.of(tables)));
	}

	/**
	 * Insert rows, or update the existing rows of the same key.
	 * @param table the table
	 * @return the rest of the sentence, which has to name a {@code key}
	 */
	public RowsEditor upsert(String table) {
		return add(new RowsEditor(RowsEditor.Kind.UPSERT, table));
	}

	/**
	 * Delete rows by their key.
	 * @param table the table
	 * @return the rest of the sentence, which has to name a {@code key}
	 */
	public RowsEditor delete(String table) {
		return add(new RowsEditor(RowsEditor.Kind.DELETE, table));
	}

	/**
	 * Fill columns of the rows that a table has, a batch after the other:
	 * {@code backfill("item").set("slug", "lower(name)").where("slug IS NULL")}. Each
	 * batch is a transaction of its own with the record of how far it is, so that a run
	 * which ends in the middle is taken up there. On SQLite, whose run is one
	 * transaction, all rows are filled at once.
	 * @param table the table, which has a primary key
	 * @return the rest of the sentence, which has to {@code set} a column
	 */
	public BackfillEditor backfill(String table) {
		return add(new BackfillEditor(table));
	}

	/**
	 * Run one SQL statement as it is written.
	 * @param statement the statement, without a terminator
	 * @return the rest of the sentence, which may name dialects and effects
	 */
	public SqlEditor sql(String statement) {
		return add(new SqlEditor(statement));
	}

	/**
	 * Run Java code. It is given the connection of the migration, and is opaque: key and
	 * version stand for it in the checksum.
	 * @param key what the code is called
	 * @param version the version of the code, from 1, to be raised with every change
	 * @param step the code
	 * @return the rest of the sentence, which may name effects
	 */
	public CodeEditor code(String key, int version, CodeStep step) {
		return add(new CodeEditor(key, version, step));
	}

	/**
	 * State that there is no way back, in {@code down}. A rollback refuses with the
	 * reason and touches nothing.
	 * @param reason why, as the rest of a sentence that starts with "it cannot be rolled
	 * back:"
	 */
	public void irreversible(String reason) {
		this.irreversible = reason;
	}

	/**
	 * State that something which is found fault with is meant:
	 * {@code accept("data-loss", "nobody has used the codes since release 7")}. Without
	 * it, a migration that takes data away is not run.
	 * @param rule the name of the rule, as the command {@code lint} prints it
	 * @param reason why it may be so, for whoever reads it later
	 */
	public void accept(String rule, String reason) {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("accept(\"%s\", …) needs a reason".formatted(rule));
		}
		this.accepted.put(rule, reason);
	}

	/**
	 * State how this migration changes tables that exist, whatever
	 * {@code masterrecord.migrations.online} says: {@code online(false)} locks them for
	 * as long as it takes, and makes the migration one transaction again on PostgreSQL,
	 * as suits a table that is small. Said in {@code down}, it is about the way back.
	 * @param inUse whether others may read and write them meanwhile, where the database
	 * can
	 */
	public void online(boolean inUse) {
		this.online = inUse;
	}

	MigrationDefinition.Recording recording() {
		return new MigrationDefinition.Recording(operations(), this.irreversible, this.accepted, this.online);
	}

	private List<SchemaOperation> operations() {
		return this.steps.stream().flatMap((step) -> step.operations().stream()).toList();
	}

	static List<SchemaOperation> record(Consumer<SchemaEditor> description) {
		SchemaEditor editor = new SchemaEditor();
		description.accept(editor);
		return editor.operations();
	}

	private void record(SchemaOperation operation) {
		this.steps.add(new Step.Complete(operation));
	}

	private <T extends Step> T add(T step) {
		this.steps.add(step);
		return step;
	}

}
