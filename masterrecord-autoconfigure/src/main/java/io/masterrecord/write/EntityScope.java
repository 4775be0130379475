package io.masterrecord.write;

import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.KeyModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import io.masterrecord.query.Query;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * What the writers of one entity share: the entity, the way to its table, and how values
 * are filled in and checked.
 *
 * @param <T> the entity
 */
final class EntityScope<T> {

	private final EntityModel<T> model;

	private final WriteSetup setup;

	private final Set<String> tables;

	private final Optional<PropertyModel> version;

	EntityScope(EntityModel<T> model, WriteSetup setup) {
		this.model = model;
		this.setup = setup;
		this.tables = Set.of(model.table());
		this.version = model.version();
	}

	EntityModel<T> model() {
		return this.model;
	}

	KeyModel key() {
		return this.model.key();
	}

	Optional<PropertyModel> version() {
		return this.version;
	}

	StatementGate gate() {
		return this.setup.gate();
	}

	Dialect dialect() {
		return gate().dialect();
	}

	Auditing auditing() {
		return this.setup.auditing();
	}

	UuidV7Generator uuids() {
		return this.setup.uuids();
	}

	/**
	 * Return a query of the rows that the filters of the entity let through.
	 */
	Query<T> query() {
		return Query.of(this.model, this.setup.queries());
	}

	/**
	 * Tell whether there are rows that the filters of the entity hide.
	 */
	boolean isFiltered() {
		return rowFilter() != null;
	}

	PacketLimit packets() {
		return this.setup.packets();
	}

	EntityValidator validator() {
		return this.setup.validator();
	}

	InstanceHooks<T> hooks() {
		return this.setup.hooks().of(this.model.type());
	}

	WriteListeners listeners() {
		return this.setup.listeners();
	}

	/**
	 * Return the table, quoted.
	 */
	String table() {
		return dialect().quote(this.model.table());
	}

	String quoted(PropertyModel property) {
		return dialect().quote(property.column());
	}

	List<String> quoted(Collection<PropertyModel> properties) {
		return properties.stream().map(this::quoted).toList();
	}

	String columns(Collection<PropertyModel> properties) {
		return properties.stream().map(this::quoted).collect(Collectors.joining(", "));
	}

	SqlStatement statement(StatementKind kind, String sql, List<TypedValue> values) {
		return new SqlStatement(sql, values, this.tables, kind);
	}

	/**
	 * Return a statement on rows, of which only those count that the filters of the
	 * entity let through.
	 * @param sql the text, which ends in a condition
	 * @param values the values of the text
	 * @param except the names of filters that do not apply
	 */
	SqlStatement filtered(StatementKind kind, String sql, List<TypedValue> values, String... except) {
		SqlCommand filter = rowFilter(except);
		return (filter == null) ? statement(kind, sql, values)
				: statement(kind, sql + " AND (" + filter.sql() + ")", and(values, filter));
	}

	/**
	 * Return a statement on many rows, of which only those count that the filters of the
	 * entity let through.
	 * @param sql the text, which ends in a condition
	 * @param rows the values of the text, row by row
	 */
	SqlBatch filtered(StatementKind kind, String sql, List<List<TypedValue>> rows) {
		SqlCommand filter = rowFilter();
		return (filter == null) ? batch(kind, sql, rows) : batch(kind, sql + " AND (" + filter.sql() + ")",
				rows.stream().map((values) -> and(values, filter)).toList());
	}

	/**
	 * Return a statement on all rows that the filters of the entity let through.
	 * @param sql the text, which has no condition
	 */
	SqlStatement filteredAll(StatementKind kind, String sql, List<TypedValue> values) {
		SqlCommand filter = rowFilter();
		return (filter == null) ? statement(kind, sql, values)
				: statement(kind, sql + " WHERE " + filter.sql(), and(values, filter));
	}

	/**
	 * Take the right to write, where there is one writer at a time, before something is
	 * read that decides what is written.
	 */
	void claim() {
		requireFilters();
		String claim = dialect().bulk().claim(this.model.table());
		if (claim != null && gate().inTransaction()) {
			gate().update(statement(StatementKind.OTHER, claim, List.of()));
		}
	}

