package io.masterrecord.query;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request filters by a name that is not declared, or by a value that is
 * none of the property. Nothing has been sent to the database. The value is not repeated
 * in the message, and the name only if it is declared.
 *
 * @since 0.1.0
 */
public class InvalidFilterException extends InvalidQueryException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String filter;

	private final transient List<String> filters;

	InvalidFilterException(String message, @Nullable String filter, List<String> filters) {
		super(message);
		this.filter = filter;
		this.filters = List.copyOf(filters);
	}

	/**
	 * Return which filter cannot be applied.
	 * @return its name, empty if the name is not declared
	 */
	public Optional<String> filter() {
		return Optional.ofNullable(this.filter);
	}

	/**
	 * Return the names that are declared.
	 * @return the names
	 */
	public List<String> filters() {
		return this.filters;
	}

}
