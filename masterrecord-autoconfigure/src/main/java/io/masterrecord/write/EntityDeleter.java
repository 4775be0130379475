package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;

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
		PropertyModel version = this.scope.version().orElse(null);
		if (version == null) {
			return this.lookup.delete(ids);
		}
		String sql = "DELETE FROM " + this.scope.table() + " WHERE " + this.scope.rowCondition();
		for (int start = 0; start < entities.size(); start += MOST_ROWS) {
			List<T> chunk = entities.subList(start, Math.min(entities.size(), start + MOST_ROWS));
			List<List<TypedValue>> values = new ArrayList<>(chunk.size());
			chunk.forEach((entity) -> values.add(this.scope.rowValues(entity)));
			int[] counts = (chunk.size() > 1)
					? this.scope.gate().batch(this.scope.batch(StatementKind.DELETE, sql, values)) : new int[] {
							this.scope.gate().update(this.scope.statement(StatementKind.DELETE, sql, values.get(0))) };
			for (int i = 0; i < counts.length; i++) {
				if (counts[i] == 0) {
					throw new StaleVersionException(this.scope.model().type(), ids.get(start + i),
							Versions.stored(version, chunk.get(i)));
				}
				this.scope.requireCount(counts[i]);
			}
		}
		return entities.size();
	}

	int deleteByIds(Collection<?> ids) {
		return this.lookup.delete(ids);
	}

	int deleteAll() {
		return this.scope.gate()
			.update(this.scope.statement(StatementKind.DELETE, "DELETE FROM " + this.scope.table(), List.of()));
	}

}
