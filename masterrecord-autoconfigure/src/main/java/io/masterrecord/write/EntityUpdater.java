package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import org.jspecify.annotations.Nullable;

/**
 * Updates rows of one entity by their ids, and by their versions where there are any.
 * What tells of the creation is never written.
 *
 * @param <T> the entity
 */
final class EntityUpdater<T> {

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final RowUpdates<T> updates;

	/** All but those of the id. */
	private final PropertyModel[] properties;

	EntityUpdater(EntityScope<T> scope, RowLookup<T> lookup, RowUpdates<T> updates) {
		this.scope = scope;
		this.lookup = lookup;
		this.updates = updates;
		this.properties = scope.model()
			.properties()
			.stream()
			.filter((property) -> !property.isId())
			.toArray(PropertyModel[]::new);
	}

	/**
	 * Write rows that were prepared and checked. What the database kept is noted in them;
	 * no instance is touched.
	 */
	void update(List<PendingRow<T>> rows) {
		PropertyModel version = this.scope.version().orElse(null);
		List<RowChange> changes = new ArrayList<>(rows.size());
		for (PendingRow<T> row : rows) {
			T entity = row.entity();
			Object id = this.scope.requiredId(entity, row.filled());
			Long expected = (version != null) ? (Long) Versions.stored(version, entity) : null;
			changes.add(new RowChange(changes.size(), id, this.lookup.key(id), expected, row.given(), row.values()));
		}
		this.updates.apply(changes);
		readBack(rows);
	}

	PendingRow<T> prepare(T entity, Instant now, @Nullable PendingRow<T> before) {
		return prepare(entity, now, before, null);
	}

	/**
	 * Prepare an instance of which only what differs from a snapshot is written.
	 */
	PendingRow<T> prepare(T entity, Instant now, @Nullable PendingRow<T> before, @Nullable Snapshot<T> snapshot) {
		PropertyValues values = this.scope.model().values(entity);
		Set<PropertyModel> changed = (snapshot != null) ? snapshot.differences(values) : null;
		PendingRow<T> row = new PendingRow<>(WriteKind.UPDATE, entity, values, before);
		this.scope.requiredId(entity, values);
		for (PropertyModel property : this.properties) {
			Object value = values.get(property);
			Object ours = property.isLastModification() ? this.scope.auditing().valueFor(property, now) : null;
			if (property.isVersion()) {
				row.count(property, Versions.next(property, Versions.stored(property, entity)));
			}
			else if (property.isComputed()) {
				row.leave(property);
			}
			else if (ours != null) {
				row.fill(property, ours);
			}
			else if (changed != null && !changed.contains(property)) {
				continue;
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
					row.note(left.get(i), values.get(i));
				}
			}
		});
	}

}
