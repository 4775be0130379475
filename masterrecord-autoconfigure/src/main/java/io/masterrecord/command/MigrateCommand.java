package io.masterrecord.command;

import java.util.Optional;

import picocli.CommandLine.Command;

/**
 * Applies pending migrations.
 */
@Command(name = "migrate", description = "Apply all pending migrations.")
final class MigrateCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		Optional<String> warning = application.modelGate().check().warning();
		return RunResult.of(application.migrator().migrate(), warning.stream().toList());
	}

}
