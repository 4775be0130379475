package io.masterrecord.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * The servers of this JVM, each started when the first test asks for it and shared by all
 * test classes. The first that there is, of: the server that the environment names
 * ({@code MASTERRECORD_TEST_POSTGRES_URL}, {@code _USER}, {@code _PASSWORD}, and so on),
 * a container, the binaries among the dependencies.
 */
final class TestServers {

	private static final Logger logger = LoggerFactory.getLogger(TestServers.class);

	private static final Map<Engine, Outcome> OUTCOMES = new EnumMap<>(Engine.class);

	private TestServers() {
	}

	/**
	 * The server of an engine, started if it has not been.
	 * @param engine the engine
	 * @return the server
	 * @throws TestAbortedException if there is none: the test is skipped and says why
	 */
	static TestServer get(Engine engine) {
		Outcome outcome = outcome(engine);
		if (outcome.server() == null) {
			throw new TestAbortedException(outcome.report());
		}
		return outcome.server();
	}

	/**
	 * Why tests of an engine have to be skipped.
	 * @param engine the engine
	 * @return the reason, or {@code null} if there is a server
	 */
	static @Nullable String reasonToSkip(Engine engine) {
		Outcome outcome = outcome(engine);
		return (outcome.server() == null) ? outcome.report() : null;
	}

	/**
	 * Say which servers were asked for and what came of it.
	 * @return one entry per engine, none if no test needed a server
	 */
	static synchronized List<String> report() {
		return OUTCOMES.values().stream().map(Outcome::report).toList();
	}

	private static synchronized Outcome outcome(Engine engine) {
		return OUTCOMES.computeIfAbsent(engine, TestServers::start);
	}

	private static Outcome start(Engine engine) {
		Outcome outcome = switch (engine) {
			case SQLITE -> Outcome.of(new SqliteFiles());
			case H2 -> Outcome.of(new H2Memory());
			case POSTGRESQL, MARIADB, MYSQL -> startServer(engine);
		};
		if (outcome.server() != null) {
			Leftovers.closeAtExit(outcome.server());
		}
		return outcome;
	}

	private static Outcome startServer(Engine engine) {
		List<String> reasons = new ArrayList<>();
		for (Source source : List.<Source>of(TestServers::fromEnvironment, TestServers::fromDocker,
				TestServers::fromBinaries)) {
			TestServer server = source.find(engine, reasons);
			if (server != null) {
				return Outcome.of(server);
			}
		}
		return new Outcome(null, engine + " skipped: " + reasons.stream().collect(Collectors.joining(", ")));
	}

	private static @Nullable TestServer fromEnvironment(Engine engine, List<String> reasons) {
		String url = System.getenv(engine.variable("URL"));
		if (url == null || url.isBlank()) {
			reasons.add("no " + engine.variable("URL"));
			return null;
		}
		String user = System.getenv().getOrDefault(engine.variable("USER"), "");
		String password = System.getenv().getOrDefault(engine.variable("PASSWORD"), "");
		try {
			return new JdbcServer(engine, url, user, password, engine.variable("URL"), () -> {
			});
		}
		catch (DataAccessException ex) {
			// whoever names a server wants that one: nothing else is tried
			throw new IllegalStateException("The server of " + engine.variable("URL") + " cannot be used by '" + user
					+ "': " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage(), ex);
		}
	}

	private static @Nullable TestServer fromDocker(Engine engine, List<String> reasons) {
		try {
			if (!DockerServers.available()) {
				reasons.add("no Docker");
				return null;
			}
			return DockerServers.start(engine);
		}
		catch (InterruptedException ex) {
			throw interrupted(engine, ex);
		}
		catch (RuntimeException ex) {
			String message = String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()).strip();
			logger.warn("No container of {}: {}", engine, message);
			reasons.add("no container (" + message + ")");
			return null;
		}
	}

	private static @Nullable TestServer fromBinaries(Engine engine, List<String> reasons) {
		try {
			return switch (engine) {
				case POSTGRESQL -> EmbeddedPostgresServer.start();
				case MARIADB -> EmbeddedMariaDbServer.start();
				default -> {
					reasons.add("no binaries");
					yield null;
				}
			};
		}
		catch (InterruptedException ex) {
			throw interrupted(engine, ex);
		}
		catch (Exception ex) {
			logger.warn("The binaries of {} do not run here", engine, ex);
			reasons.add("its binaries do not run here (" + ex.getMessage() + ")");
			return null;
		}
	}

	private static IllegalStateException interrupted(Engine engine, InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("Interrupted while " + engine + " was starting", ex);
	}

	private interface Source {

		@Nullable TestServer find(Engine engine, List<String> reasons);

	}

	private record Outcome(@Nullable TestServer server, String report) {

		static Outcome of(TestServer server) {
			return new Outcome(server, server.description());
		}

	}

}
