package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows of one entity by their ids, and by their versions where instances bring
 * them along.
 *
 * @param <T> the entity
 */
final class EntityDeleter<T> {

	private static final int MOST_ROWS = 1000;

	private static final int MOST_OF_LIST = 10_000;

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	EntityDeleter(EntityScope<T> scope, RowLookup<T> lookup) {
		this.scope = scope;
		this.lookup = lookup;
	}

	/**
	 * Delete the rows of instances.
	 * @return how many there were
	 */
	int delete(List<T> entities) {
		Deletion deletion = Deletion.of(this.scope);
		List<Doomed<T>> rows = inOrder(entities);
		PropertyModel version = this.scope.version().orElse(null);
		if (version == null) {
			return this.lookup.change(deletion.kind(), deletion.sql(), deletion.values(),
					rows.stream().map(Doomed::id).toList());
		}
		String many = (rows.size() > 1 && deletion.kind() == StatementKind.DELETE) ? deletionOfMany(version) : null;
		if (many != null) {
			return deleteLists(many, rows, version);
		}
		String sql = deletion.sql() + " WHERE " + this.scope.rowCondition();
		List<StaleVersionException.Row> outdated = new ArrayList<>();
		for (int start = 0; start < rows.size(); start += MOST_ROWS) {
			List<Doomed<T>> chunk = rows.subList(start, Math.min(rows.size(), start + MOST_ROWS));
			List<List<TypedValue>> values = new ArrayList<>(chunk.size());
			chunk.forEach((row) -> values.add(deletion.valuesAnd(this.scope.rowValues(row.entity()))));
			int[] counts = (chunk.size() > 1)
					? this.scope.gate().batch(this.scope.filtered(deletion.kind(), sql, values))
					: new int[] { this.scope.gate().update(this.scope.filtered(deletion.kind(), sql, values.get(0))) };
			for (int i = 0; i < counts.length; i++) {
				if (counts[i] == 0) {
					outdated.add(chunk.get(i).outdated(version));
				}
				this.scope.requireCount(counts[i]);
			}
		}
		if (!outdated.isEmpty()) {
			throw stale(outdated);
		}
		return rows.size();
	}

	// Rows are locked in the same order by all who delete or change them.
	private List<Doomed<T>> inOrder(List<T> entities) {
		List<Doomed<T>> rows = new ArrayList<>(entities.size());
		for (T entity : entities) {
			Object id = this.scope.requiredId(entity);
			rows.add(new Doomed<>(rows.size(), entity, id, this.lookup.key(id)));
		}
		rows.sort(Comparator.comparing(Doomed::key, RowOrder::compare));
		return rows;
	}

	private @Nullable String deletionOfMany(PropertyModel version) {
		List<Column> keys = new ArrayList<>(
				this.scope.key().properties().stream().map(PropertyModel::toColumn).toList());
		keys.add(version.toColumn());
		return this.scope.dialect().bulk().delete(this.scope.model().table(), keys);
	}

	/**
	 * Delete rows by lists of their ids and versions. A count tells that some were
	 * outdated, and the rows, once they are back, which.
	 */
	private int deleteLists(String sql, List<Doomed<T>> rows, PropertyModel version) {
		for (int start = 0; start < rows.size(); start += MOST_OF_LIST) {
			List<Doomed<T>> part = rows.subList(start, Math.min(rows.size(), start + MOST_OF_LIST));
			int count = this.scope.gate()
				.update(this.scope.filtered(StatementKind.DELETE, sql,
						RowValues.inColumns(part.stream().map((row) -> this.scope.rowValues(row.entity())).toList())));
			if (count != part.size()) {
				throw new UnexplainedFailure(outdated(rows, version, Map.of()), (savepoints) -> {
					Map<Object, List<@Nullable Object>> found = (savepoints != null)
							? this.lookup.readLatest(List.of(version), rows.stream().map(Doomed::id).toList())
							: Map.of();
					return outdated(rows, version, found);
				});
			}
		}
		return rows.size();
	}

	private StaleVersionException outdated(List<Doomed<T>> rows, PropertyModel version,
			Map<Object, List<@Nullable Object>> found) {
		List<StaleVersionException.Row> outdated = new ArrayList<>();
		Set<Object> seen = new HashSet<>();
		for (Doomed<T> doomed : rows) {
			long expected = Versions.stored(version, doomed.entity());
			List<@Nullable Object> row = found.get(doomed.key());
			boolean met = row != null && row.get(0) instanceof Number number && number.longValue() == expected;
			if (!met || !seen.add(doomed.key())) {
				outdated.add(doomed.outdated(version));
			}
		}
		return stale(outdated);
	}

	private StaleVersionException stale(List<StaleVersionException.Row> outdated) {
		outdated.sort(Comparator.comparingInt(StaleVersionException.Row::position));
		return new StaleVersionException(this.scope.model().type(), outdated);
	}

	int deleteByIds(Collection<?> ids) {
		Deletion deletion = Deletion.of(this.scope);
		List<Object> sorted = new ArrayList<>(ids);
		sorted.sort(Comparator.comparing(this.lookup::key, RowOrder::compare));
		return this.lookup.change(deletion.kind(), deletion.sql(), deletion.values(), sorted);
	}

	int deleteAll() {
		Deletion deletion = Deletion.of(this.scope);
		return this.scope.gate().update(this.scope.filteredAll(deletion.kind(), deletion.sql(), deletion.values()));
	}

	/**
	 * Take back that a row was deleted.
	 * @return whether there was a deleted row
	 */
	boolean restore(Object id) {
		Deletion undone = Deletion.undone(this.scope);
		PropertyModel mark = this.scope.model().softDelete().orElseThrow();
		boolean flag = mark.type().name() == TypeName.BOOLEAN;
		List<TypedValue> condition = this.scope.idValues(id);
		String deleted = this.scope.quoted(mark) + (flag ? " = ?" : " IS NOT NULL");
		if (flag) {
			condition.add(new TypedValue(mark.type(), true));
		}
		String sql = undone.sql() + " WHERE " + this.scope.idCondition() + " AND " + deleted;
		return this.scope.gate()
			.update(this.scope.filtered(undone.kind(), sql, undone.valuesAnd(condition), SoftDelete.FILTER)) > 0;
	}

	/**
	 * An instance whose row is to be deleted.
	 *
	 * @param position its place among those that were given
	 * @param entity the instance
	 * @param id its id
	 * @param key its id as something that can be compared
	 */
	private record Doomed<T>(int position, T entity, Object id, Object key) {

		StaleVersionException.Row outdated(PropertyModel version) {
			return new StaleVersionException.Row(this.position, this.id, Versions.stored(version, this.entity));
		}

	}

}
