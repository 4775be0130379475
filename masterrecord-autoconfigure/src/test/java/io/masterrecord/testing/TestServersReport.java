package io.masterrecord.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a test run which servers its tests ran on, on the console and in
 * {@code target/test-servers.txt}: a green run that skipped an engine should look like
 * one.
 *
 * @since 0.1.0
 */
public final class TestServersReport implements TestExecutionListener {

	@Override
	public void testPlanExecutionFinished(TestPlan testPlan) {
		List<String> report = TestServers.report();
		if (report.isEmpty()) {
			return;
		}
		String line = "Test servers: " + String.join(" · ", report);
		System.out.println(line);
		Path target = Path.of("target");
		if (Files.isDirectory(target)) {
			write(target.resolve("test-servers.txt"), line);
		}
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
