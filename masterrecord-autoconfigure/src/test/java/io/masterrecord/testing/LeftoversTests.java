package io.masterrecord.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Leftovers}.
 */
class LeftoversTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	@Test
	void areTakenAwayLastComeFirstWhenTheJvmEnds() {
		try (SecondJvm jvm = SecondJvm.of(Leaves.class).args("end").start()) {
			assertThat(jvm.exitCode(LONG)).as(jvm.output()).isZero();
			assertThat(jvm.output()).endsWith("closed second\nclosed first");
			assertThat(folderOf(jvm)).doesNotExist();
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void areTakenAwayWhenTheJvmIsKilled() {
		try (SecondJvm jvm = SecondJvm.of(Leaves.class).args("stay").start()) {
			ProcessHandle watched = processOf(jvm, "watched ");
			ProcessHandle released = processOf(jvm, "released ");
			Path folder = folderOf(jvm);
			assertThat(folder).exists();
			assertThat(watched.isAlive()).isTrue();
			jvm.kill();
			Awaitility.await().atMost(LONG).until(() -> !watched.isAlive() && !Files.exists(folder));
			assertThat(released.isAlive()).isTrue();
			assertThat(jvm.output()).doesNotContain("closed");
			released.destroyForcibly();
		}
	}

	private static Path folderOf(SecondJvm jvm) {
		return Path.of(jvm.awaitLine("folder ", LONG).substring("folder ".length()));
	}

	private static ProcessHandle processOf(SecondJvm jvm, String prefix) {
		String line = jvm.awaitLine(prefix, LONG);
		return ProcessHandle.of(Long.parseLong(line.substring(prefix.length()))).orElseThrow();
	}

	static final class Leaves {

		public static void main(String[] args) throws IOException, InterruptedException {
			System.out.println("folder " + Leftovers.folder("leftovers-"));
			Leftovers.closeAtExit(() -> System.out.println("closed first"));
			Leftovers.closeAtExit(() -> System.out.println("closed second"));
			if (args[0].equals("stay")) {
				long watched = sleep();
				long released = sleep();
				Leftovers.watch("KILL", released);
				Leftovers.watch("KILL", watched);
				Leftovers.release("KILL", released);
				System.out.println("watched " + watched);
				System.out.println("released " + released);
				Thread.sleep(LONG.toMillis());
			}
		}

		private static long sleep() throws IOException {
			return new ProcessBuilder("sleep", "60").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().pid();
		}

	}

}
