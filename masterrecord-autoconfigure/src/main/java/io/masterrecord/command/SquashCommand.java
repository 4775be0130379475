package io.masterrecord.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.masterrecord.generate.GeneratedMigration;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.generate.MigrationWriter;
import io.masterrecord.generate.SquashGenerator;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes a migration that stands for several others. The database is never asked.
 */
@Command(name = "squash", description = "Write one migration that stands for several others.")
final class SquashCommand extends ApplicationCommand {

	@Parameters(paramLabel = "NAME", description = "What to call the migration, such as FirstYear.")
	@SuppressWarnings("NullAway.Init")
	private String name;

	@Option(names = "--first", paramLabel = "ID",
			description = "The first migration that it stands for; the first of all if not given.")
	private String first = "";

	@Option(names = "--last", paramLabel = "ID",
			description = "The last migration that it stands for; the last of all if not given.")
	private String last = "";

	@Option(names = "--source-directory", paramLabel = "DIR",
			description = "The directory of Java sources; found from the main class if not given.")
	private @Nullable String sourceDirectory;

	@Override
	CommandResult run(Application application) {
		MigrationChain chain = application.chain();
		GenerationSettings settings = application.generationSettings();
		SourceTree sources = application.sources(this.sourceDirectory);
		AddCommand.refuseUncompiled(settings.packageName(), sources.filesOf(settings.packageName()), chain);
		GeneratedMigration migration = new SquashGenerator(chain, settings).generate(this.name, this.first, this.last);
		Path file = new MigrationWriter(sources.root()).write(migration);
		List<MigrationDefinition> replaced = replaced(chain, migration);
		int operations = replaced.stream().mapToInt((each) -> each.up().size()).sum();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("status", "written");
		document.put("id", migration.id());
		document.put("name", migration.className());
		document.put("file", file.toString());
		document.put("replaces", migration.replaces());
		document.put("operationsBefore", operations);
		document.put("operations", migration.up().size());
		document.put("remarks", migration.remarks());
		List<String> lines = new ArrayList<>();
		lines.add("Wrote %s".formatted(file));
		lines.add("  %d migrations became one, and %d operations became %d: %s".formatted(replaced.size(), operations,
				migration.up().size(),
				replaced.stream().map(MigrationDefinition::name).collect(Collectors.joining(", "))));
		migration.remarks().forEach((remark) -> lines.add("Note: " + remark));
		lines
			.add("Leave the classes of the others where they are until every database has all of them or this one. Then "
					+ "delete them; later also the 'replaces' of this one, with its id as the parent of what comes after it.");
		return new CommandResult(ExitCode.OK, lines, document);
	}

	private static List<MigrationDefinition> replaced(MigrationChain chain, GeneratedMigration migration) {
		return chain.migrations().stream().filter((each) -> migration.replaces().contains(each.id())).toList();
	}

}
