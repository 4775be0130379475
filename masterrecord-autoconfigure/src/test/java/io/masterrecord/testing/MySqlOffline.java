package io.masterrecord.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import org.h2.tools.SimpleResultSet;
import org.jspecify.annotations.Nullable;

/**
 * Claims to be MySQL, and parses what it is sent instead of running it. A query finds no
 * rows, one for a number finds {@value #NUMBER}, and every write changes one row.
 *
 * @since 0.1.0
 */
public final class MySqlOffline {

	private static final long NUMBER = 100;

	private static final Pattern OF_A_NUMBER = Pattern.compile("(?is)(WITH .*\\) )?SELECT (count|sum|avg)\\(.*");

	private final Set<String> statements = new LinkedHashSet<>();

	private final List<String> problems = new ArrayList<>();

	private final Map<String, long[]> answers = new LinkedHashMap<>();

	private final DataSource dataSource = proxy(DataSource.class,
			(proxy, method, arguments) -> method.getName().equals("getConnection") ? connection() : plain(method));

	private long generated;

	/**
	 * The way to the server that is none.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * The different statements that were sent.
	 * @return the texts, in order
	 */
	public Set<String> statements() {
		return this.statements;
	}

	/**
	 * What is no SQL of MySQL.
	 * @return the errors, each with its statement
	 */
	public List<String> problems() {
		return this.problems;
	}

	/**
	 * Let queries find one row of numbers.
	 * @param beginning how their texts begin
	 * @param numbers what they find
	 * @return this
	 */
	public MySqlOffline answering(String beginning, long... numbers) {
		this.answers.put(beginning, numbers);
		return this;
	}

	private void parse(String sql) {
		if (this.statements.add(sql)) {
			MySqlGrammar.check(sql).forEach((error) -> this.problems.add(error + " in " + sql));
		}
	}

	private Connection connection() {
		DatabaseMetaData metaData = proxy(DatabaseMetaData.class,
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getDatabaseProductName" -> "MySQL";
					case "getDatabaseProductVersion" -> "8.4.0";
					case "getDatabaseMajorVersion" -> 8;
					case "getDatabaseMinorVersion" -> 4;
					case "getDriverName" -> "MySQL Connector/J";
					case "getURL" -> "jdbc:mysql://nowhere/";
					default -> plain(method);
				});
		boolean[] autoCommit = { true };
		return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
			case "getMetaData" -> metaData;
			case "setAutoCommit" -> {
				autoCommit[0] = (Boolean) arguments[0];
				yield null;
			}
			case "createStatement" -> statement(Statement.class, null);
			case "prepareStatement" -> statement(PreparedStatement.class, (String) arguments[0]);
			case "getAutoCommit" -> autoCommit[0];
			case "getTransactionIsolation" -> Connection.TRANSACTION_REPEATABLE_READ;
			case "isValid" -> true;
			default -> plain(method);
		});
	}

	private <S extends Statement> S statement(Class<S> type, @Nullable String prepared) {
		int[] batch = { 0 };
		return proxy(type, (proxy, method, arguments) -> {
			String name = method.getName();
			String sql = (prepared != null) ? prepared
					: (arguments != null && arguments[0] instanceof String text) ? text : "";
			if (name.startsWith("execute") && !name.endsWith("Batch") || name.equals("addBatch")) {
				parse(sql);
			}
			return switch (name) {
				case "executeQuery", "getResultSet" -> rows(sql);
				case "execute" -> sql.toUpperCase(Locale.ROOT).startsWith("SELECT");
				case "executeUpdate", "getUpdateCount" -> 1;
				case "executeLargeUpdate", "getLargeUpdateCount" -> 1L;
				case "addBatch" -> {
					batch[0]++;
					yield null;
				}
				case "executeBatch" -> {
					int[] counts = new int[batch[0]];
					Arrays.fill(counts, 1);
					batch[0] = 0;
					yield counts;
				}
				case "getGeneratedKeys" -> generatedKeys();
				case "unwrap" -> proxy;
				default -> plain(method);
			};
		});
	}

	private ResultSet rows(String sql) {
		SimpleResultSet rows = new SimpleResultSet();
		this.answers.forEach((beginning, numbers) -> {
			if (sql.startsWith(beginning)) {
				IntStream.range(0, numbers.length).forEach((i) -> rows.addColumn("n" + i, Types.BIGINT, 19, 0));
				rows.addRow(LongStream.of(numbers).boxed().toArray());
			}
		});
		if (OF_A_NUMBER.matcher(sql).matches()) {
			rows.addColumn("n", Types.BIGINT, 19, 0);
			rows.addRow(NUMBER);
		}
		return rows;
	}

	private ResultSet generatedKeys() {
		SimpleResultSet rows = new SimpleResultSet();
		rows.addColumn("GENERATED_KEY", Types.BIGINT, 19, 0);
		rows.addRow(++this.generated);
		return rows;
	}

	private static @Nullable Object plain(Method method) {
		Class<?> type = method.getReturnType();
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return 0;
		}
		return (type == long.class) ? (Object) 0L : null;
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "toString" -> "MySQL offline";
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> handler.invoke(proxy, method, arguments);
				}));
	}

}
