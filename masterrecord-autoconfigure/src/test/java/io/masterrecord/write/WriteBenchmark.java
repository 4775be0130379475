package io.masterrecord.write;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures writes of many rows against JDBC written by hand for each database. Run by
 * hand. Rounds of both alternate; shown are the ratio of the best rounds, the median of
 * the ratios of neighbours, and the same of the processor time on this side, which hardly
 * depends on what runs beside. Arguments are the engines to run on, such as
 * {@code POSTGRESQL}, all without any; and {@code rounds=100} for other than the usual
 * number of rounds, {@code only=upsert} for what begins so.
 */
final class WriteBenchmark {

	private static final int ROWS = 10_000;

	private static final int WARM_UP = 40;

	private static final int ROUNDS = 14;

	private static final String COLUMNS = "(code, name, price, quantity)";

	private final Engine engine;

	private final DataSource dataSource;

	private final EntityOperations operations;

	private final String quote;

	private final int rounds;

	private final String only;

	private int next;

	private WriteBenchmark(TestDatabase database, int rounds, String only) {
		this.rounds = rounds;
		this.only = only;
		this.engine = database.engine();
		this.dataSource = database.dataSource();
		// Creates the table; what it records would be measured too.
		WriteFixture.of(database, Article.class);
		this.operations = EntityOperations.builder(Model.of(Article.class), StatementGate.of(this.dataSource))
			.transactions(new TransactionTemplate(new JdbcTransactionManager(this.dataSource)))
			.build();
		this.quote = this.engine.isMySqlFamily() ? "`" : "\"";
	}

