package io.masterrecord.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Whatever this JVM starts or writes and must take away again. When the JVM ends, its
 * shutdown hook does it. When the JVM is killed, a small shell does: it reads from a pipe
 * that breaks with the JVM, ends the processes it was told of and removes the folder.
 */
final class Leftovers {

	private static final Logger logger = LoggerFactory.getLogger(Leftovers.class);

	private static final String GUARDIAN = """
			trap '' INT TERM HUP
			watched=' '
			while read -r action entry; do
			  case $action in
			    watch) watched="$watched$entry " ;;
			    release) watched=$(printf %s "$watched" | sed "s/ $entry / /") ;;
			    done) exit 0 ;;
			  esac
			done
			for entry in $watched; do kill -s "${entry%%:*}" "${entry#*:}"; done 2> /dev/null
			for entry in $watched; do
			  for try in 1 2 3 4 5 6 7 8 9 10; do kill -0 "${entry#*:}" || break; sleep 0.5; done
			done 2> /dev/null
			rm -rf "$1"
			""";

	private static @Nullable Leftovers instance;

	private final Path root;

	private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

	private final @Nullable Writer guardian;

	private Leftovers() throws IOException {
		this.root = Files.createTempDirectory("masterrecord-test-");
		this.guardian = startGuardian(this.root);
		Runtime.getRuntime().addShutdownHook(new Thread(this::takeAway, "leftovers"));
	}

	private static @Nullable Writer startGuardian(Path root) throws IOException {
		if (!Files.isExecutable(Path.of("/bin/sh"))) {
			return null;
		}
		return new ProcessBuilder("/bin/sh", "-c", GUARDIAN, "guardian", root.toString())
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start()
			.outputWriter();
	}

	private static synchronized Leftovers get() {
		try {
			if (instance == null) {
				instance = new Leftovers();
			}
			return instance;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No temporary folder for the tests", ex);
		}
	}

	/**
	 * A new folder, removed when the JVM ends.
	 * @param prefix the beginning of its name
	 * @return the folder, empty
	 */
	static Path folder(String prefix) {
		try {
			return Files.createTempDirectory(get().root, prefix);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No temporary folder '" + prefix + "'", ex);
		}
	}

	/**
	 * Close something when the JVM ends, last come first.
	 * @param closeable what to close
	 */
	static void closeAtExit(AutoCloseable closeable) {
		Leftovers leftovers = get();
		synchronized (leftovers) {
			leftovers.closeables.push(closeable);
		}
	}

	/**
	 * Have a process ended if this JVM is killed.
	 * @param signal the signal that ends it, such as {@code KILL}
	 * @param pid its process id
	 */
	static void watch(String signal, long pid) {
		get().tell("watch " + signal + ":" + pid);
	}

	/**
	 * Forget a process that has ended, before its id is given to another.
	 * @param signal the signal it was watched with
	 * @param pid its process id
	 */
	static void release(String signal, long pid) {
		get().tell("release " + signal + ":" + pid);
	}

	private synchronized void tell(String line) {
		if (this.guardian == null) {
			return;
		}
		try {
			this.guardian.write(line + "\n");
			this.guardian.flush();
		}
		catch (IOException ex) {
			logger.warn("Nobody is left to end the test servers if this JVM is killed", ex);
		}
	}

	private synchronized void takeAway() {
		while (!this.closeables.isEmpty()) {
			AutoCloseable closeable = this.closeables.pop();
			try {
				closeable.close();
			}
			catch (Exception ex) {
				logger.error("Not closed: {}", closeable, ex);
			}
		}
		try {
			FileSystemUtils.deleteRecursively(this.root);
		}
		catch (IOException ex) {
			logger.error("Not removed: {}", this.root, ex);
		}
		tell("done");
	}

}
