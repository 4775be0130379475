package io.masterrecord.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What MySQL, which cannot return the rows that it inserts, says about the ids it makes:
 * those of one statement follow each other in the order of its rows, whoever else inserts
 * meanwhile, as long as the number of rows is known before, none has an id of its own,
 * and none turns out to be there already. Nothing here is ours: writes rely on it.
 */
class MySqlGeneratedIdTests {

	private static final int THREADS = 16;

	private static final int STATEMENTS = 20;

	@EngineTest(only = Engine.MYSQL)
	void idsOfOneStatementFollowEachOtherWhoeverElseInserts(TestDatabase database) throws Exception {
		assertThat(database.jdbc().sql("SELECT @@innodb_autoinc_lock_mode").query(Integer.class).single())
			.as("ids of several statements may mix")
			.isEqualTo(2);
		for (String partitions : List.of("", " PARTITION BY HASH (id) PARTITIONS 4")) {
			create(database, partitions);
			List<Told> told = Collections.synchronizedList(new ArrayList<>());
			atOnce(database, (connection, thread) -> {
				for (int i = 0; i < STATEMENTS; i++) {
					String origin = thread + "/" + i;
					if (thread % 4 == 0) {
						insertWhatIsSelected(connection, origin);
					}
					else {
						told.add(new Told(origin, insert(connection, origin, 1 + (thread * 31 + i * 7) % 90, "")));
					}
				}
			});
			assertThat(told).hasSize(THREADS * 3 / 4 * STATEMENTS).allSatisfy((statement) -> {
				assertThat(ids(database, statement.origin())).isEqualTo(statement.ids());
				long first = statement.ids().get(0);
				assertThat(statement.ids())
					.isEqualTo(LongStream.range(first, first + statement.ids().size()).boxed().toList());
			});
			assertThat(List.of("0/0", "4/1", "8/2", "12/3", "0/4", "4/5", "8/6", "12/7")).as("they did mix")
				.anySatisfy((origin) -> {
					List<Long> ids = ids(database, origin);
					assertThat(ids.get(ids.size() - 1) - ids.get(0)).isGreaterThanOrEqualTo(ids.size());
				});
		}
	}

	// The driver asks for the step once, when it connects.
	@EngineTest(only = Engine.MYSQL)
	void idsFollowEachOtherInTheStepOfTheSessionWhichTheDriverMayNotKnow(TestDatabase database) throws Exception {
		create(database, "");
		try (Connection connection = database.rawDataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET SESSION auto_increment_increment = 5, auto_increment_offset = 3");
			List<Long> told = insert(connection, "a", 4, "");
			List<Long> ids = ids(database, "a");
			assertThat(ids).containsExactly(3L, 8L, 13L, 18L).isNotEqualTo(told).startsWith(told.get(0));
			try (ResultSet step = statement.executeQuery("SELECT @@auto_increment_increment")) {
				assertThat(step.next()).isTrue();
				assertThat(step.getLong(1)).isEqualTo(ids.get(1) - ids.get(0));
			}
		}
	}

	@EngineTest(only = Engine.MYSQL)
	void whatIsToldOfRowsOfWhichSomeAreThereIsNotTheirIds(TestDatabase database) throws Exception {
		create(database, "");
		try (Connection connection = database.dataSource().getConnection()) {
			insert(connection, "a", 1, "");
			List<Long> told = insert(connection, "a", 3, " ON DUPLICATE KEY UPDATE position = note.position");
			assertThat(told).hasSize(3);
			assertThat(ids(database, "a")).startsWith(1L).hasSize(3).isNotEqualTo(told);
		}
	}

	private static void create(TestDatabase database, String partitions) {
		database.jdbc().sql("DROP TABLE IF EXISTS note").update();
		database.jdbc()
			.sql("""
					CREATE TABLE note (id bigint NOT NULL AUTO_INCREMENT, origin varchar(20) NOT NULL, \
					position int NOT NULL, PRIMARY KEY (id)%s)%s"""
				.formatted(partitions.isEmpty() ? ", UNIQUE (origin, position)" : "", partitions))
			.update();
	}

	private static List<Long> ids(TestDatabase database, String origin) {
		return database.jdbc()
			.sql("SELECT id FROM note WHERE origin = ? ORDER BY position")
			.param(origin)
			.query(Long.class)
			.list();
	}

	private static void insertWhatIsSelected(Connection connection, String origin) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement("""
				INSERT INTO note (origin, position) WITH RECURSIVE n (i) AS \
				(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT ?, i FROM n""")) {
			insert.setString(1, origin);
			insert.executeUpdate();
		}
	}

	private static List<Long> insert(Connection connection, String origin, int rows, String otherwise)
			throws SQLException {
		String sql = "INSERT INTO note (origin, position) VALUES "
				+ String.join(", ", Collections.nCopies(rows, "(?, ?)")) + otherwise;
		try (PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
			for (int i = 0; i < rows; i++) {
				insert.setString(2 * i + 1, origin);
				insert.setInt(2 * i + 2, i);
			}
			insert.executeUpdate();
			List<Long> ids = new ArrayList<>();
			try (ResultSet keys = insert.getGeneratedKeys()) {
				while (keys.next()) {
					ids.add(keys.getLong(1));
				}
			}
			return ids;
		}
	}

	private static void atOnce(TestDatabase database, Work work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			CyclicBarrier together = new CyclicBarrier(THREADS);
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int thread = i;
				futures.add(executor.submit(() -> {
					try (Connection connection = database.rawDataSource().getConnection()) {
						together.await(30, TimeUnit.SECONDS);
						work.run(connection, thread);
						return null;
					}
				}));
			}
			for (Future<?> future : futures) {
				future.get(120, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private interface Work {

		void run(Connection connection, int thread) throws SQLException;

	}

	private record Told(String origin, List<Long> ids) {

	}

}
