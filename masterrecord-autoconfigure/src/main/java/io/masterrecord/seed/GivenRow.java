package io.masterrecord.seed;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row of a seed: the values it gives, as values of columns.
 *
 * @param place the entity, the set and the row, as people write them
 * @param values the values by property; a property that is not given is not in it
 */
record GivenRow(String place, Map<PropertyModel, @Nullable Object> values) {

	boolean gives(PropertyModel property) {
		return this.values.get(property) != null;
	}

	boolean givesAll(Collection<PropertyModel> properties) {
		return properties.stream().allMatch(this::gives);
	}

	@Nullable Object value(String column) {
		for (Map.Entry<PropertyModel, @Nullable Object> entry : this.values.entrySet()) {
			if (entry.getKey().column().equals(column)) {
				return entry.getValue();
			}
		}
		return null;
	}

	/**
	 * Return the values of columns, comparable with those of other rows of any table.
	 */
	List<Object> values(List<String> columns) {
		return comparable(columns, toRow());
	}

	static List<Object> comparable(List<String> columns, Row row) {
		return columns.stream().map((column) -> comparable(Objects.requireNonNull(row.values().get(column)))).toList();
	}

	GivenRow with(PropertyModel first, Object value) {
		Map<PropertyModel, @Nullable Object> copy = new LinkedHashMap<>();
		copy.put(first, value);
		copy.putAll(this.values);
		return new GivenRow(this.place, copy);
	}

	/** The database does not tell 1.5 from 1.50. */
	private static Object comparable(Object value) {
		return (value instanceof BigDecimal number) ? number.stripTrailingZeros() : value;
	}

	Row toRow() {
		Map<String, @Nullable Object> columns = new LinkedHashMap<>();
		this.values.forEach((property, value) -> columns.put(property.column(), value));
		return Row.of(columns);
	}

}
