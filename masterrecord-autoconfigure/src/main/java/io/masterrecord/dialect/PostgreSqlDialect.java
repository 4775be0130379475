package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of PostgreSQL.
 */
final class PostgreSqlDialect extends StandardDialect {

	/** How long a change of the schema waits for a lock before it is tried again. */
	static final String LOCK_TIMEOUT = "2s";

	private static final int LONGEST_VARCHAR = 10_485_760;

	private static final Map<String, SqlErrorKind> ERRORS = Map.of("23505", SqlErrorKind.DUPLICATE_KEY, "23502",
			SqlErrorKind.INTEGRITY, "23503", SqlErrorKind.INTEGRITY, "23001", SqlErrorKind.INTEGRITY, "23514",
			SqlErrorKind.INTEGRITY, "55P03", SqlErrorKind.LOCKED, "40P01", SqlErrorKind.CONFLICT, "40001",
			SqlErrorKind.CONFLICT, "57014", SqlErrorKind.TIMEOUT);

	private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d{1,18})");

	private final PostgreSqlSearch search = new PostgreSqlSearch(this);

	private final JsonSql json = new PostgreSqlJson();

	PostgreSqlDialect() {
		super("postgresql",
				new IdentifierRule("postgresql", '"', 63, IdentifierRule.Unit.UTF8_BYTES, IdentifierRule.NO_FLAW));
	}

	// A query without a type is one of texts.
	@Override
	public String noValues(ColumnType type) {
		return "SELECT CAST(NULL AS " + columnType(type) + ") WHERE 1 = 0";
	}

	@Override
	public boolean fullJoins() {
		return true;
	}

	@Override
	public boolean lateralJoins() {
		return true;
	}

	@Override
	public PostgreSqlSearch search() {
		return this.search;
	}

	@Override
	boolean serves(String server) {
		return server.startsWith("postgresql");
	}

	@Override
	public BulkSql bulk() {
		return new PostgreSqlBulkSql(this);
	}

	@Override
	public ScriptForm scriptForm() {
		return new ScriptForm(
				List.of("\\set ON_ERROR_STOP on", "SET client_encoding = 'UTF8';",
						zone("'masterrecord.time_zone', current_setting('TimeZone')"), "SET TIME ZONE 'UTC';"),
				"BEGIN", List.of("COMMIT"), List.of(zone("'TimeZone', current_setting('masterrecord.time_zone')")),
				false, this::scriptBlock);
	}

	// A query would print what it returns.
	private static String zone(String setting) {
		return "DO $masterrecord$ BEGIN PERFORM set_config(" + setting + ", false); END $masterrecord$;";
	}

	/**
	 * A block decides when it runs, and takes effect as a whole; a statement is parsed
	 * only if it comes to it.
	 */
	private List<String> scriptBlock(ScriptBlock block) {
		List<String> lines = new ArrayList<>();
		lines.add("DO $masterrecord$");
		lines.add("BEGIN");
		lines.add("  IF NOT EXISTS (%s) THEN".formatted(block.done()));
		block.refusals().forEach((refusal) -> {
			lines.add("    IF EXISTS (%s) THEN".formatted(refusal.query()));
			lines.add("      RAISE EXCEPTION USING MESSAGE = %s;".formatted(textLiteral(refusal.message())));
			lines.add("    END IF;");
		});
		block.parts().forEach((part) -> {
			part.statements().forEach((statement) -> lines.add("    EXECUTE %s;".formatted(textLiteral(statement))));
			part.records().forEach((statement) -> lines.add("    %s;".formatted(statement)));
		});
		lines.add("  END IF;");
		lines.add("END");
		lines.add("$masterrecord$;");
		return lines;
	}

	@Override
	String bytesLiteral(String hex) {
		return "'\\x" + hex + "'::bytea";
	}

	@Override
	public ServerVersion usualVersion() {
		return new ServerVersion(18, 0, 0);
	}

	@Override
	public List<Impact> impact(Schema before, SchemaOperation operation, ServerVersion version, boolean online) {
		return new PostgreSqlImpact(before, version, online).of(operation);
	}

	@Override
	OperationRenderer renderer(Schema before) {
		return new PostgreSqlRenderer(this, before);
	}

	@Override
	public boolean transactionalDdl() {
		return true;
	}

	@Override
	public ValueForm valueForm(TypeName type) {
		return switch (type) {
			case TIMESTAMP -> ValueForm.OFFSET_DATETIME;
			case JSON -> ValueForm.OTHER;
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
			case VARCHAR -> (type.size() <= LONGEST_VARCHAR) ? "varchar(%d)".formatted(type.size()) : "text";
			case TEXT -> "text";
			case UUID -> "uuid";
			case DATE -> "date";
			case TIME -> "time(6)";
			case DATETIME -> "timestamp(6)";
			case TIMESTAMP -> "timestamptz(6)";
			case BINARY -> "bytea";
			case JSON -> "jsonb";
			case ARRAY -> columnType(type.elementType()) + "[]";
		};
	}

	@Override
	String nextValue(String sequence) {
		return "nextval(" + textLiteral(quote(sequence)) + ")";
	}

	@Override
	public int maxValues() {
		return 65_535;
	}

	@Override
	public Catalog catalog() {
		return PostgreSqlCatalog.INSTANCE;
	}

	@Override
	public String arrayElementType(ColumnType type) {
		return switch (type.name()) {
			case BOOLEAN -> "bool";
			case SMALLINT, INTEGER, BIGINT -> "int8";
			case REAL, DOUBLE -> "float8";
			case DECIMAL -> "numeric";
			case VARCHAR, TEXT -> "text";
			case UUID -> "uuid";
			case DATE -> "date";
			case TIME -> "time";
			case DATETIME -> "timestamp";
			case TIMESTAMP -> "timestamptz";
			case BINARY -> "bytea";
			case JSON -> "jsonb";
			case ARRAY -> arrayElementType(type.elementType());
		};
	}

	@Override
	public @Nullable String objection(ColumnType type, Object value) {
		if (isOutside(value, -4711, 294_275)) {
			return "its year is not between -4711 and 294275";
		}
		return (value instanceof String text && text.indexOf('\0') >= 0) ? "it contains the character NUL" : null;
	}

	@Override
	public RunLock runLock(String scope) {
		String key = "hashtextextended(" + textLiteral("masterrecord/" + scope) + ", 0)";
		return new RunLock.Session(SqlCommand.of("SELECT CAST(pg_try_advisory_lock(" + key + ") AS integer)"),
				SqlCommand.of("SELECT pg_advisory_unlock(" + key + ")"), SqlCommand.of("""
						SELECT concat_ws(' ', 'process', a.pid, a.usename, host(a.client_addr), a.application_name) \
						FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid \
						WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.database = \
						(SELECT oid FROM pg_database WHERE datname = current_database()) \
						AND ((l.classid::bigint << 32) | l.objid::bigint) = %s""".formatted(key)),
				"SELECT set_config('application_name', ?, false)",
				new RunLock.Proof(
						SqlCommand
							.of("""
									SELECT COUNT(*) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
									AND l.pid = pg_backend_pid() AND ((l.classid::bigint << 32) | l.objid::bigint) = %s"""
								.formatted(key)),
						SqlCommand.of("SELECT pg_backend_pid()"), SqlCommand.of("""
								SELECT CASE WHEN pg_is_in_recovery() THEN 'this server is a standby, which takes no \
								changes: let the data source of the migrations lead to the primary' END"""),
						RunLock.Proof.NOTHING));
	}

	@Override
	public @Nullable Long sessionOf(Connection connection) {
		return PostgreSqlDriver.session(connection);
	}

	// A change waits for its locks briefly only, so that those who come after it do not
	// queue behind it. A plan that was made for an empty table is not kept while a
	// migration fills it.
	@Override
	public @Nullable OnlineChange renderOnline(Schema before, SchemaOperation operation) {
		return PostgreSqlOnline.of(this, before, operation);
	}

	/**
	 * A view whose columns change, or a function whose result does, cannot be replaced:
	 * it goes and comes again then. A function with other arguments is another function,
	 * beside which the old one stays if something calls it still.
	 */
	@Override
	public @Nullable List<SqlCommand> renderTogether(Schema before, SchemaOperation first, SchemaOperation second) {
		return Replacement.of(this, before, first, second)
			.map((replacement) -> (replacement.kind() == Routine.Kind.TRIGGER)
					? List.of(SqlCommand.of(replacement.drop()), SqlCommand.of(replacement.create()))
					: List.of(SqlCommand.of("DO " + textLiteral(replaceIfPossible(replacement, second)))))
			.orElse(null);
	}

	private String replaceIfPossible(Replacement replacement, SchemaOperation creation) {
		String drop = textLiteral(replacement.drop());
		String replace = "BEGIN EXECUTE %s; EXCEPTION WHEN invalid_table_definition OR invalid_function_definition THEN EXECUTE %s; EXECUTE %s; END"
			.formatted(textLiteral(replacement.replace()), drop, textLiteral(replacement.create()));
		if (!(creation instanceof CreateRoutine create) || replacement.kind() != Routine.Kind.FUNCTION) {
			return replace;
		}
		String count = "(SELECT count(*) FROM pg_catalog.pg_proc WHERE proname = %s AND pronamespace = current_schema()::regnamespace)"
			.formatted(textLiteral(create.routine().name()));
		return "DECLARE known bigint := %s; BEGIN %s; IF %s > known THEN BEGIN EXECUTE %s; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END; END IF; END"
			.formatted(count, replace, count, drop);
	}

	@Override
	public @Nullable String grants(Routine routine) {
		return PostgreSqlGrants.of(routine);
	}

	@Override
	public List<SessionSetting> runSettings() {
		return List.of(new SessionSetting("SHOW lock_timeout", "SET lock_timeout = '%s'", LOCK_TIMEOUT),
				new SessionSetting("SHOW statement_timeout", "SET statement_timeout = '%s'", "0"),
				new SessionSetting("SHOW TimeZone", "SET TIME ZONE '%s'", "UTC"),
				new SessionSetting("SHOW plan_cache_mode", "SET plan_cache_mode = '%s'", "force_custom_plan"),
				new SessionSetting("SELECT replace(current_setting('application_name'), '''', '''''')",
						"SET application_name = '%s'", "masterrecord"));
	}

	@Override
	public String upsert(Table table, List<String> columns, List<String> key, List<String> updating, int rows) {
		return insert(table.name(), columns, rows) + onConflict(key, updating);
	}

	@Override
	public String now(TypeName type) {
		return switch (type) {
			case TIMESTAMP -> "CURRENT_TIMESTAMP";
			case DATETIME -> "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')";
			case DATE -> "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS date)";
			case TIME -> "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS time)";
			default -> throw new IllegalArgumentException("'%s' is no moment".formatted(type));
		};
	}

	// ilike, not lower(): a trigram index on the column itself serves it.
	@Override
	String likeIgnoringCase(String text) {
		return text + " ILIKE ? ESCAPE '!'";
	}

	@Override
	public String matches(String expression, boolean ignoreCase) {
		return expression + (ignoreCase ? " ~* ?" : " ~ ?");
	}

	// Without a transaction the driver fetches all rows, whatever it is told.
	@Override
	public RowStreaming rowStreaming() {
		return new RowStreaming(1000, true, false, null, null);
	}

	@Override
	public String estimate(String select) {
		return "EXPLAIN (FORMAT JSON) " + select;
	}

	// The first number of rows is that of the whole plan.
	@Override
	public long estimateOf(List<Map<String, String>> answer) {
		String plan = answer.isEmpty() ? "" : answer.get(0).getOrDefault("query plan", "");
		Matcher rows = PLAN_ROWS.matcher(plan);
		return rows.find() ? Long.parseLong(rows.group(1)) : -1;
	}

	// The escaping form does not depend on the setting standard_conforming_strings.
	@Override
	String textLiteral(String text) {
		String literal = Text.literal(text);
		return (literal.indexOf('\\') < 0) ? literal : "E" + literal.replace("\\", "\\\\");
	}

	@Override
	public @Nullable SqlErrorKind errorKind(SQLException error) {
		return ERRORS.get(String.valueOf(error.getSQLState()));
	}

	// Names stand between double quotes in the first line: that of the constraint last,
	// of a
	// column that is not null first.
	@Override
	public @Nullable BrokenConstraint brokenConstraint(SQLException error) {
		List<String> names = ErrorText.quoted(String.valueOf(error.getMessage()).lines().findFirst().orElse(""));
		if (names.isEmpty()) {
			return null;
		}
		return switch (String.valueOf(error.getSQLState())) {
			case "23502" -> BrokenConstraint.of(names.subList(0, 1));
			case "23503", "23505", "23514", "23P01" -> BrokenConstraint.named(names.get(names.size() - 1));
			default -> null;
		};
	}

	@Override
	public JsonSql json() {
		return this.json;
	}

}
