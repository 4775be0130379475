package io.masterrecord.command;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.context.ModelGate;
import picocli.CommandLine.Command;

/**
 * Applies pending migrations.
 */
@Command(name = "migrate", description = "Apply all pending migrations.")
final class MigrateCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		ModelGate.Outcome model = application.modelGate().check();
		List<String> remarks = new ArrayList<>(model.findings());
		model.warning().ifPresent(remarks::add);
		return RunResult.of(application.migrator().migrate(), remarks);
	}

}
