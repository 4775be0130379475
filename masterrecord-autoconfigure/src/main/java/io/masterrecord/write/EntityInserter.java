package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.UUID;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.IdGeneration;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Inserts rows of one entity. Rows that name the same columns share a statement; where
 * the table refers to itself, only neighbours do, since a row may refer to one before it.
 *
 * @param <T> the entity
 */
final class EntityInserter<T> {

	/**
	 * Statements that are sent with one preparation; their values are kept until then.
	 */
	static final int MOST_PARTS = 16;

	/** Fewer rows are not worth the statements around them. */
	private static final int LEAST_COUNTED = 1000;

	private static final Comparator<List<@Nullable Object>> BY_NUMBER = Comparator
		.comparingLong(EntityInserter::number);

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final KeyedInserts<T> keyed;

	/** Whether a row may refer to another one. */
	private final boolean ordered;

	private final PropertyModel[] properties;

	private final Map<List<PropertyModel>, InsertShape> shapes = new ConcurrentHashMap<>();

	EntityInserter(EntityScope<T> scope, RowLookup<T> lookup) {
		this.scope = scope;
		this.lookup = lookup;
		this.keyed = new KeyedInserts<>(scope, lookup);
		this.properties = scope.model().properties().toArray(PropertyModel[]::new);
		this.ordered = scope.model()
			.toTable()
			.foreignKeys()
			.stream()
			.anyMatch((key) -> key.targetTable().equals(scope.model().table()));
	}

	/**
	 * Write rows that were prepared and checked. What the database filled in is noted in
	 * them; no instance is touched.
	 */
	void insert(List<PendingRow<T>> rows) {
		for (List<PendingRow<T>> run : runs(rows)) {
			InsertShape shape = shape(run.get(0));
			if (run.size() >= LEAST_COUNTED && shape.deliversNumberOnly() && areCounted()) {
				insertCounting(shape, run);
			}
			else {
				insertAsked(shape, run);
			}
		}
	}

	/**
	 * Tell whether the numbers of the first and of the last row tell those between:
	 * whoever writes is alone, and no trigger takes numbers too.
	 */
	private boolean areCounted() {
		String triggers = this.scope.dialect().bulk().takesNumbers(this.scope.model().table());
		return triggers != null && this.scope.gate().inTransaction()
				&& this.scope.gate()
					.query(this.scope.statement(StatementKind.SELECT, triggers, List.of()),
							(found) -> found.next() && found.getInt(1) == 0);
	}

	/**
	 * Insert rows without asking for each number.
	 */
	private void insertCounting(InsertShape shape, List<PendingRow<T>> run) {
		PropertyModel id = shape.delivered().get(0);
		insertAsked(shape, run.subList(0, 1));
		insertUnasked(shape, run.subList(1, run.size()));
		long first = ((Number) found(id.toColumn(run.get(0).filled().get(id)))).longValue();
		long last = this.scope.gate()
			.query(this.scope.statement(StatementKind.SELECT, this.scope.dialect().bulk().lastNumber(), List.of()),
					(found) -> found.next() ? found.getLong(1) : 0);
		if (last != first + run.size() - 1) {
			throw new InvalidDataAccessResourceUsageException(
					"%d rows of '%s' were inserted with the numbers %d to %d, which do not tell which row has which: something else numbers rows of the table, too. Insert less than %d rows at a time, or load them, which asks for no numbers"
						.formatted(run.size(), this.scope.model().table(), first, last, LEAST_COUNTED));
		}
		for (int i = 1; i < run.size(); i++) {
			run.get(i).note(id, id.fromColumn(first + i));
		}
	}

	/**
	 * Insert rows that were prepared and checked, without reading anything back: as a
	 * stream where the database takes one.
	 */
	void load(List<PendingRow<T>> rows) {
		for (List<PendingRow<T>> run : runs(rows)) {
			InsertShape shape = shape(run.get(0));
			String command = shape.loadText();
			List<List<TypedValue>> values = run.stream().map(PendingRow::values).toList();
			if (command == null || !values.stream().allMatch(RowValues::fitIntoLists)
					|| this.scope.gate().load(this.scope.batch(StatementKind.INSERT, command, values)) < 0) {
				insertUnasked(shape, run);
			}
		}
	}

