package io.masterrecord.migration;

/**
 * What became of a step.
 *
 * @since 0.1.0
 */
public enum StepOutcome {

	/** It was run. */
	APPLIED,

	/** It is not meant for the environments that are active here. */
	SKIPPED_ENVIRONMENT,

	/** It is not meant for this dialect. */
	SKIPPED_DIALECT;

	boolean isSkipped() {
		return this != APPLIED;
	}

}
