package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
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
		List<Object> ids = entities.stream().map(this.scope::requiredId).toList();
		Deletion deletion = Deletion.of(this.scope);
		PropertyModel version = this.scope.version().orElse(null);
		if (version == null) {
			return this.lookup.change(deletion.kind(), deletion.sql(), deletion.values(), ids);
		}
		String many = (entities.size() > 1 && deletion.kind() == StatementKind.DELETE) ? deletionOfMany(version) : null;
		if (many != null) {
			return deleteLists(many, entities, ids, version);
		}
		String sql = deletion.sql() + " WHERE " + this.scope.rowCondition();
		List<StaleVersionException.Row> outdated = new ArrayList<>();
		for (int start = 0; start < entities.size(); start += MOST_ROWS) {
			List<T> chunk = entities.subList(start, Math.min(entities.size(), start + MOST_ROWS));
			List<List<TypedValue>> values = new ArrayList<>(chunk.size());
			chunk.forEach((entity) -> values.add(deletion.valuesAnd(this.scope.rowValues(entity))));
			int[] counts = (chunk.size() > 1)
					? this.scope.gate().batch(this.scope.filtered(deletion.kind(), sql, values))
					: new int[] { this.scope.gate().update(this.scope.filtered(deletion.kind(), sql, values.get(0))) };
			for (int i = 0; i < counts.length; i++) {
				if (counts[i] == 0) {
					outdated.add(new StaleVersionException.Row(start + i, ids.get(start + i),
							Versions.stored(version, chunk.get(i))));
				}
				this.scope.requireCount(counts[i]);
			}
		}
		if (!outdated.isEmpty()) {
			throw new StaleVersionException(this.scope.model().type(), outdated);
		}
		return entities.size();
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
	private int deleteLists(String sql, List<T> entities, List<Object> ids, PropertyModel version) {
		for (int start = 0; start < entities.size(); start += MOST_OF_LIST) {
			List<T> part = entities.subList(start, Math.min(entities.size(), start + MOST_OF_LIST));
			int count = this.scope.gate()
				.update(this.scope.filtered(StatementKind.DELETE, sql,
						RowValues.inColumns(part.stream().map(this.scope::rowValues).toList())));
			if (count != part.size()) {
				throw new UnexplainedFailure(outdated(entities, ids, version, Map.of()), (savepoints) -> {
					Map<Object, List<@Nullable Object>> found = (savepoints != null)
							? this.lookup.readLatest(List.of(version), ids) : Map.of();
					return outdated(entities, ids, version, found);
				});
			}
		}
		return entities.size();
	}

	private StaleVersionException outdated(List<T> entities, List<Object> ids, PropertyModel version,
			Map<Object, List<@Nullable Object>> found) {
		List<StaleVersionException.Row> rows = new ArrayList<>();
		Set<Object> seen = new HashSet<>();
		for (int i = 0; i < ids.size(); i++) {
			long expected = Versions.stored(version, entities.get(i));
			Object key = this.lookup.key(ids.get(i));
			List<@Nullable Object> row = found.get(key);
			boolean met = row != null && row.get(0) instanceof Number number && number.longValue() == expected;
			if (!met || !seen.add(key)) {
				rows.add(new StaleVersionException.Row(i, ids.get(i), expected));
			}
		}
		return new StaleVersionException(this.scope.model().type(), rows);
	}

	int deleteByIds(Collection<?> ids) {
		Deletion deletion = Deletion.of(this.scope);
		return this.lookup.change(deletion.kind(), deletion.sql(), deletion.values(), ids);
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

}
