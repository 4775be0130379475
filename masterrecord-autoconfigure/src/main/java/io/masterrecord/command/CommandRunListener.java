package io.masterrecord.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns a start of the application whose first argument is {@value #COMMAND} into a run
 * of a command.
 * <p>
 * Lazy initialization is not enough to keep an application from starting: schedulers,
 * lifecycles, runners and entity managers start regardless. So the context is replaced by
 * one that knows the definitions of beans and creates none by itself.
 */
final class CommandRunListener implements SpringApplicationRunListener, Ordered {

	static final String COMMAND = "masterrecord";

	private static final Pattern PROPERTY = Pattern.compile("--[^=.]+\\.[^=]*(=.*)?", Pattern.DOTALL);

	private final SpringApplication application;

	private final List<String> arguments;

	private final int place;

	/** Looks at the options of the command, meanwhile. */
	private final FutureTask<CommandLine> commandLine = new FutureTask<>(
			() -> RootCommand.commandLine(commandArguments()));

	CommandRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = Arrays.asList(arguments);
		this.place = place(this.arguments);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (isCommand()) {
			// Standard output belongs to the command. A logging configuration of the
			// application's own, or whatever prints while it is read, has the other one.
			System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
			CommandMode.begin(this.application);
			Thread thread = new Thread(this.commandLine, "masterrecord-command-line");
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (!isCommand()) {
			return;
		}
		this.application.setLogStartupInfo(false);
		// The properties are read after this callback, by Boot and by the logging system:
		// the console has to be silent before the first line is logged.
		CommandMode.enter(this.application, environment,
				Map.of("spring.main.web-application-type", "none", "spring.main.banner-mode", "off",
						"spring.main.log-startup-info", "false", "logging.threshold.console", "off",
						"logging.console.enabled", "false"));
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (isCommand()) {
			Application commanded = new Application(context.getBeanFactory(), context.getEnvironment(),
					this.application.getMainApplicationClass());
			int exitCode = new CommandLineRun(commanded, CommandLineRun.standardStreams()).run(commandArguments(),
					commandLine());
			context.close();
			System.exit(exitCode);
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (isCommand()) {
			// The console is silent, so nobody else would say why the definitions can not
			// be read.
			Failure failure = Failure.of(exception, (context != null) ? context.getBeanFactory() : null,
					(context != null) ? context.getEnvironment() : null);
			List<String> command = commandArguments();
			CommandLineRun.standardStreams()
				.failure(command.isEmpty() ? "" : command.get(0), failure, command.contains("--json"));
			System.exit(failure.exitCode().code());
		}
	}

	private CommandLine commandLine() {
		try {
			return this.commandLine.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The options of the command cannot be read", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The command was interrupted", ex);
		}
	}

	/**
	 * What is meant for the command: not {@code --spring.profiles.active=dev} and the
	 * like, which are properties of the application, as in every other start of it.
	 */
	private List<String> commandArguments() {
		return this.arguments.stream()
			.skip(this.place + 1L)
			.filter((argument) -> !PROPERTY.matcher(argument).matches())
			.toList();
	}

	private boolean isCommand() {
		return this.place >= 0;
	}

	/**
	 * Return where the command stands: images begin with properties of their own and
	 * append what is asked of them. Taken for a start, a question would apply migrations.
	 * @return the position, or -1 if there is none
	 */
	static int place(List<String> arguments) {
		int place = (int) arguments.stream().takeWhile(CommandRunListener::isOfTheApplication).count();
		return (place < arguments.size() && COMMAND.equals(arguments.get(place))) ? place : -1;
	}

	private static boolean isOfTheApplication(String argument) {
		return PROPERTY.matcher(argument).matches() || argument.equals("--debug") || argument.equals("--trace");
	}

}
