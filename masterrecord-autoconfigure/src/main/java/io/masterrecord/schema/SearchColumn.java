package io.masterrecord.schema;

/**
 * A column of a search index.
 *
 * @param name the name of the column
 * @param weight how much a word found in it counts, from 1
 * @since 0.1.0
 */
public record SearchColumn(String name, int weight) {

	/** The weight that counts as usual. */
	public static final int USUAL_WEIGHT = 1;

	/**
	 * Return this column under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public SearchColumn named(String newName) {
		return new SearchColumn(newName, this.weight);
	}

}
