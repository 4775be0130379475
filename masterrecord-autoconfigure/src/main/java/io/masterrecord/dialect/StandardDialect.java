package io.masterrecord.dialect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What the dialects have in common; a vendor overrides where it differs.
 */
abstract class StandardDialect implements Dialect {

	private final String id;

	private final IdentifierRule identifiers;

	StandardDialect(String id, IdentifierRule identifiers) {
		this.id = id;
		this.identifiers = identifiers;
	}

	@Override
	public final String id() {
		return this.id;
	}

	@Override
	public final String quote(String identifier) {
		return this.identifiers.quote(identifier);
	}

	@Override
	public final List<SqlCommand> render(Schema before, SchemaOperation operation) {
		return operation.accept(renderer(before));
	}

	/**
	 * Return the interpreter of operations.
	 * @param before the schema before the operation
	 */
	abstract OperationRenderer renderer(Schema before);

	/**
	 * Tell whether a server is one of this vendor's.
	 * @param server the name of the product and its version, in lower case
	 */
	abstract boolean serves(String server);

	/**
	 * Tell whether a row of an upsert may refer to a row before it in the same statement.
	 */
	boolean upsertSeesItsRows() {
		return true;
	}

	final String quote(Collection<String> identifiers) {
		return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
	}

	@Override
	public boolean transactionalDdl() {
		return false;
	}

	@Override
	public boolean uniqueConstraintsAreIndexes() {
		return false;
	}

	@Override
	public String booleanLiteral(boolean value) {
		return value ? "true" : "false";
	}

	@Override
	public String lockRows(LockClause lock) {
		String clause = strength(lock.strength());
		if (!lock.of().isEmpty()) {
			clause += lockedSources(lock.of());
		}
		return clause + switch (lock.waiting()) {
			case WAIT -> "";
			case NO_WAIT -> " NOWAIT";
			case SKIP_LOCKED -> " SKIP LOCKED";
		};
	}

	String strength(LockClause.Strength strength) {
		return switch (strength) {
			case UPDATE -> " FOR UPDATE";
			case SHARE -> " FOR SHARE";
		};
	}

	String lockedSources(List<String> sources) {
		return " OF " + String.join(", ", sources);
	}

	@Override
	public String like(String expression, boolean ignoreCase, ColumnType type) {
		String text = isText(type) ? expression : asText(expression);
		return ignoreCase ? likeIgnoringCase(text) : text + " LIKE ? ESCAPE '!'";
	}

	String likeIgnoringCase(String text) {
		return "lower(" + text + ") LIKE lower(?) ESCAPE '!'";
	}

	String asText(String expression) {
		return "CAST(" + expression + " AS varchar)";
	}

	static boolean isText(ColumnType type) {
		return type.name() == TypeName.VARCHAR || type.name() == TypeName.TEXT;
	}

	@Override
	public String limit(boolean limited, boolean skipping) {
		String clause = limited ? " LIMIT ?" : "";
		return skipping ? clause + (limited ? "" : noLimit()) + " OFFSET ?" : clause;
	}

	/**
	 * Tell whether a value has a year that cannot be told here; only dates have years.
	 */
	static boolean isOutside(Object value, int firstYear, int lastYear) {
		if (value instanceof String || value instanceof Number) {
			return false;
		}
		int year;
		if (value instanceof Instant instant) {
			year = instant.atOffset(ZoneOffset.UTC).getYear();
		}
		else if (value instanceof Temporal temporal && temporal.isSupported(ChronoField.YEAR)) {
			year = temporal.get(ChronoField.YEAR);
		}
		else {
			return false;
		}
		return year < firstYear || year > lastYear;
	}

	static boolean isFinite(Object value) {
		return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
	}

	/**
	 * Return the limit which an offset needs where it cannot stand alone.
	 */
	String noLimit() {
		return "";
	}

	@Override
	public String orderBy(String expression, boolean descending, @Nullable Boolean nullsFirst) {
		boolean first = (nullsFirst != null) ? nullsFirst : !descending;
		return orderBy(expression, descending) + (first ? " NULLS FIRST" : " NULLS LAST");
	}

