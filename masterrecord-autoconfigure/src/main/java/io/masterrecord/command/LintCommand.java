package io.masterrecord.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.ServerVersion;
import io.masterrecord.lint.Finding;
import io.masterrecord.lint.Lint;
import io.masterrecord.lint.Rule;
import io.masterrecord.lint.Server;
import io.masterrecord.lint.Severity;
import io.masterrecord.migration.Direction;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows what a person should know before migrations run. The database is never asked.
 */
@Command(name = "lint",
		description = "Look for lost data, long locks and useless indexes; exit code 10 if it is severe.")
final class LintCommand extends ApplicationCommand {

	@Option(names = "--dialect", paramLabel = "DIALECT", split = ",",
			description = "The databases the migrations are meant for, such as postgresql,mysql. All if not given.")
	private List<String> dialects = List.of();

	@Option(names = "--server-version", paramLabel = "VERSION",
			description = "The version of the server, such as 8.0.29, if exactly one dialect is given.")
	private @Nullable String version;

	@Option(names = "--since", paramLabel = "ID", description = "Look only at the migrations that come after this one.")
	private String since = "";

	@Option(names = "--fail-on", paramLabel = "SEVERITY", defaultValue = "error",
			description = "The least severity for exit code 10: ${COMPLETION-CANDIDATES}.")
	private Severity failOn = Severity.ERROR;

	@Option(names = "--rules", description = "Print the rules and nothing else.")
	private boolean rules;

	@Override
	CommandResult run(Application application) {
		if (this.rules) {
			return rules();
		}
		List<Server> servers = servers();
		boolean online = application.migrationSettings().online();
		MigrationChain chain = application.chain();
		List<Entry> entries = new ArrayList<>();
		boolean looking = this.since.isEmpty();
		if (!looking) {
			application.migration(this.since);
		}
		Map<String, Set<String>> foreign = application.foreignClasses();
		SchemaFold before = SchemaFold.from(chain.schemaAt(""));
		for (MigrationDefinition migration : chain.migrations()) {
			if (looking) {
				Lint.of(before.schema(), migration.up(), migration.accepted(), servers,
						migration.online(Direction.UP, online))
					.forEach((finding) -> entries.add(new Entry(migration.toString(), finding)));
				Lint.ofClasses(foreign.getOrDefault(migration.name(), Set.of()), migration.accepted())
					.forEach((finding) -> entries.add(new Entry(migration.toString(), finding)));
			}
			looking = looking || migration.id().equals(this.since);
			migration.up().forEach(before::then);
		}
		Lint.of(chain.schema()).forEach((finding) -> entries.add(new Entry("the schema", finding)));
		Map<String, List<SchemaOperation>> renames = new LinkedHashMap<>();
		chain.all().forEach((migration) -> renames.put(migration.toString(), migration.up()));
		application.renameHints()
			.forEach((hint) -> Lint.ofHint(hint.table(), hint.column(), hint.formerName(), renames)
				.forEach((finding) -> entries.add(new Entry("the entities", finding))));
		return result(entries);
	}

	private List<Server> servers() {
		List<Dialect> chosen = (this.dialects.isEmpty() ? Dialects.ids() : this.dialects).stream()
			.map(Application::dialect)
			.toList();
		if (this.version == null) {
			return chosen.stream().map(Server::usual).toList();
		}
		if (chosen.size() != 1) {
			throw new CommandRefusedException("'--server-version' says nothing without one dialect.",
					"Name the dialect, such as '--dialect mysql --server-version 8.0.29'.");
		}
		return List.of(new Server(chosen.get(0), ServerVersion.of(this.version)));
	}

	private CommandResult result(List<Entry> entries) {
		boolean failed = entries.stream().anyMatch((entry) -> entry.finding().severity().compareTo(this.failOn) >= 0);
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("findings", entries.stream().map(Entry::document).toList());
		List<String> lines = new ArrayList<>();
		String place = "";
		for (Entry entry : entries) {
			if (!entry.place().equals(place)) {
				place = entry.place();
				lines.add(place);
			}
			lines.addAll(entry.lines());
		}
		lines.add(summary(entries));
		return new CommandResult(failed ? ExitCode.LINT : ExitCode.OK, lines, document);
	}

	private static String summary(List<Entry> entries) {
		if (entries.isEmpty()) {
			return "Nothing found.";
		}
		List<String> counts = new ArrayList<>();
		for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
			long count = entries.stream().filter((entry) -> entry.finding().severity() == severity).count();
			if (count > 0) {
				counts.add("%d %s".formatted(count, word(severity)));
			}
		}
		return "Found: " + String.join(", ", counts) + ".";
	}

	private static CommandResult rules() {
		TextTable table = new TextTable();
		Arrays.stream(Rule.values()).forEach((rule) -> table.row(rule.id(), word(rule.severity())));
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		Map<String, String> severities = new LinkedHashMap<>();
		Arrays.stream(Rule.values()).forEach((rule) -> severities.put(rule.id(), word(rule.severity())));
		document.put("rules", severities);
		return new CommandResult(ExitCode.OK, table.lines(), document);
	}

	private static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * A finding and the migration it is in.
	 */
	private record Entry(String place, Finding finding) {

		List<String> lines() {
			List<String> lines = new ArrayList<>();
			lines.add("  %s %s: %s%s".formatted(word(this.finding.severity()), this.finding.rule().id(),
					this.finding.subject(), (this.finding.dialect() != null) ? " on " + this.finding.dialect() : ""));
			lines.add("    " + this.finding.reason() + ".");
			lines.add("    " + ((this.finding.accepted() != null) ? "Accepted: " + this.finding.accepted()
					: this.finding.remedy()) + ".");
			return lines;
		}

		Map<String, @Nullable Object> document() {
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("migration", this.place);
			document.put("rule", this.finding.rule().id());
			document.put("severity", word(this.finding.severity()));
			document.put("subject", this.finding.subject());
			document.put("dialect", this.finding.dialect());
			document.put("reason", this.finding.reason());
			document.put("remedy", this.finding.remedy());
			document.put("accepted", this.finding.accepted());
			return document;
		}

	}

}
