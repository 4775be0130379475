package io.masterrecord.generate;

import java.nio.file.Path;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when there is a migration of a name already.
 *
 * @since 0.1.0
 */
public final class MigrationExistsException extends MasterRecordException {

	MigrationExistsException(String className, Path file) {
		super("There is a migration '%s' already: '%s'. Choose another name.".formatted(className, file));
	}

}
