package io.masterrecord.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.generate.PendingChanges;
import io.masterrecord.operation.Description;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Shows what the model says and the migrations do not. The database is never asked.
 */
@Command(name = "diff", description = "Show what the next migration would do; exit code 3 if there is anything.")
final class DiffCommand extends ApplicationCommand {

	@Override
	CommandResult run(Application application) {
		ContextDefinition definition = application.definition();
		PendingChanges changes = application
			.comparing(() -> PendingChanges.between(application.chain(), definition.model(), application.seeds()));
		if (!changes.isEmpty()) {
			application.requireStableModel();
		}
		List<String> operations = changes.operations().stream().map(Description::of).toList();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("inSync", changes.isEmpty());
		document.put("operations", operations);
		List<String> remarks = new ArrayList<>(changes.remarks());
		remarks.addAll(application.warnings());
		document.put("remarks", remarks);
		List<String> lines = new ArrayList<>();
		lines.add(changes.isEmpty() ? "Model and migrations are in sync."
				: "The model has changes that no migration has:");
		operations.forEach((operation) -> lines.add("  " + operation));
		remarks.forEach((remark) -> lines.add("Note: " + remark));
		return new CommandResult(changes.isEmpty() ? ExitCode.OK : ExitCode.MODEL_CHANGED, lines, document);
	}

}
