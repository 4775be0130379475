package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one vendor. Dialects are stateless and may be shared between threads.
 *
 * @since 0.1.0
 */
public interface Dialect {

	/**
	 * Return the name of the dialect.
	 * @return {@code postgresql}, {@code mariadb}, {@code mysql}, {@code sqlite} or
	 * {@code h2}
	 */
	String id();

	/**
	 * Quote a name, so that it means exactly itself.
	 * @param identifier the name of a table, column, index or constraint
	 * @return the quoted name
	 * @throws IllegalArgumentException if the vendor cannot hold the name exactly
	 */
	String quote(String identifier);

	/**
	 * Return the type as it is written in a column definition.
	 * @param type the neutral type
	 * @return the type in the words of the vendor
	 */
	String columnType(ColumnType type);

	/**
	 * Return the form in which values of a type travel.
	 * @param type the type
	 * @return the form
	 */
	ValueForm valueForm(TypeName type);

	/**
	 * Say why a value cannot be stored or compared exactly as it is, beyond what is so
	 * everywhere.
	 * @param type the type it is bound as
	 * @param value the value, in the neutral Java type of the column type
	 * @return the reason as the end of a sentence, without the value; {@code null} if the
	 * vendor takes it
	 */
	default @Nullable String objection(ColumnType type, Object value) {
		return null;
	}

	/**
	 * Return the greatest number of values that one statement may bind.
	 * @return the number of placeholders a statement may have
	 */
	default int maxValues() {
		return 32_766;
	}

	/**
	 * Return the name by which a driver creates an array of values of a type, where a
	 * list of values can be bound as one array.
	 * @param type the type of the elements
	 * @return the name, or {@code null} if lists are bound value by value
	 */
	default @Nullable String arrayElementType(ColumnType type) {
		return null;
	}

	/**
	 * Return a condition that a value is in a list which is bound as one value, for lists
	 * of more values than a statement can have. The list is an array where such can be
	 * bound, and else a text of JSON.
	 * @param expression the value
	 * @param negated whether it is not in the list
	 * @param type the type of the values
	 * @return the condition, with one placeholder behind the expression; {@code null} if
	 * values of the type do not get there unchanged
	 */
	default @Nullable String listed(String expression, boolean negated, ColumnType type) {
		return null;
	}

	/**
	 * Return how many values such a list has at most.
	 * @return the number of values of one list
	 */
	default int mostListed() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Tell whether values are bound as one array. Its elements travel as text.
	 * @param type the type of the values
	 * @param values the values
	 * @return whether there are such arrays, and they can hold all of the values
	 */
	default boolean bindsArray(ColumnType type, List<?> values) {
		return arrayElementType(type) != null && values.stream().allMatch(TypedValue::isElement);
	}

	/**
	 * Return a boolean constant.
	 * @param value the value
	 * @return the constant in the words of the vendor
	 */
	String booleanLiteral(boolean value);

	/**
	 * Return the expression of now, in the form in which columns of a type hold it and in
	 * UTC.
	 * @param type {@code TIMESTAMP}, {@code DATETIME}, {@code DATE} or {@code TIME}
	 * @return the expression
	 */
	String now(TypeName type);

	/**
	 * Tell what an error of the driver means, where its SQLState and class do not.
	 * @param error the error
	 * @return what it means, or {@code null} to go by SQLState and class
	 */
	default @Nullable SqlErrorKind errorKind(SQLException error) {
		return null;
	}

	/**
	 * Return the level of isolation to ask a driver for.
	 * @param wanted the level that is wanted, as in {@link java.sql.Connection}
	 * @return the weakest level there is that is not weaker
	 */
	default int isolationLevel(int wanted) {
		return wanted;
	}

	/**
	 * Return what an error tells of the constraint that a row broke.
	 * @param error the error of a write
	 * @return the constraint, or {@code null} if nothing is told
	 */
	default @Nullable BrokenConstraint brokenConstraint(SQLException error) {
		return null;
	}

	/**
	 * Return the statements of an operation.
	 * @param before the schema before the operation
	 * @param operation the operation; its conditions (environments, dialects) have been
	 * decided by the caller
	 * @return the statements, in order; none for a {@code RunCode}
	 */
	List<SqlCommand> render(Schema before, SchemaOperation operation);

