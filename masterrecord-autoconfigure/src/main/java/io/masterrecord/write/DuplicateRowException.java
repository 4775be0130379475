package io.masterrecord.write;

import org.springframework.dao.DuplicateKeyException;

/**
 * Thrown when a row has the key of another one.
 *
 * @since 0.1.0
 */
public class DuplicateRowException extends DuplicateKeyException {

	private static final long serialVersionUID = 1L;

	private final WriteViolation violation;

	/**
	 * Create an exception.
	 * @param violation which constraint was broken, and by what
	 * @param cause what the database said
	 */
	public DuplicateRowException(WriteViolation violation, DuplicateKeyException cause) {
		super(violation + ": " + cause.getMessage(), cause);
		this.violation = violation;
	}

	/**
	 * Return which constraint was broken, and by what.
	 * @return the violation
	 */
	public WriteViolation violation() {
		return this.violation;
	}

	/**
	 * Return the same of a write of one row, which is no row among others.
	 */
	DuplicateRowException ofOnlyRow() {
		return (getCause() instanceof DuplicateKeyException cause)
				? new DuplicateRowException(this.violation.withoutRow(), cause) : this;
	}

}
