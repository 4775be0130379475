package io.masterrecord.dialect;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of MariaDB 10.7 and later.
 */
final class MariaDbDialect extends MySqlFamilyDialect {

	private final MySqlFamilySearch search = new MariaDbSearch(this);

	private final JsonSql json = new MySqlFamilyJson(collation(), "?");

	MariaDbDialect() {
		super("mariadb", MySqlFamilyDialect::flaw);
	}

	// Its version says so even to the driver of MySQL.
	@Override
	public Catalog catalog() {
		return MySqlFamilyCatalog.MARIADB;
	}

	@Override
	public MySqlFamilySearch search() {
		return this.search;
	}

	@Override
	String globalStatus() {
		return "information_schema.global_status";
	}

	@Override
	boolean serves(String server) {
		return server.contains("mariadb");
	}

	@Override
	public boolean logsFailures() {
		return true;
	}

	// Of three functions or more, it may compute one over the rows of another, if what
	// one of them sorts by is the start of what another one does.
	@Override
	public boolean confusesWindows() {
		return true;
	}

	// Such groups of joined rows are all lost in 11.4.
	@Override
	public boolean choosesCountedGroups() {
		return false;
	}

	@Override
	public BulkSql bulk() {
		return new MariaDbBulkSql(this);
	}

	@Override
	public ScriptForm scriptForm() {
		return new ScriptForm(SCRIPT, null, List.of(), List.of(), true, new MariaDbScript(this));
	}

	@Override
	public ServerVersion usualVersion() {
		return new ServerVersion(11, 4, 0);
	}

	@Override
	public List<Impact> impact(Schema before, SchemaOperation operation, ServerVersion version, boolean online) {
		return new MySqlFamilyImpact(before, version.isAtLeast(10, 3, 2), version.isAtLeast(10, 4, 0),
				version.isAtLeast(11, 2, 0))
			.of(operation);
	}

	@Override
	MySqlFamilyRenderer renderer(Schema before) {
		return new MariaDbRenderer(this, before);
	}

	@Override
	public @Nullable String listed(String expression, boolean negated, ColumnType type) {
		return (type.name() == TypeName.UUID) ? listed(expression, negated, "char(36)", "CAST(v AS uuid)")
				: super.listed(expression, negated, type);
	}

	@Override
	String uuidType() {
		return "uuid";
	}

	@Override
	String collation() {
		return "utf8mb4_nopad_bin";
	}

	@Override
	String given(String column) {
		return "VALUES(" + quote(column) + ")";
	}

	@Override
	String strength(LockClause.Strength strength) {
		return switch (strength) {
			case UPDATE -> super.strength(strength);
			case SHARE -> " LOCK IN SHARE MODE";
		};
	}

	@Override
	String lockedSources(List<String> sources) {
		throw new DialectException("The rows of some of the tables cannot be locked on mariadb: lock those of all");
	}

	// The flag at the start of the pattern decides, whatever the collation says.
	@Override
	public String matches(String expression, boolean ignoreCase) {
		return expression + " REGEXP CONCAT('" + (ignoreCase ? "(?i)" : "(?-i)") + "', ?)";
	}

	@Override
	public String estimate(String select) {
		return "EXPLAIN EXTENDED " + select;
	}

	@Override
	String nextValue(String sequence) {
		return "(nextval(" + quote(sequence) + "))";
	}

	// A document is a text with a check.
	@Override
	public ColumnType storedType(Column column) {
		return (column.type().name() == TypeName.JSON) ? ColumnType.of(TypeName.TEXT) : super.storedType(column);
	}

	@Override
	public JsonSql json() {
		return this.json;
	}

	// Another statement would make the driver hold the rest of the rows in memory,
	// however
	// many there are.
	@Override
	public RowStreaming rowStreaming() {
		return new RowStreaming(1000, false, true, null, null);
	}

	@Override
	boolean replaces(Routine.Kind kind) {
		return true;
	}

}
