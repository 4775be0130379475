package io.masterrecord.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.masterrecord.model.CloseMatch;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One run of the command line: parses the arguments, runs the command, prints what it
 * says and tells the exit code.
 */
final class CommandLineRun {

	private final Application application;

	private final CommandOutput output;

	CommandLineRun(Application application, CommandOutput output) {
		this.application = application;
		this.output = output;
	}

	static CommandOutput standardStreams() {
		return new CommandOutput(writer(FileDescriptor.out), writer(FileDescriptor.err));
	}

	private static PrintWriter writer(FileDescriptor descriptor) {
		return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
	}

	/**
	 * Run a command.
	 * @param arguments the arguments after {@code masterrecord}
	 * @return the exit code
	 */
	int run(List<String> arguments) {
		return run(arguments, RootCommand.commandLine(arguments));
	}

	/**
	 * Run a command.
	 * @param arguments the arguments after {@code masterrecord}
	 * @param commandLine the commands they may name
	 * @return the exit code
	 */
	int run(List<String> arguments, CommandLine commandLine) {
		commandLine.setOut(this.output.out()).setErr(this.output.err());
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		commandLine.setParameterExceptionHandler(this::reportUsage);
		commandLine.setExecutionStrategy((parsed) -> {
			Integer helped = CommandLine.executeHelpRequest(parsed);
			if (helped != null) {
				return helped;
			}
			CommandLine chosen = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
			return (chosen.getCommand() instanceof ApplicationCommand command)
					? execute(chosen.getCommandName(), command) : new CommandLine.RunLast().execute(parsed);
		});
		return commandLine.execute(arguments.toArray(String[]::new));
	}

	private int execute(String name, ApplicationCommand command) {
		try {
			CommandResult result = command.run(this.application);
			this.output.result(name, result, command.json());
			return result.exitCode().code();
		}
		catch (RuntimeException ex) {
			Failure failure = Failure.of(ex, this.application.beans(), this.application.environment());
			this.output.failure(name, failure, command.json());
			return failure.exitCode().code();
		}
	}

	private int reportUsage(ParameterException ex, String[] arguments) {
		Optional<String> meant = meant(ex).map("Did you mean 'masterrecord %s'?"::formatted);
		if (List.of(arguments).contains("--json")) {
			String name = ex.getCommandLine().getCommandName();
			String advice = meant.orElse("'masterrecord help%s' says what may be written."
				.formatted(ex.getCommandLine().getParent() != null ? " " + name : ""));
			this.output.failure(name, new Failure(ExitCode.USAGE, String.valueOf(ex.getMessage()), advice), true);
			return ExitCode.USAGE.code();
		}
		PrintWriter err = this.output.err();
		err.print(ex.getMessage() + "\n\n");
		meant.ifPresent((question) -> err.print(question + "\n"));
		if (meant.isEmpty()) {
			ex.getCommandLine().usage(err);
		}
		err.flush();
		return ExitCode.USAGE.code();
	}

	private static Optional<String> meant(ParameterException ex) {
		return (ex instanceof UnmatchedArgumentException unmatched)
				? CloseMatch.of(unmatched.getUnmatched().get(0), ex.getCommandLine().getSubcommands().keySet())
				: Optional.empty();
	}

}
