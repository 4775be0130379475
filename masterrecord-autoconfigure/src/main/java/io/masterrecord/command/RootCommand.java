package io.masterrecord.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code masterrecord}, which is nothing without one of its sub-commands.
 */
@Command(name = CommandRunListener.COMMAND, description = "Migrations of this application.",
		subcommands = { AddCommand.class, DiffCommand.class, LintCommand.class, ScriptCommand.class,
				StatusCommand.class, ValidateCommand.class, MigrateCommand.class, RollbackCommand.class,
				RemoveCommand.class, DriftCommand.class, BaselineCommand.class, ReverseCommand.class,
				ResolveCommand.class, CommandLine.HelpCommand.class },
		footer = { "", "Exit codes:", "  0  done, or nothing to do", "  1  failed",
				"  2  the command line is not right", "  3  the model has changes that no migration has",
				"  4  the model or the migrations are not right",
				"  5  the history of the database and the migrations differ", "  6  a migration failed",
				"  7  another process is migrating", "  8  the database can not be reached",
				"  9  a person has to decide or to do something first",
				" 10  something severe was found in the migrations",
				" 11  the tables are not as the migrations made them" })
final class RootCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help and exit.")
	private boolean help;

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name a command");
	}

}
