package io.masterrecord.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.lang.model.SourceVersion;

import io.masterrecord.generate.EntityGenerator;
import io.masterrecord.generate.GeneratedEntities;
import io.masterrecord.generate.SourceFiles;
import io.masterrecord.migration.DatabaseTables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.util.ClassUtils;

/**
 * Writes entities for the tables of an existing database.
 */
@Command(name = "reverse", description = "Write entities for the tables that the database has already.")
final class ReverseCommand extends ApplicationCommand {

	@Parameters(paramLabel = "PACKAGE", description = "The package of the entities, such as com.example.shop.")
	@SuppressWarnings("NullAway.Init")
	private String packageName;

	@Option(names = "--table", paramLabel = "NAME", split = ",", description = "The tables; all if not given.")
	private List<String> tables = List.of();

	@Option(names = "--source-directory", paramLabel = "DIR",
			description = "The directory of Java sources; found from the main class if not given.")
	private @Nullable String sourceDirectory;

	@Override
	CommandResult run(Application application) {
		if (!SourceVersion.isName(this.packageName)) {
			throw new CommandRefusedException("'%s' is no name of a package.".formatted(this.packageName),
					"Name one, such as com.example.shop.");
		}
		SourceFiles sources = new SourceFiles(application.sources(this.sourceDirectory).root());
		DatabaseTables existing = application.migrator().tables();
		requireTables(existing);
		GeneratedEntities generated = new EntityGenerator(this.packageName,
				ClassUtils.isPresent("jakarta.validation.constraints.Size", ReverseCommand.class.getClassLoader()))
			.generate(existing, this.tables);
		List<Path> taken = sources.existing(generated.entities());
		if (!taken.isEmpty()) {
			throw new CommandRefusedException(
					"There are files already: %s. Nothing was written."
						.formatted(taken.stream().map(Path::toString).collect(Collectors.joining(", "))),
					"Name another package, or the tables that have no entity yet with '--table'.");
		}
		return result(generated, sources.write(generated.entities()));
	}

	private void requireTables(DatabaseTables existing) {
		List<String> names = existing.names();
		for (String table : this.tables) {
			if (!names.contains(table)) {
				throw new CommandRefusedException("There is no table '%s' in %s.".formatted(table, existing.database()),
						names.isEmpty() ? "Nothing is to be done."
								: "Name one of %s.".formatted(String.join(", ", names)));
			}
		}
	}

	private static CommandResult result(GeneratedEntities generated, List<Path> files) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("status", files.isEmpty() ? "nothing-to-do" : "written");
		document.put("files", files.stream().map(Path::toString).toList());
		document.put("remarks", generated.remarks());
		List<String> lines = new ArrayList<>();
		files.forEach((file) -> lines.add("Wrote %s".formatted(file)));
		generated.remarks().forEach((remark) -> lines.add("Note: %s.".formatted(remark)));
		lines.add(files.isEmpty() ? "Nothing to do: there is no table that an entity can be written for."
				: "Look at them and compile. Then 'masterrecord add Existing' writes the migration that would have made these "
						+ "tables, and 'masterrecord baseline ID' puts it on record without running it.");
		return new CommandResult(ExitCode.OK, lines, document);
	}

}
