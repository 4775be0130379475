package io.masterrecord.context;

import io.masterrecord.MasterRecordException;

/**
 * Entities that say something which no migration does.
 *
 * @since 0.1.0
 */
public final class UnmigratedModelException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient ModelChanges changes;

	UnmigratedModelException(ModelChanges changes) {
		super("The entities say %s. Write the migration with the argument 'masterrecord add NAME' of the application"
			.formatted(changes.summary()));
		this.changes = changes;
	}

	/**
	 * Return what no migration does.
	 * @return the changes, at least one
	 */
	public ModelChanges changes() {
		return this.changes;
	}

}
