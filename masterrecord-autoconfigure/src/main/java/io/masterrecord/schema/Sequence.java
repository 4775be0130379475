package io.masterrecord.schema;

/**
 * A sequence of numbers that the database hands out, each once.
 *
 * @param name the name as it stands in the database
 * @param start the first number
 * @param increment the step from one number to the next, not 0
 * @since 0.1.0
 */
public record Sequence(String name, long start, long increment) {

	/**
	 * Return this sequence under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public Sequence named(String newName) {
		return new Sequence(newName, this.start, this.increment);
	}

}
