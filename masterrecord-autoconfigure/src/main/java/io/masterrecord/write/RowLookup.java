package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.SimilarKeys;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up by their ids, many at once. The number of placeholders grows in powers of
 * two, so that there are few different statements.
 *
 * @param <T> the entity
 */
final class RowLookup<T> {

	private static final int MOST_IDS = 1024;

	private static final int MOST_OF_LIST = 10_000;

	private final EntityScope<T> scope;

	/**
	 * The condition on a list of ids, empty if there is none; known once it was needed.
	 */
	private volatile @Nullable String among;

	RowLookup(EntityScope<T> scope) {
		this.scope = scope;
	}

	/**
	 * Read columns of rows. A row that the database finds by an id in another spelling is
	 * that of the id.
	 * @return the values in order of the properties, by the value of the id as it was
	 * given; without the rows that do not exist or that filters hide
	 */
	Map<Object, List<@Nullable Object>> read(List<PropertyModel> properties, Collection<?> ids) {
		return read(properties, ids, (sql, values) -> this.scope.filtered(StatementKind.SELECT, sql, values));
	}

	/**
	 * Read columns of rows as they are now, whatever the transaction has seen before, and
	 * let nobody else change them until it ends.
	 */
	Map<Object, List<@Nullable Object>> readLatest(List<PropertyModel> properties, Collection<?> ids) {
		return read(properties, ids,
				(sql, values) -> this.scope.locking(this.scope.filtered(StatementKind.SELECT, sql, values)));
	}

	/**
	 * Tell which ids are taken, also by rows that the filters of the entity hide.
	 */
	Set<Object> taken(Collection<?> ids) {
		return read(List.of(), ids, (sql, values) -> this.scope.statement(StatementKind.SELECT, sql, values)).keySet();
	}

	private Map<Object, List<@Nullable Object>> read(List<PropertyModel> properties, Collection<?> ids,
			BiFunction<String, List<TypedValue>, SqlStatement> statements) {
		List<PropertyModel> columns = new ArrayList<>();
		columns.addAll(this.scope.key().properties());
		columns.addAll(properties);
		RowReading reading = RowReading.of(columns, this.scope.dialect());
		String select = "SELECT " + this.scope.columns(columns) + " FROM " + this.scope.table();
		Map<Object, List<@Nullable Object>> result = new LinkedHashMap<>();
		int size = this.scope.key().size();
		Map<Object, Object> open = new LinkedHashMap<>();
		ids.forEach((id) -> open.put(key(id), id));
		while (!open.isEmpty()) {
			SimilarKeys similar = SimilarKeys.of(open.keySet());
			for (List<TypedValue> chunk : chunks(open.values())) {
				SqlStatement statement = statements.apply(select + condition(chunk), chunk);
				for (List<@Nullable Object> row : this.scope.gate().query(statement, reading)) {
					for (Object key : similar.find(key(this.scope.key().of(row.subList(0, size))))) {
						result.put(key, row.subList(size, row.size()));
					}
				}
			}
			open.keySet().retainAll(similar.left());
		}
		return result;
	}

	/**
	 * Run a statement on the rows of ids.
	 * @param kind what it does
	 * @param sql the text up to its condition
	 * @param values the values of that text
	 * @return how many rows there were
	 */
	int change(StatementKind kind, String sql, List<TypedValue> values, Collection<?> ids) {
		int changed = 0;
		for (List<TypedValue> chunk : chunks(ids)) {
			List<TypedValue> all = new ArrayList<>(values);
			all.addAll(chunk);
			changed += this.scope.gate().update(this.scope.filtered(kind, sql + condition(chunk), all));
		}
		return changed;
	}

	/**
	 * Return an id in a form that is equal however it was written.
	 */
	Object key(Object id) {
		List<PropertyModel> properties = this.scope.key().properties();
		if (!this.scope.key().isComposite()) {
			return key(properties.get(0), id);
		}
		List<Object> values = this.scope.key().valuesOf(id);
		if (values.size() == 1) {
			return key(properties.get(0), values.get(0));
		}
		List<Object> keys = new ArrayList<>(values.size());
		for (int i = 0; i < values.size(); i++) {
			keys.add(key(properties.get(i), values.get(i)));
		}
		return keys;
	}

	private static Object key(PropertyModel property, Object value) {
		Object column = property.toStored(value);
		if (column instanceof Long || column == null) {
			return (column != null) ? column : value;
		}
		boolean whole = column instanceof Integer || column instanceof Short || column instanceof Byte;
		return whole ? (Object) ((Number) column).longValue() : column;
	}

	private String condition(List<TypedValue> chunk) {
		if (chunk.get(0).value() instanceof List<?>) {
			return " WHERE " + this.among;
		}
		int rows = chunk.size() / this.scope.key().size();
		if (rows == 1) {
			return " WHERE " + this.scope.idCondition();
		}
		if (this.scope.key().size() > 1) {
			return " WHERE (" + String.join(" OR ", Collections.nCopies(rows, "(" + this.scope.idCondition() + ")"))
					+ ")";
		}
		String id = this.scope.quoted(this.scope.key().properties().get(0));
		return " WHERE " + id + " IN (" + String.join(", ", Collections.nCopies(rows, "?")) + ")";
	}

	/**
	 * Cut ids into lists of a size that is a power of two, the last filled up by
	 * repeating an id.
	 */
	private List<List<TypedValue>> chunks(Collection<?> ids) {
		List<Object> all = new ArrayList<>(ids);
		if (all.size() > 1 && among() != null) {
			return lists(all);
		}
		int width = this.scope.key().size();
		int most = Integer.highestOneBit(Math.min(MOST_IDS, this.scope.dialect().maxValues()) / width);
		List<List<TypedValue>> result = new ArrayList<>();
		for (int start = 0; start < all.size(); start += most) {
			List<Object> part = all.subList(start, Math.min(all.size(), start + most));
			int size = (part.size() == 1) ? 1 : Integer.highestOneBit(part.size() - 1) << 1;
			List<TypedValue> chunk = new ArrayList<>(size * width);
			part.forEach((id) -> chunk.addAll(this.scope.idValues(id)));
			for (int i = part.size(); i < size; i++) {
				chunk.addAll(List.copyOf(chunk.subList(0, width)));
			}
			result.add(chunk);
		}
		return result;
	}

	/**
	 * Return ids as lists that are bound as one value each.
	 */
	private List<List<TypedValue>> lists(List<Object> ids) {
		List<List<TypedValue>> result = new ArrayList<>();
		for (int start = 0; start < ids.size(); start += MOST_OF_LIST) {
			List<List<TypedValue>> part = ids.subList(start, Math.min(ids.size(), start + MOST_OF_LIST))
				.stream()
				.map(this.scope::idValues)
				.toList();
			result.add(RowValues.inColumns(part));
		}
		return result;
	}

	private @Nullable String among() {
		String known = this.among;
		if (known == null) {
			known = this.scope.key().single().map((id) -> this.scope.dialect().bulk().among(id.toColumn())).orElse("");
			this.among = known;
		}
		return known.isEmpty() ? null : known;
	}

}
