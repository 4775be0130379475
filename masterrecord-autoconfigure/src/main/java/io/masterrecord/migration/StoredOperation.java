package io.masterrecord.migration;

/**
 * An operation as the history remembers it.
 *
 * @param description what it does, for people
 * @param form everything it says, to be compared
 */
record StoredOperation(String description, String form) {

	boolean isSame(StoredOperation other) {
		return this.form.equals(other.form);
	}

}