	/**
	 * Refuse to look at rows that filters hide while they have no values.
	 */
	void requireFilters() {
		isFiltered();
	}

	private @Nullable SqlCommand rowFilter(String... except) {
		return this.setup.queries().rowFilter(this.model, Set.of(except)).orElse(null);
	}

	private static List<TypedValue> and(List<TypedValue> values, SqlCommand filter) {
		List<TypedValue> all = new ArrayList<>(values);
		all.addAll(filter.values());
		return all;
	}

	/**
	 * Return a select that locks the rows it reads, where rows can be locked.
	 */
	SqlStatement locking(SqlStatement select) {
		return dialect().rowLocks()
				? new SqlStatement(select.sql() + dialect().lockRows(), select.values(), select.tables(), select.kind())
				: select;
	}

	/**
	 * Return the values which filters demand of the rows that are written.
	 */
	Map<PropertyModel, Object> demandedValues() {
		return this.setup.queries().filters().demandedValues(this.model);
	}

	SqlBatch batch(StatementKind kind, String sql, List<List<TypedValue>> rows) {
		return new SqlBatch(sql, rows, this.tables, kind);
	}

	Object requiredId(T entity) {
		return required(key().get(entity));
	}

	/**
	 * Return the id of an instance whose properties have been read.
	 */
	Object requiredId(T entity, PropertyValues values) {
		return key().isComposite() ? requiredId(entity) : required(values.get(key().properties().get(0)));
	}

	private Object required(@Nullable Object id) {
		if (id == null || isAbsent(id)) {
			throw new InvalidDataAccessApiUsageException(
					"This '%s' has no id, so it cannot be updated or deleted: insert or save it first"
						.formatted(this.model.type().getSimpleName()));
		}
		return id;
	}

	/**
	 * Return the id of a row that brings it along or has got one of our own.
	 */
	Object givenId(PendingRow<T> row) {
		Object filled = key().single().map(row.filled()::get).orElse(null);
		return (filled != null) ? filled : requiredId(row.entity());
	}

	/**
	 * Return the values of an id, one for each of its columns.
	 */
	List<TypedValue> idValues(Object id) {
		List<PropertyModel> properties = key().properties();
		if (!key().isComposite()) {
			PropertyModel only = properties.get(0);
			List<TypedValue> value = new ArrayList<>(2);
			value.add(new TypedValue(only.type(), only.toColumn(id)));
			return value;
		}
		List<Object> given = key().valuesOf(id);
		List<TypedValue> values = new ArrayList<>(given.size() + 1);
		for (int i = 0; i < given.size(); i++) {
			values.add(new TypedValue(properties.get(i).type(), properties.get(i).toColumn(given.get(i))));
		}
		return values;
	}

	/**
	 * Return the condition that finds the row of an id.
	 */
	String idCondition() {
		return key().properties().stream().map((id) -> quoted(id) + " = ?").collect(Collectors.joining(" AND "));
	}

	/**
	 * Return the condition that finds the row of an instance in the version it was read
	 * in.
	 */
	String rowCondition() {
		String byId = idCondition();
		return this.version.map((version) -> byId + " AND " + quoted(version) + " = ?").orElse(byId);
	}

	List<TypedValue> rowValues(T entity) {
		List<TypedValue> values = idValues(requiredId(entity));
		this.version.ifPresent((version) -> values.add(versionValue(version, Versions.stored(version, entity))));
		return values;
	}

	static TypedValue versionValue(PropertyModel version, long value) {
		return new TypedValue(version.type(), version.toColumn(Versions.boxed(version, value)));
	}

	void requireCount(int count) {
		if (count == Statement.SUCCESS_NO_INFO) {
			throw new InvalidDataAccessResourceUsageException(
					"The driver does not tell how many rows of '%s' it changed, so versions cannot be checked: turn its bulk statements off"
						.formatted(this.model.table()));
		}
	}

	static boolean isAbsent(@Nullable Object value) {
		return value == null || (value instanceof Optional<?> optional && optional.isEmpty());
	}

	/**
	 * Tell whether an id that the database or this package generates is still missing.
	 */
	static boolean isUnset(@Nullable Object value) {
		return isAbsent(value) || (value instanceof Number number && number.longValue() == 0);
	}

}
