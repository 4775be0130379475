package io.masterrecord.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.generate.GeneratedMigration;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.generate.MigrationGenerator;
import io.masterrecord.generate.MigrationWriter;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.operation.Description;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.util.ClassUtils;

/**
 * Writes the migration that the model needs. The database is never asked.
 */
@Command(name = "add", description = "Write the migration that brings the database to the entities.")
final class AddCommand extends ApplicationCommand {

	@Parameters(paramLabel = "NAME", description = "What to call the migration, such as AddCreditLedger.")
	@SuppressWarnings("NullAway.Init")
	private String name;

	@Option(names = "--source-directory", paramLabel = "DIR",
			description = "The directory of Java sources; found from the main class if not given.")
	private @Nullable String sourceDirectory;

	@Option(names = "--no-renames",
			description = "Take what is gone and what is new for different things: what is gone is dropped.")
	private boolean noRenames;

	@Option(names = "--accept-data-loss", paramLabel = "REASON",
			description = "Write into the migration why data may be lost, so that it can run.")
	private @Nullable String lossReason;

	@Override
	CommandResult run(Application application) {
		ContextDefinition definition = application.definition();
		MigrationChain chain = application.chain();
		GenerationSettings settings = application.generationSettings();
		refuseMisplaced(chain, settings.packageName(), application);
		MigrationGenerator generator = generator(chain, settings);
		Optional<GeneratedMigration> generated = application.comparing(
				() -> generator.generate(this.name, definition.model(), application.seeds(), definition.seedConfig()));
		if (generated.isEmpty()) {
			return nothingToDo(definition);
		}
		application.requireStableModel();
		SourceTree sources = application.sources(this.sourceDirectory);
		refuseUncompiled(settings.packageName(), sources.filesOf(settings.packageName()), chain);
		Path file = new MigrationWriter(sources.root()).write(generated.get());
		return written(generated.get(), file, application.warnings());
	}

	private MigrationGenerator generator(MigrationChain chain, GenerationSettings settings) {
		MigrationGenerator generator = new MigrationGenerator(chain, settings);
		if (this.noRenames) {
			generator = generator.withNothingRenamed();
		}
		return (this.lossReason != null) ? generator.acceptingDataLoss(this.lossReason) : generator;
	}

	/**
	 * What is in another package is not known, and would be generated again.
	 */
	private static void refuseMisplaced(MigrationChain chain, String packageName, Application application) {
		List<String> elsewhere = chain.migrations().isEmpty() ? application.migrationsElsewhere() : List.of();
		if (!elsewhere.isEmpty()) {
			throw new CommandRefusedException(
					"There is no migration in package '%s', but elsewhere: '%s'.".formatted(packageName,
							String.join("', '", elsewhere)),
					"Move them, or name their package with 'masterrecord.migrations.package-name'.");
		}
	}

	/**
	 * A migration that is not compiled is not known, and would be generated again. A
	 * class that is compiled and yet not known is none.
	 */
	static void refuseUncompiled(String packageName, List<Path> files, MigrationChain chain) {
		Set<String> known = chain.all().stream().map(MigrationDefinition::name).collect(Collectors.toSet());
		for (Path file : files) {
			String className = file.getFileName().toString().replace(".java", "");
			if (!known.contains(className)
					&& !ClassUtils.isPresent(packageName + "." + className, ClassUtils.getDefaultClassLoader())) {
				throw new CommandRefusedException(
						"There is a migration '%s' that is not on the class path: '%s'.".formatted(className, file),
						"Compile the application first, so that its changes are known.");
			}
		}
	}

	private static CommandResult nothingToDo(ContextDefinition definition) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("status", "nothing-to-do");
		List<String> lines = new ArrayList<>();
		lines.add("Nothing to do: entities (%d) and migrations say the same."
			.formatted(definition.model().entities().size()));
		return new CommandResult(ExitCode.OK, lines, document);
	}

	private static CommandResult written(GeneratedMigration migration, Path file, List<String> warnings) {
		List<String> operations = migration.up().stream().map(Description::of).toList();
		List<String> remarks = new ArrayList<>(migration.remarks());
		remarks.addAll(warnings);
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("status", "written");
		document.put("id", migration.id());
		document.put("name", migration.className());
		document.put("file", file.toString());
		document.put("operations", operations);
		document.put("remarks", remarks);
		List<String> lines = new ArrayList<>();
		lines.add("Wrote %s".formatted(file));
		operations.forEach((operation) -> lines.add("  " + operation));
		remarks.forEach((remark) -> lines.add("Note: " + remark));
		return new CommandResult(ExitCode.OK, lines, document);
	}

}
