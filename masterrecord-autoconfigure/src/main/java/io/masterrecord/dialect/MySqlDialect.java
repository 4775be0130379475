package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of MySQL 8.4.
 */
final class MySqlDialect extends MySqlFamilyDialect {

	private final MySqlFamilySearch search = new MySqlSearch(this);

	private final JsonSql json = new MySqlFamilyJson(collation(), "CAST(? AS JSON)");

	MySqlDialect() {
		super("mysql", MySqlDialect::flaw);
	}

	// Its driver looks for escapes such as {fn now()} between these quotes, too.
	static @Nullable String flaw(String name) {
		return (name.indexOf('{') >= 0) ? "the driver would take its '{' for an escape" : MySqlFamilyDialect.flaw(name);
	}

	@Override
	public boolean readsWhatItWrites() {
		return false;
	}

	@Override
	public boolean lateralJoins() {
		return true;
	}

	@Override
	public Catalog catalog() {
		return MySqlFamilyCatalog.MYSQL;
	}

	@Override
	public MySqlFamilySearch search() {
		return this.search;
	}

	@Override
	String globalStatus() {
		return "performance_schema.global_status";
	}

	@Override
	boolean serves(String server) {
		return server.startsWith("mysql") && !server.contains("mariadb");
	}

	// An index of parts of words leaves out each part with a word of a list in it, as
	// "a";
	// which list counts is decided when the index is created or its table rebuilt.
	@Override
	public List<SessionSetting> runSettings() {
		List<SessionSetting> settings = new ArrayList<>(super.runSettings());
		settings.add(new SessionSetting("SELECT @@innodb_ft_enable_stopword",
				"SET SESSION innodb_ft_enable_stopword = %s", "0"));
		return settings;
	}

	@Override
	public BulkSql bulk() {
		return new MySqlBulkSql(this);
	}

	@Override
	public ScriptForm scriptForm() {
		return new ScriptForm(SCRIPT, null, List.of(), List.of(), true, new MySqlScript(this));
	}

	@Override
	public ServerVersion usualVersion() {
		return new ServerVersion(8, 4, 0);
	}

	@Override
	public List<Impact> impact(Schema before, SchemaOperation operation, ServerVersion version, boolean online) {
		return new MySqlFamilyImpact(before, version.isAtLeast(8, 0, 12), version.isAtLeast(8, 0, 29), false)
			.of(operation);
	}

	@Override
	boolean hasSequences() {
		return false;
	}

	@Override
	MySqlFamilyRenderer renderer(Schema before) {
		return new MySqlRenderer(this, before);
	}

	@Override
	String uuidType() {
		return "char(36) character set ascii collate ascii_bin";
	}

	@Override
	String collation() {
		return "utf8mb4_0900_bin";
	}

	@Override
	public @Nullable String deleteReturning(String delete, List<String> columns) {
		return null;
	}

	@Override
	public @Nullable String insertReturning(String insert, List<String> columns) {
		return null;
	}

	@Override
	String jsonLiteral(String json) {
		return "(" + textLiteral(json) + ")";
	}

	// The name of the new row takes the place of the function VALUES(), which goes away.
	@Override
	String namedRow() {
		return " AS n";
	}

	@Override
	String given(String column) {
		return "n." + quote(column);
	}

	@Override
	public String matches(String expression, boolean ignoreCase) {
		return "REGEXP_LIKE(" + expression + ", ?, '" + (ignoreCase ? "i" : "c") + "')";
	}

	// Any other number makes the driver hold all rows in memory.
	@Override
	public RowStreaming rowStreaming() {
		return new RowStreaming(Integer.MIN_VALUE, false, true, null, null);
	}

	// Rows of a WITH clause that is joined to itself pass for sorted by the index that
	// joins them, even where they are read without it: neither sorted nor grouped then.
	@Override
	public boolean inlinesCommonTables() {
		return true;
	}

	@Override
	public String estimate(String select) {
		return "EXPLAIN FORMAT=TRADITIONAL " + select;
	}

	@Override
	public JsonSql json() {
		return this.json;
	}

	@Override
	boolean replaces(Routine.Kind kind) {
		return kind == Routine.Kind.VIEW;
	}

}
