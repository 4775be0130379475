package io.masterrecord.query;

/**
 * Thrown when a filter that belongs to an entity has no value, such as the tenant where
 * none is bound. Nothing has been sent to the database.
 *
 * @since 0.1.0
 */
public class MissingFilterValueException extends InvalidQueryException {

	private static final long serialVersionUID = 1L;

	private final String filter;

	MissingFilterValueException(String filter, Class<?> entity) {
		super("Filter '%s' of '%s' has no value, so no row may be read or changed. Bind a value first, or leave the filter out knowingly with 'withoutFilter(\"%1$s\")'"
			.formatted(filter, entity.getSimpleName()));
		this.filter = filter;
	}

	/**
	 * Return which filter.
	 * @return the name of the filter
	 */
	public String filter() {
		return this.filter;
	}

}
