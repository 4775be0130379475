package io.masterrecord.testing;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers, where Docker answers.
 */
final class DockerServers {

	private static final Map<Engine, String> IMAGES = Map.of(Engine.POSTGRESQL, "postgres:18", Engine.MARIADB,
			"mariadb:11.4", Engine.MYSQL, "mysql:9.7");

	private DockerServers() {
	}

	/**
	 * Ask whether Docker answers. Testcontainers is asked only if something listens:
	 * alone it takes seconds and a page of log to say no.
	 */
	static boolean available() {
		boolean configured = System.getenv("DOCKER_HOST") != null
				|| Files.exists(home().resolve(".testcontainers.properties"));
		return (configured || sockets().anyMatch(DockerServers::listens))
				&& DockerClientFactory.instance().isDockerAvailable();
	}

	private static Stream<Path> sockets() {
		String runtimeFolder = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user/0");
		return Stream.of(Path.of("/var/run/docker.sock"), Path.of(runtimeFolder, "docker.sock"),
				home().resolve(".docker/run/docker.sock"), home().resolve(".docker/desktop/docker.sock"));
	}

	private static Path home() {
		return Path.of(System.getProperty("user.home"));
	}

	private static boolean listens(Path socket) {
		if (!Files.exists(socket)) {
			return false;
		}
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			return channel.connect(UnixDomainSocketAddress.of(socket));
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Start a server in a container.
	 * @param engine PostgreSQL, MariaDB or MySQL
	 * @return the server
	 * @throws InterruptedException if the thread is interrupted while the image is pulled
	 */
	@SuppressWarnings("resource")
	static TestServer start(Engine engine) throws InterruptedException {
		String image = System.getenv().getOrDefault(engine.variable("IMAGE"), IMAGES.get(engine));
		pullOnce(image);
		JdbcDatabaseContainer<?> container = container(engine, DockerImageName.parse(image));
		container.start();
		try {
			return new JdbcServer(engine, container.getJdbcUrl(), container.getUsername(), container.getPassword(),
					"container of " + image, container);
		}
		catch (RuntimeException ex) {
			container.stop();
			throw ex;
		}
	}

	// Testcontainers alone would try for two minutes where no registry can be reached
	private static void pullOnce(String image) throws InterruptedException {
		DockerClient docker = DockerClientFactory.lazyClient();
		try {
			docker.inspectImageCmd(image).exec();
		}
		catch (NotFoundException ex) {
			docker.pullImageCmd(image).start().awaitCompletion();
		}
	}

	// only root may create databases on the last two
	private static JdbcDatabaseContainer<?> container(Engine engine, DockerImageName image) {
		return switch (engine) {
			case POSTGRESQL -> new PostgreSQLContainer(image.asCompatibleSubstituteFor("postgres"));
			case MARIADB -> new MariaDBContainer(image.asCompatibleSubstituteFor("mariadb")).withUsername("root");
			case MYSQL -> new MySQLContainer(image.asCompatibleSubstituteFor("mysql")).withUsername("root");
			default -> throw new IllegalArgumentException(engine + " needs no server");
		};
	}

}
