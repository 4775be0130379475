package io.masterrecord.write;

import java.io.Serializable;

import io.masterrecord.model.PropertyModel;

/**
 * One thing that is wrong with an instance.
 *
 * @param property the path of the property, such as {@code title}; empty if it is the
 * instance as a whole
 * @param message what is wrong, for people
 * @param row the position of the instance in what was given to be written, from 0
 * @since 0.1.0
 */
public record EntityViolation(String property, String message, int row) implements Serializable {

	/**
	 * Create a violation of the only instance.
	 * @param property the path of the property; empty if it is the instance as a whole
	 * @param message what is wrong, for people
	 */
	public EntityViolation(String property, String message) {
		this(property, message, 0);
	}

	EntityViolation inRow(int position) {
		return new EntityViolation(this.property, this.message, position);
	}

	/**
	 * Return this for the value that an embedded one stands in.
	 * @param parent the name of the property, empty for none
	 */
	EntityViolation within(String parent) {
		if (parent.isEmpty()) {
			return this;
		}
		return new EntityViolation(this.property.isEmpty() ? parent : parent + "." + this.property, this.message,
				this.row);
	}

	/**
	 * Tell whether something is wrong with the value of a property, or inside of it.
	 * @param other the property
	 * @return whether it is
	 */
	public boolean isOf(PropertyModel other) {
		int end = other.name().length();
		return this.property.startsWith(other.name()) && (this.property.length() == end
				|| this.property.charAt(end) == '.' || this.property.charAt(end) == '[');
	}

}
