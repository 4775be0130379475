package io.masterrecord.query;

import java.util.List;

/**
 * Thrown when a request filters by a name that is not declared, or by a value that is
 * none of the property. Nothing has been sent to the database. The value is not repeated
 * in the message, and the name only if it is declared.
 *
 * @since 0.1.0
 */
public class InvalidFilterException extends InvalidQueryException {

	private static final long serialVersionUID = 1L;

	private final transient List<String> filters;

	InvalidFilterException(String message, List<String> filters) {
		super(message);
		this.filters = List.copyOf(filters);
	}

	/**
	 * Return the names that are declared.
	 * @return the names
	 */
	public List<String> filters() {
		return this.filters;
	}

}
