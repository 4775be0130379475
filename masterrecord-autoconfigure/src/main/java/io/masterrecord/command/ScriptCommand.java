package io.masterrecord.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import io.masterrecord.migration.MigrationScript;
import io.masterrecord.migration.MigrationSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes migrations as SQL. The database is never asked.
 */
@Command(name = "script", description = "Write migrations as SQL for the command line client of a database.")
final class ScriptCommand extends ApplicationCommand {

	@Option(names = "--dialect", paramLabel = "DIALECT", required = true,
			description = "The database it is for: postgresql, mariadb, mysql, sqlite or h2.")
	@SuppressWarnings("NullAway.Init")
	private String dialect;

	@Option(names = "--from", paramLabel = "ID",
			description = "The last migration that is applied there; all are written if not given.")
	private String from = "";

	@Option(names = "--to", paramLabel = "ID", description = "The last migration to write; all if not given.")
	private String to = "";

	@Option(names = "--idempotent", description = "Run each migration only where it is not applied.")
	private boolean idempotent;

	@Option(names = "--environment", paramLabel = "NAME", split = ",",
			description = "The environments that are active there; those of this application if not given.")
	private List<String> environments = List.of();

	@Option(names = "--output", paramLabel = "FILE", description = "The file to write; standard output if not given.")
	private @Nullable Path output;

	@Override
	CommandResult run(Application application) {
		MigrationSettings settings = application.migrationSettings();
		if (!this.environments.isEmpty()) {
			settings = settings.withEnvironments(new LinkedHashSet<>(this.environments));
		}
		List.of(this.from, this.to).stream().filter((id) -> !id.isEmpty()).forEach(application::migration);
		List<String> lines = new MigrationScript(application.chain(), Application.dialect(this.dialect), settings)
			.lines(this.from, this.to, this.idempotent);
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("dialect", this.dialect);
		if (this.output == null) {
			document.put("script", String.join("\n", lines));
			return new CommandResult(ExitCode.OK, lines, document);
		}
		document.put("file", this.output.toString());
		write(this.output, lines);
		return new CommandResult(ExitCode.OK, List.of("Wrote %s".formatted(this.output)), document);
	}

	private static void write(Path file, List<String> lines) {
		try {
			Files.writeString(file, String.join("\n", lines) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("File '%s' cannot be written".formatted(file), ex);
		}
	}

}
