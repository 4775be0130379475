package io.masterrecord.query;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import io.masterrecord.annotation.Column;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

import org.springframework.data.annotation.Id;

/**
 * Measures queries against JDBC written by hand, on H2 in memory and with parameters that
 * change from call to call, since H2 replays a result if they do not. Run by hand: the
 * numbers are ratios of the machine they were taken on.
 */
final class QueryBenchmark {

	private static final String HAND_SQL = """
			SELECT "id", "name", "city", "amount", "price", "quantity", "active", "day", "kind", "remark" \
			FROM "article" WHERE "id" >= ? AND "id" < ?""";

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int ROWS = 20_000;

	private QueryBenchmark() {
	}

	public static void main(String[] arguments) throws Exception {
		try (HikariDataSource dataSource = new HikariDataSource()) {
			dataSource.setJdbcUrl("jdbc:h2:mem:benchmark");
			fill(dataSource);
			Model model = Model.of(Article.class);
			StatementGate gate = StatementGate.of(dataSource, Dialects.of("h2"));
			Query<Article> articles = Query.of(model.entity(Article.class),
					QueryContext.of(model, gate, QuerySettings.DEFAULTS));
			int[] next = new int[1];
			SqlStatement byId = articles.where(Article::id).inRange(0, 1).toSql();
			compare("1 row through the gate", () -> byHand(dataSource, start(next, 1), 1), () -> {
				long from = start(next, 1);
				return gate.query(new SqlStatement(byId.sql(), List.of(number(from), number(from + 1)), byId.tables(),
						byId.kind()), QueryBenchmark::read);
			});
			for (int rows : new int[] { 1, 20, 100, 1000 }) {
				compare(rows + " rows of 10 columns", () -> byHand(dataSource, start(next, rows), rows), () -> {
					long from = start(next, rows);
					return articles.where(Article::id).inRange(from, from + rows).list();
				});
			}
			compare("build and render 1 condition", () -> "",
					() -> articles.where(Article::id).eq(start(next, 1)).toSql());
			compare("build and render 3 of 8 conditions, search, sort", () -> "", () -> {
				int i = next[0]++;
				return articles.where(Article::name)
					.eqIfPresent("x" + i)
					.where(Article::city)
					.eqIfPresent(null)
					.where(Article::amount)
					.geIfPresent(i)
					.where(Article::price)
					.geIfPresent(null)
					.where(Article::kind)
					.eqIfPresent(null)
					.where(Article::active)
					.isTrue()
					.where(Article::day)
					.geIfPresent(null)
					.search("pump valve", Article::name, Article::remark)
					.sortBy(SortKey.desc(Article::day), SortKey.asc(Article::id))
					.toSql();
			});
		}
	}

	private static long start(int[] next, int rows) {
		next[0] = (next[0] + 7919) % (ROWS - rows);
		return next[0];
	}

	private static List<Article> byHand(DataSource dataSource, long from, int rows) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(HAND_SQL)) {
			statement.setLong(1, from);
			statement.setLong(2, from + rows);
			try (ResultSet result = statement.executeQuery()) {
				return read(result);
			}
		}
	}

	private static List<Article> read(ResultSet result) throws SQLException {
		List<Article> articles = new ArrayList<>();
		while (result.next()) {
			articles.add(new Article(result.getLong(1), result.getString(2), result.getString(3), result.getInt(4),
					result.getBigDecimal(5), result.getLong(6), result.getBoolean(7),
					result.getObject(8, LocalDate.class), result.getString(9), result.getString(10)));
		}
		return articles;
	}

	private static TypedValue number(long value) {
		return new TypedValue(ColumnType.of(TypeName.BIGINT), value);
	}

	private static void compare(String what, Callable<?> byHand, Callable<?> ours) throws Exception {
		double hand = Double.MAX_VALUE;
		double query = Double.MAX_VALUE;
		for (int round = 0; round < 20; round++) {
			hand = Math.min(hand, microseconds(byHand));
			query = Math.min(query, microseconds(ours));
		}
		System.out.printf("%-50s by hand %9.2f us, query %9.2f us, ratio %.2f%n", what, hand, query, query / hand);
	}

	/**
	 * Return the processor time of a call, which does not count what other processes
	 * take.
	 */
	private static double microseconds(Callable<?> work) throws Exception {
		long calls = 0;
		long start = THREADS.getCurrentThreadCpuTime();
		long elapsed = 0;
		while (elapsed < 200_000_000L) {
			for (int i = 0; i < 20; i++) {
				work.call();
			}
			calls += 20;
			elapsed = THREADS.getCurrentThreadCpuTime() - start;
		}
		return elapsed / 1000.0 / calls;
	}

	private static void fill(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE TABLE "article" ("id" BIGINT PRIMARY KEY, "name" VARCHAR(255), "city" VARCHAR(255), \
					"amount" INTEGER, "price" NUMERIC(12, 2), "quantity" BIGINT, "active" BOOLEAN, "day" DATE, \
					"kind" VARCHAR(255), "remark" VARCHAR(255))""");
			statement.execute("""
					INSERT INTO "article" SELECT x, 'name ' || x, 'city ' || MOD(x, 50), MOD(x, 1000), x / 7.0, \
					x * 3, MOD(x, 3) = 0, DATEADD(DAY, MOD(x, 900), DATE '2024-01-01'), 'kind ' || MOD(x, 9), \
					'remark of a usual length ' || x FROM SYSTEM_RANGE(0, %d)""".formatted(ROWS));
		}
	}

	record Article(@Id long id, String name, String city, int amount, @Column(size = 12, scale = 2) BigDecimal price,
			long quantity, boolean active, LocalDate day, String kind, String remark) {

	}

}
