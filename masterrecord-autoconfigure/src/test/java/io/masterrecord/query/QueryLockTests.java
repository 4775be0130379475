package io.masterrecord.query;

import java.util.List;
import java.util.function.Supplier;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are read and locked, in two transactions at once.
 */
class QueryLockTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL, Engine.H2 })
	void leavesOutWhatSomebodyElseHasLocked(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		Query<Job> queue = jobs.query.sortBy(SortKey.asc(Job::id)).forUpdate().skipLocked();
		jobs.inTransaction(() -> {
			assertThat(queue.first()).map(Job::id).contains(1L);
			jobs.inOtherTransaction(() -> {
				assertThat(queue.first()).map(Job::id).contains(2L);
				assertThat(queue.list(Limit.of(2))).extracting(Job::id).containsExactly(2L, 3L);
				return null;
			});
			return null;
		});
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL, Engine.H2 })
	void failsAtOnceWhereItIsNotToWait(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		Query<Job> first = jobs.query.where(Job::id).eq(1);
		jobs.inTransaction(() -> {
			first.forUpdate().one();
			jobs.inOtherTransaction(() -> {
				assertThatExceptionOfType(CannotAcquireLockException.class)
					.isThrownBy(() -> first.forUpdate().noWait().list());
				return null;
			});
			jobs.inOtherTransaction(() -> {
				assertThat(first.list()).as("a reading without a lock").hasSize(1);
				return null;
			});
			return null;
		});
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void sharesALockForSharing(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		jobs.inTransaction(() -> {
			jobs.query.forShare().list();
			jobs.inOtherTransaction(() -> {
				assertThat(jobs.query.forShare().noWait().list()).hasSize(3);
				return null;
			});
			jobs.inOtherTransaction(() -> {
				assertThatExceptionOfType(CannotAcquireLockException.class)
					.isThrownBy(() -> jobs.query.forUpdate().noWait().list());
				return null;
			});
			return null;
		});
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MYSQL })
	void locksTheRowsOfSomeTablesAlone(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		Alias<Job> next = Alias.of(Job.class);
		Query<Job> pairs = jobs.query.where(Job::id).eq(1).leftJoin(next, next.where(Job::id).eq(2)).forUpdate();
		jobs.inTransaction(() -> {
			assertThat(pairs.lockOnlyRoot().list()).hasSize(1);
			jobs.inOtherTransaction(() -> {
				assertThat(jobs.query.sortBy(SortKey.asc(Job::id)).forUpdate().skipLocked().list()).extracting(Job::id)
					.containsExactly(2L, 3L);
				return null;
			});
			return null;
		});
		Query<Job> inner = jobs.query.where(Job::id).eq(1).join(next, next.where(Job::id).eq(2)).forUpdate();
		jobs.inTransaction(() -> {
			assertThat(inner.lockOnly(next).list()).hasSize(1);
			jobs.inOtherTransaction(() -> {
				assertThat(jobs.query.sortBy(SortKey.asc(Job::id)).forUpdate().skipLocked().list()).extracting(Job::id)
					.containsExactly(1L, 3L);
				return null;
			});
			return null;
		});
		assertRefused(() -> jobs.query.forUpdate().lockOnly(next), "it is not joined");
		assertRefused(() -> pairs.lockOnly(Alias.of(Job.class)), "it is not joined");
	}

	@EngineTest(only = { Engine.MARIADB, Engine.H2 })
	void saysWhatToDoWhereSomeTablesCannotBeLockedAlone(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		Alias<Job> next = Alias.of(Job.class);
		jobs.inTransaction(() -> {
			assertRefused(() -> jobs.query.join(next, next.where(Job::id).eq(2)).forUpdate().lockOnlyRoot().list(),
					"cannot be locked on %s: lock those of all".formatted(jobs.database.dialect().id()));
			return null;
		});
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL, Engine.H2 })
	void needsATransaction(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		jobs.database.recorder().clear();
		assertRefused(() -> jobs.query.forUpdate().list(), "there is none");
		assertRefused(() -> jobs.query.forUpdate().first(), "there is none");
		assertRefused(() -> jobs.query.forUpdate().stream(), "there is none");
		assertThat(jobs.database.recorder().statements()).isEmpty();
	}

	@EngineTest
	void refusesALockOnWhatIsNoRow(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		jobs.inTransaction(() -> {
			jobs.database.recorder().clear();
			assertRefused(() -> jobs.query.forUpdate().count(), "Rows that are counted cannot be locked");
			assertRefused(() -> jobs.query.forUpdate().page(0, 1), "Rows that are counted cannot be locked");
			assertRefused(() -> jobs.query.forUpdate().exists(), "Rows that are looked for cannot be locked");
			assertRefused(() -> jobs.query.noWait(), "Say forUpdate() or forShare() before");
			assertRefused(() -> jobs.query.skipLocked(), "Say forUpdate() or forShare() before");
			assertThat(jobs.database.recorder().statements()).isEmpty();
			return null;
		});
	}

	@EngineTest(only = Engine.SQLITE)
	void saysWhatToDoOnADatabaseWithoutRowLocks(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		jobs.inTransaction(() -> {
			jobs.database.recorder().clear();
			assertRefused(() -> jobs.query.forUpdate().list(), "Rows cannot be locked on sqlite: leave the lock out");
			assertRefused(() -> jobs.query.forShare().skipLocked().first(), "Rows cannot be locked on sqlite");
			assertThat(jobs.database.recorder().statements()).isEmpty();
			return null;
		});
	}

	@EngineTest(only = Engine.H2)
	void saysWhatToDoOnADatabaseWithoutSharedLocks(TestDatabase database) {
		Jobs jobs = new Jobs(database);
		jobs.inTransaction(() -> {
			assertRefused(() -> jobs.query.forShare().list(),
					"Rows cannot be locked for sharing on h2: lock them for an update");
			return null;
		});
	}

	private static void assertRefused(ThrowingCallable reading, String message) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(reading).withMessageContaining(message);
	}

	/**
	 * Three jobs, and two transactions on them.
	 */
	private static final class Jobs {

		private final Database database;

		private final Query<Job> query;

		private final TransactionTemplate transaction;

		private final TransactionTemplate other;

		Jobs(TestDatabase database) {
			this.database = Database.create(database, Job.class)
				.insert(List.of(new Job(1, "a"), new Job(2, "b"), new Job(3, "c")));
			this.query = this.database.query(Job.class);
			JdbcTransactionManager manager = new JdbcTransactionManager(this.database.recorder().dataSource());
			this.transaction = new TransactionTemplate(manager);
			this.other = new TransactionTemplate(manager);
			this.other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		}

		<R> void inTransaction(Supplier<R> work) {
			this.transaction.executeWithoutResult((status) -> work.get());
		}

		<R> void inOtherTransaction(Supplier<R> work) {
			this.other.executeWithoutResult((status) -> work.get());
		}

	}

	record Job(@Id long id, String name) {

	}

}