	public static void main(String[] arguments) throws Exception {
		List<Engine> engines = new ArrayList<>();
		int rounds = ROUNDS;
		String only = "";
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			if (argument.startsWith("rounds=")) {
				rounds = Integer.parseInt(value);
			}
			else if (argument.startsWith("only=")) {
				only = value;
			}
			else {
				engines.add(Engine.valueOf(argument));
			}
		}
		if (engines.isEmpty()) {
			engines.addAll(List.of(Engine.POSTGRESQL, Engine.MARIADB, Engine.SQLITE, Engine.H2));
		}
		for (Engine engine : engines) {
			try (TestDatabase database = TestDatabase.create(engine)) {
				new WriteBenchmark(database, rounds, only).run();
			}
		}
	}

	private void run() throws Exception {
		compare("insert with ids", this::insertByHand, () -> this.operations.insertAll(Article.class, articles()));
		if (this.engine == Engine.POSTGRESQL) {
			compare("insert with ids, against COPY without", this::copy,
					() -> this.operations.insertAll(Article.class, articles()));
			compare("load, against COPY", this::copy, () -> this.operations.load(Article.class, articles()));
		}
		List<Article> stored = this.operations.insertAll(Article.class, articles());
		compare("update", () -> updateByHand(changed(stored)),
				() -> this.operations.updateAll(Article.class, changed(stored)));
		compare("upsert, half of them new", () -> upsertByHand(mixed(stored)),
				() -> this.operations.upsertAll(Article.class, mixed(stored)).by(Article::code).execute());
	}

	private List<Article> articles() {
		int start = this.next;
		this.next += ROWS;
		return IntStream.range(start, start + ROWS).mapToObj((i) -> article(null, i)).toList();
	}

	private static Article article(@Nullable Long id, int i) {
		return new Article(id, "A" + i, "name of article " + i, BigDecimal.valueOf(i, 2), i % 1000);
	}

	private List<Article> changed(List<Article> stored) {
		int change = this.next++;
		return stored.stream()
			.map((row) -> new Article(row.id(), row.code(), "changed " + change, row.price(), change))
			.toList();
	}

	private List<Article> mixed(List<Article> stored) {
		List<Article> rows = new ArrayList<>(articles().subList(0, ROWS / 2));
		stored.stream()
			.limit(ROWS / 2)
			.forEach((row) -> rows.add(new Article(null, row.code(), "upserted", row.price(), this.next)));
		Collections.shuffle(rows, new Random(this.next));
		return rows;
	}

	private void insertByHand() throws Exception {
		List<Article> articles = articles();
		List<Article> inserted = new ArrayList<>(articles.size());
		inTransaction((connection) -> {
			int chunk = 200;
			String values = Collections.nCopies(chunk, "(?, ?, ?, ?)").stream().collect(Collectors.joining(", "));
			String insert = "INSERT INTO article " + COLUMNS + " VALUES " + values;
			String sql = (this.engine == Engine.H2) ? "SELECT id FROM FINAL TABLE (" + insert + ")"
					: insert + " RETURNING id";
			try (PreparedStatement statement = connection.prepareStatement(quoted(sql))) {
				for (int start = 0; start < articles.size(); start += chunk) {
					int index = 1;
					for (Article row : articles.subList(start, start + chunk)) {
						index = bind(statement, index, row);
					}
					try (ResultSet ids = statement.executeQuery()) {
						for (int i = start; ids.next(); i++) {
							Article row = articles.get(i);
							inserted
								.add(new Article(ids.getLong(1), row.code(), row.name(), row.price(), row.quantity()));
						}
					}
				}
			}
		});
	}

	private void copy() throws Exception {
		List<Article> articles = articles();
		inTransaction((connection) -> {
			StringBuilder text = new StringBuilder();
			for (Article row : articles) {
				text.append(row.code())
					.append('\t')
					.append(row.name())
					.append('\t')
					.append(row.price())
					.append('\t')
					.append(row.quantity())
					.append('\n');
			}
			try {
				connection.unwrap(PGConnection.class)
					.getCopyAPI()
					.copyIn("COPY article " + COLUMNS + " FROM STDIN", new StringReader(text.toString()));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private void updateByHand(List<Article> articles) throws Exception {
		inTransaction((connection) -> {
			int changed = 0;
			if (this.engine == Engine.POSTGRESQL) {
				String sql = """
						UPDATE article t SET code = s.a, name = s.b, price = s.c, quantity = s.d \
						FROM unnest(?::int8[], ?::text[], ?::text[], ?::numeric[], ?::int4[]) AS s (id, a, b, c, d) \
						WHERE t.id = s.id""";
				try (PreparedStatement statement = connection.prepareStatement(sql)) {
					for (int start = 0; start < articles.size(); start += 2000) {
						List<Article> part = articles.subList(start, Math.min(articles.size(), start + 2000));
						statement.setArray(1,
								connection.createArrayOf("int8", part.stream().map(Article::id).toArray()));
						bindArrays(connection, statement, 2, part);
						changed += statement.executeUpdate();
					}
				}
			}
			else {
				String sql = "UPDATE article SET code = ?, name = ?, price = ?, quantity = ? WHERE id = ?";
				try (PreparedStatement statement = connection.prepareStatement(quoted(sql))) {
					for (Article row : articles) {
						bind(statement, 1, row);
						statement.setObject(5, row.id());
						statement.addBatch();
					}
					changed = IntStream.of(statement.executeBatch()).sum();
				}
			}
			if (changed != articles.size()) {
				throw new IllegalStateException("Rows are missing");
			}
		});
	}

	/**
	 * Upsert, and tell of each row, in the order given, its id and whether it is new:
	 * except on PostgreSQL by the greatest id before, which is right as long as nobody
	 * else inserts.
	 */
	private void upsertByHand(List<Article> articles) throws Exception {
		Map<String, Upserted> found = new HashMap<>(articles.size() * 2);
		inTransaction((connection) -> {
			switch (this.engine) {
				case POSTGRESQL -> upsertArrays(connection, articles, found);
				case MARIADB -> upsertRows(connection, articles, found, """
						INSERT INTO article (code, name, price, quantity) VALUES %s ON DUPLICATE KEY UPDATE \
						name = VALUES(name), price = VALUES(price), quantity = VALUES(quantity) RETURNING code, id""");
				case SQLITE -> upsertRows(connection, articles, found,
						"""
								INSERT INTO article (code, name, price, quantity) VALUES %s ON CONFLICT (code) DO UPDATE SET \
								name = excluded.name, price = excluded.price, quantity = excluded.quantity RETURNING code, id""");
				case H2 -> upsertRows(connection, articles, found, """
						SELECT code, id FROM FINAL TABLE (MERGE INTO article (code, name, price, quantity) KEY (code) \
						VALUES %s)""");
				default -> throw new IllegalStateException("There is nothing to compare with");
			}
		});
		List<Article> stored = new ArrayList<>(articles.size());
		List<Boolean> inserted = new ArrayList<>(articles.size());
		for (Article row : articles) {
			Upserted upserted = Objects.requireNonNull(found.get(row.code()));
			stored.add(new Article(upserted.id(), row.code(), row.name(), row.price(), row.quantity()));
			inserted.add(upserted.inserted());
		}
	}

	private void upsertArrays(Connection connection, List<Article> articles, Map<String, Upserted> found)
			throws SQLException {
		String sql = """
				INSERT INTO article AS t (code, name, price, quantity) SELECT a, b, c, d \
				FROM unnest(?::text[], ?::text[], ?::numeric[], ?::int4[]) AS s (a, b, c, d) \
				ON CONFLICT (code) DO UPDATE SET name = excluded.name, price = excluded.price, \
				quantity = excluded.quantity RETURNING t.code, t.id, t.xmax = 0""";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int start = 0; start < articles.size(); start += 2000) {
				bindArrays(connection, statement, 1, articles.subList(start, Math.min(articles.size(), start + 2000)));
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						found.put(rows.getString(1), new Upserted(rows.getLong(2), rows.getBoolean(3)));
					}
				}
			}
		}
	}

	private void upsertRows(Connection connection, List<Article> articles, Map<String, Upserted> found, String sql)
			throws SQLException {
		long newest;
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(quoted("SELECT max(id) FROM article"))) {
			rows.next();
			newest = rows.getLong(1);
		}
		int chunk = 200;
		String values = Collections.nCopies(chunk, "(?, ?, ?, ?)").stream().collect(Collectors.joining(", "));
		try (PreparedStatement statement = connection.prepareStatement(quoted(sql.formatted(values)))) {
			for (int start = 0; start < articles.size(); start += chunk) {
				int index = 1;
				for (Article row : articles.subList(start, start + chunk)) {
					index = bind(statement, index, row);
				}
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						long id = rows.getLong(2);
						found.put(rows.getString(1), new Upserted(id, id > newest));
					}
				}
			}
		}
	}

	private static void bindArrays(Connection connection, PreparedStatement statement, int first, List<Article> rows)
			throws SQLException {
		statement.setArray(first, connection.createArrayOf("text", rows.stream().map(Article::code).toArray()));
		statement.setArray(first + 1, connection.createArrayOf("text", rows.stream().map(Article::name).toArray()));
		statement.setArray(first + 2, connection.createArrayOf("numeric", rows.stream().map(Article::price).toArray()));
		statement.setArray(first + 3, connection.createArrayOf("int4", rows.stream().map(Article::quantity).toArray()));
	}

	private static int bind(PreparedStatement statement, int index, Article row) throws SQLException {
		statement.setString(index, row.code());
		statement.setString(index + 1, row.name());
		statement.setBigDecimal(index + 2, row.price());
		statement.setInt(index + 3, row.quantity());
		return index + 4;
	}

	private String quoted(String sql) {
		String text = sql;
		for (String name : Arrays.asList("article", "code", "name", "price", "quantity", "id")) {
			text = text.replaceAll("\\b" + name + "\\b", this.quote + name + this.quote);
		}
		return text;
	}

	private void inTransaction(Work work) throws Exception {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			work.on(connection);
			connection.commit();
			connection.setAutoCommit(true);
		}
	}

	/**
	 * Run both in turns, and compare each run with the one beside it: what else the
	 * machine does hits both.
	 */
	private void compare(String what, Run byHand, Run ours) throws Exception {
		if (!what.startsWith(this.only)) {
			return;
		}
		List<Spent> hand = new ArrayList<>();
		List<Spent> own = new ArrayList<>();
		for (int round = 0; round < WARM_UP + this.rounds; round++) {
			boolean first = round % 2 == 0;
			Spent before = spent(first ? byHand : ours);
			Spent after = spent(first ? ours : byHand);
			if (round >= WARM_UP) {
				hand.add(first ? before : after);
				own.add(first ? after : before);
			}
		}
		System.out.printf(Locale.ROOT,
				"%-11s %-38s by hand %8.0f rows/s, here %8.0f rows/s, ratio: best %.2f, median %.2f, processor %.2f%n",
				this.engine, what, ROWS / least(hand), ROWS / least(own), least(hand) / least(own),
				median(hand, own, Spent::seconds), median(hand, own, Spent::processor));
	}

	private static double least(List<Spent> runs) {
		return runs.stream().mapToDouble(Spent::seconds).min().orElseThrow();
	}

	private static double median(List<Spent> hand, List<Spent> own, ToDoubleFunction<Spent> value) {
		double[] ratios = IntStream.range(0, hand.size())
			.mapToDouble((i) -> value.applyAsDouble(hand.get(i)) / value.applyAsDouble(own.get(i)))
			.sorted()
			.toArray();
		return ratios[ratios.length / 2];
	}

	private static Spent spent(Run run) throws Exception {
		long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		long start = System.nanoTime();
		run.run();
		return new Spent((System.nanoTime() - start) / 1e9,
				(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9);
	}

	/**
	 * What a run took: by the clock, and of the processor by this side.
	 */
	private record Spent(double seconds, double processor) {

	}

	/**
	 * What became of a row.
	 */
	private record Upserted(long id, boolean inserted) {

	}

	/**
	 * What is measured.
	 */
	@FunctionalInterface
	private interface Run {

		void run() throws Exception;

	}

	/**
	 * What is done on a connection.
	 */
	@FunctionalInterface
	private interface Work {

		void on(Connection connection) throws SQLException;

	}

	/**
	 * A row of four columns.
	 */
	record Article(@Id @GeneratedId @Nullable Long id, @Unique String code, String name,
			@Column(size = 12, scale = 2) BigDecimal price, int quantity) {
	}

}
