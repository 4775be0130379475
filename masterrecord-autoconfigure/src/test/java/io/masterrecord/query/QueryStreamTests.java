package io.masterrecord.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Rows that are read one by one.
 */
class QueryStreamTests {

	private static final int MANY = Boolean.getBoolean("masterrecord.test.thorough") ? 1_000_000 : 300_000;

	@EngineTest
	void readsManyRowsInLittleMemory(TestDatabase own) {
		try (TestDatabase database = TestDatabase.createShared(own.engine())) {
			fill(Database.create(database, Line.class), MANY);
			try (SecondJvm reader = SecondJvm.of(StreamingProcess.class)
				.jvmArgs("-Xmx28m", "-XX:+UseSerialGC")
				.args(database.url(), database.user(), database.password())
				.start()) {
				assertThat(reader.exitCode(Duration.ofSeconds(120))).as(reader.output()).isZero();
				assertThat(reader.output()).contains(MANY + " lines, sum " + (MANY * (MANY + 1L) / 2) + ", first 1");
			}
		}
	}

	@EngineTest
	void releasesItsConnectionHoweverItEnds(TestDatabase database) throws SQLException {
		Database lines = some(database);
		Query<Line> query = lines.query(Line.class).sortBy(SortKey.asc(Line::id));
		try (Connection connection = database.dataSource().getConnection()) {
			Query<Line> onOne = Database.of(new SingleConnectionDataSource(connection, true), Line.class)
				.query(Line.class);
			try (Stream<Line> all = onOne.stream()) {
				assertThat(all.count()).isEqualTo(50);
			}
			assertThat(connection.getAutoCommit()).isTrue();
			try (Stream<Line> some = onOne.stream()) {
				assertThat(some.limit(2)).hasSize(2);
			}
			assertThat(connection.getAutoCommit()).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> onOne.forEach((line) -> {
				throw new IllegalStateException("enough");
			}));
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(onOne.count()).isEqualTo(50);
		}
		for (int i = 0; i < 30; i++) {
			try (Stream<Line> rows = query.stream()) {
				assertThat(rows.map(Line::id).findFirst()).contains(1L);
			}
			Iterator<Line> exhausted = query.where(Line::id).eq(1).stream().iterator();
			exhausted.next();
			assertThat(exhausted.hasNext()).as("its last row closes it").isFalse();
		}
	}

	@EngineTest
	void failsAsOtherReadingsDo(TestDatabase database) {
		Database lines = Database.of(database, Line.class);
		for (int i = 0; i < 30; i++) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> lines.query(Line.class).stream());
		}
	}

	@EngineTest
	void readsOtherRowsOfTheSameTransactionMeanwhile(TestDatabase database) {
		Database lines = some(database);
		Query<Line> query = lines.query(Line.class).sortBy(SortKey.asc(Line::id));
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(lines.recorder().dataSource()));
		transaction.executeWithoutResult((status) -> {
			long[] seen = new long[1];
			query.forEach((line) -> {
				assertThat(query.where(Line::id).eq(line.id()).one()).isEqualTo(line);
				seen[0]++;
			});
			assertThat(seen[0]).isEqualTo(50);
			try (Stream<Line> outer = query.stream()) {
				Iterator<Line> rows = outer.iterator();
				assertThat(rows.next().id()).isEqualTo(1);
				try (Stream<Line> inner = query.stream(Limit.of(3))) {
					assertThat(inner.map(Line::id)).containsExactly(1L, 2L, 3L);
				}
				lines.gate()
					.update(SqlStatement.of(StatementKind.DELETE, "delete from " + lines.dialect().quote("line")
							+ " where " + lines.dialect().quote("id") + " = 51"));
				assertThat(rows.next().id()).isEqualTo(2);
				assertThat(query.count()).isEqualTo(50);
			}
			assertThat(query.count()).isEqualTo(50);
		});
	}

	@EngineTest
	void holdsNoMoreThanSomeRowsForAnotherStatement(TestDatabase database) {
		Database lines = Database.create(database, Line.class);
		fill(lines, 20_000);
		Query<Line> query = lines.query(Line.class).sortBy(SortKey.asc(Line::id));
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(lines.recorder().dataSource()));
		transaction.executeWithoutResult((status) -> {
			try (Stream<Line> last = query.where(Line::id).gt(11_000).stream()) {
				Iterator<Line> rows = last.iterator();
				assertThat(rows.next().id()).isEqualTo(11_001);
				assertThat(query.count()).isEqualTo(20_000);
				rows.forEachRemaining((line) -> assertThat(line.id()).isGreaterThan(11_001));
			}
			Iterator<Line> all = query.stream().iterator();
			assertThat(all.next().id()).isEqualTo(1);
			if (!database.engine().isMySqlFamily()) {
				assertThat(query.count()).isEqualTo(20_000);
				assertThat(all.next().id()).isEqualTo(2);
				return;
			}
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(query::count)
				.withMessageContaining("more than 10000 are left")
				.withMessageEndingWith(
						"Read the rows outside of the transaction or before the other statements, or with windows");
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(all::next)
				.withMessageContaining("more than 10000 are left");
			assertThat(query.count()).as("the connection is well").isEqualTo(20_000);
		});
	}

	@EngineTest
	void endsWithItsTransactionAndFreesTheConnection(TestDatabase database) {
		Database lines = some(database);
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(lines.recorder().dataSource()));
		Query<Line> query = lines.query(Line.class).sortBy(SortKey.asc(Line::id));
		for (int i = 0; i < 20; i++) {
			boolean rolledBack = i % 2 == 0;
			Iterator<Line> open = Objects.requireNonNull(transaction.execute((status) -> {
				Iterator<Line> rows = query.stream().iterator();
				rows.next();
				if (rolledBack) {
					status.setRollbackOnly();
				}
				return rows;
			}));
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> {
				while (open.hasNext()) {
					open.next();
				}
			}).withMessageStartingWith("The transaction in which these rows are read has ended");
		}
		TransactionTemplate none = new TransactionTemplate(new JdbcTransactionManager(lines.recorder().dataSource()));
		none.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		try (Stream<Line> rows = Objects.requireNonNull(none.execute((status) -> query.stream(Limit.of(7))))) {
			assertThat(rows).hasSize(7);
		}
	}

	@EngineTest
	void leavesAloneWhatIsWrittenInATransactionOfAnotherDatabase(TestDatabase database) {
		Database lines = some(database);
		try (TestDatabase other = TestDatabase.create(database.engine())) {
			TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(other.dataSource()));
			Query<Line> query = lines.query(Line.class);
			transaction.executeWithoutResult((status) -> {
				assertThat(query.count()).isEqualTo(50);
				query.where(Line::id).le(3).forEach((line) -> lines.insert(new Line(line.id() + 100, "copy")));
				status.setRollbackOnly();
			});
			assertThat(query.count()).isEqualTo(53);
			Stream<Line> left = Objects.requireNonNull(transaction.execute((status) -> query.stream()));
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(left::count);
		}
	}

	@EngineTest
	void isNotReadTwice(TestDatabase database) {
		Stream<Line> rows = some(database).query(Line.class).stream();
		rows.close();
		assertThatIllegalStateException().isThrownBy(rows::count);
		Stream<Line> other = Database.of(database, Line.class).query(Line.class).stream();
		other.close();
		other.close();
	}

	/**
	 * Insert as many lines.
	 */
	private static void fill(Database lines, int count) {
		lines.insert(new Line(1, "x".repeat(200)));
		for (int rows = 1; rows < count; rows *= 2) {
			int more = Math.min(rows, count - rows);
			String insert = "insert into %s select %s + %d, %s from %1$s where %2$s <= %d".formatted(
					lines.dialect().quote("line"), lines.dialect().quote("id"), rows, lines.dialect().quote("text"),
					more);
			lines.gate().update(SqlStatement.of(StatementKind.INSERT, insert));
		}
	}

	private static Database some(TestDatabase database) {
		return Database.create(database, Line.class)
			.insert(IntStream.rangeClosed(1, 50).mapToObj((id) -> new Line(id, "line " + id)).toList());
	}

	record Line(@Id long id, String text) {

	}

}
