package io.masterrecord.query;

/**
 * Thrown when a query asks for more than the settings allow, mostly because a request
 * did.
 *
 * @since 0.1.0
 */
public class QueryLimitException extends InvalidQueryException {

	private static final long serialVersionUID = 1L;

	private final Subject subject;

	QueryLimitException(Subject subject, String message) {
		super(message);
		this.subject = subject;
	}

	/**
	 * Return what there is too much of.
	 * @return the subject
	 */
	public Subject subject() {
		return this.subject;
	}

	/**
	 * What a limit is about.
	 */
	public enum Subject {

		/** The number of a page. */
		PAGE_NUMBER,

		/** The number of rows on a page. */
		PAGE_SIZE,

		/** A keyword, or another text to look for: its length or its number of terms. */
		SEARCH

	}

}
