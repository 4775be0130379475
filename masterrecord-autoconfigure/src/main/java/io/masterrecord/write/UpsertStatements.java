package io.masterrecord.write;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.dialect.BulkSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.Column;
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
		return plan.condition() == null && !plan.different() && !plan.updatesNothing() && !this.scope.isFiltered()
				&& rows.stream().allMatch((row) -> RowValues.fitIntoLists(row.row().values()))
				&& this.scope.dialect()
					.bulk()
					.upsert(Shape.of(this.scope, rows.get(0).row(), plan).upsert(), 1) != null;
	}

	void write(List<KeyedRow<T>> rows, UpsertPlan<T> plan, Map<Integer, Written<T>> written) {
		Map<List<PropertyModel>, List<KeyedRow<T>>> shapes = new LinkedHashMap<>();
		rows.forEach((row) -> shapes.computeIfAbsent(row.row().given(), (given) -> new ArrayList<>()).add(row));
		shapes.values().forEach((run) -> write(Shape.of(this.scope, run.get(0).row(), plan), run, plan, written));
		List<KeyedRow<T>> outdated = new ArrayList<>();
		for (KeyedRow<T> row : rows) {
			Written<T> result = written.get(row.position());
			// What brings a version along was read once: a new row would be another one.
			if (row.version() > 0 && (result == null || result.outcome() != UpsertOutcome.UPDATED)) {
				outdated.add(row);
			}
		}
		EntityUpserter.refuseOutdated(this.scope, outdated);
	}

	private void write(Shape shape, List<KeyedRow<T>> run, UpsertPlan<T> plan, Map<Integer, Written<T>> written) {
		BulkSql bulk = this.scope.dialect().bulk();
		boolean lists = bulk.bindsLists(shape.columns());
		int most = lists ? bulk.mostRows()
				: Math.max(1, Math.min(bulk.mostRows(), this.scope.dialect().maxValues() / shape.columns().size()));
		List<List<TypedValue>> values = run.stream().map(this::values).toList();
		for (int start = 0; start < run.size();) {
			int size = RowValues.fitting(values, start, most);
			List<List<TypedValue>> part = values.subList(start, start + size);
			String before = bulk.beforeUpsert(this.scope.model().table());
			if (before != null) {
				this.scope.gate().update(this.scope.statement(StatementKind.OTHER, before, List.of()));
			}
			SqlStatement statement = this.scope.statement(StatementKind.INSERT,
					String.valueOf(bulk.upsert(shape.upsert(), size)),
					lists ? RowValues.inColumns(part) : RowValues.inRows(part));
			RowReading reading = RowReading.of(shape.delivered(), this.scope.dialect());
			List<Delivered> delivered = this.scope.gate()
				.updateReturning(statement, List.of(), (rows) -> Delivered.read(rows, reading));
			complete(shape, run.subList(start, start + size), plan, delivered, written);
			start += size;
		}
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

	private void complete(Shape shape, List<KeyedRow<T>> rows, UpsertPlan<T> plan, List<Delivered> delivered,
			Map<Integer, Written<T>> written) {
		Map<List<Object>, KeyedRow<T>> byKey = new HashMap<>();
		rows.forEach((row) -> byKey.put(row.key(), row));
		int keySize = plan.key().size();
		for (Delivered result : delivered) {
			KeyedRow<T> row = byKey.get(KeyedRow.key(plan.key(), result.values().subList(0, keySize)));
			if (row == null) {
				continue;
			}
			Map<PropertyModel, @Nullable Object> changes = row.row().filled();
			for (int i = keySize; i < shape.delivered().size(); i++) {
				changes.put(shape.delivered().get(i), result.values().get(i));
			}
			UpsertOutcome outcome = switch (result.state()) {
				case INSERTED -> UpsertOutcome.INSERTED;
				case UPDATED -> UpsertOutcome.UPDATED;
				default -> UpsertOutcome.UNCHANGED;
			};
			if (row.version() == 0 || outcome == UpsertOutcome.UPDATED) {
				written.put(row.position(), new Written<>(row.row(), changes, outcome));
			}
		}
	}

	/**
	 * A row as the statement delivered it.
	 */
	private record Delivered(List<@Nullable Object> values, int state) {

		static List<Delivered> read(ResultSet rows, RowReading reading) throws SQLException {
			List<Delivered> result = new ArrayList<>();
			while (rows.next()) {
				List<@Nullable Object> values = reading.readRow(rows);
				result.add(new Delivered(values, rows.getInt(reading.properties().size() + 1)));
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
			return new Shape(columns, delivered, new BulkSql.Upsert(scope.model().toTable(), columns, names(plan.key()),
					names(updating), scope.version().map(PropertyModel::column).orElse(null), names(delivered)));
		}

		private static List<String> names(List<PropertyModel> properties) {
			return properties.stream().map(PropertyModel::column).toList();
		}

	}

}
