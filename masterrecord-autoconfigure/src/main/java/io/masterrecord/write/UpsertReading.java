package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import io.masterrecord.model.SimilarKeys;
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
	 */
	Found find(List<KeyedRow<T>> rows, UpsertPlan<T> plan, boolean latest) {
		// A lock on what is not there may keep others from inserting it: then only
		// rows that are there are locked. Filters are asked when it is known what
		// they hide.
		boolean whole = !this.scope.isFiltered() && !this.scope.dialect().locksGaps();
		List<PropertyModel> read = new ArrayList<>(plan.key());
		if (whole) {
			read.addAll(this.scope.model().properties());
		}
		else {
			read.addAll(this.scope.key().properties());
		}
		RowReading reading = RowReading.of(read, this.scope.dialect());
		String select = "SELECT " + this.scope.columns(read) + " FROM " + this.scope.table() + " WHERE ";
		Found found = new Found(new HashMap<>(), whole ? new HashMap<>() : null);
		int keySize = plan.key().size();
		int most = Math.max(1, MOST_VALUES / keySize);
		for (int start = 0; start < rows.size(); start += most) {
			List<KeyedRow<T>> part = rows.subList(start, Math.min(rows.size(), start + most));
			while (!part.isEmpty()) {
				SimilarKeys similar = SimilarKeys.of(part.stream().map(KeyedRow::key).toList());
				List<TypedValue> values = new ArrayList<>();
				part.forEach((row) -> values.addAll(row.keyValues(plan.key())));
				SqlStatement statement = this.scope.statement(StatementKind.SELECT,
						select + condition(plan.key(), part.size()), values);
				for (List<@Nullable Object> row : this.scope.gate()
					.query((latest || whole) ? this.scope.locking(statement) : statement, reading)) {
					List<@Nullable Object> rest = row.subList(keySize, row.size());
					Object id = whole ? idOf(rest) : this.scope.key().of(rest);
					similar.find(KeyedRow.key(plan.key(), row)).forEach((key) -> found.add((List<?>) key, id, rest));
				}
				Set<Object> left = similar.left();
				part = part.stream().filter((row) -> left.contains(row.key())).toList();
			}
		}
		return found;
	}

	/**
	 * Return the id among the values of all properties.
	 */
	private Object idOf(List<@Nullable Object> row) {
		return this.scope.key()
			.of(this.scope.key().properties().stream().map((property) -> row.get(property.position())).toList());
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
	 * @param found those there are
	 */
	void write(List<KeyedRow<T>> rows, UpsertPlan<T> plan, Found found, List<@Nullable Written<T>> written) {
		Map<List<Object>, List<@Nullable Object>> existing = visible(found);
		refuseDoubled(rows, plan, found);
		refuseHidden(rows, found, existing);
		refuseOutdated(rows, existing);
		Set<Object> allowed = allowed(plan, found.ids().values());
		List<KeyedRow<T>> inserts = new ArrayList<>();
		List<KeyedRow<T>> updates = new ArrayList<>();
		List<RowChange> changes = new ArrayList<>();
		for (KeyedRow<T> row : rows) {
			List<@Nullable Object> current = existing.get(row.key());
			if (current == null) {
				inserts.add(row);
				continue;
			}
			RowChange change = change(row, idOf(current), plan, current);
			if (change != null && (allowed == null || allowed.contains(change.key()))) {
				updates.add(row);
				changes.add(change);
			}
			else {
				written.set(row.position(), written(row, current, UpsertOutcome.UNCHANGED));
			}
		}
		insert(inserts, written);
		update(updates, changes, existing, written);
	}

	/**
	 * Return the rows there are as the filters of the entity let them through, locked.
	 */
	private Map<List<Object>, List<@Nullable Object>> visible(Found found) {
		if (found.rows() != null) {
			return found.rows();
		}
		Map<Object, List<@Nullable Object>> latest = this.lookup.readLatest(this.scope.model().properties(),
				found.ids().values());
		Map<List<Object>, List<@Nullable Object>> existing = new HashMap<>();
		found.ids().forEach((key, id) -> {
			List<@Nullable Object> row = latest.get(this.lookup.key(id));
			if (row != null) {
				existing.put(key, row);
			}
		});
		return existing;
	}

	private void insert(List<KeyedRow<T>> inserts, List<@Nullable Written<T>> written) {
		this.inserter.insert(inserts.stream().map(KeyedRow::row).toList());
		for (KeyedRow<T> row : inserts) {
			written.set(row.position(), new Written<>(row.row(), row.row().filled(), UpsertOutcome.INSERTED));
		}
	}

	private void update(List<KeyedRow<T>> rows, List<RowChange> changes,
			Map<List<Object>, List<@Nullable Object>> existing, List<@Nullable Written<T>> written) {
		this.updates.apply(changes);
		List<PropertyModel> computed = this.scope.model()
			.properties()
			.stream()
			.filter(PropertyModel::isComputed)
			.toList();
		Map<Object, List<@Nullable Object>> latest = computed.isEmpty() ? Map.of()
				: this.lookup.read(computed, changes.stream().map(RowChange::id).toList());
		for (int i = 0; i < rows.size(); i++) {
			KeyedRow<T> row = rows.get(i);
			PropertyValues now = updated(row, changes.get(i), Objects.requireNonNull(existing.get(row.key())));
			for (int k = 0; k < computed.size(); k++) {
				now.replace(computed.get(k), Objects.requireNonNull(latest.get(changes.get(i).key())).get(k));
			}
			written.set(row.position(), new Written<>(row.row(), now, UpsertOutcome.UPDATED));
		}
	}

	/**
	 * Return what an instance gets whose row was there: what was filled in, what the row
	 * had and kept, and the next version.
	 */
	private PropertyValues updated(KeyedRow<T> row, RowChange change, List<@Nullable Object> current) {
		PropertyValues now = row.row().filled().copy();
		for (PropertyModel property : this.scope.model().properties()) {
			Object value = current.get(property.position());
			if (property.isVersion() && value instanceof Number number) {
				now.replace(property, Versions.next(property, number.longValue()));
			}
			else if (!change.properties().contains(property)) {
				now.replace(property, value);
			}
		}
		return now;
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
		for (PropertyModel property : row.row().left()) {
			if (plan.clears(property)) {
				properties.add(property);
				values.add(new TypedValue(property.type(), null));
				different |= !plan.different() || property.toColumn(current.get(property.position())) != null;
			}
		}
		return different ? new RowChange(row.position(), id, this.lookup.key(id), null, properties, values) : null;
	}

	private Written<T> written(KeyedRow<T> row, List<@Nullable Object> values, UpsertOutcome outcome) {
		PropertyValues all = row.row().filled().copy();
		this.scope.model().properties().forEach((property) -> all.replace(property, values.get(property.position())));
		return new Written<>(row.row(), all, outcome);
	}

	/**
	 * Return which rows meet the condition of the plan, {@code null} for all.
	 */
	private @Nullable Set<Object> allowed(UpsertPlan<T> plan, Collection<Object> ids) {
		Condition<T> condition = plan.condition();
		if (condition == null) {
			return null;
		}
		Set<Object> allowed = new HashSet<>();
		List<Object> all = new ArrayList<>(ids);
		for (int start = 0; start < all.size(); start += MOST_IDS) {
			List<Object> part = all.subList(start, Math.min(all.size(), start + MOST_IDS));
			RowsOfIds.of(this.scope.query().where(condition), this.scope.model(), part)
				.list()
				.forEach((entity) -> allowed.add(this.lookup.key(this.scope.requiredId(entity))));
		}
		return allowed;
	}

	/**
	 * Refuse rows whose keys differ, but are one for the database.
	 */
	private void refuseDoubled(List<KeyedRow<T>> rows, UpsertPlan<T> plan, Found found) {
		Map<Object, Integer> positions = new HashMap<>();
		for (KeyedRow<T> row : rows) {
			Object id = found.ids().get(row.key());
			Integer earlier = (id != null) ? positions.put(this.lookup.key(id), row.position()) : null;
			if (earlier != null) {
				throw KeyedRow.doubled(earlier, row.position(), plan.key());
			}
		}
	}

	private void refuseHidden(List<KeyedRow<T>> rows, Found found, Map<List<Object>, List<@Nullable Object>> existing) {
		for (KeyedRow<T> row : rows) {
			if (found.ids().containsKey(row.key()) && !existing.containsKey(row.key())) {
				throw new DuplicateKeyException(
						"Row %d has the key of a row of '%s' that a filter hides, such as a deleted one: it can be neither inserted nor updated"
							.formatted(row.position(), this.scope.model().table()));
			}
		}
	}

	private void refuseOutdated(List<KeyedRow<T>> rows, Map<List<Object>, List<@Nullable Object>> existing) {
		PropertyModel version = this.scope.version().orElse(null);
		if (version == null) {
			return;
		}
		EntityUpserter.refuseOutdated(this.scope, rows.stream().filter((row) -> {
			List<@Nullable Object> current = existing.get(row.key());
			return row.version() > 0 && (current == null || !(current.get(version.position()) instanceof Number number)
					|| number.longValue() != row.version());
		}).toList());
	}

	/**
	 * The rows there are.
	 *
	 * @param ids their ids, by key
	 * @param rows the values of their properties, by key, if they were read and locked
	 */
	record Found(Map<List<Object>, Object> ids, @Nullable Map<List<Object>, List<@Nullable Object>> rows) {

		private void add(List<?> key, Object id, List<@Nullable Object> row) {
			this.ids.put(List.copyOf(key), id);
			if (this.rows != null) {
				this.rows.put(List.copyOf(key), row);
			}
		}

	}

}
