package io.masterrecord.command;

import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Undoes the newest migrations.
 */
@Command(name = "rollback", description = "Undo the newest migration, or several.")
final class RollbackCommand extends ApplicationCommand {

	@ArgGroup
	private @Nullable Extent extent;

	@Override
	CommandResult run(Application application) {
		if (this.extent != null && this.extent.to != null) {
			return RunResult.of(application.migrator().rollbackTo(this.extent.to), List.of());
		}
		int steps = (this.extent != null && this.extent.steps != null) ? this.extent.steps : 1;
		if (steps < 1) {
			throw new CommandRefusedException("'%d' migrations can not be undone.".formatted(steps),
					"Use --steps with a number from 1.");
		}
		return RunResult.of(application.migrator().rollback(steps), List.of());
	}

	static final class Extent {

		@Option(names = "--steps", paramLabel = "N", description = "How many migrations to undo; 1 if not given.")
		private @Nullable Integer steps;

		@Option(names = "--to", paramLabel = "ID",
				description = "Undo everything after this migration; 0 undoes everything.")
		private @Nullable String to;

	}

}
