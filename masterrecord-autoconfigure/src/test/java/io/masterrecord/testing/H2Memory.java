package io.masterrecord.testing;

import java.sql.SQLException;

import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * H2: each database is in the memory of this JVM; a shared one is reached by other
 * processes through a port of this JVM.
 */
final class H2Memory implements TestServer {

	private @Nullable Server server;

	@Override
	public String description() {
		return "H2 " + new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:")).execute(JdbcServer::version);
	}

	@Override
	public String user() {
		return "sa";
	}

	@Override
	public String password() {
		return "";
	}

	@Override
	public String createDatabase(String name) {
		return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
	}

	@Override
	public String createSharedDatabase(String name) {
		// only this JVM may create it, so it does
		execute(createDatabase(name), "SELECT 1");
		return "jdbc:h2:tcp://localhost:" + port() + "/mem:" + name;
	}

	@Override
	public void dropDatabase(String name) {
		execute(createDatabase(name), "SHUTDOWN IMMEDIATELY");
	}

	private void execute(String url, String sql) {
		new JdbcTemplate(new DriverManagerDataSource(url, user(), password())).execute(sql);
	}

	private synchronized int port() {
		try {
			if (this.server == null) {
				this.server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon").start();
			}
			return this.server.getPort();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("H2 does not listen", ex);
		}
	}

	@Override
	public synchronized void close() {
		if (this.server != null) {
			this.server.stop();
		}
	}

}
