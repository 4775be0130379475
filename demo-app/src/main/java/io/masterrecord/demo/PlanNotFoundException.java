package io.masterrecord.demo;

/**
 * Thrown when there is no plan of an id, or when it was deleted.
 */
class PlanNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PlanNotFoundException(long id) {
		super("There is no plan " + id);
	}

}
