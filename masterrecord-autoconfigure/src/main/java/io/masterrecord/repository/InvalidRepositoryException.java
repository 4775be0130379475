package io.masterrecord.repository;

/**
 * Tells that a repository cannot be made: its types do not fit its entity, or one of its
 * methods is no query.
 *
 * @since 0.1.0
 */
public final class InvalidRepositoryException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	InvalidRepositoryException(String message) {
		super(message);
	}

}
