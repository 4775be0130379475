package io.masterrecord.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two streams of a command. With {@code --json}, standard output gets exactly one
 * document, also when the command fails.
 */
final class CommandOutput {

	private final PrintWriter out;

	private final PrintWriter err;

	CommandOutput(PrintWriter out, PrintWriter err) {
		this.out = out;
		this.err = err;
	}

	PrintWriter out() {
		return this.out;
	}

	PrintWriter err() {
		return this.err;
	}

	void result(String command, CommandResult result, boolean json) {
		if (json) {
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("command", command);
			document.put("exitCode", result.exitCode().code());
			document.putAll(result.document());
			print(this.out, List.of(json(document)));
		}
		else {
			print(this.out, result.lines());
		}
	}

	void failure(String command, Failure failure, boolean json) {
		if (json) {
			Map<String, @Nullable Object> error = new LinkedHashMap<>();
			error.put("code", failure.exitCode().name());
			error.put("description", failure.description());
			error.put("action", failure.action());
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("command", command);
			document.put("exitCode", failure.exitCode().code());
			document.put("error", error);
			print(this.out, List.of(json(document)));
			return;
		}
		print(this.err, List.of("masterrecord " + command + " failed.", "", failure.description()));
		if (failure.action() != null) {
			print(this.err, List.of("", "Action: " + failure.action()));
		}
	}

	private static String json(Map<String, @Nullable Object> document) {
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(document);
	}

	private static void print(PrintWriter writer, List<String> lines) {
		lines.forEach((line) -> writer.print(line + "\n"));
		writer.flush();
	}

}
