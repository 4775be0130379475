package io.masterrecord.write;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A row on its way, with the key it is recognised by.
 *
 * @param <T> the entity
 * @param position its place in what was given, from 0
 * @param row the row
 * @param key the values of the key, in a form that is equal however they were written
 * @param version the version the instance brings along, 0 for none
 */
record KeyedRow<T>(int position, PendingRow<T> row, List<Object> key, long version) {

	static <T> KeyedRow<T> of(int position, PendingRow<T> row, List<PropertyModel> key, long version) {
		List<Object> values = new ArrayList<>(key.size());
		for (PropertyModel property : key) {
			Object value = row.valueOf(property);
			if (value == null) {
				throw new InvalidDataAccessApiUsageException(
						"Row %d has no value of %s, by which it is to be recognised".formatted(position, property));
			}
			values.add(normal(value));
		}
		return new KeyedRow<>(position, row, values, version);
	}

	/**
	 * Return the values of a key as they are in columns.
	 */
	List<TypedValue> keyValues(List<PropertyModel> properties) {
		return properties.stream()
			.map((property) -> new TypedValue(property.type(), this.row.valueOf(property)))
			.toList();
	}

	/**
	 * Return the key of a row that was read.
	 * @param values the values of the properties as they are in Java
	 */
	static List<Object> key(List<PropertyModel> properties, List<@Nullable Object> values) {
		List<Object> key = new ArrayList<>(properties.size());
		for (int i = 0; i < properties.size(); i++) {
			Object column = properties.get(i).toColumn(values.get(i));
			key.add((column != null) ? normal(column) : "");
		}
		return key;
	}

	/**
	 * Return what refuses two rows of which one would be lost.
	 */
	static InvalidDataAccessApiUsageException doubled(int one, int other, List<PropertyModel> key) {
		return new InvalidDataAccessApiUsageException("Rows %d and %d have the same %s: one of them would be lost"
			.formatted(Math.min(one, other), Math.max(one, other), key.stream().map(PropertyModel::name).toList()));
	}

	/**
	 * Tell whether two values of a column are the same.
	 */
	static boolean isSame(@Nullable Object one, @Nullable Object other) {
		return (one == null || other == null) ? one == other : normal(one).equals(normal(other));
	}

	private static Object normal(Object column) {
		if (column instanceof BigDecimal decimal) {
			return decimal.stripTrailingZeros();
		}
		if (column instanceof byte[] bytes) {
			return ByteBuffer.wrap(bytes);
		}
		return (column instanceof Long || column instanceof Integer || column instanceof Short
				|| column instanceof Byte) ? ((Number) column).longValue() : column;
	}

}
