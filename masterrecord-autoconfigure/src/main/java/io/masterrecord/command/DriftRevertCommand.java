package io.masterrecord.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.migration.Drift;
import io.masterrecord.migration.OperationScript;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Shows the SQL that makes the tables what the migrations made of them. It is not run:
 * somebody wanted what it takes away.
 */
@Command(name = "revert", description = "Print the SQL that puts the tables back; nothing is run.")
final class DriftRevertCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		Drift drift = application.migrator().drift();
		SchemaDiff back = SchemaDiff.between(drift.actual(), drift.expected(), RenameHints.none().butNothingElse());
		List<String> lines = new ArrayList<>();
		SchemaDiff.possibleRenames(drift.actual(), drift.expected()).forEach((remark) -> lines.add("-- " + remark));
		lines.addAll(back.isEmpty() ? List.of("-- there is nothing to put back")
				: new OperationScript(drift.dialect()).lines(drift.actual(), back.operations()));
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("database", drift.database().toString());
		document.put("script", String.join("\n", lines));
		return new CommandResult(ExitCode.OK, lines, document);
	}

}
