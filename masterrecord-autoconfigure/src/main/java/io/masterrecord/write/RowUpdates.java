package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.masterrecord.dialect.BulkSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.dialect.TypedValues;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.SavepointManager;

/**
 * Changes rows of one entity by their ids, each with values of its own: many with one
 * statement where the dialect has one for it, and with a prepared loop elsewhere. A
 * version is counted up, and compared where one is expected.
 *
 * @param <T> the entity
 */
final class RowUpdates<T> {

	private static final int MOST_ROWS_OF_BATCH = 5000;

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final Map<Shape, String> texts = new ConcurrentHashMap<>();

	RowUpdates(EntityScope<T> scope, RowLookup<T> lookup) {
		this.scope = scope;
		this.lookup = lookup;
	}

	/**
	 * Change rows.
	 * @throws StaleVersionException if rows are not in the versions expected
	 * @throws MissingRowException if a row does not exist
	 */
	void apply(List<RowChange> changes) {
		for (List<RowChange> run : RowOrder.runs(changes)) {
			if (run.get(0).properties().isEmpty() && this.scope.version().isEmpty()) {
				requireExisting(run);
			}
			else if (run.size() == 1) {
				applyOne(run.get(0));
			}
			else {
				applyMany(run);
			}
		}
	}

	private void applyOne(RowChange change) {
		int count = this.scope.gate()
			.update(this.scope.filtered(StatementKind.UPDATE, text(change), values(change, binding(change, true))));
		if (count == 0) {
			refuse(List.of(change));
		}
		else if (change.expectedVersion() != null) {
			this.scope.requireCount(count);
		}
	}

	private void applyMany(List<RowChange> run) {
		BulkSql bulk = this.scope.dialect().bulk();
		List<Column> keys = keys(run.get(0));
		List<Column> columns = run.get(0).properties().stream().map(PropertyModel::toColumn).toList();
		List<Column> all = new ArrayList<>(keys);
		all.addAll(columns);
		boolean lists = bulk.bindsLists(all)
				&& run.stream().allMatch((change) -> RowValues.fitIntoLists(change.values()));
		String version = this.scope.version().map(PropertyModel::column).orElse(null);
		String table = this.scope.model().table();
		if ((bulk.bindsLists(all) && !lists) || bulk.update(table, keys, columns, version, 1) == null) {
			applyBatch(run);
			return;
		}
		Binding binding = binding(run.get(0), false);
		List<List<TypedValue>> rows = run.stream().<List<TypedValue>>map((change) -> values(change, binding)).toList();
		int most = lists ? bulk.mostRows() : Math.min(bulk.mostRows(), this.scope.dialect().maxValues() / all.size());
		String sql = null;
		int sized = 0;
		for (int start = 0; start < run.size();) {
			int size = RowValues.fitting(rows, start, Math.max(1, most), this.scope.packets());
			if (size != sized) {
				sql = bulk.update(table, keys, columns, version, size);
				sized = size;
			}
			List<List<TypedValue>> part = rows.subList(start, start + size);
			int count = this.scope.gate()
				.update(this.scope.filtered(StatementKind.UPDATE, String.valueOf(sql),
						lists ? RowValues.inColumns(part) : RowValues.inRows(part)));
			if (count != size) {
				refuse(run.subList(start, start + size));
			}
			start += size;
		}
	}

	private void applyBatch(List<RowChange> run) {
		String sql = text(run.get(0));
		Binding binding = binding(run.get(0), true);
		for (int start = 0; start < run.size(); start += MOST_ROWS_OF_BATCH) {
			List<RowChange> part = run.subList(start, Math.min(run.size(), start + MOST_ROWS_OF_BATCH));
			int[] counts = this.scope.gate()
				.batch(this.scope.filtered(StatementKind.UPDATE, sql,
						part.stream().<List<TypedValue>>map((change) -> values(change, binding)).toList()));
			List<RowChange> unmet = new ArrayList<>();
			for (int i = 0; i < counts.length; i++) {
				if (counts[i] == 0) {
					unmet.add(part.get(i));
				}
				else if (part.get(i).expectedVersion() != null) {
					this.scope.requireCount(counts[i]);
				}
			}
			if (!unmet.isEmpty()) {
				refuse(unmet);
			}
		}
	}

	private List<Column> keys(RowChange change) {
		List<Column> keys = new ArrayList<>(
				this.scope.key().properties().stream().map(PropertyModel::toColumn).toList());
		if (change.expectedVersion() != null) {
			this.scope.version().map(PropertyModel::toColumn).ifPresent(keys::add);
		}
		return keys;
	}

