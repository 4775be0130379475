package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
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

	private final Choice given;

	private final List<TypedValue> values;

	private final Choice left;

	private final Choice ours;

	private final PropertyValues filled;

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
		this.given = new Choice((before != null) ? before.given : null);
		this.values = new ArrayList<>((before != null) ? before.values.size() : USUAL_VALUES);
		this.left = new Choice((before != null) ? before.left : null);
		this.ours = new Choice((before != null) ? before.ours : null);
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
		return this.given.list();
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
		int index = given().indexOf(property);
		return (index < 0) ? null : this.values.get(index).value();
	}

	/**
	 * Return the properties whose columns are left to the database.
	 */
	List<PropertyModel> left() {
		return this.left.list();
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
		this.left.add(property);
	}

	/**
	 * Write a value that the instance brought along.
	 */
	void give(PropertyModel property, @Nullable Object value) {
		Object column = property.toStored(value);
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
		note(property, property.fromColumn(column));
	}

	/**
	 * Note a value that the statement counts up by itself.
	 */
	void count(PropertyModel property, Object value) {
		this.ours.add(property);
		note(property, value);
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
		return this.ours.list().stream().anyMatch(violation::isOf) || left().stream().anyMatch(violation::isOf);
	}

	/**
	 * Some properties of an entity, in order. As long as they are those of another choice
	 * its list is shared, so that thousands of rows have one.
	 */
	private static final class Choice {

		private List<PropertyModel> list;

		private int size;

		private boolean shared;

		Choice(@Nullable Choice like) {
			this.list = (like != null) ? like.list() : new ArrayList<>();
			this.shared = like != null;
		}

		void add(PropertyModel property) {
			if (this.shared && (this.size == this.list.size() || this.list.get(this.size) != property)) {
				part();
			}
			if (!this.shared) {
				this.list.add(property);
			}
			this.size++;
		}

		List<PropertyModel> list() {
			if (this.size < this.list.size()) {
				part();
			}
			return this.list;
		}

		private void part() {
			this.list = new ArrayList<>(this.list.subList(0, this.size));
			this.shared = false;
		}

	}

}
