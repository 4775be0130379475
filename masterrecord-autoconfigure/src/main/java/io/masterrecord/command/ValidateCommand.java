package io.masterrecord.command;

import io.masterrecord.migration.MigrationStatus;
import picocli.CommandLine.Command;

/**
 * Tells by its exit code whether the database has everything that the application brings.
 */
@Command(name = "validate",
		description = "Exit with 0 only if all migrations are applied as they are; nothing is changed.")
final class ValidateCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		return StatusCommand.result(application.migrator(), ValidateCommand::exitCode);
	}

	private static ExitCode exitCode(MigrationStatus status) {
		return switch (status.state()) {
			case UP_TO_DATE, AHEAD -> ExitCode.OK;
			case PENDING -> ExitCode.REFUSED;
			case RUNNING -> ExitCode.LOCKED;
			case FAILED, TAMPERED -> StatusCommand.exitCode(status);
		};
	}

}
