package io.masterrecord.write;

import java.util.Arrays;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.dialect.TypedValues;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import org.jspecify.annotations.Nullable;

/**
 * An instance on its way into a row. Nothing is set on the instance before the row has
 * been written.
 *
 * @param <T> the entity
 */
final class PendingRow<T> {

	private static final int USUAL_VALUES = 10;

	private final WriteKind kind;

	private final T entity;

	private final PropertyValues filled;

	private RowShape shape;

	/** The values of the columns that are named, and room for more. */
	private @Nullable Object[] columns;

	private int size;

	/**
	 * Create a row without values.
	 * @param properties the properties of the instance
	 * @param before a row that is complete and probably chooses the same properties, or
	 * {@code null} if there is none
	 */
	PendingRow(WriteKind kind, T entity, PropertyValues properties, @Nullable PendingRow<T> before) {
		this.kind = kind;
		this.entity = entity;
		this.filled = properties;
		this.shape = (before != null) ? before.shape.root() : RowShape.empty();
		this.columns = new Object[(before != null) ? before.size : USUAL_VALUES];
	}

	WriteKind kind() {
		return this.kind;
	}

	T entity() {
		return this.entity;
	}

	/**
	 * Return the properties whose columns the statement names. Rows that name the same
	 * columns can share one, and mostly have the same list.
	 */
	List<PropertyModel> given() {
		return this.shape.given();
	}

	/**
	 * Return the values of the columns that are named, in their order.
	 */
	List<TypedValue> values() {
		return new TypedValues(this.shape.types(), this.columns);
	}

	/**
	 * Return the value of a column, {@code null} if it is NULL or not named.
	 */
	@Nullable Object valueOf(PropertyModel property) {
		int index = given().indexOf(property);
		return (index < 0) ? null : this.columns[index];
	}

	/**
	 * Return the properties whose columns are left to the database.
	 */
	List<PropertyModel> left() {
		return this.shape.left();
	}

	/**
	 * Return the properties as they will be: what the instance brought along, replaced by
	 * what it gets.
	 */
	PropertyValues filled() {
		return this.filled;
	}

	/**
	 * Note what the instance gets that it did not bring along.
	 */
	void note(PropertyModel property, @Nullable Object value) {
		this.filled.replace(property, value);
	}

	void leave(PropertyModel property) {
		this.shape = this.shape.with(property, RowShape.Fate.LEFT);
	}

	/**
	 * Write a value that the instance brought along.
	 */
	void give(PropertyModel property, @Nullable Object value) {
		Object column = property.toStored(value);
		add(property, column, RowShape.Fate.GIVEN);
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
		add(property, column, RowShape.Fate.FILLED);
		note(property, property.fromColumn(column));
	}

	/**
	 * Note a value that the statement counts up by itself.
	 */
	void count(PropertyModel property, Object value) {
		this.shape = this.shape.with(property, RowShape.Fate.COUNTED);
		note(property, value);
	}

	private void add(PropertyModel property, @Nullable Object column, RowShape.Fate fate) {
		if (this.size == this.columns.length) {
			this.columns = Arrays.copyOf(this.columns, 2 * this.size + 1);
		}
		this.columns[this.size++] = column;
		this.shape = this.shape.with(property, fate);
	}

	/**
	 * Columns keep microseconds, and all their digits after the point: the instance is to
	 * hold what the next reading shows.
	 */
	private void keepWhatIsStored(PropertyModel property, @Nullable Object column, @Nullable Object value) {
		boolean asGiven = column == value && !property.isConverted();
		if (column != null && !asGiven) {
			Object stored = property.fromColumn(column);
			if (stored != null && stored != value && !stored.equals(value)) {
				note(property, stored);
			}
		}
	}

	/**
	 * Tell whether it does not matter what the instance holds where something is wrong.
	 */
	boolean fillsIn(EntityViolation violation) {
		return this.shape.ours().stream().anyMatch(violation::isOf) || left().stream().anyMatch(violation::isOf);
	}

}
