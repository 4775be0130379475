package io.masterrecord.autoconfigure;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when a property has a value that cannot be meant.
 *
 * @since 0.1.0
 */
public final class InvalidPropertyException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String problem;

	private final String remedy;

	InvalidPropertyException(String property, String problem, String remedy) {
		super("Property '%s' %s: %s".formatted(property, problem, remedy));
		this.property = property;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Return which property.
	 * @return the full name of the property
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Return what is wrong with it.
	 * @return the problem, as the rest of a sentence that begins with the property
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Return what to do about it.
	 * @return the remedy, an imperative sentence without a full stop
	 */
	public String remedy() {
		return this.remedy;
	}

}