	/**
	 * Return the statements of an operation in a form that leaves the table in use, where
	 * that differs from {@link #render}.
	 * @param before the schema before the operation
	 * @param operation the operation, on a table that other sessions use
	 * @return the statements, or {@code null} if there is no such form, or no need for
	 * one
	 */
	default @Nullable OnlineChange renderOnline(Schema before, SchemaOperation operation) {
		return null;
	}

	/**
	 * Return a statement with its values written into it, for a script.
	 * @param command the statement
	 * @return the text of one statement, without a terminator
	 */
	String inline(SqlCommand command);

	/**
	 * Return how statements are put into a script.
	 * @return the form
	 */
	ScriptForm scriptForm();

	/**
	 * Return what an operation costs those who use a table with many rows meanwhile.
	 * @param before the schema before the operation
	 * @param operation the operation
	 * @param version the version of the server
	 * @param online whether the operation is run as {@link #renderOnline} has it, where
	 * that has it
	 * @return what they notice; nothing if it takes a moment, or if the database is not
	 * shared by several processes
	 */
	default List<Impact> impact(Schema before, SchemaOperation operation, ServerVersion version, boolean online) {
		return List.of();
	}

	/**
	 * Return the version that is assumed of a server that is not asked.
	 * @return the version
	 */
	ServerVersion usualVersion();

	/**
	 * Return the default of a column as it is written in a column definition.
	 * @param column the column
	 * @return the SQL of the default, or nothing if the column has none
	 */
	Optional<String> defaultOf(Column column);

	/**
	 * Tell whether values that do not fit into the size or range of a column are refused.
	 * @return whether a narrower type breaks on values that are too large
	 */
	default boolean enforcesSizes() {
		return true;
	}

	/**
	 * Tell whether changes of the schema take part in transactions.
	 * @return whether a rollback undoes them
	 */
	boolean transactionalDdl();

	/**
	 * Return how foreign keys are suspended around a transaction that changes the schema.
	 * @return the statements, or nothing where a change never breaks foreign keys
	 */
	default Optional<ForeignKeySwitch> foreignKeySwitch() {
		return Optional.empty();
	}

	/**
	 * Return a query for the statements that grant again what is granted on a view or
	 * function, for when it was dropped and created anew.
	 * @param routine the view or function, as it is before
	 * @return the query, or {@code null} where nothing is lost or nothing can be told
	 */
	default @Nullable String grants(Routine routine) {
		return null;
	}

	/**
	 * Return the way in which two runs of migrations are kept apart.
	 * @param scope what the lock is for: the same text on every instance of an
	 * application, another one for another application
	 * @return the way
	 */
	default RunLock runLock(String scope) {
		return new RunLock.Row("FOR UPDATE SKIP LOCKED");
	}

	/**
	 * Return the number of the session that the driver was given when it connected. A
	 * pooler on the way gives one of its own.
	 * @param connection a connection
	 * @return the number, or {@code null} if the driver does not tell
	 */
	default @Nullable Long sessionOf(Connection connection) {
		return null;
	}

	/**
	 * Render two neighbouring operations as one change, so that nobody sees what is
	 * between them: a view, function or trigger that is replaced, and keeps what was
	 * granted on it, another primary key, or a column that the database numbers with its
	 * key.
	 * @param before the schema before the first operation
	 * @param first an operation
	 * @param second the one after it
	 * @return the statements of both, or {@code null} if each is rendered by itself
	 */
	default @Nullable List<SqlCommand> renderTogether(Schema before, SchemaOperation first, SchemaOperation second) {
		return null;
	}

	/**
	 * Return the settings which the session of a run of migrations needs, to be written
	 * before its lock is taken.
	 * @return the settings, in order
	 */
	default List<SessionSetting> runSettings() {
		return List.of();
	}

	/**
	 * Return what the vendor tells of the tables of a live database.
	 * @return the catalog
	 */
	Catalog catalog();

	/**
	 * Return the neutral type of a type in the catalog.
	 * @param type the type in the words of the vendor
	 * @return the type, if there is one
	 */
	Optional<ColumnType> typeOf(String type);