	private String text(RowChange change) {
		return this.texts.computeIfAbsent(new Shape(change.properties(), change.expectedVersion() != null), (shape) -> {
			List<String> set = new ArrayList<>();
			shape.properties().forEach((property) -> set.add(this.scope.quoted(property) + " = ?"));
			this.scope.version()
				.map(this.scope::quoted)
				.ifPresent((version) -> set.add(version + " = " + version + " + 1"));
			String condition = this.scope.idCondition();
			if (shape.versioned()) {
				condition += this.scope.version()
					.map((version) -> " AND " + this.scope.quoted(version) + " = ?")
					.orElse("");
			}
			return "UPDATE " + this.scope.table() + " SET " + String.join(", ", set) + " WHERE " + condition;
		});
	}

	/**
	 * Return how the values of changes of one shape are bound.
	 * @param columnsFirst whether the columns come before the id
	 */
	private Binding binding(RowChange change, boolean columnsFirst) {
		List<ColumnType> columns = change.properties().stream().map(PropertyModel::type).toList();
		List<ColumnType> keys = keys(change).stream().map(Column::type).toList();
		List<ColumnType> types = new ArrayList<>(columnsFirst ? columns : keys);
		types.addAll(columnsFirst ? keys : columns);
		return new Binding(types.toArray(ColumnType[]::new), columnsFirst ? 0 : keys.size(),
				columnsFirst ? columns.size() : 0);
	}

	/**
	 * Return the values of a change, and of the id and version of its row.
	 */
	private TypedValues values(RowChange change, Binding binding) {
		@Nullable Object[] values = new @Nullable Object[binding.types().length];
		List<TypedValue> columns = change.values();
		for (int i = 0; i < columns.size(); i++) {
			values[binding.columnsAt() + i] = (columns instanceof TypedValues apart) ? apart.value(i)
					: columns.get(i).value();
		}
		int ids = this.scope.key().size();
		if (ids == 1) {
			values[binding.keysAt()] = change.key();
		}
		else {
			List<TypedValue> id = this.scope.idValues(change.id());
			for (int i = 0; i < ids; i++) {
				values[binding.keysAt() + i] = id.get(i).value();
			}
		}
		Long expected = change.expectedVersion();
		if (expected != null) {
			values[binding.keysAt() + ids] = EntityScope.versionValue(this.scope.version().orElseThrow(), expected)
				.value();
		}
		return new TypedValues(binding.types(), values);
	}

	private void requireExisting(List<RowChange> run) {
		Set<Object> found = this.lookup.read(List.of(), run.stream().map(RowChange::id).toList()).keySet();
		for (RowChange change : run) {
			if (!found.contains(change.key())) {
				throw new MissingRowException(this.scope.model().type(), change.id());
			}
		}
	}

	/**
	 * Refuse changes of which not every one met its row. Some drivers count only rows
	 * that became different: a count alone says little where no version counts up.
	 */
	private void refuse(List<RowChange> changes) {
		if (this.scope.version().isEmpty()) {
			requireExisting(changes);
			return;
		}
		if (changes.size() == 1) {
			throw refusal(changes);
		}
		throw new UnexplainedFailure(refusal(changes), (savepoints) -> explain(changes, savepoints));
	}

	private RuntimeException explain(List<RowChange> changes, @Nullable SavepointManager savepoints) {
		PropertyModel version = this.scope.version().orElseThrow();
		// What this write has changed is in the next version, unless it was taken back.
		int ahead = (savepoints != null) ? 0 : 1;
		Map<Object, List<@Nullable Object>> found = this.lookup.readLatest(List.of(version),
				changes.stream().map(RowChange::id).toList());
		List<RowChange> unmet = changes.stream().filter((change) -> {
			List<@Nullable Object> row = found.get(change.key());
			Long expected = change.expectedVersion();
			return row == null || (expected != null && ((Number) row.get(0)).longValue() != expected + ahead);
		}).toList();
		return refusal(unmet.isEmpty() ? changes : unmet);
	}

	private RuntimeException refusal(List<RowChange> unmet) {
		Class<?> type = this.scope.model().type();
		List<StaleVersionException.Row> rows = new ArrayList<>();
		for (RowChange change : unmet) {
			Long expected = change.expectedVersion();
			if (expected == null) {
				return new MissingRowException(type, change.id());
			}
			rows.add(new StaleVersionException.Row(change.position(), change.id(), expected));
		}
		return new StaleVersionException(type, rows);
	}

	/**
	 * How the values of a change are bound.
	 *
	 * @param types the types of the values, in order
	 * @param columnsAt where the values of columns begin
	 * @param keysAt where the id begins
	 */
	private record Binding(ColumnType[] types, int columnsAt, int keysAt) {

	}

	/**
	 * What a text depends on.
	 */
	private record Shape(List<PropertyModel> properties, boolean versioned) {

	}

}
