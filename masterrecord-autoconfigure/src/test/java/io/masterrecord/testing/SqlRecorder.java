package io.masterrecord.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Records what goes through a data source: each statement executed, in order, with the
 * values bound to it. Whoever should be watched is given {@link #dataSource()}.
 *
 * @since 0.1.0
 */
public final class SqlRecorder {

	private final DataSource dataSource;

	private final List<Recorded> statements = new CopyOnWriteArrayList<>();

	private final List<String> prepared = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	/**
	 * Watch a data source.
	 * @param dataSource where the statements go
	 */
	public SqlRecorder(DataSource dataSource) {
		this.dataSource = proxy(DataSource.class, dataSource, this::invokeDataSource);
	}

	/**
	 * The data source to be used in place of the one that is watched.
	 * @return the recording data source
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * The statements executed, in order; a batch counts once for each of its rows.
	 * @return the statements
	 */
	public List<Recorded> statements() {
		return List.copyOf(this.statements);
	}

	/**
	 * The texts of the statements executed, in order.
	 * @return the SQL texts
	 */
	public List<String> sql() {
		return this.statements.stream().map(Recorded::sql).toList();
	}

	/**
	 * The texts of the statements prepared, executed or not.
	 * @return the SQL texts
	 */
	public List<String> prepared() {
		return List.copyOf(this.prepared);
	}

	/**
	 * How many connections were taken.
	 * @return the number
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * Forget all that was recorded.
	 */
	public void clear() {
		this.statements.clear();
		this.prepared.clear();
		this.connections.set(0);
	}

	private @Nullable Object invokeDataSource(Object target, Method method, Object[] arguments) throws Throwable {
		Object result = method.invoke(target, arguments);
		if (method.getName().equals("getConnection")) {
			this.connections.incrementAndGet();
			return connection((Connection) result);
		}
		return result;
	}

	private Connection connection(Connection target) {
		Connection[] self = new Connection[1];
		self[0] = proxy(Connection.class, target, (connection, method, arguments) -> {
			Object result = method.invoke(connection, arguments);
			return switch (method.getName()) {
				case "createStatement" -> statement(Statement.class, (Statement) result, null, self[0]);
				case "prepareStatement" ->
					statement(PreparedStatement.class, (PreparedStatement) result, (String) arguments[0], self[0]);
				case "prepareCall" ->
					statement(CallableStatement.class, (CallableStatement) result, (String) arguments[0], self[0]);
				default -> result;
			};
		});
		return self[0];
	}

	private <T extends Statement> T statement(Class<T> type, T target, @Nullable String sql, Connection connection) {
		if (sql != null) {
			this.prepared.add(sql);
		}
		return proxy(type, target, new StatementRecorder(sql, connection));
	}

	private static <T> T proxy(Class<T> type, T target, Invocation invocation) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			try {
				return invocation.invoke(target, method, (arguments != null) ? arguments : new Object[0]);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	/**
	 * A statement that was executed.
	 *
	 * @param sql the text sent to the server
	 * @param parameters the bound values in the order of their positions, possibly
	 * {@code null}
	 * @since 0.1.0
	 */
	public record Recorded(String sql, List<@Nullable Object> parameters) {

		@Override
		public String toString() {
			return this.sql + " " + this.parameters;
		}

	}

	private interface Invocation {

		@Nullable Object invoke(Object target, Method method, Object[] arguments) throws Throwable;

	}

	private final class StatementRecorder implements Invocation {

		private final @Nullable String sql;

		private final Connection connection;

		private final SortedMap<Integer, @Nullable Object> parameters = new TreeMap<>();

		private final List<Recorded> batch = new ArrayList<>();

		StatementRecorder(@Nullable String sql, Connection connection) {
			this.sql = sql;
			this.connection = connection;
		}

		@Override
		public @Nullable Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
			String name = method.getName();
			if (name.equals("getConnection")) {
				return this.connection;
			}
			if (name.equals("clearParameters")) {
				this.parameters.clear();
			}
			else if (name.equals("clearBatch")) {
				this.batch.clear();
			}
			else if (name.equals("addBatch")) {
				this.batch.add(current(arguments));
			}
			else if (name.equals("executeBatch") || name.equals("executeLargeBatch")) {
				SqlRecorder.this.statements.addAll(this.batch);
				this.batch.clear();
			}
			else if (name.startsWith("execute")) {
				SqlRecorder.this.statements.add(current(arguments));
			}
			else if (name.startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer position) {
				this.parameters.put(position, name.equals("setNull") ? null : arguments[1]);
			}
			return method.invoke(target, arguments);
		}

		private Recorded current(Object[] arguments) {
			String text = (this.sql != null) ? this.sql : (String) arguments[0];
			return new Recorded(text, Arrays.asList(this.parameters.values().toArray()));
		}

	}

}
