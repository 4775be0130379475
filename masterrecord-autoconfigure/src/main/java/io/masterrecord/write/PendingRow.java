package io.masterrecord.write;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * An instance on its way into a row. Nothing is set on the instance before the row has
 * been written.
 *
 * @param <T> the entity
 */
final class PendingRow<T> {

	private final WriteKind kind;

	private final T entity;

	private final List<PropertyModel> given = new ArrayList<>();

	private final List<TypedValue> values = new ArrayList<>();

	private final List<PropertyModel> left = new ArrayList<>();

	private final List<PropertyModel> ours = new ArrayList<>();

	private final Map<PropertyModel, @Nullable Object> filled = new LinkedHashMap<>();

	PendingRow(WriteKind kind, T entity) {
		this.kind = kind;
		this.entity = entity;
	}

	WriteKind kind() {
		return this.kind;
	}

	T entity() {
		return this.entity;
	}

	/**
	 * Return the properties whose columns the statement names. Rows that name the same
	 * columns can share one.
	 */
	List<PropertyModel> given() {
		return this.given;
	}

	/**
	 * Return the values of the columns that are named, in their order.
	 */
	List<TypedValue> values() {
		return this.values;
	}

	/**
	 * Return the value of a column, {@code null} if it is NULL or not named.
	 */
	@Nullable Object valueOf(PropertyModel property) {
		int index = this.given.indexOf(property);
		return (index < 0) ? null : this.values.get(index).value();
	}

	/**
	 * Return the properties whose columns are left to the database.
	 */
	List<PropertyModel> left() {
		return this.left;
	}

	/**
	 * Return what the instance gets that it did not bring along.
	 */
	Map<PropertyModel, @Nullable Object> filled() {
		return this.filled;
	}

	void leave(PropertyModel property) {
		this.left.add(property);
	}

	/**
	 * Write a value that the instance brought along.
	 */
	void give(PropertyModel property, @Nullable Object value) {
		Object column = stored(property, value);
		add(property, column);
		switch (property.type().name()) {
			case DECIMAL, TIME, DATETIME, TIMESTAMP -> keepWhatIsStored(property, column, value);
			default -> {
			}
		}
	}

	/**
	 * Write a value of our own.
	 */
	void fill(PropertyModel property, Object value) {
		Object column = property.toColumn(value);
		add(property, column);
		this.ours.add(property);
		this.filled.put(property, property.fromColumn(column));
	}

	/**
	 * Note a value that the statement counts up by itself.
	 */
	void count(PropertyModel property, Object value) {
		this.ours.add(property);
		this.filled.put(property, value);
	}

	/**
	 * Return the value of a column as it will be read.
	 */
	static @Nullable Object stored(PropertyModel property, @Nullable Object value) {
		Object column = property.toColumn(value);
		// As every database rounds, except those that would keep more digits.
		return (column instanceof BigDecimal decimal) ? decimal.setScale(property.type().scale(), RoundingMode.HALF_UP)
				: column;
	}

	private void add(PropertyModel property, @Nullable Object column) {
		this.given.add(property);
		this.values.add(new TypedValue(property.type(), column));
	}

	/**
	 * Columns keep microseconds, and all their digits after the point: the instance is to
	 * hold what the next reading shows.
	 */
	private void keepWhatIsStored(PropertyModel property, @Nullable Object column, @Nullable Object value) {
		if (column != null) {
			Object stored = property.fromColumn(column);
			if (stored != null && !stored.equals(value)) {
				this.filled.put(property, stored);
			}
		}
	}

	/**
	 * Tell whether it does not matter what the instance holds where something is wrong.
	 */
	boolean fillsIn(EntityViolation violation) {
		return this.ours.stream().anyMatch(violation::isOf) || this.left.stream().anyMatch(violation::isOf);
	}

}
