package io.masterrecord.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL from the binaries among the dependencies, unpacked once per machine
 * into the temporary folder and started with an empty cluster.
 */
final class EmbeddedPostgresServer {

	private EmbeddedPostgresServer() {
	}

	/**
	 * Start the server on a free port.
	 * @return the server
	 * @throws IOException if it does not start
	 */
	static TestServer start() throws IOException {
		Path cluster = Leftovers.folder("postgres-");
		EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setDataDirectory(cluster)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			// the same order of texts on every machine
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setLocaleConfig("locale", "C")
			// safe against a killed server, not against a lost machine
			.setServerConfig("fsync", "off")
			.setServerConfig("full_page_writes", "off")
			.setServerConfig("synchronous_commit", "on")
			.start();
		long pid = Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).get(0));
		Leftovers.watch("QUIT", pid);
		return new JdbcServer(Engine.POSTGRESQL, "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
				"postgres", "postgres-test-password", "embedded binaries", () -> {
					postgres.close();
					Leftovers.release("QUIT", pid);
				});
	}

}
