package io.masterrecord.command;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a command has to say, for people and for programs.
 *
 * @param exitCode how it ended
 * @param lines the text for people
 * @param document the same as a JSON object: names and values in order
 */
record CommandResult(ExitCode exitCode, List<String> lines, Map<String, @Nullable Object> document) {

	CommandResult {
		lines = List.copyOf(lines);
	}

}
