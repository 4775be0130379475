package io.masterrecord.write;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.dialect.BulkSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.IdGeneration;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.SimilarKeys;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import io.masterrecord.write.EntityUpserter.Written;
import io.masterrecord.write.Upsert.UpsertPlan;
import org.jspecify.annotations.Nullable;

/**
 * Upserts rows with statements that tell what they did.
 *
 * @param <T> the entity
 */
final class UpsertStatements<T> {

	private static final int INSERTED = 1;

	private static final int UPDATED = 0;

	private final EntityScope<T> scope;

	UpsertStatements(EntityScope<T> scope) {
		this.scope = scope;
	}

	/**
	 * Tell whether the dialect has a statement for rows, and nothing has to be looked at
	 * before.
	 */
	boolean canWrite(List<KeyedRow<T>> rows, UpsertPlan<T> plan) {
		return rows.stream().noneMatch((row) -> row.row().left().stream().anyMatch(plan::clears))
				&& plan.condition() == null && !plan.different() && !plan.updatesNothing() && !this.scope.isFiltered()
				&& byShape(rows).stream().allMatch((run) -> isOneStatement(run, plan));
	}

	private boolean isOneStatement(List<KeyedRow<T>> run, UpsertPlan<T> plan) {
		BulkSql bulk = this.scope.dialect().bulk();
		Shape shape = Shape.of(this.scope, run.get(0).row(), plan);
		return bulk.upsert(shape.upsert(), 1) != null && (!bulk.bindsLists(shape.columns())
				|| run.stream().allMatch((row) -> RowValues.fitIntoLists(row.row().values())));
	}

	/**
	 * Return the rows that name the same columns together.
	 */
	private Collection<List<KeyedRow<T>>> byShape(List<KeyedRow<T>> rows) {
		Map<List<PropertyModel>, List<KeyedRow<T>>> shapes = new LinkedHashMap<>();
		List<PropertyModel> given = null;
		List<KeyedRow<T>> run = List.of();
		for (KeyedRow<T> row : rows) {
			if (row.row().given() != given) {
				given = row.row().given();
				run = shapes.computeIfAbsent(given, (columns) -> new ArrayList<>());
			}
			run.add(row);
		}
		return shapes.values();
	}

	void write(List<KeyedRow<T>> rows, UpsertPlan<T> plan, List<@Nullable Written<T>> written) {
		BulkSql bulk = this.scope.dialect().bulk();
		String before = bulk.beforeUpsert(this.scope.model().table());
		if (before != null) {
			this.scope.gate().update(this.scope.statement(StatementKind.OTHER, before, List.of()));
		}
		Results<T> results = new Results<>(plan, written, new HashMap<>());
		for (List<KeyedRow<T>> run : byShape(rows)) {
			Shape shape = Shape.of(this.scope, run.get(0).row(), plan);
			write(shape, run, newest(bulk.newestId(shape.upsert())), results);
		}
		if (this.scope.version().isPresent()) {
			// What brings a version along was read once: a new row would be another one.
			EntityUpserter.refuseOutdated(this.scope, rows.stream().filter((row) -> row.version() > 0).filter((row) -> {
				Written<T> result = written.get(row.position());
				return result == null || result.outcome() != UpsertOutcome.UPDATED;
			}).toList());
		}
	}

	/**
	 * Return the values at the end of each statement: the greatest number there is, where
	 * it is asked for.
	 */
	private List<TypedValue> newest(@Nullable String query) {
		if (query == null) {
			return List.of();
		}
		long newest = this.scope.gate()
			.query(this.scope.statement(StatementKind.SELECT, query, List.of()),
					(rows) -> rows.next() ? rows.getLong(1) : 0);
		return List.of(new TypedValue(ColumnType.of(TypeName.BIGINT), newest));
	}

	/**
	 * Write rows of one shape. Statements of as many rows are prepared once.
	 */
	private void write(Shape shape, List<KeyedRow<T>> run, List<TypedValue> newest, Results<T> results) {
		BulkSql bulk = this.scope.dialect().bulk();
		boolean lists = bulk.bindsLists(shape.columns());
		int values = this.scope.dialect().maxValues() - newest.size();
		int most = lists ? bulk.mostRows() : Math.max(1, Math.min(bulk.mostRows(), values / shape.columns().size()));
		List<List<TypedValue>> given = run.stream().map(this::values).toList();
		RowReading reading = RowReading.of(shape.delivered(), this.scope.dialect());
		for (int start = 0; start < run.size();) {
			int size = RowValues.fitting(given, start, most, this.scope.packets());
			List<List<KeyedRow<T>>> parts = new ArrayList<>();
			List<List<TypedValue>> bound = new ArrayList<>();
			int next = size;
			while (next == size && bound.size() < EntityInserter.MOST_PARTS) {
				List<List<TypedValue>> part = given.subList(start, start + size);
				parts.add(run.subList(start, start + size));
				bound.add(and(lists ? RowValues.inColumns(part) : RowValues.inRows(part), newest));
				start += size;
				next = RowValues.fitting(given, start, most, this.scope.packets());
			}
			List<List<Delivered>> delivered = this.scope.gate()
				.updateReturning(this.scope.batch(StatementKind.INSERT,
						String.valueOf(bulk.upsert(shape.upsert(), size)), bound),
						(rows) -> Delivered.read(rows, reading));
			for (int i = 0; i < parts.size(); i++) {
				complete(shape, parts.get(i), delivered.get(i), results);
			}
		}
	}

	private static List<TypedValue> and(List<TypedValue> values, List<TypedValue> others) {
		if (others.isEmpty()) {
			return values;
		}
		List<TypedValue> all = new ArrayList<>(values.size() + others.size());
		all.addAll(values);
		all.addAll(others);
		return all;
	}