	/**
	 * Insert rows without reading anything back. Statements of as many rows are prepared
	 * once.
	 */
	private void insertUnasked(InsertShape shape, List<PendingRow<T>> rows) {
		List<List<TypedValue>> values = rows.stream().map(PendingRow::values).toList();
		List<List<TypedValue>> bound = new ArrayList<>();
		String sql = "";
		for (int start = 0; start < rows.size();) {
			int end = start + shape.rowsOfOneSilentStatement(values, start);
			SqlStatement statement = shape.insert(values.subList(start, end));
			if (!bound.isEmpty() && (bound.size() == MOST_PARTS || !statement.sql().equals(sql))) {
				this.scope.gate().batch(this.scope.batch(StatementKind.INSERT, sql, bound));
				bound = new ArrayList<>();
			}
			sql = statement.sql();
			bound.add(statement.values());
			start = end;
		}
		this.scope.gate().batch(this.scope.batch(StatementKind.INSERT, sql, bound));
	}

	private void insertAsked(InsertShape shape, List<PendingRow<T>> run) {
		List<List<TypedValue>> values = run.stream().map(PendingRow::values).toList();
		List<Part<T>> parts = new ArrayList<>();
		for (int start = 0; start < run.size();) {
			int end = start + shape.rowsOfOneStatement(values, start);
			List<List<TypedValue>> some = values.subList(start, end);
			SqlStatement returning = shape.deliversNothing() ? null : shape.insertReturning(some);
			Part<T> part = new Part<>(run.subList(start, end), some, returning);
			if (!parts.isEmpty() && (parts.size() == MOST_PARTS || !parts.get(0).sameText(part))) {
				insert(shape, parts);
				parts.clear();
			}
			parts.add(part);
			start = end;
		}
		insert(shape, parts);
	}

	/**
	 * Insert rows with one statement, which is prepared once.
	 */
	private void insert(InsertShape shape, List<Part<T>> parts) {
		SqlStatement first = parts.get(0).returning();
		if (first == null) {
			parts.forEach((part) -> insertAndLookUp(shape, part));
			return;
		}
		RowReading reading = RowReading.of(shape.delivered(), this.scope.dialect());
		List<List<List<@Nullable Object>>> delivered = (parts.size() == 1)
				? List.of(this.scope.gate().updateReturning(first, List.of(), reading))
				: this.scope.gate()
					.updateReturning(this.scope.batch(first.kind(), first.sql(),
							parts.stream().map((part) -> Objects.requireNonNull(part.returning()).values()).toList()),
							reading);
		for (int i = 0; i < parts.size(); i++) {
			List<PendingRow<T>> rows = parts.get(i).rows();
			complete(shape.delivered(), rows, inOrder(shape, rows, delivered.get(i)));
		}
	}

	private void insertAndLookUp(InsertShape shape, Part<T> part) {
		if (shape.deliversNothing()) {
			this.scope.gate().update(shape.insert(part.values()));
		}
		else {
			complete(shape.delivered(), part.rows(),
					this.keyed.insert(shape, part.rows(), shape.insert(part.values())));
		}
	}

	/**
	 * Cut rows into runs that name the same columns: neighbours where a row may refer to
	 * one before it, and all of the same columns elsewhere.
	 */
	private Collection<List<PendingRow<T>>> runs(List<PendingRow<T>> rows) {
		Map<List<PropertyModel>, List<PendingRow<T>>> open = new LinkedHashMap<>();
		List<List<PendingRow<T>>> closed = new ArrayList<>();
		List<PropertyModel> given = null;
		List<PendingRow<T>> run = List.of();
		for (PendingRow<T> row : rows) {
			if (row.given() != given) {
				given = row.given();
				if (this.ordered && !open.containsKey(given)) {
					closed.addAll(open.values());
					open.clear();
				}
				run = open.computeIfAbsent(given, (columns) -> new ArrayList<>());
			}
			run.add(row);
		}
		closed.addAll(open.values());
		return closed;
	}

	// Made outside of the map: the first of all shapes takes a connection to find out the
	// dialect, and another thread may hold the last one while it waits for the map.
	private InsertShape shape(PendingRow<T> row) {
		InsertShape known = this.shapes.get(row.given());
		if (known != null) {
			return known;
		}
		InsertShape made = new InsertShape(this.scope, row);
		InsertShape other = this.shapes.putIfAbsent(List.copyOf(row.given()), made);
		return (other != null) ? other : made;
	}

	PendingRow<T> prepare(T entity, Instant now, @Nullable PendingRow<T> before) {
		PropertyValues values = this.scope.model().values(entity);
		PendingRow<T> row = new PendingRow<>(WriteKind.INSERT, entity, values, before);
		for (PropertyModel property : this.properties) {
			Object value = values.get(property);
			if (property.isId()) {
				prepareId(row, property, value);
			}
			else if (property.isVersion()) {
				row.fill(property, Versions.first(property));
			}
			else {
				Object ours = property.isAudited() ? this.scope.auditing().valueFor(property, now) : null;
				prepareValue(row, property, value, ours);
			}
		}
		return row;
	}

