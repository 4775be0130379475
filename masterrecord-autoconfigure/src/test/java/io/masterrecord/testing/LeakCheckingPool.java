package io.masterrecord.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * A small connection pool that knows who took each connection.
 */
final class LeakCheckingPool extends HikariDataSource {

	// for threads that are just giving their connection back
	private static final Duration PATIENCE = Duration.ofMillis(500);

	private final Map<Connection, StackTraceElement[]> taken = new IdentityHashMap<>();

	LeakCheckingPool(HikariConfig configuration) {
		super(configuration);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		synchronized (this.taken) {
			this.taken.keySet().removeIf(LeakCheckingPool::isClosed);
			this.taken.put(connection, new Throwable().getStackTrace());
		}
		return connection;
	}

	/**
	 * The places where the connections were taken that nobody has given back.
	 * @return one entry per connection: its innermost frames
	 */
	List<String> leaks() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		List<String> leaks = openNow();
		while (!leaks.isEmpty() && System.nanoTime() < deadline) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
			leaks = openNow();
		}
		return leaks;
	}

	private List<String> openNow() {
		synchronized (this.taken) {
			this.taken.keySet().removeIf(LeakCheckingPool::isClosed);
			return this.taken.values().stream().map(LeakCheckingPool::describe).toList();
		}
	}

	private static boolean isClosed(Connection connection) {
		try {
			return connection.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	private static String describe(StackTraceElement[] frames) {
		return List.of(frames)
			.stream()
			.filter((frame) -> frame.getClassName().startsWith("io.masterrecord")
					&& !frame.getClassName().equals(LeakCheckingPool.class.getName()))
			.limit(5)
			.map(StackTraceElement::toString)
			.collect(Collectors.joining(" < "));
	}

}
