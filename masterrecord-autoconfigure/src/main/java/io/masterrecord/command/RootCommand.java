package io.masterrecord.command;

import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code masterrecord}, which is nothing without one of its sub-commands.
 */
@Command(name = CommandRunListener.COMMAND, description = "Migrations of this application.", footer = { "",
		"Exit codes:", "  0  done, or nothing to do", "  1  failed", "  2  the command line is not right",
		"  3  the model has changes that no migration has", "  4  the model or the migrations are not right",
		"  5  the history of the database and the migrations differ", "  6  a migration failed",
		"  7  another process is migrating", "  8  the database can not be reached",
		"  9  a person has to decide or to do something first", " 10  something severe was found in the migrations",
		" 11  the tables are not as the migrations made them" })
final class RootCommand implements Runnable {

	/** In the order in which help lists them. */
	private static final List<String> NAMES = List.of("add", "diff", "lint", "script", "status", "validate", "migrate",
			"rollback", "remove", "squash", "drift", "baseline", "reverse", "resolve", "help");

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help and exit.")
	private boolean help;

	/**
	 * Return the command line for some arguments. Where they begin with the name of a
	 * command, there are no others: to look at all takes as long as to compare a model.
	 * @param arguments the arguments after {@code masterrecord}
	 */
	static CommandLine commandLine(List<String> arguments) {
		CommandLine commandLine = new CommandLine(new RootCommand());
		String first = arguments.isEmpty() ? "" : arguments.get(0);
		boolean one = NAMES.contains(first) && !first.equals("help");
		(one ? List.of(first) : NAMES).forEach((name) -> commandLine.addSubcommand(name, command(name)));
		return commandLine;
	}

	private static Object command(String name) {
		return switch (name) {
			case "add" -> new AddCommand();
			case "diff" -> new DiffCommand();
			case "lint" -> new LintCommand();
			case "script" -> new ScriptCommand();
			case "status" -> new StatusCommand();
			case "validate" -> new ValidateCommand();
			case "migrate" -> new MigrateCommand();
			case "rollback" -> new RollbackCommand();
			case "remove" -> new RemoveCommand();
			case "squash" -> new SquashCommand();
			case "drift" -> new DriftCommand();
			case "baseline" -> new BaselineCommand();
			case "reverse" -> new ReverseCommand();
			case "resolve" -> new ResolveCommand();
			case "help" -> new CommandLine.HelpCommand();
			default -> throw new IllegalArgumentException("There is no command '%s'".formatted(name));
		};
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name a command");
	}

}
