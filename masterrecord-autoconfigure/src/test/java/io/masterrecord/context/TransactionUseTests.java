package io.masterrecord.context;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.masterrecord.actuate.TransactionMeters;
import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.RetrySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.annotation.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Transaction} and {@link OpenTransaction} on databases.
 */
class TransactionUseTests {

	@EngineTest
	void userAndProfileOfItsGeneratedIdAreOneUnit(TestDatabase database) {
		MasterRecordContext context = context(database);
		Profile profile = context.transaction().isolation(Isolation.READ_COMMITTED).run(() -> {
			Member member = context.operations().insert(new Member(null, "ada@example.com"));
			return context.operations().insert(new Profile(null, member.requiredId(), "counts"));
		});
		assertThat(context.operations().find(Member.class, profile.memberId())).isPresent();
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> context.transaction().isolation(Isolation.READ_COMMITTED).run(() -> {
				Member member = context.operations().insert(new Member(null, "bob@example.com"));
				context.operations().insert(new Profile(null, member.requiredId(), "draws"));
				context.operations().insert(new Member(null, "ada@example.com"));
			}));
		assertThat(context.query(Member.class).list()).hasSize(1);
		assertThat(context.query(Profile.class).list()).containsExactly(profile);
	}

	@EngineTest
	void transactionEndedByHandKeepsWhatIsCommitted(TestDatabase database) {
		MasterRecordContext context = context(database);
		try (OpenTransaction transaction = context.transaction().isolation(Isolation.SERIALIZABLE).begin()) {
			context.operations().insert(new Member(null, "kept"));
			transaction.commit();
			assertThat(transaction.isOpen()).isFalse();
		}
		try (OpenTransaction transaction = context.transaction().isolation(Isolation.SERIALIZABLE).begin()) {
			context.operations().insert(new Member(null, "rolled back"));
			transaction.rollback();
		}
		assertThatIllegalStateException().isThrownBy(() -> {
			try (OpenTransaction transaction = context.transaction().isolation(Isolation.SERIALIZABLE).begin()) {
				context.operations().insert(new Member(null, "left open"));
				assertThat(transaction.isOpen()).isTrue();
				throw new IllegalStateException("on the way");
			}
		}).withMessage("on the way");
		assertThat(context.query(Member.class).pluck(Member::mail)).containsExactly("kept");
	}

	@EngineTest(only = Engine.H2)
	void transactionIsEndedOnceAndByItsThread(TestDatabase database) {
		MasterRecordContext context = context(database);
		OpenTransaction transaction = context.transaction().begin();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> CompletableFuture.runAsync(transaction::commit).get())
			.withMessageContaining("This transaction belongs to the thread '" + Thread.currentThread().getName());
		transaction.commit();
		assertThatIllegalStateException().isThrownBy(transaction::rollback)
			.withMessage("This transaction was committed already: begin another one");
		transaction.close();
	}

	@EngineTest
	void connectionCutAtAnyPointLeavesAllOrNothing(TestDatabase database) {
		context(database);
		int window = 0;
		FaultDataSource faulty;
		do {
			window++;
			long before = count(database);
			faulty = new FaultDataSource(database.rawDataSource(), window, FaultDataSource.Fault.LOST_BEFORE);
			MasterRecordContext context = ContextFixture.of(faulty.dataSource(), RetrySettings.DEFAULTS,
					List.of(Member.class, Profile.class), (options) -> options);
			boolean failed = insertTwo(context, window);
			assertThat(count(database)).as("cut at %s", faulty.fired()).isEqualTo(before + (failed ? 0 : 2));
		}
		while (faulty.fired() != null && window < 60);
		assertThat(window).isBetween(5, 59);
		assertThat(insertTwo(ContextFixture.of(database.dataSource(), RetrySettings.DEFAULTS,
				List.of(Member.class, Profile.class), (options) -> options), 1000))
			.isFalse();
	}

	private static boolean insertTwo(MasterRecordContext context, int number) {
		try (OpenTransaction transaction = context.transaction().begin()) {
			context.operations().insert(new Member(null, "a" + number));
			context.operations().insert(new Member(null, "b" + number));
			transaction.commit();
			return false;
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	private static long count(TestDatabase database) {
		return ContextFixture
			.of(database.dataSource(), RetrySettings.DEFAULTS, List.of(Member.class, Profile.class),
					(options) -> options)
			.query(Member.class)
			.count();
	}

	@EngineTest
	void statementsOfJdbcClientTakePart(TestDatabase database) {
		MasterRecordContext context = context(database);
		try (OpenTransaction transaction = context.transaction().begin()) {
			Member member = context.operations().insert(new Member(null, "ada"));
			String quote = database.engine().isMySqlFamily() ? "`" : "\"";
			String table = quote + "member" + quote;
			String mail = quote + "mail" + quote;
			assertThat(database.jdbc()
				.sql("update " + table + " set " + mail + " = ? where " + quote + "id" + quote + " = ?")
				.param("by hand")
				.param(member.requiredId())
				.update()).isOne();
			assertThat(database.jdbc()
				.sql("select " + mail + " from " + table + " where " + mail + " = :mail")
				.param("mail", "by hand")
				.query(String.class)
				.list()).containsExactly("by hand");
			assertThat(context.query(Member.class).one().mail()).isEqualTo("by hand");
			transaction.rollback();
		}
		assertThat(context.query(Member.class).exists()).isFalse();
	}

	@EngineTest
	void nestedTransactionGoesBackToItsSavepoint(TestDatabase database) {
		MasterRecordContext context = context(database);
		context.transaction(() -> {
			context.operations().insert(new Member(null, "outer"));
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> context.transaction().nested().run(() -> {
					context.operations().insert(new Member(null, "inner"));
					context.operations().insert(new Member(null, "outer"));
				}));
			context.transaction().nested().run(() -> context.operations().insert(new Member(null, "second")));
		});
		assertThat(context.query(Member.class).pluck(Member::mail)).containsExactlyInAnyOrder("outer", "second");
	}

	@EngineTest
	void everyLevelIsSetAndTakenBackAgain(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		DataSource dataSource = database.dataSource();
		int usual = level(dataSource);
		for (Isolation isolation : List.of(Isolation.READ_UNCOMMITTED, Isolation.READ_COMMITTED,
				Isolation.REPEATABLE_READ, Isolation.SERIALIZABLE)) {
			int inside = context.transaction().isolation(isolation).run(() -> {
				context.operations().insert(new Member(null, isolation.name()));
				return level(dataSource);
			});
			assertThat(inside).as(isolation.name()).isGreaterThanOrEqualTo(isolation.value());
			assertThat(level(dataSource)).as("after " + isolation).isEqualTo(usual);
		}
		assertThat(context.query(Member.class).count()).isEqualTo(4);
	}

	private static int level(DataSource dataSource) {
		Connection connection = DataSourceUtils.getConnection(dataSource);
		try {
			return connection.getTransactionIsolation();
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource);
		}
	}

	@EngineTest
	void readOnlyTransactionRefusesToWrite(TestDatabase database) {
		MasterRecordContext context = context(database);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(
				() -> context.transaction().readOnly().run(() -> context.operations().insert(new Member(null, "no"))))
			.withMessageStartingWith("A read-only transaction writes nothing, so this was not sent: ")
			.withMessageContaining("INSERT INTO");
		for (int rows : List.of(2, 400, 2_000)) {
			List<Member> members = IntStream.range(0, rows).mapToObj((i) -> new Member(null, "no" + i)).toList();
			List<Consumer<EntityOperations>> writes = List.of(
					(operations) -> operations.insertAll(Member.class, members),
					(operations) -> operations.load(Member.class, members),
					(operations) -> operations.upsertAll(Member.class, members).by(Member::mail).execute());
			assertThat(writes).allSatisfy((write) -> assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> context.transaction().readOnly().run(() -> write.accept(context.operations())))
				.withMessageStartingWith("A read-only transaction writes nothing"));
		}
		context.transaction().readOnly().run(() -> {
			assertThat(context.query(Member.class).count()).isZero();
			context.transaction().separate().run(() -> context.operations().insert(new Member(null, "yes")));
		});
		context.operations().insert(new Member(null, "after"));
		assertThat(context.query(Member.class).count()).isEqualTo(2);
	}

	@EngineTest
	void concurrentTransactionsHoldAConnectionEachAndAFullPoolSaysSo(TestDatabase database) {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.url());
		configuration.setUsername(database.user());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(2);
		configuration.setConnectionTimeout(300);
		try (HikariDataSource pool = new HikariDataSource(configuration)) {
			MasterRecordContext context = ContextFixture.migrated(pool, Member.class, Profile.class);
			context.transaction(() -> {
				context.operations().insert(new Member(null, "outer"));
				context.transaction().separate().run(() -> {
					assertThat(context.query(Member.class).count()).isZero();
					assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(2);
					assertThatExceptionOfType(CannotCreateTransactionException.class)
						.isThrownBy(() -> context.transaction().separate().run(() -> {
						}));
				});
			});
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(context.query(Member.class).count()).isOne();
		}
	}

	@EngineTest
	void callbacksRunOnceAfterTheCommitAndNeverAfterARollback(TestDatabase database) {
		MasterRecordContext context = context(database);
		List<String> told = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> context.transaction(() -> {
			context.afterCommit(() -> told.add("lost"));
			throw new IllegalStateException("no");
		}));
		context.transaction(() -> {
			context.operations().insert(new Member(null, "one"));
			context.afterCommit(() -> {
				throw new IllegalStateException("is logged, and changes nothing");
			});
			context.afterCommit(() -> told.add("%d committed".formatted(context.query(Member.class).count())));
			context.afterCommit(() -> context.operations().insert(new Member(null, "written outside")));
			assertThat(told).isEmpty();
		});
		assertThat(told).containsExactly("1 committed");
		assertThat(context.query(Member.class).count()).isEqualTo(2);
		context.afterCommit(() -> told.add("at once"));
		assertThat(told).endsWith("at once");
	}

	@EngineTest(only = Engine.H2)
	void workInsideOfAnotherTransactionIsRunOnce(TestDatabase database) {
		MasterRecordContext context = context(database);
		AtomicInteger runs = new AtomicInteger();
		assertThatIllegalStateException().isThrownBy(() -> context.transaction().maxAttempts(1).run(() -> {
			context.transaction().run(() -> {
				runs.incrementAndGet();
				throw new IllegalStateException(new java.sql.SQLException("Deadlock", "40001", 40001));
			});
		}));
		assertThat(runs).hasValue(1);
	}

	@EngineTest(only = Engine.H2)
	void conflictsAreMetAsOftenAsAllowed(TestDatabase database) {
		MasterRecordContext context = ContextFixture.of(database.dataSource(),
				new RetrySettings(4, Duration.ofMillis(1), Duration.ofMillis(3)), List.of(Member.class, Profile.class),
				(options) -> options);
		context.migrations().migrate();
		AtomicInteger runs = new AtomicInteger();
		List<String> told = new ArrayList<>();
		String result = context.transaction(() -> {
			context.operations().insert(new Member(null, "same each time"));
			context.afterCommit(() -> told.add("committed"));
			if (runs.incrementAndGet() < 4) {
				throw new IllegalStateException(new java.sql.SQLException("Deadlock", "40001", 40001));
			}
			return "done";
		});
		assertThat(result).isEqualTo("done");
		assertThat(told).containsExactly("committed");
		assertThat(context.query(Member.class).count()).isOne();
		runs.set(0);
		assertThatIllegalStateException().isThrownBy(() -> context.transaction().maxAttempts(3).run(() -> {
			runs.incrementAndGet();
			throw new IllegalStateException(new java.sql.SQLException("Deadlock", "40001", 40001));
		}));
		assertThat(runs).hasValue(3);
		runs.set(0);
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> context.transaction(() -> {
			runs.incrementAndGet();
			return context.operations().insert(new Member(null, "same each time"));
		}));
		assertThat(runs).as("what would fail again is not run again").hasValue(1);
	}

	@EngineTest(only = Engine.H2)
	void everyFurtherRunIsToldAndCounted(TestDatabase database) {
		MasterRecordContext plain = context(database);
		List<Integer> told = new ArrayList<>();
		TransactionMeters meters = new TransactionMeters("default");
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		meters.bindTo(registry);
		ContextListener listener = new ContextListener() {

			@Override
			public void retrying(int run, RuntimeException conflict) {
				told.add(run);
			}

		};
		JdbcTransactionManager manager = new JdbcTransactionManager(database.dataSource());
		MasterRecordContext context = new MasterRecordContext(plain.definition(), plain.operations(),
				plain.migrations(), () -> manager, new RetrySettings(4, Duration.ofMillis(1), Duration.ofMillis(3)),
				() -> List.of(listener, meters));
		AtomicInteger runs = new AtomicInteger();
		context.transaction(() -> {
			if (runs.incrementAndGet() < 3) {
				throw new IllegalStateException(new java.sql.SQLException("Deadlock", "40001", 40001));
			}
		});
		assertThat(told).containsExactly(2, 3);
		assertThat(registry.get("masterrecord.transaction.retries").tag("context", "default").functionCounter().count())
			.isEqualTo(2);
	}

	private static MasterRecordContext context(TestDatabase database) {
		return ContextFixture.migrated(database.dataSource(), Member.class, Profile.class);
	}

	@Table
	record Member(@Id @GeneratedId @Nullable Long id, @Unique String mail) {

		long requiredId() {
			Long known = this.id;
			if (known == null) {
				throw new IllegalStateException("not inserted");
			}
			return known;
		}

	}

	record Profile(@Id @GeneratedId @Nullable Long id, @BelongsTo(Member.class) long memberId, String text) {
	}

}
