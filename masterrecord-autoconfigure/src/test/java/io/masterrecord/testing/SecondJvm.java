package io.masterrecord.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A second process of the same tests: a JVM of its own, with the same class path and its
 * own main class. Faults are tried on it, since a thread shares too much with the test to
 * be killed honestly.
 *
 * <pre>{@code
 * try (SecondJvm first = SecondJvm.of(Run.class).args(database.url()).start();
 * 		SecondJvm second = SecondJvm.of(Run.class).args(database.url()).start()) {
 * 	SecondJvm.startTogether(first, second);
 * 	assertThat(first.exitCode(Duration.ofSeconds(30))).as(first.output()).isZero();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SecondJvm implements AutoCloseable {

	private static final String READY = "[second JVM is ready]";

	private static final Duration START = Duration.ofSeconds(60);

	// long enough for the signal to reach every process, short enough to be spun through
	private static final Duration HEAD_START = Duration.ofMillis(200);

	private final Process process;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Void> outputEnd;

	private SecondJvm(Process process) {
		this.process = process;
		Leftovers.watch("KILL", process.pid());
		process.onExit().thenAccept((exited) -> Leftovers.release("KILL", exited.pid()));
		this.outputEnd = CompletableFuture.runAsync(this::readOutput, (task) -> {
			Thread thread = new Thread(task, "output of " + process.pid());
			thread.setDaemon(true);
			thread.start();
		});
	}

	/**
	 * Describe a process.
	 * @param mainClass the class whose {@code main} it runs
	 * @return the description, to be started
	 */
	public static Builder of(Class<?> mainClass) {
		return new Builder(mainClass);
	}

	/**
	 * Let processes that wait in {@link #awaitStart()} go on at the same instant. Waits
	 * until all of them have come there.
	 * @param processes the processes
	 */
	public static void startTogether(SecondJvm... processes) {
		for (SecondJvm each : processes) {
			each.awaitLine(READY, START);
		}
		long instant = System.currentTimeMillis() + HEAD_START.toMillis();
		for (SecondJvm each : processes) {
			each.send(Long.toString(instant));
		}
	}

	/**
	 * Called by the main class of a second process: wait for
	 * {@link #startTogether(SecondJvm...)}, then until the instant that all were given.
	 */
	public static void awaitStart() {
		System.out.println(READY);
		long instant = readInstant();
		while (System.currentTimeMillis() < instant) {
			Thread.onSpinWait();
		}
	}

	private static long readInstant() {
		try {
			// not closed: it is the process's own standard input
			BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			String line = in.readLine();
			if (line == null) {
				throw new IllegalStateException("The test has gone before it gave the start");
			}
			return Long.parseLong(line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No start from the test", ex);
		}
	}

	/**
	 * Wait until the process has ended and all it wrote was read.
	 * @param timeout how long to wait
	 * @return its exit code
	 * @throws AssertionError if it is still running then; it is killed and its output is
	 * in the message
	 */
	public int exitCode(Duration timeout) {
		await(this.process.onExit(), timeout, "did not end");
		await(this.outputEnd, timeout, "still writes");
		return this.process.exitValue();
	}

	/**
	 * Wait until the process has written a line.
	 * @param part what the line contains
	 * @param timeout how long to wait
	 * @return the line
	 * @throws AssertionError if it has not been written then, or the process has ended
	 * without it; its output is in the message
	 */
	public String awaitLine(String part, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (true) {
			boolean ended = this.outputEnd.isDone();
			for (String line : this.lines) {
				if (line.contains(part)) {
					return line;
				}
			}
			if (ended || System.nanoTime() > deadline) {
				throw new AssertionError("Process " + this.process.pid() + " did not write '" + part + "' "
						+ (ended ? "and has ended" : "within " + timeout) + "; its output: " + output());
			}
			sleep();
		}
	}

	private static void sleep() {
		try {
			Thread.sleep(5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a second JVM", ex);
		}
	}

	/**
	 * Write a line to the standard input of the process.
	 * @param line the line
	 */
	public void send(String line) {
		try {
			Writer in = this.process.outputWriter(StandardCharsets.UTF_8);
			in.write(line + "\n");
			in.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"Process " + this.process.pid() + " does not listen; its output: " + output(), ex);
		}
	}

	/**
	 * Kill the process as the operating system would: no shutdown hook, no
	 * {@code finally}.
	 */
	public void kill() {
		this.process.destroyForcibly();
		await(this.process.onExit(), START, "survives being killed");
	}

	/**
	 * The operating system's id of the process.
	 * @return the id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * What the process has written so far, errors included.
	 * @return the lines
	 */
	public String output() {
		return String.join("\n", this.lines);
	}

	/**
	 * Kill the process if it is still running.
	 */
	@Override
	public void close() {
		kill();
	}

	private void readOutput() {
		try (BufferedReader out = this.process.inputReader(StandardCharsets.UTF_8)) {
			out.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ignored) {
			// killed in the middle of a line
		}
	}

	private void await(CompletableFuture<?> future, Duration timeout, String problem) {
		try {
			future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			this.process.destroyForcibly();
			throw new AssertionError("Process " + this.process.pid() + " " + problem + " within " + timeout
					+ " and was killed; its output: " + output(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a second JVM", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The output of a second JVM was lost", ex);
		}
	}

	/**
	 * Describes a process to be started.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private final Class<?> mainClass;

		private final List<String> jvmArguments = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));

		private final List<String> arguments = new ArrayList<>();

		private final Map<String, String> environment = new TreeMap<>();

		private boolean withErrors = true;

		private Builder(Class<?> mainClass) {
			this.mainClass = mainClass;
		}

		/**
		 * Add arguments of the main class.
		 * @param arguments the arguments
		 * @return this builder
		 */
		public Builder args(String... arguments) {
			this.arguments.addAll(List.of(arguments));
			return this;
		}

		/**
		 * Set a system property.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder property(String name, String value) {
			this.jvmArguments.add("-D" + name + "=" + value);
			return this;
		}

		/**
		 * Add arguments of the JVM, such as {@code -Xmx512m}.
		 * @param arguments the arguments
		 * @return this builder
		 */
		public Builder jvmArgs(String... arguments) {
			this.jvmArguments.addAll(List.of(arguments));
			return this;
		}

		/**
		 * Set an environment variable.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder environment(String name, String value) {
			this.environment.put(name, value);
			return this;
		}

		/**
		 * Leave what is printed to standard error out of the output.
		 * @return this builder
		 */
		public Builder withoutErrors() {
			this.withErrors = false;
			return this;
		}

		/**
		 * Start the process.
		 * @return the running process
		 */
		public SecondJvm start() {
			List<String> command = new ArrayList<>();
			command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			command.addAll(this.jvmArguments);
			command.add("-Dfile.encoding=UTF-8");
			command.add(this.mainClass.getName());
			command.addAll(this.arguments);
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(this.withErrors);
			if (!this.withErrors) {
				builder.redirectError(ProcessBuilder.Redirect.DISCARD);
			}
			builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
			builder.environment().putAll(this.environment);
			try {
				return new SecondJvm(builder.start());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("No second JVM: " + command, ex);
			}
		}

	}

}
