package io.masterrecord.write;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Thrown when a row breaks a constraint of the database other than a unique key.
 *
 * @since 0.1.0
 */
public class BrokenConstraintException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	private final WriteViolation violation;

	/**
	 * Create an exception.
	 * @param violation which constraint was broken, and by what
	 * @param cause what the database said
	 */
	public BrokenConstraintException(WriteViolation violation, DataIntegrityViolationException cause) {
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
	BrokenConstraintException ofOnlyRow() {
		return (getCause() instanceof DataIntegrityViolationException cause)
				? new BrokenConstraintException(this.violation.withoutRow(), cause) : this;
	}

}
