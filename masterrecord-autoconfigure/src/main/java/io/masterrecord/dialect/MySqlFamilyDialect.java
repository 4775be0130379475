package io.masterrecord.dialect;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import io.masterrecord.operation.AddPrimaryKey;

import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What MariaDB and MySQL still have in common.
 */
abstract class MySqlFamilyDialect extends StandardDialect {

	private static final Pattern KEY = Pattern.compile("for key '(?:[^'.]*\\.)?([^']+)'");

	private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT `([^`]+)`");

	private static final Pattern COLUMN = Pattern.compile("(?:Column|Field) '([^']+)'");

	// A row has 65535 bytes; a text of four bytes for each character should leave room.
	private static final int LONGEST_VARCHAR = 16_000;

	/** A script is written in UTF-8, whatever the client would take it for. */
	static final List<String> SCRIPT = List.of("SET NAMES utf8mb4;");

	private static final int LONGEST_FILE_NAME = 250;

	private static final Map<Integer, SqlErrorKind> ERRORS = Map.ofEntries(Map.entry(1062, SqlErrorKind.DUPLICATE_KEY),
			Map.entry(1586, SqlErrorKind.DUPLICATE_KEY), Map.entry(1048, SqlErrorKind.INTEGRITY),
			Map.entry(1364, SqlErrorKind.INTEGRITY), Map.entry(1216, SqlErrorKind.INTEGRITY),
			Map.entry(1217, SqlErrorKind.INTEGRITY), Map.entry(1242, SqlErrorKind.INTEGRITY),
			Map.entry(1451, SqlErrorKind.INTEGRITY), Map.entry(1452, SqlErrorKind.INTEGRITY),
			Map.entry(3819, SqlErrorKind.INTEGRITY), Map.entry(4025, SqlErrorKind.INTEGRITY),
			Map.entry(1020, SqlErrorKind.CONFLICT), Map.entry(1205, SqlErrorKind.LOCKED),
			Map.entry(1213, SqlErrorKind.CONFLICT), Map.entry(3572, SqlErrorKind.LOCKED),
			Map.entry(1969, SqlErrorKind.TIMEOUT), Map.entry(3024, SqlErrorKind.TIMEOUT));

	/**
	 * Create a dialect.
	 * @param id its name
	 * @param flaw what names it cannot hold
	 */
	MySqlFamilyDialect(String id, IdentifierRule.Flaw flaw) {
		super(id, new IdentifierRule(id, '`', 64, IdentifierRule.Unit.CHARACTERS, flaw));
	}

	static @Nullable String flaw(String name) {
		if (name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
			return "it contains a character of four bytes";
		}
		if (" \t\n\u000b\f\r".indexOf(name.charAt(name.length() - 1)) >= 0) {
			return "it ends with a blank";
		}
		if (name.startsWith("#mysql50#")) {
			return "it starts with '#mysql50#'";
		}
		// A table is a file, in whose name every other character takes five bytes.
		int bytes = name.chars().map((character) -> isPlain(character) ? 1 : 5).sum();
		return (bytes > LONGEST_FILE_NAME)
				? "it has too many characters that are no letters, digits or underscores of ASCII" : null;
	}

	private static boolean isPlain(int character) {
		return character == '_' || character < 128 && Character.isLetterOrDigit(character);
	}

	@Override
	public abstract MySqlFamilySearch search();

	@Override
	public final boolean uniqueConstraintsAreIndexes() {
		return true;
	}

	@Override
	public final @Nullable String objection(ColumnType type, Object value) {
		if (isOutside(value, 1, 9999)) {
			return "its year is not between 1 and 9999";
		}
		if (value instanceof BigDecimal decimal && !fits(decimal) && !fits(decimal.stripTrailingZeros())) {
			return "it has more than 65 digits, or more than 38 of them after the point";
		}
		return isFinite(value) ? null : "it is not a finite number";
	}

	private static boolean fits(BigDecimal decimal) {
		return decimal.scale() <= 38 && decimal.precision() - decimal.scale() <= 65 - Math.max(0, decimal.scale());
	}

	// Texts of another collation than the column would be compared with each row one by
	// one, or in another way.
	@Override
	public @Nullable String listed(String expression, boolean negated, ColumnType type) {
		return switch (type.name()) {
			case SMALLINT, INTEGER, BIGINT, DATE -> listed(expression, negated, columnType(type), "v");
			default -> null;
		};
	}

	/**
	 * Return a condition that a value is in a list of JSON.
	 * @param type the type that an element is read as
	 * @param value the value of an element {@code v}
	 */
	final String listed(String expression, boolean negated, String type, String value) {
		return expression + (negated ? " NOT IN (" : " IN (") + "SELECT " + value
				+ " FROM JSON_TABLE(?, '$[*]' COLUMNS (v " + type + " PATH '$')) AS l WHERE v IS NOT NULL)";
	}

	@Override
	public final int maxValues() {
		return 65_535;
	}

	/**
	 * Return the expression for the name of the lock of a run, which has 64 characters at
	 * most and belongs to the whole server.
	 * @param scope an expression for what is locked
	 */
	static String lockName(String scope) {
		return "concat('masterrecord/', left(sha2(" + scope + ", 256), 40))";
	}

	@Override
	public final RunLock runLock(String scope) {
		String name = lockName(textLiteral(scope));
		return new RunLock.Session(SqlCommand.of("SELECT get_lock(" + name + ", 0)"),
				SqlCommand.of("SELECT release_lock(" + name + ")"), SqlCommand.of("""
						SELECT concat_ws(' ', 'connection', id, user, host) \
						FROM information_schema.processlist WHERE id = is_used_lock(%s)""".formatted(name)), "",
				new RunLock.Proof(SqlCommand.of("SELECT is_used_lock(" + name + ") = connection_id()"),
						RunLock.Proof.NOTHING, RunLock.Proof.NOTHING,
						SqlCommand
							.of("""
									SELECT 'This server is one of several nodes (wsrep_cluster_size), and a lock keeps nobody out \
									on the others: let all instances migrate through one node, or one instance only' \
									FROM %s WHERE variable_name = 'wsrep_cluster_size' AND variable_value + 0 > 1"""
								.formatted(globalStatus()))));
	}

	/**
	 * Return the table of what the server tells of itself.
	 */
	abstract String globalStatus();

	/**
	 * Tell whether a kind of routine can be replaced at once.
	 */
	abstract boolean replaces(Routine.Kind kind);

	@Override
	public final @Nullable List<SqlCommand> renderTogether(Schema before, SchemaOperation first,
			SchemaOperation second) {
		if (first instanceof DropPrimaryKey drop && second instanceof AddPrimaryKey add
				&& drop.table().equals(add.table())) {
			return together(drop.table(), render(before, first), render(SchemaFold.apply(before, first), second));
		}
		NumberedKey key = NumberedKey.of(before, first, second).orElse(null);
		if (key != null) {
			return together(key.before().name(), renderer(before).firstOf(key, first),
					render(SchemaFold.apply(before, first), second));
		}
		return Replacement.of(this, before, first, second)
			.filter((replacement) -> replaces(replacement.kind()))
			.map((replacement) -> List.of(SqlCommand.of(replacement.replace())))
			.orElse(null);
	}

	/**
	 * Join two changes of a table. Some servers want every table to have a primary key at
	 * any time, and all want a key of the column that they number.
	 */
	private @Nullable List<SqlCommand> together(String name, List<SqlCommand> first, List<SqlCommand> second) {
		String table = "ALTER TABLE " + quote(name) + " ";
		boolean possible = Stream.of(first, second)
			.allMatch((commands) -> commands.size() == 1 && commands.get(0).sql().startsWith(table));
		return possible
				? List.of(SqlCommand.of(first.get(0).sql() + ", " + second.get(0).sql().substring(table.length())))
				: null;
	}

	@Override
	abstract MySqlFamilyRenderer renderer(Schema before);

	@Override
	public List<SessionSetting> runSettings() {
		return List.of(new SessionSetting("SELECT @@lock_wait_timeout", "SET SESSION lock_wait_timeout = %s", "2"));
	}

	// Both build an index while the table is written; said so, a server that cannot
	// refuses instead of locking it. An index over an expression comes with a hidden
	// column, and cannot be built so.
	@Override
	public final @Nullable OnlineChange renderOnline(Schema before, SchemaOperation operation) {
		if (!(operation instanceof CreateIndex create
				&& create.index().columns().stream().noneMatch(IndexColumn::isExpression))
				&& !(operation instanceof AddUnique)) {
			return null;
		}
		List<SqlCommand> plain = render(before, operation);
		String table = (operation instanceof CreateIndex create) ? create.table() : ((AddUnique) operation).table();
		return new OnlineChange(null, plain.stream().map((command) -> {
			String separator = command.sql().startsWith("ALTER ") ? ", " : " ";
			return SqlCommand.of(command.sql() + separator + "ALGORITHM=INPLACE" + separator + "LOCK=NONE");
		}).toList(), -1,
				new OnlineChange.Otherwise("SELECT engine FROM information_schema.tables "
						+ "WHERE table_schema = database() AND engine <> 'InnoDB' AND table_name = "
						+ textLiteral(table), plain));
	}

	@Override
	public final @Nullable String updateReturning(String update, List<String> columns) {
		return null;
	}

	@Override
	public final boolean assignsInOrder() {
		return true;
	}

	@Override
	public final String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows) {
		List<String> assignments = new ArrayList<>();
		if (updating.isEmpty() || meetsOtherKeys(table, columns, key)) {
			assignments.add(guard(table, columns, key));
		}
		updating.forEach((name) -> assignments.add(quote(name) + " = " + given(name)));
		return insert(table.name(), columns, rows) + namedRow() + " ON DUPLICATE KEY UPDATE "
				+ String.join(", ", assignments);
	}

	/**
	 * Return the clause that gives the new row its name.
	 */
	String namedRow() {
		return "";
	}

	/**
	 * Return the value that was given for a column of the new row.
	 */
	abstract String given(String column);

	// The clause acts on any unique key; a row that meets another one has to fail, as it
	// does elsewhere, and this is the shortest expression that fails.
	private String guard(Table table, List<String> columns, List<String> key) {
		String first = quote(key.get(0)) + " = ";
		String kept = quote(table.name()) + "." + quote(key.get(0));
		if (!meetsOtherKeys(table, columns, key)) {
			return first + kept;
		}
		String same = key.stream()
			.map((name) -> quote(table.name()) + "." + quote(name) + " <=> " + given(name))
			.collect(Collectors.joining(" AND "));
		return first + "IF(" + same + ", " + kept + ", (SELECT 1 UNION ALL SELECT 2))";
	}

	private static boolean meetsOtherKeys(Table table, List<String> columns, List<String> key) {
		return UniqueKeys.of(table)
			.stream()
			.filter((other) -> !other.equals(Set.copyOf(key)))
			.anyMatch((other) -> canBeGiven(table, columns, other));
	}

	// A key with an identity that is left out is always a new one.
	private static boolean canBeGiven(Table table, List<String> columns, Set<String> key) {
		return table.identityColumn()
			.map((identity) -> !key.contains(identity.name()) || columns.contains(identity.name()))
			.orElse(true);
	}

	@Override
	public final ValueForm valueForm(TypeName type) {
		return switch (type) {
			case TIMESTAMP -> ValueForm.UTC_DATETIME;
			case UUID -> ValueForm.TEXT;
			default -> ValueForm.NATIVE;
		};
	}

	// A float is sent with six digits only, so a REAL is stored as a double.
	@Override
	public final String columnType(ColumnType type) {
		return switch (type.name()) {
			case BOOLEAN -> "tinyint(1)";
			case SMALLINT -> "smallint";
			case INTEGER -> "int";
			case BIGINT -> "bigint";
			case REAL, DOUBLE -> "double";
			case DECIMAL -> "decimal(%d,%d)".formatted(type.size(), type.scale());
			case VARCHAR -> (type.size() <= LONGEST_VARCHAR) ? "varchar(%d)".formatted(type.size()) : "longtext";
			case TEXT -> "longtext";
			case UUID -> uuidType();
			case DATE -> "date";
			case TIME -> "time(6)";
			case DATETIME, TIMESTAMP -> "datetime(6)";
			case BINARY -> (type.size() > 0 && type.size() <= LONGEST_VARCHAR) ? "varbinary(%d)".formatted(type.size())
					: "longblob";
			case JSON -> "json";
			case ARRAY -> throw noArrays(type);
		};
	}

	abstract String uuidType();

	@Override
	final String collate(String collation) {
		if (!collation.matches("[A-Za-z0-9_]+")) {
			throw new DialectException(
					"'%s' is no collation of %s: name one such as %s".formatted(collation, id(), collation()));
		}
		return " COLLATE " + collation;
	}

	/**
	 * Return the collation of text: equal means equal in every character, trailing blanks
	 * included, as it does on the other dialects.
	 */
	abstract String collation();

	@Override
	final @Nullable String unindexable(Column column) {
		return switch (columnType(column.type())) {
			case "longtext", "longblob" -> "give it a size";
			default -> null;
		};
	}

	@Override
	public final String booleanLiteral(boolean value) {
		return value ? "1" : "0";
	}

	@Override
	public final String now(TypeName type) {
		return switch (type) {
			case TIMESTAMP, DATETIME -> "utc_timestamp(6)";
			case DATE -> "utc_date()";
			case TIME -> "utc_time(6)";
			default -> throw new IllegalArgumentException("'%s' is no moment".formatted(type));
		};
	}

	@Override
	final String defaultExpression(String sql) {
		return "(" + sql + ")";
	}

	@Override
	final String isoLiteral(TypeName type, String iso) {
		return super.isoLiteral(type, (type == TypeName.UUID) ? iso : iso.replace('T', ' ').replace("Z", ""));
	}

	// What a backslash means in a literal depends on the mode of the session; what the
	// character of that number is does not.
	@Override
	final String textLiteral(String text) {
		if (text.indexOf('\\') < 0) {
			return super.textLiteral(text);
		}
		List<String> parts = new ArrayList<>();
		for (String part : text.split("(?<=\\\\)|(?=\\\\)")) {
			parts.add(part.equals("\\") ? "char(92 USING utf8mb4)" : super.textLiteral(part));
		}
		return "(concat(" + String.join(", ", parts) + "))";
	}

	@Override
	public final String insertDefaults(String table) {
		return "INSERT INTO " + table + " () VALUES ()";
	}

	@Override
	final String asText(String expression) {
		return "CAST(" + expression + " AS char)";
	}

	@Override
	final String noLimit() {
		return " LIMIT 18446744073709551615";
	}

	@Override
	public final String useIndexes(List<String> indexes) {
		return " FORCE INDEX (" + indexes.stream().map(this::quote).collect(Collectors.joining(", ")) + ")";
	}

	@Override
	public final boolean aggregateFilters() {
		return false;
	}

	@Override
	public final boolean groupFrames() {
		return false;
	}

	@Override
	public final String orderBy(String expression, boolean descending, @Nullable Boolean nullsFirst) {
		boolean usual = nullsFirst == null || nullsFirst != descending;
		String order = orderBy(expression, descending);
		return usual ? order : expression + (descending ? " IS NULL DESC, " : " IS NULL, ") + order;
	}

	@Override
	public final @Nullable SqlErrorKind errorKind(SQLException error) {
		return ERRORS.get(error.getErrorCode());
	}

	@Override
	public final String sameness(String left, String right, boolean same) {
		String condition = left + " <=> " + right;
		return same ? condition : "NOT (" + condition + ")";
	}

	// What is expected of each table, times the share of its rows that is left over.
	@Override
	public final long estimateOf(List<Map<String, String>> answer) {
		double rows = 1;
		for (Map<String, String> table : answer) {
			String expected = table.get("rows");
			if (expected == null) {
				return -1;
			}
			String filtered = table.getOrDefault("filtered", "100");
			rows *= Double.parseDouble(expected) * Double.parseDouble(filtered) / 100;
		}
		return answer.isEmpty() ? -1 : Math.round(rows);
	}

	@Override
	public final @Nullable BrokenConstraint brokenConstraint(SQLException error) {
		String message = String.valueOf(error.getMessage());
		String key = ErrorText.last(KEY, message);
		if (key != null) {
			return BrokenConstraint.named(key);
		}
		String constraint = ErrorText.last(CONSTRAINT, message);
		if (constraint != null) {
			return BrokenConstraint.named(constraint);
		}
		String column = ErrorText.last(COLUMN, message);
		return (column != null) ? BrokenConstraint.of(List.of(column)) : null;
	}

	@Override
	public final boolean readsBeforeItWrites() {
		return false;
	}

	@Override
	public final boolean limitsLists() {
		return false;
	}

	@Override
	public boolean locksGaps() {
		return true;
	}

}
