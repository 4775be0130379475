package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.query.Condition;
import io.masterrecord.write.EntityUpserter.Written;
import io.masterrecord.write.Upsert.UpsertPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

/**
 * Upserts rows by reading which there are: locks those, inserts the others, and updates
 * what is to be updated. An insert that meets a row of somebody else fails with a
 * duplicate key, and the caller starts again.
 *
 * @param <T> the entity
 */
final class UpsertReading<T> {

	/** Values of the keys of one select. */
	private static final int MOST_VALUES = 500;

	private static final int MOST_IDS = 500;

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final EntityInserter<T> inserter;

	private final RowUpdates<T> updates;

	UpsertReading(EntityScope<T> scope, RowLookup<T> lookup, EntityInserter<T> inserter, RowUpdates<T> updates) {
		this.scope = scope;
		this.lookup = lookup;
		this.inserter = inserter;
		this.updates = updates;
	}

	/**
	 * Find the rows there are, whoever may see them.
	 * @param latest whether rows are read as they are now, since somebody else has just
	 * inserted one
	 * @return the ids by key
	 */
	Map<List<Object>, Object> find(List<KeyedRow<T>> rows, UpsertPlan<T> plan, boolean latest) {
		List<PropertyModel> read = new ArrayList<>(plan.key());
		read.addAll(this.scope.key().properties());
		RowReading reading = RowReading.of(read, this.scope.dialect());
		String select = "SELECT " + this.scope.columns(read) + " FROM " + this.scope.table() + " WHERE ";
		Map<List<Object>, Object> ids = new HashMap<>();
		int most = Math.max(1, MOST_VALUES / plan.key().size());
		for (int start = 0; start < rows.size(); start += most) {
			List<KeyedRow<T>> part = rows.subList(start, Math.min(rows.size(), start + most));
			List<TypedValue> values = new ArrayList<>();
			part.forEach((row) -> values.addAll(row.keyValues(plan.key())));
			SqlStatement statement = this.scope.statement(StatementKind.SELECT,
					select + condition(plan.key(), part.size()), values);
			for (List<@Nullable Object> row : this.scope.gate()
				.query(latest ? this.scope.locking(statement) : statement, reading)) {
				ids.put(KeyedRow.key(plan.key(), row), this.scope.key().of(row.subList(plan.key().size(), row.size())));
			}
		}
		return ids;
	}

	private String condition(List<PropertyModel> key, int rows) {
		if (key.size() == 1) {
			return this.scope.quoted(key.get(0)) + " IN (" + String.join(", ", Collections.nCopies(rows, "?")) + ")";
		}
		String row = key.stream()
			.map((property) -> this.scope.quoted(property) + " = ?")
			.collect(Collectors.joining(" AND ", "(", ")"));
		return String.join(" OR ", Collections.nCopies(rows, row));
	}

	/**
	 * Write rows.
	 * @param ids the ids of those there are, by key
	 */
	void write(List<KeyedRow<T>> rows, UpsertPlan<T> plan, Map<List<Object>, Object> ids,
			Map<Integer, Written<T>> written) {
		List<PropertyModel> properties = this.scope.model().properties();
		Map<Object, List<@Nullable Object>> existing = this.lookup.readLatest(properties, ids.values());
		refuseHidden(rows, ids, existing);
		refuseOutdated(rows, ids, existing);
		Set<Object> allowed = allowed(plan, ids.values());
		List<KeyedRow<T>> inserts = new ArrayList<>();
		List<RowChange> changes = new ArrayList<>();
		for (KeyedRow<T> row : rows) {
			Object id = ids.get(row.key());
			if (id == null) {
				inserts.add(row);
				continue;
			}
			List<@Nullable Object> current = row(existing, id);
			RowChange change = allowed.contains(this.lookup.key(id)) ? change(row, id, plan, current) : null;
			if (change != null) {
				changes.add(change);
			}
			else {
				written.put(row.position(), written(row, current, UpsertOutcome.UNCHANGED));
			}
		}
		insert(inserts, written);
		this.updates.apply(changes);
		Map<Object, List<@Nullable Object>> updated = this.lookup.read(properties,
				changes.stream().map(RowChange::id).toList());
		for (KeyedRow<T> row : rows) {
			Object id = ids.get(row.key());
			if (id != null && !written.containsKey(row.position())) {
				written.put(row.position(), written(row, row(updated, id), UpsertOutcome.UPDATED));
			}
		}
	}

