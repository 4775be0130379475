package io.masterrecord.dialect;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of SQLite 3.35 and later.
 * <p>
 * SQLite knows integers, floating point numbers, text and bytes. Temporal values are text
 * in ISO 8601 with six digits of a second, so that they sort as they should; a UUID is
 * text; a boolean is 1 or 0. A DECIMAL is exact to 15 digits, sizes of text are not
 * enforced, and case is ignored in ASCII only.
 */
final class SqliteDialect extends StandardDialect {

	/**
	 * Fails where rows refer to rows which do not exist: foreign keys are off until then.
	 */
	private static final List<String> REFERENCES = List.of("""
			CREATE TEMP TABLE masterrecord_references (broken integer CONSTRAINT \
			"rows refer to rows which do not exist" CHECK (broken = 0))""",
			"INSERT INTO temp.masterrecord_references SELECT count(*) FROM pragma_foreign_key_check",
			"DROP TABLE temp.masterrecord_references");

	private static final Pattern CONSTRAINT_FAILED = Pattern
		.compile("(?:UNIQUE|NOT NULL|CHECK) constraint failed: ([^)]+)");

	// The driver tells the extended code in its message only.
	private static final Pattern CODE = Pattern.compile("\\[SQLITE_([A-Z_]+)]");

	private static final Map<String, SqlErrorKind> ERRORS = Map.ofEntries(
			Map.entry("CONSTRAINT_UNIQUE", SqlErrorKind.DUPLICATE_KEY),
			Map.entry("CONSTRAINT_PRIMARYKEY", SqlErrorKind.DUPLICATE_KEY),
			Map.entry("CONSTRAINT_ROWID", SqlErrorKind.DUPLICATE_KEY),
			Map.entry("CONSTRAINT_NOTNULL", SqlErrorKind.INTEGRITY),
			Map.entry("CONSTRAINT_FOREIGNKEY", SqlErrorKind.INTEGRITY),
			Map.entry("CONSTRAINT_TRIGGER", SqlErrorKind.INTEGRITY),
			Map.entry("CONSTRAINT_CHECK", SqlErrorKind.INTEGRITY), Map.entry("BUSY", SqlErrorKind.CONFLICT),
			Map.entry("BUSY_TIMEOUT", SqlErrorKind.CONFLICT), Map.entry("BUSY_RECOVERY", SqlErrorKind.LOCKED),
			Map.entry("BUSY_SNAPSHOT", SqlErrorKind.CONFLICT), Map.entry("LOCKED", SqlErrorKind.CONFLICT),
			Map.entry("LOCKED_SHAREDCACHE", SqlErrorKind.CONFLICT), Map.entry("INTERRUPT", SqlErrorKind.TIMEOUT));

	// Backticks, since a name between double quotes that does not exist is taken for
	// text.
	private final SearchIndexes search = new SqliteSearch(this);

	private final JsonSql json = new SqliteJson();

	SqliteDialect() {
		super("sqlite", new IdentifierRule("sqlite", '`', 255, IdentifierRule.Unit.CHARACTERS, SqliteDialect::flaw));
	}

	private static @Nullable String flaw(String name) {
		return name.toLowerCase(Locale.ROOT).startsWith("sqlite_") ? "it starts with 'sqlite_'" : null;
	}

	@Override
	public boolean rowLists() {
		return false;
	}

	@Override
	public boolean fullJoins() {
		return true;
	}

	@Override
	public SearchIndexes search() {
		return this.search;
	}

	@Override
	boolean serves(String server) {
		return server.startsWith("sqlite");
	}

	@Override
	public ScriptForm scriptForm() {
		return new ScriptForm(List.of(".bail on", "PRAGMA foreign_keys = OFF;"), "BEGIN IMMEDIATE",
				Stream.concat(REFERENCES.stream(), Stream.of("COMMIT")).toList(), List.of(), false, null);
	}

	@Override
	public ServerVersion usualVersion() {
		return new ServerVersion(3, 53, 0);
	}

	@Override
	public BulkSql bulk() {
		return new SqliteBulkSql(this);
	}

	@Override
	boolean hasSequences() {
		return false;
	}

	@Override
	SqliteRenderer renderer(Schema before) {
		return new SqliteRenderer(this, before);
	}

	@Override
	public @Nullable List<SqlCommand> renderTogether(Schema before, SchemaOperation first, SchemaOperation second) {
		return NumberedKey.of(before, first, second)
			.map((key) -> renderer(before).rebuild(key.before(), key.after()))
			.orElse(null);
	}

