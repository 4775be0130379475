package io.masterrecord.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.generate.GeneratedMigration;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.generate.HandEdits;
import io.masterrecord.generate.MigrationGenerator;
import io.masterrecord.generate.MigrationWriter;
import io.masterrecord.generate.SquashGenerator;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationState;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.seed.SeedPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Deletes the source of the last migration, unless the database has it, or somebody has
 * written into it what would have to be written again.
 */
@Command(name = "remove", description = "Delete the last migration, if it is not applied.")
final class RemoveCommand extends ApplicationCommand {

	private static final int SHOWN_LINES = 5;

	@Option(names = "--source-directory", paramLabel = "DIR",
			description = "The directory of Java sources; found from the main class if not given.")
	private @Nullable String sourceDirectory;

	@Option(names = "--offline", description = "Do not ask the database whether it has the migration.")
	private boolean offline;

	@Option(names = "--force", description = "Delete it though it was edited by hand.")
	private boolean force;

	@Override
	CommandResult run(Application application) {
		MigrationDefinition last = last(application.chain());
		if (!this.offline) {
			requireNotApplied(application, last);
		}
		Path file = application.sources(this.sourceDirectory)
			.filesOf(application.generationSettings().packageName())
			.stream()
			.filter((each) -> each.getFileName().toString().equals(last.name() + ".java"))
			.findFirst()
			.orElseThrow(() -> new CommandRefusedException("The source of migration %s is not found.".formatted(last),
					"Name the directory of sources with '--source-directory'."));
		requireOthers(application.chain(), last);
		if (!this.force) {
			requireGenerated(application, last, file);
		}
		List<String> lines = new ArrayList<>();
		for (Path each : files(application, file, last)) {
			delete(each);
			lines.add("Deleted %s".formatted(each));
		}
		lines.add(this.offline ? "No database was asked: one that has the migration misses it from now on."
				: "Only the database of this application was asked: another one that has the migration misses it from now on.");
		lines.add("Compile the application before the next 'masterrecord add'.");
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("removed", last.id());
		document.put("file", file.toString());
		return new CommandResult(ExitCode.OK, lines, document);
	}

	/**
	 * Return the source of a migration, and the files of rows that nobody else reads.
	 */
	private List<Path> files(Application application, Path source, MigrationDefinition migration) {
		List<Path> files = new ArrayList<>(List.of(source));
		files.addAll(new MigrationWriter(application.sources(this.sourceDirectory).root())
			.rowFiles(application.generationSettings().packageName(), migration.name()));
		return files;
	}

	private static MigrationDefinition last(MigrationChain chain) {
		if (chain.heads().isEmpty()) {
			throw new CommandRefusedException("There is no migration to remove.", "Nothing is to be done.");
		}
		if (chain.heads().size() > 1) {
			throw new CommandRefusedException("There is no last migration: the branches end with %s."
				.formatted(String.join(" and ", chain.heads())), "Delete the class that is to go by hand.");
		}
		return chain.find(chain.heads().get(0)).orElseThrow();
	}

	/**
	 * Without those for which a migration stands, nothing would do what it does.
	 */
	private static void requireOthers(MigrationChain chain, MigrationDefinition last) {
		if (!chain.missing(last).isEmpty()) {
			throw new CommandRefusedException("Migration %s stands for others, and the classes of these are gone: '%s'."
				.formatted(last, String.join("', '", chain.missing(last))), "Bring them back first.");
		}
	}

	/**
	 * Where the database cannot be asked, nobody knows: the failure tells about it.
	 */
	private static void requireNotApplied(Application application, MigrationDefinition last) {
		MigrationStatus status = application.migrator().status();
		status.migrations()
			.stream()
			.filter((item) -> item.id().equals(last.id()) && item.state() != MigrationState.PENDING
					&& item.state() != MigrationState.OUT_OF_ORDER && item.state() != MigrationState.REPLACING)
			.findFirst()
			.ifPresent((item) -> {
				throw new CommandRefusedException("Migration %s is applied to %s.".formatted(last, status.database()),
						"Undo it with 'masterrecord rollback' first. Other databases that have it would miss it as well.");
			});
	}

	private static void requireGenerated(Application application, MigrationDefinition last, Path file) {
		String source = read(file);
		String again = generatedAgain(application, last);
		List<String> edits = (again != null) ? HandEdits.between(source, again)
				: HandEdits.in(application.chain(), last, application.generationSettings().packageName(), source);
		if (!edits.isEmpty()) {
			String shown = edits.stream().limit(SHOWN_LINES).map("'%s'"::formatted).collect(Collectors.joining(", "));
			int more = edits.size() - SHOWN_LINES;
			throw new CommandRefusedException(
					"Migration %s was edited by hand, and 'add' would not write this again: %s%s.".formatted(last,
							shown, (more > 0) ? " and %d more lines".formatted(more) : ""),
					"Keep what is still wanted in another place, then delete the migration with '--force'.");
		}
	}

	/**
	 * Return what 'add' would write in place of a migration, if entities and seeds are
	 * those that it leads to.
	 */
	private static @Nullable String generatedAgain(Application application, MigrationDefinition last) {
		MigrationChain before = MigrationChain
			.of(application.chain().all().stream().filter((each) -> !each.id().equals(last.id())).toList());
		if (!last.replaces().isEmpty()) {
			List<MigrationDefinition> replaced = before.migrations()
				.stream()
				.filter((each) -> last.replaces().contains(each.id()))
				.toList();
			return new SquashGenerator(before, application.generationSettings())
				.generate(last.name(), replaced.get(0).id(), replaced.get(replaced.size() - 1).id())
				.source();
		}
		ContextDefinition definition = application.beans().getBeanProvider(ContextDefinition.class).getIfAvailable();
		if (definition == null) {
			return null;
		}
		try {
			SeedPlan seeds = application.seeds();
			GenerationSettings settings = application.generationSettings();
			if (!new MigrationGenerator(application.chain(), settings).pendingChanges(definition.model(), seeds)
				.isEmpty()) {
				return null;
			}
			MigrationGenerator generator = new MigrationGenerator(before, settings);
			String reason = last.accepted().get("data-loss");
			return ((reason != null) ? generator.acceptingDataLoss(reason) : generator)
				.generate(last.name(), definition.model(), seeds, definition.seedConfig())
				.map(GeneratedMigration::source)
				.orElse(null);
		}
		catch (MasterRecordException ex) {
			// Only a person can tell what was renamed then, so nothing is generated.
			return null;
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("File '%s' cannot be read".formatted(file), ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("File '%s' cannot be deleted".formatted(file), ex);
		}
	}

}
