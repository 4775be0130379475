package io.masterrecord.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Says which servers the tests of this JVM ran on, on the console and in
 * {@code target/test-servers.txt}, or {@code test-servers-2.txt} for the second of the
 * JVMs that a build runs at the same time: a green run that skipped an engine should look
 * like one.
 *
 * @since 0.1.0
 */
public final class TestServersReport implements TestExecutionListener {

	private static List<String> reported = List.of();

	// the build may run each test class as a plan of its own
	@Override
	public void testPlanExecutionFinished(TestPlan testPlan) {
		List<String> report = TestServers.report();
		if (report.equals(reported)) {
			return;
		}
		reported = report;
		String line = "Test servers: " + String.join(" · ", report);
		System.out.println(line);
		Path target = Path.of("target");
		if (Files.isDirectory(target)) {
			write(target.resolve("test-servers" + fork() + ".txt"), line);
		}
	}

	private static String fork() {
		String number = System.getProperty("masterrecord.test.fork", "1");
		return number.equals("1") ? "" : "-" + number;
	}

	private static void write(Path file, String line) {
		try {
			Files.writeString(file, line + System.lineSeparator());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Not written: '" + file + "'", ex);
		}
	}

}
