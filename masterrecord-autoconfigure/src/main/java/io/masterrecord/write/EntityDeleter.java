package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.TypeName;

/**
 * Deletes rows of one entity by their ids, and by their versions where instances bring
 * them along.
 *
 * @param <T> the entity
 */
final class EntityDeleter<T> {

	private static final int MOST_ROWS = 1000;

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
