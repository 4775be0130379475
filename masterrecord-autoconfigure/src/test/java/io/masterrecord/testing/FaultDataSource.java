package io.masterrecord.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A data source that breaks once, at a given call: run a scenario with 1, 2, 3 ... until
 * it comes through, and no window is left untried.
 *
 * @since 0.1.0
 */
public final class FaultDataSource {

	private static final Set<String> NOT_COUNTED = Set.of("close", "abort", "isClosed", "toString", "hashCode",
			"equals", "getWarnings", "clearWarnings", "getConnection", "isWrapperFor", "unwrap");

	private final DataSource target;

	private final Predicate<String> counted;

	private final int faultyCall;

	private final Fault fault;

	private final AtomicInteger calls = new AtomicInteger();

	private volatile @Nullable String fired;

	/**
	 * What happens at the call.
	 */
	public enum Fault {

		/** The connection is lost before the call reaches the database. */
		LOST_BEFORE,

		/** The call takes effect, and the connection is lost with its answer. */
		LOST_AFTER,

		/** The call fails before it reaches the database, and the connection is well. */
		FAILS_BEFORE,

		/** The process ends before the call reaches the database. */
		HALT_BEFORE,

		/** The process ends when the call has taken effect. */
		HALT_AFTER

	}

	/**
	 * Create a data source that breaks.
	 * @param target where the connections come from; it must not be a pool
	 * @param faultyCall the call that fails, from 1; 0 for none
	 * @param fault what happens then
	 */
	public FaultDataSource(DataSource target, int faultyCall, Fault fault) {
		this(target, (call) -> true, faultyCall, fault);
	}

	/**
	 * Create a data source that breaks at one of some calls.
	 * @param target where the connections come from; it must not be a pool
	 * @param counted which calls are counted, told by their name and the statement
	 * @param faultyCall which of those fails, from 1; 0 for none
	 * @param fault what happens then
	 */
	public FaultDataSource(DataSource target, Predicate<String> counted, int faultyCall, Fault fault) {
		this.target = target;
		this.counted = counted;
		this.faultyCall = faultyCall;
		this.fault = fault;
	}

	/**
	 * The data source to be used.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return proxy(DataSource.class, (proxy, method, arguments) -> {
			if (method.getName().equals("getConnection")) {
				Lifeline lifeline = new Lifeline();
				Connection connection = (Connection) call(lifeline, "getConnection",
						() -> invoke(this.target, method, arguments));
				return connection(connection, lifeline);
			}
			return invoke(this.target, method, arguments);
		});
	}

	/**
	 * How many calls there were, of those that are counted.
	 * @return the number
	 */
	public int calls() {
		return this.calls.get();
	}

	/**
	 * The call that failed.
	 * @return its name and the statement, or {@code null} if none was reached
	 */
	public @Nullable String fired() {
		return this.fired;
	}

	private Connection connection(Connection connection, Lifeline lifeline) {
		lifeline.connection = connection;
		return proxy(Connection.class, (proxy, method, arguments) -> {
			Object result = counted(lifeline, connection, method, arguments, text(method, arguments));
			if (result instanceof PreparedStatement statement) {
				return statement(PreparedStatement.class, statement, lifeline, text(method, arguments));
			}
			return (result instanceof Statement statement) ? statement(Statement.class, statement, lifeline, "")
					: result;
		});
	}

	private <T extends Statement> T statement(Class<T> type, T statement, Lifeline lifeline, String sql) {
		return proxy(type, (proxy, method, arguments) -> {
			if (!method.getName().startsWith("execute")) {
				lifeline.check();
				return invoke(statement, method, arguments);
			}
			return counted(lifeline, statement, method, arguments, sql + text(method, arguments));
		});
	}

	private @Nullable Object counted(Lifeline lifeline, Object object, Method method, Object @Nullable [] arguments,
			String text) throws Throwable {
		if (NOT_COUNTED.contains(method.getName())) {
			return invoke(object, method, arguments);
		}
		lifeline.check();
		return call(lifeline, method.getName() + " " + text, () -> invoke(object, method, arguments));
	}

	private @Nullable Object call(Lifeline lifeline, String description, Call call) throws Throwable {
		if (!this.counted.test(description) || this.calls.incrementAndGet() != this.faultyCall) {
			return call.invoke();
		}
		this.fired = description;
		switch (this.fault) {
			case LOST_BEFORE -> lifeline.cut();
			case LOST_AFTER -> {
				call.invoke();
				lifeline.cut();
			}
			case HALT_BEFORE -> Runtime.getRuntime().halt(137);
			case HALT_AFTER -> {
				call.invoke();
				Runtime.getRuntime().halt(137);
			}
			case FAILS_BEFORE -> throw new SQLException("fault at " + description, "58000");
		}
		throw new SQLException("connection lost at " + description, "08006");
	}

	private static String text(Method method, Object @Nullable [] arguments) {
		return (arguments != null && arguments.length > 0) ? String.valueOf(List.of(arguments).get(0)) : "";
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Object object, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(object, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * A call that is passed on.
	 */
	private interface Call {

		@Nullable Object invoke() throws Throwable;

	}

	/**
	 * Whether a connection still reaches its database.
	 */
	private static final class Lifeline {

		private final AtomicBoolean cut = new AtomicBoolean();

		private @Nullable Connection connection;

		void cut() throws SQLException {
			this.cut.set(true);
			if (this.connection != null) {
				this.connection.close();
			}
		}

		void check() throws SQLException {
			if (this.cut.get()) {
				throw new SQLException("the connection was lost", "08003");
			}
		}

	}

}
