package io.masterrecord.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.migration.Drift;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Shows how the tables differ from what the migrations made of them.
 */
@Command(name = "drift",
		description = "Show what was changed by other means than migrations; exit code 11 if anything.",
		subcommands = { DriftRevertCommand.class, DriftAdoptCommand.class })
final class DriftCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		Drift drift = application.migrator().drift();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("database", drift.database().toString());
		document.put("differences", drift.differences());
		document.put("remarks", drift.remarks());
		List<String> lines = new ArrayList<>();
		lines.add("%s: %s".formatted(drift.database(), drift.isEmpty() ? "the tables are as the migrations made them."
				: "the tables are not as the migrations made them:"));
		drift.differences().forEach((difference) -> lines.add("  " + difference));
		if (!drift.isEmpty()) {
			lines.add(
					"'masterrecord drift revert' shows the SQL that puts it back, 'masterrecord drift adopt NAME' writes a "
							+ "migration of it.");
		}
		drift.remarks().forEach((remark) -> lines.add("Note: %s.".formatted(remark)));
		return new CommandResult(drift.isEmpty() ? ExitCode.OK : ExitCode.DRIFT, lines, document);
	}

}
