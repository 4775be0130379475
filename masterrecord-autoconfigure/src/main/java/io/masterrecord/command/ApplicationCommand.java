package io.masterrecord.command;

import picocli.CommandLine.Option;

/**
 * A command that asks something of the application.
 */
abstract class ApplicationCommand {

	@Option(names = "--json", description = "Print one JSON document instead of text.")
	private boolean json;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help and exit.")
	private boolean help;

	boolean json() {
		return this.json;
	}

	abstract CommandResult run(Application application);

}
