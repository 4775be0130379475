package io.masterrecord.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.masterrecord.migration.MigrationProblem;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.SeedStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Shows which migrations are applied and which are pending.
 */
@Command(name = "status", description = "Show which migrations are applied and which are pending.")
final class StatusCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		return result(application.migrator(), StatusCommand::exitCode);
	}

	/**
	 * Say how the migrations stand.
	 * @param migrator who knows
	 * @param exitCode how the process ends
	 */
	static CommandResult result(Migrator migrator, Function<MigrationStatus, ExitCode> exitCode) {
		MigrationStatus status = migrator.status();
		List<SeedStatus> seeds = migrator.seeds(status);
		List<String> lines = lines(status);
		lines.addAll(lines(seeds));
		Map<String, @Nullable Object> document = document(status);
		document.put("seeds", seeds.stream().map(StatusCommand::document).toList());
		return new CommandResult(exitCode.apply(status), lines, document);
	}

	static ExitCode exitCode(MigrationStatus status) {
		return switch (status.state()) {
			case TAMPERED -> ExitCode.HISTORY;
			case FAILED -> ExitCode.MIGRATION_FAILED;
			default -> ExitCode.OK;
		};
	}

	/**
	 * Say of the rows of each step how many they are and what became of them.
	 */
	private static List<String> lines(List<SeedStatus> seeds) {
		TextTable table = new TextTable();
		for (SeedStatus seed : seeds) {
			table.row(seed.migration(), seed.table(), "%d row%s".formatted(seed.rows(), (seed.rows() == 1) ? "" : "s"),
					words(seed.policy()),
					seed.environments().isEmpty() ? "" : "when " + String.join(", ", seed.environments()),
					words(seed.outcome())
							+ (seed.environmentChanged() ? " (not so under the environments of now; stays)" : ""));
		}
		List<String> lines = new ArrayList<>();
		if (!seeds.isEmpty()) {
			lines.add("");
			lines.add("Seeds:");
			lines.addAll(table.lines());
		}
		return lines;
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

	private static Map<String, @Nullable Object> document(SeedStatus seed) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("migration", seed.migration());
		document.put("step", seed.step());
		document.put("table", seed.table());
		document.put("rows", seed.rows());
		document.put("policy", seed.policy());
		document.put("environments", seed.environments());
		document.put("outcome", seed.outcome().name());
		document.put("environmentChanged", seed.environmentChanged());
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
		return words(state.name());
	}

	private static String words(String constant) {
		return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
