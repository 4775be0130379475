package io.masterrecord.demo;

/**
 * Thrown when a plan is said to be made by somebody who is not known.
 */
class UnknownUserException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownUserException(long id) {
		super("There is no user " + id);
	}

}
