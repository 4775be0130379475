package io.masterrecord.operation;

import io.masterrecord.MasterRecordException;

/**
 * An operation that does not fit the schema it is applied to.
 *
 * @since 0.1.0
 */
public final class SchemaFoldException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient SchemaOperation operation;

	SchemaFoldException(SchemaOperation operation, String problem) {
		super("Cannot %s: %s".formatted(Description.of(operation), problem));
		this.operation = operation;
	}

	/**
	 * Return the operation that does not fit.
	 * @return the operation
	 */
	public SchemaOperation operation() {
		return this.operation;
	}

}
