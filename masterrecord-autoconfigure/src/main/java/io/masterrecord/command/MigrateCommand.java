package io.masterrecord.command;

import picocli.CommandLine.Command;

/**
 * Applies pending migrations.
 */
@Command(name = "migrate", description = "Apply all pending migrations.")
final class MigrateCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		return RunResult.of(application.migrator().migrate());
	}

}