	@Override
	public boolean enforcesSizes() {
		return false;
	}

	@Override
	public boolean transactionalDdl() {
		return true;
	}

	@Override
	public Optional<ForeignKeySwitch> foreignKeySwitch() {
		return Optional.of(new ForeignKeySwitch("SELECT foreign_keys FROM pragma_foreign_keys",
				"PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON", "PRAGMA foreign_key_check"));
	}

	@Override
	public boolean uniqueConstraintsAreIndexes() {
		return true;
	}

	@Override
	public ValueForm valueForm(TypeName type) {
		return switch (type) {
			case BOOLEAN -> ValueForm.INTEGER;
			case UUID, DATE, TIME, DATETIME, TIMESTAMP -> ValueForm.TEXT;
			default -> ValueForm.NATIVE;
		};
	}

	// A type name is free; a word in it decides how values are stored.
	@Override
	public String columnType(ColumnType type) {
		return switch (type.name()) {
			case BOOLEAN -> "boolean";
			case SMALLINT -> "smallint";
			case INTEGER -> "integer";
			case BIGINT -> "bigint";
			case REAL -> "real";
			case DOUBLE -> "double precision";
			case DECIMAL -> "numeric(%d,%d)".formatted(type.size(), type.scale());
			case VARCHAR -> "varchar(%d)".formatted(type.size());
			case TEXT -> "text";
			case UUID -> "uuid text";
			case DATE -> "date text";
			case TIME -> "time text";
			case DATETIME -> "datetime text";
			case TIMESTAMP -> "timestamp text";
			case BINARY -> (type.size() > 0) ? "blob(%d)".formatted(type.size()) : "blob";
			case JSON -> "json text";
			case ARRAY -> throw noArrays(type);
		};
	}

	@Override
	public String explain(String select) {
		return "EXPLAIN QUERY PLAN " + select;
	}

	// A decimal travels as text, which only a column turns into a number by itself.
	@Override
	public String placeholder(ColumnType type) {
		return (type.name() == TypeName.DECIMAL) ? "CAST(? AS NUMERIC)" : "?";
	}

	// Digits behind the fifteenth are noise of floating point, which would not be rounded
	// as the others do it, and would be in the way of comparisons if it were kept.
	@Override
	public String fitted(String expression, ColumnType type) {
		if (type.name() != TypeName.DECIMAL) {
			return expression;
		}
		String unit = "1" + "0".repeat(type.scale()) + ".0";
		return "(SELECT CASE typeof(v) WHEN 'real' THEN round(CAST(printf('%.15g', v * " + unit + ") AS real)) / "
				+ unit + " ELSE v END FROM (SELECT " + expression + " AS v))";
	}

	// NaN would arrive as NULL, and patterns end at the character NUL.
	@Override
	public @Nullable String objection(ColumnType type, Object value) {
		if (value instanceof String text) {
			return (text.indexOf('\0') >= 0) ? "it contains the character NUL" : null;
		}
		if (value instanceof BigDecimal decimal) {
			return isExact(decimal) ? null : "it has more than 15 digits, and is not kept exactly";
		}
		boolean real = value instanceof Double || value instanceof Float;
		return (real && Double.isNaN(((Number) value).doubleValue())) ? "it is not a number" : null;
	}

	/**
	 * Tell whether a number is the same as an integer of 64 bits or as a floating point
	 * number.
	 */
	private static boolean isExact(BigDecimal decimal) {
		if (decimal.scale() >= 0 && decimal.scale() <= 15 && decimal.precision() <= 15) {
			return true;
		}
		BigDecimal digits = decimal.stripTrailingZeros();
		boolean wide = digits.scale() <= 0 && digits.scale() > -18 && digits.toBigInteger().bitLength() < 64;
		return wide || (digits.precision() <= 15 && Math.abs(digits.scale()) < 300);
	}

	@Override
	public @Nullable String listed(String expression, boolean negated, ColumnType type) {
		return switch (type.name()) {
			case SMALLINT, INTEGER, BIGINT, VARCHAR, TEXT, UUID, DATE ->
				expression + (negated ? " NOT IN (" : " IN (") + "SELECT value FROM json_each(?))";
			default -> null;
		};
	}

	@Override
	public int maxValues() {
		return 32_766;
	}

	// An identity is a row number, whatever its type is called.
	@Override
	public ColumnType storedType(Column column) {
		return column.identity() ? ColumnType.of(TypeName.INTEGER) : super.storedType(column);
	}

