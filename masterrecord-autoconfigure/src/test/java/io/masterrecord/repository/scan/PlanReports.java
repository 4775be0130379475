package io.masterrecord.repository.scan;

/**
 * A fragment.
 */
public interface PlanReports {

	/**
	 * Implemented by the fragment.
	 */
	String report();

	/**
	 * Save two plans of one number, and so fail.
	 */
	void failHalfway();

}
