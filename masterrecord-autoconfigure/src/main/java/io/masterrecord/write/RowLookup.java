package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up by their ids, many at once. The number of placeholders grows in powers of
 * two, so that there are few different statements.
 *
 * @param <T> the entity
 */
final class RowLookup<T> {

	private static final int MOST_IDS = 1024;

	private final EntityScope<T> scope;

	RowLookup(EntityScope<T> scope) {
		this.scope = scope;
	}

	/**
	 * Read columns of rows.
	 * @return the values in order of the properties, by the value of the id in its
	 * column; without the rows that do not exist
	 */
	Map<Object, List<@Nullable Object>> read(List<PropertyModel> properties, Collection<?> ids) {
		List<PropertyModel> columns = new ArrayList<>();
		columns.add(this.scope.id());
		columns.addAll(properties);
		RowReading reading = RowReading.of(columns, this.scope.dialect());
		String select = "SELECT " + this.scope.columns(columns) + " FROM " + this.scope.table();
		Map<Object, List<@Nullable Object>> result = new LinkedHashMap<>();
		for (List<TypedValue> chunk : chunks(ids)) {
			String sql = select + condition(chunk);
			for (List<@Nullable Object> row : this.scope.gate()
				.query(this.scope.statement(StatementKind.SELECT, sql, chunk), reading)) {
				Object id = row.get(0);
				if (id != null) {
					result.put(key(id), row.subList(1, row.size()));
				}
			}
		}
		return result;
	}

	int delete(Collection<?> ids) {
		int deleted = 0;
		for (List<TypedValue> chunk : chunks(ids)) {
			String sql = "DELETE FROM " + this.scope.table() + condition(chunk);
			deleted += this.scope.gate().update(this.scope.statement(StatementKind.DELETE, sql, chunk));
		}
		return deleted;
	}

	/**
	 * Return an id in a form that is equal however it was written.
	 */
	Object key(Object id) {
		Object column = this.scope.id().toColumn(id);
		return (column instanceof Number number && !(column instanceof java.math.BigDecimal)) ? number.longValue()
				: (column != null) ? column : id;
	}

	private String condition(List<TypedValue> chunk) {
		String id = this.scope.quoted(this.scope.id());
		return (chunk.size() == 1) ? " WHERE " + id + " = ?"
				: " WHERE " + id + " IN (" + String.join(", ", Collections.nCopies(chunk.size(), "?")) + ")";
	}

	/**
	 * Cut ids into lists of a size that is a power of two, the last filled up by
	 * repeating an id.
	 */
	private List<List<TypedValue>> chunks(Collection<?> ids) {
		List<TypedValue> values = this.scope.idValues(ids);
		int most = Integer.highestOneBit(Math.min(MOST_IDS, this.scope.dialect().maxValues()));
		List<List<TypedValue>> result = new ArrayList<>();
		for (int start = 0; start < values.size(); start += most) {
			List<TypedValue> chunk = new ArrayList<>(values.subList(start, Math.min(values.size(), start + most)));
			int size = (chunk.size() == 1) ? 1 : Integer.highestOneBit(chunk.size() - 1) << 1;
			chunk.addAll(Collections.nCopies(size - chunk.size(), chunk.get(0)));
			result.add(chunk);
		}
		return result;
	}

}
