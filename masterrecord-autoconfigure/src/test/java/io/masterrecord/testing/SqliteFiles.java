package io.masterrecord.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * SQLite: each database is a file in a temporary folder, in write-ahead mode.
 */
final class SqliteFiles implements TestServer {

	private final Path folder = Leftovers.folder("sqlite-");

	@Override
	public String description() {
		return "SQLite "
				+ new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite::memory:")).execute(JdbcServer::version);
	}

	@Override
	public String user() {
		return "";
	}

	@Override
	public String password() {
		return "";
	}

	@Override
	public String createDatabase(String name) {
		return "jdbc:sqlite:" + file(name) + "?journal_mode=WAL&busy_timeout=10000&foreign_keys=on";
	}

	@Override
	public void dropDatabase(String name) {
		try {
			for (String suffix : new String[] { "", "-wal", "-shm", "-journal" }) {
				Files.deleteIfExists(file(name + suffix));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Not removed: '" + file(name) + "'", ex);
		}
	}

	private Path file(String name) {
		return this.folder.resolve(name);
	}

}
