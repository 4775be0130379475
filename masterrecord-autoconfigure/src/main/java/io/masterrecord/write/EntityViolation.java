package io.masterrecord.write;

import java.io.Serializable;

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
	 * Return the property at the root of the path.
	 * @return its name; empty if it is the instance as a whole
	 */
	public String root() {
		int end = 0;
		while (end < this.property.length() && this.property.charAt(end) != '.' && this.property.charAt(end) != '[') {
			end++;
		}
		return this.property.substring(0, end);
	}

}