	@Override
	public ColumnType storedType(Column column) {
		return typeOf(columnType(column.type())).orElse(column.type());
	}

	@Override
	public final Optional<ColumnType> typeOf(String type) {
		return VendorType.of(type).toColumnType(catalog().typeNames());
	}

	@Override
	public final Optional<String> defaultOf(Column column) {
		return Optional.ofNullable(column.defaultValue()).map((value) -> defaultValue(column.type(), value));
	}

	/**
	 * Return the SQL of the default of a column, without the word {@code default}.
	 * @param type the type of the column
	 * @param value the default
	 */
	final String defaultValue(ColumnType type, ColumnDefault value) {
		if (value instanceof ColumnDefault.Literal literal) {
			return Literals.of(this, type, literal.value());
		}
		if (value instanceof ColumnDefault.NextValue next) {
			return nextValue(next.sequence());
		}
		String sql = ((ColumnDefault.Expression) value).sql().strip();
		TypeName moment = Literals.moment(this, type, sql.toUpperCase(Locale.ROOT));
		return (moment != null) ? defaultExpression(now(moment)) : defaultExpression(sql);
	}

	String defaultExpression(String sql) {
		return sql;
	}

	@Override
	public abstract SearchIndexes search();

	/**
	 * Tell whether there are sequences.
	 */
	boolean hasSequences() {
		return true;
	}

	/**
	 * Return the expression of the next number of a sequence.
	 */
	String nextValue(String sequence) {
		throw noSequences(sequence);
	}

	final DialectException noSequences(String sequence) {
		return new DialectException(
				"The sequence '%s' cannot exist on %s, which has none: let the database number the rows with an identity"
					.formatted(sequence, this.id));
	}

	final DialectException noArrays(ColumnType type) {
		return new DialectException("A column of type %s cannot exist on %s, which has no arrays: keep the list as JSON"
			.formatted(type, this.id));
	}

	/**
	 * Return the clause by which texts of a column are compared.
	 */
	String collate(String collation) {
		return " COLLATE " + quote(collation);
	}

	String textLiteral(String text) {
		return Text.literal(text);
	}

	/**
	 * Return a constant of JSON.
	 */
	String jsonLiteral(String json) {
		return textLiteral(json);
	}

	/**
	 * Return a constant of a temporal type or a UUID.
	 * @param type the type
	 * @param iso the value as ISO 8601 with six digits of a second, or as the text of the
	 * UUID
	 */
	String isoLiteral(TypeName type, String iso) {
		return Text.literal(iso);
	}

	@Override
	public final String inline(SqlCommand command) {
		return Placeholders.replace(command.sql(), (number) -> literal(command.values().get(number)));
	}

	private String literal(TypedValue value) {
		Object content = value.value();
		if (content == null) {
			return "NULL";
		}
		return (content instanceof byte[] bytes) ? bytesLiteral(HexFormat.of().formatHex(bytes))
				: Literals.of(this, value.type(), content);
	}

	/**
	 * Return a constant of bytes.
	 */
	String bytesLiteral(String hex) {
		return "X'" + hex + "'";
	}

	/**
	 * Return a statement that inserts rows.
	 * @param table the table
	 * @param columns the columns that are given
	 * @param rows how many rows there are
	 */
	final String insert(String table, List<String> columns, int rows) {
		String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
		return "INSERT INTO " + quote(table) + " (" + quote(columns) + ") VALUES "
				+ String.join(", ", Collections.nCopies(rows, row));
	}

	/**
	 * Return the clause by which an insert updates what it meets.
	 */
	final String onConflict(List<String> key, List<String> updating) {
		return " ON CONFLICT (" + quote(key) + ") DO "
				+ (updating.isEmpty() ? "NOTHING"
						: "UPDATE SET " + updating.stream()
							.map((column) -> quote(column) + " = EXCLUDED." + quote(column))
							.collect(Collectors.joining(", ")));
	}

	/**
	 * Return what keeps a column out of an index or key, if anything does.
	 * @param column the column
	 */
	@Nullable String unindexable(Column column) {
		return null;
	}

}
