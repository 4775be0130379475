package io.masterrecord.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL from the binaries among the dependencies. They are unpacked once per
 * machine into the temporary folder, along with an empty cluster that each run copies.
 */
final class EmbeddedPostgresServer {

	private static final KeptFolder CLUSTER = new KeptFolder("masterrecord-postgres-18",
			(folder) -> start(folder).close());

	private EmbeddedPostgresServer() {
	}

	/**
	 * Start the server on a free port.
	 * @return the server
	 * @throws IOException if it cannot be unpacked or does not start
	 * @throws InterruptedException if the thread is interrupted while it starts
	 */
	static TestServer start() throws IOException, InterruptedException {
		return CLUSTER.start((emptyCluster) -> {
			Path cluster = Leftovers.folder("postgres-");
			FileSystemUtils.copyRecursively(emptyCluster, cluster);
			EmbeddedPostgres postgres = start(cluster);
			long pid = Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).get(0));
			Leftovers.watch("QUIT", pid);
			return new JdbcServer(Engine.POSTGRESQL, "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
					"postgres", "postgres-test-password", "embedded binaries", () -> {
						postgres.close();
						Leftovers.release("QUIT", pid);
					});
		});
	}

	private static EmbeddedPostgres start(Path cluster) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(cluster)
			// it would clean it before as well
			.setCleanDataDirectory(false)
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
	}

}