	private List<@Nullable Object> row(Map<Object, List<@Nullable Object>> rows, Object id) {
		return Objects.requireNonNull(rows.get(this.lookup.key(id)), "a row that is locked went away");
	}

	private void insert(List<KeyedRow<T>> inserts, Map<Integer, Written<T>> written) {
		this.inserter.insert(inserts.stream().map(KeyedRow::row).toList());
		for (KeyedRow<T> row : inserts) {
			written.put(row.position(), new Written<>(row.row(), row.row().filled(), UpsertOutcome.INSERTED));
		}
	}

	/**
	 * Return what becomes of an existing row, {@code null} if nothing does.
	 */
	private @Nullable RowChange change(KeyedRow<T> row, Object id, UpsertPlan<T> plan, List<@Nullable Object> current) {
		List<PropertyModel> properties = new ArrayList<>();
		List<TypedValue> values = new ArrayList<>();
		boolean different = false;
		for (int i = 0; i < row.row().given().size(); i++) {
			PropertyModel property = row.row().given().get(i);
			TypedValue value = row.row().values().get(i);
			boolean overwritten = plan.overwrites(property);
			if (overwritten || property.isLastModification()) {
				properties.add(property);
				values.add(value);
			}
			different |= overwritten && (!plan.different()
					|| !KeyedRow.isSame(value.value(), property.toColumn(current.get(property.position()))));
		}
		return different ? new RowChange(row.position(), id, null, properties, values) : null;
	}

	private Written<T> written(KeyedRow<T> row, List<@Nullable Object> values, UpsertOutcome outcome) {
		Map<PropertyModel, @Nullable Object> all = new LinkedHashMap<>();
		this.scope.model().properties().forEach((property) -> all.put(property, values.get(property.position())));
		return new Written<>(row.row(), all, outcome);
	}

	private Set<Object> allowed(UpsertPlan<T> plan, Collection<Object> ids) {
		Set<Object> allowed = new HashSet<>();
		Condition<T> condition = plan.condition();
		if (condition == null) {
			ids.forEach((id) -> allowed.add(this.lookup.key(id)));
			return allowed;
		}
		List<Object> all = new ArrayList<>(ids);
		for (int start = 0; start < all.size(); start += MOST_IDS) {
			List<Object> part = all.subList(start, Math.min(all.size(), start + MOST_IDS));
			RowsOfIds.of(this.scope.query().where(condition), this.scope.model(), part)
				.list()
				.forEach((entity) -> allowed.add(this.lookup.key(this.scope.requiredId(entity))));
		}
		return allowed;
	}

	private void refuseHidden(List<KeyedRow<T>> rows, Map<List<Object>, Object> ids,
			Map<Object, List<@Nullable Object>> existing) {
		for (KeyedRow<T> row : rows) {
			Object id = ids.get(row.key());
			if (id != null && !existing.containsKey(this.lookup.key(id))) {
				throw new DuplicateKeyException(
						"Row %d has the key of a row of '%s' that a filter hides, such as a deleted one: it can be neither inserted nor updated"
							.formatted(row.position(), this.scope.model().table()));
			}
		}
	}

	private void refuseOutdated(List<KeyedRow<T>> rows, Map<List<Object>, Object> ids,
			Map<Object, List<@Nullable Object>> existing) {
		PropertyModel version = this.scope.version().orElse(null);
		if (version == null) {
			return;
		}
		EntityUpserter.refuseOutdated(this.scope, rows.stream().filter((row) -> {
			Object id = ids.get(row.key());
			return row.version() > 0
					&& (id == null || !(row(existing, id).get(version.position()) instanceof Number number)
							|| number.longValue() != row.version());
		}).toList());
	}

}
