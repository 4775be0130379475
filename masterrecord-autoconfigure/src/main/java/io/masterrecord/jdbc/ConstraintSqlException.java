package io.masterrecord.jdbc;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;

import io.masterrecord.dialect.BrokenConstraint;

/**
 * What a driver said of a row that breaks a constraint, without the values of the row,
 * and with what it told of the constraint.
 *
 * @since 0.1.0
 */
public final class ConstraintSqlException extends SQLIntegrityConstraintViolationException {

	private static final long serialVersionUID = 1L;

	private final transient BrokenConstraint constraint;

	ConstraintSqlException(SQLException redacted, BrokenConstraint constraint) {
		super(redacted.getMessage(), redacted.getSQLState(), redacted.getErrorCode());
		this.constraint = constraint;
		setStackTrace(redacted.getStackTrace());
	}

	/**
	 * Return what the driver told of the constraint.
	 * @return the constraint
	 */
	public BrokenConstraint constraint() {
		return this.constraint;
	}

}
