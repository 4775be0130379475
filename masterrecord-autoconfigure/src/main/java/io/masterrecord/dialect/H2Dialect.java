package io.masterrecord.dialect;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import io.masterrecord.operation.SchemaOperation;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of H2 2.x in its regular mode.
 */
final class H2Dialect extends StandardDialect {

	private static final Pattern CONSTRAINT = Pattern.compile("violation: \"(?:\"\")?([^\":]+)(?:\"\")?: ");

	private static final Pattern KEY_COLUMNS = Pattern.compile(" ON [^(]+\\(([^)]*)\\)");

	private static final int LONGEST = 1_048_576;

	private static final Map<Integer, SqlErrorKind> ERRORS = Map.of(23505, SqlErrorKind.DUPLICATE_KEY, 23502,
			SqlErrorKind.INTEGRITY, 23503, SqlErrorKind.INTEGRITY, 23506, SqlErrorKind.INTEGRITY, 23513,
			SqlErrorKind.INTEGRITY, 50200, SqlErrorKind.LOCKED, 90131, SqlErrorKind.CONFLICT, 40001,
			SqlErrorKind.CONFLICT, 57014, SqlErrorKind.TIMEOUT);

	private final SearchIndexes search = new H2Search();

	H2Dialect() {
		super("h2", new IdentifierRule("h2", '"', 256, IdentifierRule.Unit.CHARACTERS, IdentifierRule.NO_FLAW));
	}

	// It keeps the values that a named sub-query had when a statement was run first, if
	// that is used inside of another sub-query.
	@Override
	public boolean inlinesCommonTables() {
		return true;
	}

	@Override
	public String useIndexes(List<String> indexes) {
		return " USE INDEX (" + indexes.stream().map(this::quote).collect(Collectors.joining(", ")) + ")";
	}

	@Override
	public SearchIndexes search() {
		return this.search;
	}

	@Override
	boolean serves(String server) {
		return server.startsWith("h2");
	}

	@Override
	public ScriptForm scriptForm() {
		return new ScriptForm(
				List.of("SET @masterrecord_zone = (SELECT setting_value FROM information_schema.settings "
						+ "WHERE setting_name = 'TIME ZONE');", "SET TIME ZONE 'UTC';"),
				null, List.of(), List.of("SET TIME ZONE @masterrecord_zone;"), false, null);
	}

	@Override
	public ServerVersion usualVersion() {
		return new ServerVersion(2, 4, 240);
	}

	@Override
	OperationRenderer renderer(Schema before) {
		return new H2Renderer(this, before);
	}