	@Override
	public Catalog catalog() {
		return SqliteCatalog.INSTANCE;
	}

	@Override
	public RunLock runLock(String scope) {
		return new RunLock.Transaction("BEGIN IMMEDIATE");
	}

	// A rebuild changes the setting; whatever becomes of it, the session gets it back.
	@Override
	public List<SessionSetting> runSettings() {
		return List.of(new SessionSetting("PRAGMA legacy_alter_table", "PRAGMA legacy_alter_table = %s", "0"));
	}

	@Override
	public String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows) {
		return insert(table.name(), columns, rows) + onConflict(key, updating);
	}

	@Override
	public String booleanLiteral(boolean value) {
		return value ? "1" : "0";
	}

	@Override
	public String now(TypeName type) {
		return switch (type) {
			case TIMESTAMP -> "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')";
			case DATETIME -> "strftime('%Y-%m-%dT%H:%M:%f000', 'now')";
			case DATE -> "strftime('%Y-%m-%d', 'now')";
			case TIME -> "strftime('%H:%M:%f000', 'now')";
			default -> throw new IllegalArgumentException("'%s' is no moment".formatted(type));
		};
	}

	@Override
	String defaultExpression(String sql) {
		return "(" + sql + ")";
	}

	@Override
	public boolean rowLocks() {
		return false;
	}

	// From 3.53 on it takes groups to be in descending order that it reads in ascending
	// order from a sub-query.
	@Override
	public String sortedGroup(String key) {
		return "+" + key;
	}

	@Override
	public String lockRows(LockClause lock) {
		throw new DialectException(
				"Rows cannot be locked on sqlite: leave the lock out, since a writing transaction has the database to itself");
	}

	@Override
	public String sameness(String left, String right, boolean same) {
		return left + (same ? " IS " : " IS NOT ") + right;
	}

	@Override
	public String matches(String expression, boolean ignoreCase) {
		throw new DialectException(
				"There are no regular expressions on sqlite: use contains, startsWith, endsWith or like, or look at the rows in Java");
	}

	// A column takes whatever it is given, and a text that is no value stays as it is.
	@Override
	public String isNoValue(String expression, ColumnType type) {
		String text = "trim(" + expression + ")";
		return switch (type.name()) {
			case SMALLINT, INTEGER, BIGINT ->
				"ltrim(%1$s, '+-') = '' OR ltrim(%1$s, '+-') GLOB '*[^0-9]*'".formatted(text);
			case DECIMAL, REAL, DOUBLE -> "%1$s NOT GLOB '*[0-9]*' OR %1$s GLOB '*[^0-9.eE+-]*'".formatted(text);
			case UUID -> "length(%1$s) <> 36 OR %1$s GLOB '*[^0-9a-fA-F-]*'".formatted(expression);
			case DATE -> expression + " NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'";
			default -> "";
		};
	}

	@Override
	public boolean shared() {
		return false;
	}

	// LIKE ignores case always, so the pattern is turned into one of GLOB, which never
	// does.
	@Override
	public String like(String expression, boolean ignoreCase, ColumnType type) {
		String text = isText(type) ? expression : asText(expression);
		return ignoreCase ? text + " LIKE ? ESCAPE '!'" : text + " GLOB " + GlobPattern.of("?");
	}

	@Override
	String asText(String expression) {
		return "CAST(" + expression + " AS text)";
	}

	@Override
	String noLimit() {
		return " LIMIT 9223372036854775807";
	}

	@Override
	public int isolationLevel(int wanted) {
		return (wanted == Connection.TRANSACTION_REPEATABLE_READ) ? Connection.TRANSACTION_SERIALIZABLE : wanted;
	}

	@Override
	public @Nullable SqlErrorKind errorKind(SQLException error) {
		Matcher code = CODE.matcher(String.valueOf(error.getMessage()));
		return code.find() ? ERRORS.get(code.group(1)) : null;
	}

	@Override
	public @Nullable BrokenConstraint brokenConstraint(SQLException error) {
		String told = ErrorText.last(CONSTRAINT_FAILED, String.valueOf(error.getMessage()));
		if (told == null) {
			return null;
		}
		List<String> columns = Arrays.stream(told.split(","))
			.filter((name) -> name.indexOf('.') > 0)
			.map((name) -> name.substring(name.indexOf('.') + 1).strip())
			.toList();
		return columns.isEmpty() ? BrokenConstraint.named(told.strip()) : BrokenConstraint.of(columns);
	}

	@Override
	public JsonSql json() {
		return this.json;
	}

}
