package io.masterrecord.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.migration.MigrationReport;
import org.jspecify.annotations.Nullable;

/**
 * What a run of migrations has to say.
 */
final class RunResult {

	private RunResult() {
	}

	static CommandResult of(MigrationReport report, List<String> known) {
		List<String> remarks = new ArrayList<>(known);
		remarks.addAll(report.warnings());
		List<String> lines = new ArrayList<>();
		report.applied().forEach((entry) -> lines.add(line("applied", entry)));
		report.reverted().forEach((entry) -> lines.add(line("rolled back", entry)));
		lines.add(report.summary());
		if (report.applied().isEmpty() && report.reverted().isEmpty()) {
			lines.add("There was nothing to do.");
		}
		remarks.forEach((remark) -> lines.add("Note: " + remark));
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("database", report.database().toString());
		document.put("applied", report.applied().stream().map(RunResult::document).toList());
		document.put("rolledBack", report.reverted().stream().map(RunResult::document).toList());
		document.put("remarks", remarks);
		return new CommandResult(ExitCode.OK, lines, document);
	}

	private static String line(String what, MigrationReport.Entry entry) {
		return "%s %s %s in %d ms".formatted(what, entry.id(), entry.name(), entry.duration().toMillis());
	}

	private static Map<String, @Nullable Object> document(MigrationReport.Entry entry) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("id", entry.id());
		document.put("name", entry.name());
		document.put("durationMillis", entry.duration().toMillis());
		return document;
	}

}
