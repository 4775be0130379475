package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * Updates rows of one entity by their ids, and by their versions where there are any.
 * What tells of the creation is never written.
 *
 * @param <T> the entity
 */
final class EntityUpdater<T> {

	private static final int MOST_ROWS = 1000;

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final Map<List<PropertyModel>, String> texts = new ConcurrentHashMap<>();

	EntityUpdater(EntityScope<T> scope, RowLookup<T> lookup) {
		this.scope = scope;
		this.lookup = lookup;
	}

	/**
	 * Write rows that were prepared and checked.
	 * @return the instances to use, in the same order
	 */
	List<T> update(List<PendingRow<T>> rows) {
		for (int start = 0; start < rows.size();) {
			int end = start + 1;
			int most = start + MOST_ROWS;
			while (end < rows.size() && end < most && rows.get(end).given().equals(rows.get(start).given())) {
				end++;
			}
			write(rows.subList(start, end));
			start = end;
		}
		readBack(rows);
		return rows.stream().map((row) -> this.scope.with(row.entity(), row.filled())).toList();
	}

	PendingRow<T> prepare(T entity, Instant now) {
		PendingRow<T> row = new PendingRow<>(WriteKind.UPDATE, entity);
		this.scope.requiredId(entity);
		for (PropertyModel property : this.scope.model().properties()) {
			if (property.isId()) {
				continue;
			}
			Object value = property.get(entity);
			Object ours = property.isLastModification() ? this.scope.auditing().valueFor(property, now) : null;
			if (property.isVersion()) {
				row.fill(property, Versions.next(property, Versions.stored(property, entity)));
			}
			else if (ours != null) {
				row.fill(property, ours);
			}
			else if (property.isCreatedDate() || property.isCreatedBy()) {
				if (EntityScope.isAbsent(value)) {
					row.leave(property);
				}
			}
			else if (EntityScope.isAbsent(value) && property.hasDefault() && !property.nullable()) {
				// NULL cannot be meant where it cannot be stored: the value stays.
				row.leave(property);
			}
			else {
				row.give(property, value);
			}
		}
		return row;
	}

	private void write(List<PendingRow<T>> rows) {
		List<PropertyModel> given = rows.get(0).given();
		if (given.isEmpty()) {
			rows.forEach(this::requireExisting);
			return;
		}
		String sql = this.texts.computeIfAbsent(given, this::text);
		if (rows.size() == 1) {
			PendingRow<T> row = rows.get(0);
			int count = this.scope.gate().update(this.scope.filtered(StatementKind.UPDATE, sql, values(row)));
			check(row, count);
			return;
		}
		List<List<TypedValue>> values = rows.stream().map(this::values).toList();
		int[] counts = this.scope.gate().batch(this.scope.filtered(StatementKind.UPDATE, sql, values));
		for (int i = 0; i < counts.length; i++) {
			check(rows.get(i), counts[i]);
		}
	}

	private String text(List<PropertyModel> given) {
		String set = given.stream()
			.map((property) -> this.scope.quoted(property) + " = ?")
			.collect(Collectors.joining(", "));
		return "UPDATE " + this.scope.table() + " SET " + set + " WHERE " + this.scope.rowCondition();
	}

	private List<TypedValue> values(PendingRow<T> row) {
		List<TypedValue> values = new ArrayList<>(row.values());
		values.addAll(this.scope.rowValues(row.entity()));
		return values;
	}

	private void check(PendingRow<T> row, int count) {
		if (count == 0) {
			Object id = this.scope.requiredId(row.entity());
			this.scope.version().ifPresent((version) -> {
				throw new StaleVersionException(this.scope.model().type(), id, Versions.stored(version, row.entity()));
			});
			// Some drivers count only rows that became different.
			requireExisting(row);
		}
		else if (this.scope.version().isPresent()) {
			this.scope.requireCount(count);
		}
	}

	private void requireExisting(PendingRow<T> row) {
		Object id = this.scope.requiredId(row.entity());
		if (this.lookup.read(List.of(), List.of(id)).isEmpty()) {
			throw new MissingRowException(this.scope.model().type(), id);
		}
	}

	/**
	 * Fetch what the instances did not bring along and the database kept.
	 */
	private void readBack(List<PendingRow<T>> rows) {
		Map<List<PropertyModel>, List<PendingRow<T>>> byColumns = new LinkedHashMap<>();
		rows.stream()
			.filter((row) -> !row.left().isEmpty())
			.forEach((row) -> byColumns.computeIfAbsent(row.left(), (left) -> new ArrayList<>()).add(row));
		byColumns.forEach((left, pending) -> {
			List<Object> ids = pending.stream().map((row) -> this.scope.requiredId(row.entity())).toList();
			Map<Object, List<@Nullable Object>> found = this.lookup.read(left, ids);
			for (PendingRow<T> row : pending) {
				Object id = this.scope.requiredId(row.entity());
				List<@Nullable Object> values = found.get(this.lookup.key(id));
				if (values == null) {
					throw new MissingRowException(this.scope.model().type(), id);
				}
				for (int i = 0; i < left.size(); i++) {
					row.filled().put(left.get(i), values.get(i));
				}
			}
		});
	}

}
