package io.masterrecord.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.generate.GeneratedMigration;
import io.masterrecord.generate.MigrationGenerator;
import io.masterrecord.generate.MigrationWriter;
import io.masterrecord.migration.Drift;
import io.masterrecord.operation.Description;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes a migration of what was changed by other means, so that all databases get it.
 */
@Command(name = "adopt", description = "Write a migration of what was changed, for the databases that have not got it.")
final class DriftAdoptCommand extends ApplicationCommand {

	@Parameters(paramLabel = "NAME", description = "What to call the migration, such as AdoptHotfix.")
	@SuppressWarnings("NullAway.Init")
	private String name;

	@Option(names = "--source-directory", paramLabel = "DIR",
			description = "The directory of Java sources; found from the main class if not given.")
	private @Nullable String sourceDirectory;

	@Override
	CommandResult run(Application application) {
		if (application.migrator().status().pending() > 0) {
			throw new CommandRefusedException("There are migrations that are not applied here.",
					"Apply them with 'masterrecord migrate' first, so that what differs is known.");
		}
		Drift drift = application.migrator().drift();
		Optional<GeneratedMigration> generated = new MigrationGenerator(application.chain(),
				application.generationSettings())
			.generate(this.name, drift.expected(), drift.actual());
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		if (generated.isEmpty()) {
			document.put("status", "nothing-to-do");
			return new CommandResult(ExitCode.OK, List.of("Nothing to do: the tables are as the migrations made them."),
					document);
		}
		String file = new MigrationWriter(application.sources(this.sourceDirectory).root()).write(generated.get())
			.toString();
		List<String> operations = generated.get().up().stream().map(Description::of).toList();
		document.put("status", "written");
		document.put("id", generated.get().id());
		document.put("file", file);
		document.put("operations", operations);
		document.put("remarks", generated.get().remarks());
		List<String> lines = new ArrayList<>();
		lines.add("Wrote %s".formatted(file));
		operations.forEach((operation) -> lines.add("  " + operation));
		generated.get().remarks().forEach((remark) -> lines.add("Note: " + remark));
		lines.add(
				"Now change the entities until 'masterrecord diff' says that they are in sync, compile, and run 'masterrecord "
						+ "baseline %s' on this database, which has these changes already."
							.formatted(generated.get().id()));
		return new CommandResult(ExitCode.OK, lines, document);
	}

}