	@Override
	public ValueForm valueForm(TypeName type) {
		return switch (type) {
			case TIMESTAMP -> ValueForm.OFFSET_DATETIME;
			case JSON -> ValueForm.BYTES;
			default -> ValueForm.NATIVE;
		};
	}

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
			case VARCHAR -> (type.size() <= LONGEST) ? "varchar(%d)".formatted(type.size()) : "clob";
			case TEXT -> "clob";
			case UUID -> "uuid";
			case DATE -> "date";
			case TIME -> "time(6)";
			case DATETIME -> "timestamp(6)";
			case TIMESTAMP -> "timestamp(6) with time zone";
			case BINARY ->
				(type.size() > 0 && type.size() <= LONGEST) ? "varbinary(%d)".formatted(type.size()) : "blob";
			case JSON -> "json";
			case ARRAY -> arrayOf(columnType(type.elementType()));
		};
	}

	private static String arrayOf(String element) {
		return (element.equals("clob") ? "varchar" : element) + " array";
	}

	@Override
	String jsonLiteral(String json) {
		return "JSON " + textLiteral(json);
	}

	@Override
	public @Nullable List<SqlCommand> renderTogether(Schema before, SchemaOperation first, SchemaOperation second) {
		return Replacement.of(this, before, first, second)
			.filter((replacement) -> replacement.kind() == Routine.Kind.VIEW)
			.map((replacement) -> List.of(SqlCommand.of(replacement.replace())))
			.orElse(null);
	}

	@Override
	public List<SessionSetting> runSettings() {
		return List.of(new SessionSetting(
				"SELECT setting_value FROM information_schema.settings WHERE setting_name = 'TIME ZONE'",
				"SET TIME ZONE '%s'", "UTC"));
	}

	@Override
	String nextValue(String sequence) {
		return "NEXT VALUE FOR " + quote(sequence);
	}

	@Override
	String collate(String collation) {
		throw new DialectException(
				"The collation '%s' cannot belong to a column on h2: leave it out, or set the collation of the database"
					.formatted(collation));
	}

	@Override
	public @Nullable String arrayElementType(ColumnType type) {
		return (type.element() != null) ? columnType(type.elementType()) : null;
	}

	@Override
	public Catalog catalog() {
		return H2Catalog.INSTANCE;
	}

	@Override
	@Nullable String unindexable(Column column) {
		return switch (columnType(column.type())) {
			case "clob", "blob" -> "give it a size";
			default -> null;
		};
	}

	// A sub-query that takes the list apart needs seconds.
	@Override
	public @Nullable String listed(String expression, boolean negated, ColumnType type) {
		return switch (type.name()) {
			case SMALLINT, INTEGER, BIGINT, VARCHAR, TEXT, UUID, DATE ->
				expression + (negated ? " <> ALL (?)" : " = ANY (?)");
			default -> null;
		};
	}

	// No array of it has more elements.
	@Override
	public int mostListed() {
		return 65_536;
	}

	@Override
	public int maxValues() {
		return 100_000;
	}

	@Override
	public String updateReturning(String update, List<String> columns) {
		return insertReturning(update, columns);
	}

	@Override
	public String deleteReturning(String delete, List<String> columns) {
		return "SELECT " + String.join(", ", columns) + " FROM OLD TABLE (" + delete + ")";
	}

	@Override
	public String insertReturning(String insert, List<String> columns) {
		return "SELECT " + String.join(", ", columns) + " FROM FINAL TABLE (" + insert + ")";
	}

	@Override
	public String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows) {
		String row = columns.stream()
			.map((name) -> "CAST(? AS " + columnType(table, name) + ")")
			.collect(Collectors.joining(", ", "(", ")"));
		String given = columns.stream().map((name) -> "s." + quote(name)).collect(Collectors.joining(", "));
		return "MERGE INTO " + quote(table.name()) + " t USING (VALUES "
				+ IntStream.range(0, rows).mapToObj((index) -> row).collect(Collectors.joining(", ")) + ") s ("
				+ quote(columns) + ") ON ("
				+ key.stream()
					.map((name) -> "t." + quote(name) + " = s." + quote(name))
					.collect(Collectors.joining(" AND "))
				+ ")"
				+ (updating.isEmpty() ? ""
						: " WHEN MATCHED THEN UPDATE SET " + updating.stream()
							.map((name) -> quote(name) + " = s." + quote(name))
							.collect(Collectors.joining(", ")))
				+ " WHEN NOT MATCHED THEN INSERT (" + quote(columns) + ") VALUES (" + given + ")";
	}

	// Foreign keys are checked row by row, in an order of its own.
	@Override
	boolean upsertSeesItsRows() {
		return false;
	}

	private String columnType(Table table, String name) {
		return columnType(table.column(name)
			.orElseThrow(() -> new DialectException("Table '%s' has no column '%s'".formatted(table.name(), name)))
			.type());
	}

	// A cast to a type without zone would go through the zone of the session.
	@Override
	public String now(TypeName type) {
		return switch (type) {
			case TIMESTAMP -> "CURRENT_TIMESTAMP";
			case DATETIME -> utc("yyyy-MM-dd HH:mm:ss.SSSSSS", "timestamp(6)");
			case DATE -> utc("yyyy-MM-dd", "date");
			case TIME -> utc("HH:mm:ss.SSSSSS", "time(6)");
			default -> throw new IllegalArgumentException("'%s' is no moment".formatted(type));
		};
	}

	private static String utc(String pattern, String type) {
		return "CAST(formatdatetime(CURRENT_TIMESTAMP, '" + pattern + "', 'en', 'UTC') AS " + type + ")";
	}

	@Override
	String isoLiteral(TypeName type, String iso) {
		return switch (type) {
			case TIMESTAMP -> "timestamp with time zone '" + iso.replace('T', ' ').replace("Z", "+00") + "'";
			case DATETIME -> "timestamp '" + iso.replace('T', ' ') + "'";
			default -> super.isoLiteral(type, iso);
		};
	}

	@Override
	public @Nullable SqlErrorKind errorKind(SQLException error) {
		return ERRORS.get(error.getErrorCode());
	}

	@Override
	String strength(LockClause.Strength strength) {
		if (strength == LockClause.Strength.SHARE) {
			throw new DialectException("Rows cannot be locked for sharing on h2: lock them for an update");
		}
		return super.strength(strength);
	}

	@Override
	String lockedSources(List<String> sources) {
		throw new DialectException("The rows of some of the tables cannot be locked on h2: lock those of all");
	}

	@Override
	public String matches(String expression, boolean ignoreCase) {
		return "REGEXP_LIKE(" + expression + ", ?" + (ignoreCase ? ", 'i')" : ")");
	}

	@Override
	public RowStreaming rowStreaming() {
		return new RowStreaming(1000, false, false, "SET LAZY_QUERY_EXECUTION TRUE", "SET LAZY_QUERY_EXECUTION FALSE");
	}

	// It may be a server, but nearly always is a part of the only process.
	@Override
	public boolean shared() {
		return false;
	}

	@Override
	public @Nullable BrokenConstraint brokenConstraint(SQLException error) {
		String message = String.valueOf(error.getMessage());
		String name = ErrorText.last(CONSTRAINT, message);
		if (error.getErrorCode() == 23505) {
			Matcher columns = KEY_COLUMNS.matcher(message);
			return columns.find() ? BrokenConstraint.of(columnsOf(columns.group(1))) : null;
		}
		if (error.getErrorCode() == 23502) {
			return BrokenConstraint.of(ErrorText.quoted(message).stream().limit(1).toList());
		}
		return (name != null) ? BrokenConstraint.named(name) : null;
	}

	private static List<String> columnsOf(String list) {
		return Arrays.stream(list.split(","))
			.map((column) -> column.replaceFirst("( ASC| DESC)?( NULLS (FIRST|LAST))?$", "").replace("\"", "").strip())
			.toList();
	}

	@Override
	public JsonSql json() {
		throw new DialectException(
				"There is no way to look into JSON documents on h2: keep what is asked for in columns of its own, or look at the rows in Java");
	}

}
