package io.masterrecord.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.masterrecord.migration.MigrationProblem;
import io.masterrecord.migration.MigrationStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Shows which migrations are applied and which are pending.
 */
@Command(name = "status", description = "Show which migrations are applied and which are pending.")
final class StatusCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		MigrationStatus status = application.migrator().status();
		return new CommandResult(exitCode(status), lines(status), document(status));
	}

	private static ExitCode exitCode(MigrationStatus status) {
		return (status.state() == MigrationStatus.State.TAMPERED) ? ExitCode.HISTORY : ExitCode.OK;
	}

	private static List<String> lines(MigrationStatus status) {
		List<String> lines = new ArrayList<>();
		lines.add("%s: %s, %d known, %d pending".formatted(status.database(), words(status.state()),
				status.migrations().size(), status.pending()));
		if (status.lockHolder() != null) {
			lines.add("Migrations are being run by " + status.lockHolder());
		}
		if (!status.migrations().isEmpty()) {
			lines.add("");
		}
		TextTable table = new TextTable();
		for (MigrationStatus.Item item : status.migrations()) {
			table.row(item.id(), item.name(), words(item.state()),
					(item.startedAt() != null) ? item.startedAt().toString() : "",
					(item.duration() != null) ? item.duration().toMillis() + " ms" : "",
					(item.failure() != null) ? item.failure() : "");
		}
		lines.addAll(table.lines());
		for (MigrationProblem problem : status.problems()) {
			lines.add("");
			lines.add(problem.message());
		}
		if (!status.warnings().isEmpty()) {
			lines.add("");
			lines.addAll(status.warnings());
		}
		return lines;
	}

	private static Map<String, @Nullable Object> document(MigrationStatus status) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("state", status.state().name());
		Map<String, @Nullable Object> database = new LinkedHashMap<>();
		database.put("dialect", status.database().dialect());
		database.put("name", status.database().name());
		database.put("version", status.database().version());
		document.put("database", database);
		document.put("pending", status.pending());
		document.put("lockHolder", status.lockHolder());
		document.put("migrations", status.migrations().stream().map(StatusCommand::document).toList());
		document.put("problems", status.problems().stream().map(StatusCommand::document).toList());
		document.put("warnings", status.warnings());
		return document;
	}

	private static Map<String, @Nullable Object> document(MigrationStatus.Item item) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("id", item.id());
		document.put("name", item.name());
		document.put("state", item.state().name());
		document.put("checksum", item.checksum());
		document.put("stepsDone", item.stepsDone());
		document.put("stepsTotal", item.stepsTotal());
		document.put("startedAt", (item.startedAt() != null) ? item.startedAt().toString() : null);
		Duration duration = item.duration();
		document.put("durationMillis", (duration != null) ? duration.toMillis() : null);
		document.put("failure", item.failure());
		return document;
	}

	private static Map<String, @Nullable Object> document(MigrationProblem problem) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("migration", problem.migration());
		document.put("state", problem.state().name());
		document.put("message", problem.message());
		return document;
	}

	private static String words(Enum<?> state) {
		return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