	private void prepareValue(PendingRow<T> row, PropertyModel property, @Nullable Object value,
			@Nullable Object ours) {
		if (ours != null) {
			row.fill(property, ours);
		}
		else if (property.isComputed() || (EntityScope.isAbsent(value) && property.hasDefault())) {
			row.leave(property);
		}
		else {
			row.give(property, value);
		}
	}

	private void prepareId(PendingRow<T> row, PropertyModel property, @Nullable Object value) {
		boolean numbered = property.generation() == IdGeneration.IDENTITY
				|| property.generation() == IdGeneration.SEQUENCE;
		if (numbered && EntityScope.isUnset(value)) {
			row.leave(property);
		}
		else if (property.generation() == IdGeneration.UUID_V7 && EntityScope.isAbsent(value)) {
			row.fill(property, this.scope.uuids().next());
		}
		else if (property.generation() == IdGeneration.UUID_V4 && EntityScope.isAbsent(value)) {
			row.fill(property, UUID.randomUUID());
		}
		else if (EntityScope.isAbsent(value) && property.hasDefault()) {
			row.leave(property);
		}
		else if (EntityScope.isAbsent(value)) {
			throw new InvalidDataAccessApiUsageException(
					"%s is assigned by the application, but has no value: set it, or annotate it with @GeneratedId"
						.formatted(property));
		}
		else {
			row.give(property, value);
		}
	}

	/**
	 * Bring delivered rows into the order of the instances. No database promises an
	 * order, but each numbers the rows of a statement as they come, so the numbers tell;
	 * where ids were given, they do.
	 */
	private List<List<@Nullable Object>> inOrder(InsertShape shape, List<PendingRow<T>> rows,
			List<List<@Nullable Object>> delivered) {
		if (delivered.size() != rows.size()) {
			throw new InvalidDataAccessResourceUsageException("%d rows of '%s' were inserted, but %d were delivered"
				.formatted(rows.size(), this.scope.model().table(), delivered.size()));
		}
		if (rows.size() == 1) {
			return delivered;
		}
		if (shape.numbered()) {
			Comparator<List<@Nullable Object>> order = this.scope.key().properties().get(0).isNumberedDownwards()
					? BY_NUMBER.reversed() : BY_NUMBER;
			return isSorted(delivered, order) ? delivered : delivered.stream().sorted(order).toList();
		}
		Map<Object, List<@Nullable Object>> byId = new LinkedHashMap<>();
		for (List<@Nullable Object> row : delivered) {
			byId.put(this.lookup.key(idOf(row)), row);
		}
		List<List<@Nullable Object>> result = new ArrayList<>(rows.size());
		for (PendingRow<T> row : rows) {
			result.add(found(byId.get(this.lookup.key(this.scope.givenId(row)))));
		}
		return result;
	}

	/**
	 * Note what was delivered; of a shape all rows leave the same to the database.
	 */
	private void complete(List<PropertyModel> delivered, List<PendingRow<T>> rows,
			List<List<@Nullable Object>> values) {
		int first = rows.get(0).left().contains(delivered.get(0)) ? 0 : this.scope.key().size();
		for (int i = 0; i < rows.size(); i++) {
			for (int k = first; k < delivered.size(); k++) {
				rows.get(i).note(delivered.get(k), values.get(i).get(k));
			}
		}
	}

	private static boolean isSorted(List<List<@Nullable Object>> rows, Comparator<List<@Nullable Object>> order) {
		for (int i = 1; i < rows.size(); i++) {
			if (order.compare(rows.get(i - 1), rows.get(i)) > 0) {
				return false;
			}
		}
		return true;
	}

	private static long number(List<@Nullable Object> row) {
		return ((Number) found(row.get(0))).longValue();
	}

	private Object idOf(List<@Nullable Object> row) {
		List<@Nullable Object> id = row.subList(0, this.scope.key().size());
		if (id.contains(null)) {
			throw new InvalidDataAccessResourceUsageException("An inserted row was delivered without its id");
		}
		return this.scope.key().of(id);
	}

	static <R> R found(@Nullable R row) {
		if (row == null) {
			throw new InvalidDataAccessResourceUsageException("An inserted row was not delivered");
		}
		return row;
	}

	/**
	 * The rows of one statement.
	 *
	 * @param rows the rows
	 * @param values their values
	 * @param returning the statement that delivers what was left to the database, or
	 * {@code null} if nothing was or inserts deliver nothing
	 */
	private record Part<T>(List<PendingRow<T>> rows, List<List<TypedValue>> values, @Nullable SqlStatement returning) {

		boolean sameText(Part<T> other) {
			return this.returning != null && other.returning != null
					&& this.returning.sql().equals(other.returning.sql());
		}

	}

}