	/**
	 * A version that is compared is given as one more.
	 */
	private List<TypedValue> values(KeyedRow<T> row) {
		PropertyModel version = this.scope.version().orElse(null);
		if (version == null || row.version() == 0) {
			return row.row().values();
		}
		List<TypedValue> values = new ArrayList<>(row.row().values());
		values.set(row.row().given().indexOf(version), EntityScope.versionValue(version, row.version() + 1));
		return values;
	}

	/**
	 * Note what was delivered. Rows mostly come in the order in which they were given,
	 * but nothing promises that.
	 */
	private void complete(Shape shape, List<KeyedRow<T>> rows, List<Delivered> delivered, Results<T> results) {
		Map<List<Object>, KeyedRow<T>> byKey = new HashMap<>();
		List<PropertyModel> keyed = results.plan().key();
		int keySize = keyed.size();
		for (int i = 0; i < delivered.size(); i++) {
			Delivered result = delivered.get(i);
			List<Object> key = KeyedRow.key(keyed, result.values().subList(0, keySize));
			KeyedRow<T> row = (i < rows.size() && rows.get(i).key().equals(key)) ? rows.get(i)
					: alike(key, byKey(rows, byKey), results);
			if (row == null) {
				continue;
			}
			results.note(row, key);
			UpsertOutcome outcome = switch (result.state()) {
				case INSERTED -> UpsertOutcome.INSERTED;
				case UPDATED -> UpsertOutcome.UPDATED;
				default -> UpsertOutcome.UNCHANGED;
			};
			for (int k = keySize; k < shape.delivered().size(); k++) {
				row.row().note(shape.delivered().get(k), result.values().get(k));
			}
			if (row.version() == 0 || outcome == UpsertOutcome.UPDATED) {
				results.written().set(row.position(), new Written<>(row.row(), row.row().filled(), outcome));
			}
		}
	}

	/**
	 * Return the row that a key was delivered for, which may be that of a row which was
	 * there with the key in another spelling.
	 */
	private static <T> @Nullable KeyedRow<T> alike(List<Object> key, Map<List<Object>, KeyedRow<T>> rows,
			Results<T> results) {
		KeyedRow<T> row = rows.get(key);
		if (row != null) {
			return row;
		}
		List<Object> alike = SimilarKeys.of(rows.keySet()).find(key);
		return alike.stream()
			.<KeyedRow<T>>map(rows::get)
			.filter((each) -> each != null && results.written().get(each.position()) == null)
			.findFirst()
			.orElse(alike.isEmpty() ? null : rows.get(alike.get(0)));
	}

	private static <T> Map<List<Object>, KeyedRow<T>> byKey(List<KeyedRow<T>> rows,
			Map<List<Object>, KeyedRow<T>> known) {
		if (known.isEmpty()) {
			rows.forEach((row) -> known.put(row.key(), row));
		}
		return known;
	}

	/**
	 * What became of the rows.
	 *
	 * @param plan what is done
	 * @param written takes the results
	 * @param delivered the positions of rows by the keys that were delivered
	 */
	private record Results<T>(UpsertPlan<T> plan, List<@Nullable Written<T>> written,
			Map<List<Object>, Integer> delivered) {

		private void note(KeyedRow<T> row, List<Object> key) {
			Integer earlier = this.delivered.put(key, row.position());
			if (earlier != null) {
				throw KeyedRow.doubled(earlier, row.position(), this.plan.key());
			}
		}

	}

	/**
	 * A row as the statement delivered it.
	 */
	private record Delivered(List<@Nullable Object> values, int state) {

		static List<Delivered> read(ResultSet rows, RowReading reading) throws SQLException {
			List<Delivered> result = new ArrayList<>();
			int state = reading.properties().size() + 1;
			while (rows.next()) {
				result.add(new Delivered(reading.readRow(rows), rows.getInt(state)));
			}
			return result;
		}

	}

	/**
	 * What a statement depends on.
	 *
	 * @param columns the columns that are given
	 * @param delivered the properties that are read back: the key, then what the instance
	 * cannot know
	 * @param upsert what the statement is to do
	 */
	private record Shape(List<Column> columns, List<PropertyModel> delivered, BulkSql.Upsert upsert) {

		static Shape of(EntityScope<?> scope, PendingRow<?> row, UpsertPlan<?> plan) {
			List<PropertyModel> updating = row.given()
				.stream()
				.filter((property) -> plan.overwrites(property) || property.isLastModification())
				.toList();
			Set<PropertyModel> unknown = new LinkedHashSet<>();
			unknown.addAll(scope.key().properties());
			scope.version().ifPresent(unknown::add);
			for (PropertyModel property : scope.model().properties()) {
				if (!updating.contains(property)) {
					unknown.add(property);
				}
			}
			unknown.removeAll(plan.key());
			List<PropertyModel> delivered = new ArrayList<>(plan.key());
			delivered.addAll(unknown);
			List<Column> columns = row.given().stream().map(PropertyModel::toColumn).toList();
			return new Shape(columns, delivered,
					new BulkSql.Upsert(scope.model().toTable(), columns, names(plan.key()), names(updating),
							scope.version().map(PropertyModel::column).orElse(null), numbered(scope, row),
							names(delivered)));
		}

		private static @Nullable String numbered(EntityScope<?> scope, PendingRow<?> row) {
			return scope.key()
				.single()
				.filter((id) -> id.generation() == IdGeneration.IDENTITY && row.left().contains(id))
				.map(PropertyModel::column)
				.orElse(null);
		}

		private static List<String> names(List<PropertyModel> properties) {
			return properties.stream().map(PropertyModel::column).toList();
		}

	}

}