	/**
	 * Return the type of a column as its catalog tells it: types which are stored in the
	 * same way become one.
	 * @param column the column
	 * @return the type
	 */
	ColumnType storedType(Column column);

	/**
	 * Tell whether a unique constraint is nothing but a unique index here, so that the
	 * catalog cannot tell one from the other.
	 * @return whether the two are the same
	 */
	boolean uniqueConstraintsAreIndexes();

	/**
	 * Return an insert of one row that names no column at all.
	 * @param table the table, quoted
	 * @return the text of one statement
	 */
	default String insertDefaults(String table) {
		return "INSERT INTO " + table + " DEFAULT VALUES";
	}

	/**
	 * Return an insert that delivers columns of the rows it adds, as a query does. The
	 * order of the rows is not promised.
	 * @param insert the text of an {@code INSERT}
	 * @param columns the columns to deliver, quoted
	 * @return the text of one statement with the same placeholders, or {@code null} if an
	 * insert delivers nothing but a generated key
	 */
	default @Nullable String insertReturning(String insert, List<String> columns) {
		return insert + " RETURNING " + String.join(", ", columns);
	}

	/**
	 * Return a statement that inserts rows, or updates the existing rows of the same key.
	 * The primary key of an existing row is never changed. No two rows of one statement
	 * may have the same key, and no key may contain NULL. On H2 two such statements at
	 * the same time may end in a duplicate key, and the later one is to be tried again.
	 * @param table the table
	 * @param columns the columns that are given, among them the key
	 * @param key the columns by which a row is recognised: the primary key or the columns
	 * of a unique constraint or unique index
	 * @param updating the columns that are overwritten in an existing row; none leaves
	 * the row as it is
	 * @param rows how many rows there are
	 * @return the statement; its placeholders are the columns, row by row
	 */
	String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows);

	/**
	 * Return an update that delivers columns of the rows it changes, as they are then.
	 * @param update the text of an {@code UPDATE} of one table
	 * @param columns the columns to deliver, quoted
	 * @return the text of one statement with the same placeholders, or {@code null} if an
	 * update delivers nothing
	 */
	default @Nullable String updateReturning(String update, List<String> columns) {
		return update + " RETURNING " + String.join(", ", columns);
	}

	/**
	 * Return a deletion that delivers columns of the rows it deletes.
	 * @param delete the text of a {@code DELETE} of one table
	 * @param columns the columns to deliver, quoted
	 * @return the text of one statement with the same placeholders, or {@code null} if a
	 * deletion delivers nothing
	 */
	default @Nullable String deleteReturning(String delete, List<String> columns) {
		return delete + " RETURNING " + String.join(", ", columns);
	}

	/**
	 * Tell whether an update sets one column after the other, so that a column which is
	 * read has what it was set to before.
	 * @return whether the order of assignments matters
	 */
	default boolean assignsInOrder() {
		return false;
	}

	/**
	 * Return the statements that write many rows at once.
	 * @return the statements
	 */
	default BulkSql bulk() {
		return new RowBulkSql(this);
	}

	/**
	 * Return a condition that an expression contains, starts or ends with a text, given
	 * as a pattern whose wildcards are {@code %} and {@code _} and whose escape character
	 * is {@code !}. SQLite ignores the case of ASCII letters only.
	 * @param expression the SQL of the expression
	 * @param ignoreCase whether case does not matter
	 * @param type the type of the expression; other types than text are compared by their
	 * text
	 * @return a condition with exactly one placeholder, for the pattern; with
	 * {@code ignoreCase} the pattern is bound as the user wrote it, not folded
	 */
	String like(String expression, boolean ignoreCase, ColumnType type);

	/**
	 * Return the words in which search indexes are asked.
	 * @return the search of this vendor
	 */
	SearchSql search();

	/**
	 * Return the clause that limits the rows of a select, to be appended to it.
	 * @param limited whether there is a limit
	 * @param skipping whether there is an offset
	 * @return the clause, starting with a blank; its placeholders are first the limit,
	 * then the offset, each present as asked for; empty if neither is asked for
	 */
	String limit(boolean limited, boolean skipping);

	/**
	 * Return the clause that sorts by an expression.
	 * @param expression the SQL of the expression
	 * @param descending whether from the greatest to the least
	 * @param nullsFirst whether NULL comes first, or {@code null} for NULL as the least
	 * value, which is the same on every dialect
	 * @return the clause
	 */
	String orderBy(String expression, boolean descending, @Nullable Boolean nullsFirst);

	/**
	 * Return the clause that sorts by an expression which is never NULL. It is the
	 * shortest one, so that an index can serve it.
	 * @param expression the SQL of the expression
	 * @param descending whether from the greatest to the least
	 * @return the clause
	 */
	default String orderBy(String expression, boolean descending) {
		return descending ? expression + " DESC" : expression;
	}

	/**
	 * Return the statement that tells how the database would run another one.
	 * @param select the text of a {@code SELECT}
	 * @return the text of a statement with the same placeholders
	 */
	default String explain(String select) {
		return "EXPLAIN " + select;
	}

	/**
	 * Return the place of a value that is compared with something computed, from which
	 * the database cannot tell the type of the value.
	 * @param type the type of the value
	 * @return an expression with exactly one placeholder
	 */
	default String placeholder(ColumnType type) {
		return "?";
	}

	/**
	 * Return a query of no values, which stands in the place of a list that is empty.
	 * @param type the type of the values
	 * @return the query, without placeholders
	 */
	default String noValues(ColumnType type) {
		return "SELECT NULL WHERE 1 = 0";
	}

	/**
	 * Return a computed value as a column of a type keeps it, where columns do not see to
	 * that by themselves.
	 * @param expression the SQL of the value
	 * @param type the type of the column
	 * @return an expression in which the value stands
	 */
	default String fitted(String expression, ColumnType type) {
		return expression;
	}

	/**
	 * Tell whether an aggregate can have a filter of its own.
	 * @return whether {@code FILTER (WHERE …)} may follow an aggregate
	 */
	default boolean aggregateFilters() {
		return true;
	}

	/**
	 * Tell whether the rows around a row can be counted by groups of equal ones.
	 * @return whether a frame of a window can say {@code GROUPS}
	 */
	default boolean groupFrames() {
		return true;
	}

	/**
	 * Tell whether several expressions can be among rows of values that are listed, or
	 * only among those of {@code VALUES}.
	 * @return whether a list will do
	 */
	default boolean rowLists() {
		return true;
	}

	/**
	 * Tell whether a sub-query whose rows are a list that is compared with can have a
	 * limit.
	 * @return whether it can
	 */
	default boolean limitsLists() {
		return true;
	}

	/**
	 * Tell whether groups can be chosen by a condition where different values of them are
	 * counted and a window function is computed over them.
	 * @return whether they can, or come out wrong
	 */
	default boolean choosesCountedGroups() {
		return true;
	}

	/**
	 * Tell whether a statement that writes a table may read it in a sub-query as it is,
	 * or only what has been put aside.
	 * @return whether it may
	 */
	default boolean readsWhatItWrites() {
		return true;
	}

	/**
	 * Tell whether a sub-query of the table that is written is run before the first row
	 * is written, wherever in the conditions it stands.
	 * @return whether it is
	 */
	default boolean readsBeforeItWrites() {
		return true;
	}

	/**
	 * Tell whether a join can keep the rows of both sides that have no counterpart.
	 * @return whether there is {@code FULL JOIN}
	 */
	default boolean fullJoins() {
		return false;
	}

	/**
	 * Tell whether a sub-query that is joined can refer to the row it is joined to.
	 * @return whether there is {@code LATERAL}
	 */
	default boolean lateralJoins() {
		return false;
	}

	/**
	 * Tell whether a sub-query that is named at the start of a statement, and is not
	 * recursive, has to be written wherever it is used instead.
	 * @return whether it has to
	 */
	default boolean inlinesCommonTables() {
		return false;
	}

	/**
	 * Return what groups of the rows of a sub-query are sorted by, written so that the
	 * database sorts them by it.
	 * @param key what the rows of a group have in common
	 * @return the same value
	 */
	default String sortedGroup(String key) {
		return key;
	}

	/**
	 * Tell whether the driver logs statements that fail, so that one is better not tried
	 * only to find out whether a table exists.
	 * @return whether it does
	 */
	default boolean logsFailures() {
		return false;
	}

	/**
	 * Tell whether window functions of one select have to differ in the first of what
	 * their rows are sorted by, because the database confuses them otherwise.
	 * @return whether they have to
	 */
	default boolean confusesWindows() {
		return false;
	}

	/**
	 * Return the words behind a table that tell the database which indexes to use.
	 * @param indexes the names of the indexes, at least one
	 * @return the words, starting with a blank; empty if the database takes no hints
	 */
	default String useIndexes(List<String> indexes) {
		return "";
	}

	/**
	 * Tell whether rows can be locked by the select that reads them.
	 * @return whether they can
	 */
	default boolean rowLocks() {
		return true;
	}

	/**
	 * Tell whether a select that locks rows also keeps others from inserting rows it has
	 * not found.
	 * @return whether what is not there can be locked
	 */
	default boolean locksGaps() {
		return false;
	}

	/**
	 * Return the clause that locks the rows which a select reads until the end of the
	 * transaction, to be appended to it.
	 * @return the clause, starting with a blank
	 * @throws DialectException if there are no row locks
	 */
	default String lockRows() {
		return lockRows(new LockClause(LockClause.Strength.UPDATE, LockClause.Wait.WAIT, List.of()));
	}

	/**
	 * Return the clause that locks the rows which a select reads until the end of the
	 * transaction, to be appended to it.
	 * @param lock how
	 * @return the clause, starting with a blank
	 * @throws DialectException if rows cannot be locked so
	 */
	String lockRows(LockClause lock);

	/**
	 * Return a condition that two expressions are the same, of which NULL is one value
	 * among others.
	 * @param left the SQL of one expression
	 * @param right the SQL of the other
	 * @param same whether they have to be the same, or different
	 * @return the condition
	 */
	default String sameness(String left, String right, boolean same) {
		return left + (same ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ") + right;
	}

	/**
	 * Return a condition that a part of a text matches a regular expression. The
	 * expression uses nothing but characters, {@code .}, classes, groups, alternatives,
	 * greedy repetitions and anchors at its ends.
	 * @param expression the SQL of the text
	 * @param ignoreCase whether case does not matter
	 * @return a condition with exactly one placeholder, for the regular expression
	 * @throws DialectException if there are no regular expressions
	 */
	String matches(String expression, boolean ignoreCase);

	/**
	 * Return a condition that a text is no value of a type that it is to become.
	 * @param expression the SQL of the text
	 * @param type the type, of which no texts are
	 * @return the condition, empty if the database alone can tell
	 */
	default String isNoValue(String expression, ColumnType type) {
		String form = switch (type.name()) {
			case SMALLINT, INTEGER, BIGINT -> "^ *[+-]?[0-9]+ *$";
			case DECIMAL, REAL, DOUBLE -> "^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)? *$";
			case UUID -> columnType(type).equalsIgnoreCase("uuid")
					? "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" : "";
			default -> "";
		};
		return form.isEmpty() ? "" : "NOT (" + inline(new SqlCommand(matches(expression, true),
				List.of(new TypedValue(ColumnType.varchar(form.length()), form)))) + ")";
	}

	/**
	 * Return how rows are read one by one.
	 * @return the way
	 */
	default RowStreaming rowStreaming() {
		return RowStreaming.by(1000);
	}

	/**
	 * Tell whether several processes can use one database, so that they have to agree on
	 * what they sign.
	 * @return whether the database is a server
	 */
	default boolean shared() {
		return true;
	}

	/**
	 * Return a query for how many rows the database believes a select to have, without
	 * running the select.
	 * @param select the text of the select
	 * @return a query with the same placeholders, whose rows are read by
	 * {@link #estimateOf}; {@code null} if the database has no idea
	 */
	default @Nullable String estimate(String select) {
		return null;
	}

	/**
	 * Read the number of rows from what the database answered to {@link #estimate}.
	 * @param answer the rows of the answer, each by the name of its columns in lower case
	 * @return the number, or {@code -1} if the answer does not tell
	 */
	default long estimateOf(List<Map<String, String>> answer) {
		return -1;
	}

	/**
	 * Return the words in which JSON documents are looked into.
	 * @return the functions
	 * @throws DialectException if there is no way to look into documents
	 */
	JsonSql json();

}
