package io.masterrecord.command;

import java.util.List;

import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.Migrator;
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

	@Option(names = "--accept-data-loss", paramLabel = "REASON",
			description = "Why data may be lost; without it, nothing is undone that loses more than migrations wrote.")
	private @Nullable String lossReason;

	@Override
	CommandResult run(Application application) {
		if (this.lossReason != null && this.lossReason.isBlank()) {
			throw new CommandRefusedException("'--accept-data-loss' has no reason.",
					"Say why the data may be lost; the reason is kept in the journal.");
		}
		return RunResult.of(undo(application.migrator()), List.of());
	}

	private MigrationReport undo(Migrator migrator) {
		if (this.extent != null && this.extent.to != null) {
			return (this.lossReason != null) ? migrator.rollbackTo(this.extent.to, this.lossReason)
					: migrator.rollbackTo(this.extent.to);
		}
		int steps = (this.extent != null && this.extent.steps != null) ? this.extent.steps : 1;
		if (steps < 1) {
			throw new CommandRefusedException("'%d' migrations can not be undone.".formatted(steps),
					"Use --steps with a number from 1.");
		}
		return (this.lossReason != null) ? migrator.rollback(steps, this.lossReason) : migrator.rollback(steps);
	}

	static final class Extent {

		@Option(names = "--steps", paramLabel = "N", description = "How many migrations to undo; 1 if not given.")
		private @Nullable Integer steps;

		@Option(names = "--to", paramLabel = "ID",
				description = "Undo everything after this migration; 0 undoes everything.")
		private @Nullable String to;

	}

}
