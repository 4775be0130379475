package io.masterrecord.query;

import java.util.List;

/**
 * Thrown when rows are to be sorted by a property that cannot be sorted by, mostly one
 * named in a request. The name is repeated in the message only if it looks like one.
 *
 * @since 0.1.0
 */
public class InvalidSortException extends InvalidQueryException {

	private static final long serialVersionUID = 1L;

	private static final int MOST_CHARACTERS = 40;

	private final transient List<String> sortable;

	/**
	 * Create an exception.
	 * @param property the name that was given
	 * @param sortable the names to sort by
	 */
	public InvalidSortException(String property, List<String> sortable) {
		super("Rows cannot be sorted by %s. %s".formatted(describe(property), sortable.isEmpty()
				? "No name is declared to sort by" : "Sort by one of: " + String.join(", ", sortable)));
		this.sortable = List.copyOf(sortable);
	}

	private static String describe(String property) {
		boolean harmless = property.length() <= MOST_CHARACTERS
				&& property.chars().allMatch((c) -> c > ' ' && c < 127 && Character.isJavaIdentifierPart(c));
		return (harmless && !property.isEmpty()) ? "'" + property + "'" : "this property";
	}

	/**
	 * Return the names of the properties to sort by.
	 * @return the names
	 */
	public List<String> sortable() {
		return this.sortable;
	}

}
