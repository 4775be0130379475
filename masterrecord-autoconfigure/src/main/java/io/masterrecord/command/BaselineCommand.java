package io.masterrecord.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Puts migrations on record whose tables are there already.
 */
@Command(name = "baseline",
		description = "Record migrations as applied whose tables are there already; nothing of them is run.")
final class BaselineCommand extends ApplicationCommand {

	@Parameters(paramLabel = "ID", description = "The id of the last migration to record.")
	@SuppressWarnings("NullAway.Init")
	private String id;

	@Override
	CommandResult run(Application application) {
		List<String> recorded = application.migrator().baseline(application.migration(this.id).id());
		List<String> lines = new ArrayList<>();
		recorded.forEach((each) -> lines.add("recorded " + each));
		lines.add(recorded.isEmpty() ? "There was nothing to record."
				: "The tables are as these migrations make them. Rows were not looked at.");
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("recorded", recorded);
		return new CommandResult(ExitCode.OK, lines, document);
	}

}
