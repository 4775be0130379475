package io.masterrecord.testing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecondJvm}.
 */
class SecondJvmTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	@Test
	void runsTheMainClassInAProcessOfItsOwn() {
		try (SecondJvm jvm = SecondJvm.of(Echo.class)
			.args("one", "two words")
			.property("echo.property", "ä 1")
			.environment("ECHO_VARIABLE", "set")
			.start()) {
			assertThat(jvm.exitCode(LONG)).as(jvm.output()).isEqualTo(3);
			assertThat(jvm.output()).isEqualTo("[one, two words] ä 1 set " + jvm.pid() + "\nerror");
			assertThat(jvm.pid()).isNotEqualTo(ProcessHandle.current().pid());
		}
	}

	@Test
	void killLeavesNoChanceToTidyUp() {
		try (SecondJvm jvm = SecondJvm.of(Sleep.class).start()) {
			jvm.awaitLine("sleeping", LONG);
			jvm.kill();
			assertThat(jvm.exitCode(LONG)).isEqualTo(128 + 9);
			assertThat(jvm.output()).isEqualTo("sleeping");
		}
	}

	@Test
	void exitCodeKillsAProcessThatDoesNotEndInTime() {
		try (SecondJvm jvm = SecondJvm.of(Sleep.class).start()) {
			jvm.awaitLine("sleeping", LONG);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> jvm.exitCode(Duration.ofMillis(50)))
				.withMessageContaining("did not end within PT0.05S and was killed; its output: sleeping");
			assertThat(jvm.exitCode(LONG)).isEqualTo(128 + 9);
		}
	}

	@Test
	void awaitLineSaysWhatWasWrittenInstead() {
		try (SecondJvm jvm = SecondJvm.of(Echo.class).property("echo.property", "x").start()) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> jvm.awaitLine("never", LONG))
				.withMessageContaining("did not write 'never' and has ended; its output: [] x null");
		}
	}

	@Test
	void startTogetherGivesAllTheSameInstant() {
		List<SecondJvm> jvms = Stream.generate(() -> SecondJvm.of(Start.class).start()).limit(3).toList();
		try {
			SecondJvm.startTogether(jvms.toArray(SecondJvm[]::new));
			List<Long> starts = jvms.stream()
				.map((jvm) -> jvm.awaitLine("started ", LONG))
				.map((line) -> Long.valueOf(line.substring("started ".length())))
				.sorted()
				.toList();
			assertThat(starts.get(2) - starts.get(0)).as("milliseconds between the first and the last").isLessThan(100);
		}
		finally {
			jvms.forEach(SecondJvm::close);
		}
	}

	@EngineTest
	void reachesASharedDatabase(TestDatabase ignored) {
		try (TestDatabase database = TestDatabase.createShared(ignored.engine())) {
			database.jdbc().sql("CREATE TABLE thing (id INT)").update();
			try (SecondJvm jvm = SecondJvm.of(Insert.class)
				.args(database.url(), database.user(), database.password())
				.start()) {
				assertThat(jvm.exitCode(LONG)).as(jvm.output()).isZero();
			}
			assertThat(database.jdbc().sql("SELECT id FROM thing").query(Integer.class).single()).isEqualTo(42);
		}
	}

	static final class Echo {

		public static void main(String[] args) {
			System.out.println(List.of(args) + " " + System.getProperty("echo.property") + " "
					+ System.getenv("ECHO_VARIABLE") + " " + ProcessHandle.current().pid());
			System.err.println("error");
			System.exit(3);
		}

	}

	static final class Sleep {

		public static void main(String[] args) throws InterruptedException {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("tidied up")));
			System.out.println("sleeping");
			Thread.sleep(LONG.toMillis());
		}

	}

	static final class Start {

		public static void main(String[] args) {
			SecondJvm.awaitStart();
			System.out.println("started " + System.currentTimeMillis());
		}

	}

	static final class Insert {

		public static void main(String[] args) {
			JdbcClient.create(new DriverManagerDataSource(args[0], args[1], args[2]))
				.sql("INSERT INTO thing VALUES (42)")
				.update();
		}

	}

}
