package io.masterrecord.migration;

/**
 * How a step is taken up at which an earlier run may have ended.
 *
 * @param intend whether its intent is to be put on record, in place of an earlier one
 * @param from how many of its statements are not to be run again
 * @param done whether it took effect as a whole
 * @param doubtful whether the first statement to be run may have taken effect already, so
 * that it is no failure if the database refuses it
 */
record Resumption(boolean intend, int from, boolean done, boolean doubtful) {

	/** It was not begun. */
	static final Resumption FRESH = new Resumption(true, 0, false, false);

	/** It took effect. */
	static final Resumption DONE = new Resumption(false, 0, true, false);

	static Resumption after(int statements) {
		return new Resumption(false, statements, false, false);
	}

	static Resumption doubtful(int statements) {
		return new Resumption(false, statements, false, true);
	}

}
