package io.masterrecord.write;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.Setting;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EntityOperations} in transactions.
 */
class TransactionTests {

	@EngineTest
	void rollbackUndoesEverything(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		Plan kept = operations.insert(Plan.of("PN-1", "kept"));
		assertThatIllegalStateException().isThrownBy(() -> fixture.transactions().executeWithoutResult((status) -> {
			operations.insert(Plan.of("PN-2", "a"));
			operations.saveAll(Plan.class, List.of(Plan.of("PN-3", "b"), kept.withTitle("changed")));
			assertThat(operations.query(Plan.class).count()).isEqualTo(3);
			throw new IllegalStateException("no");
		}));
		assertThat(operations.query(Plan.class).list()).containsExactly(kept);
	}

	@EngineTest
	void manyRowsAreWrittenInOneTransactionOfTheirOwn(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = new java.util.ArrayList<>();
		for (int i = 0; i < 250; i++) {
			plans.add(Plan.of("PN-" + i, "t"));
		}
		plans.add(Plan.of("PN-0", "again"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> operations.insertAll(Plan.class, plans));
		assertThat(operations.query(Plan.class).count()).isZero();
	}

	@EngineTest
	void whatOnlySupportsReadOnlyTransactionsWritesAllOfAChange(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		TransactionTemplate supporting = fixture.transactions();
		supporting.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		supporting.setReadOnly(true);
		supporting.executeWithoutResult((status) -> {
			operations.insert(Plan.of("PN-1", "a"));
			operations.insert(Plan.of("PN-2", "b"));
		});
		assertThat(operations.query(Plan.class).count()).isEqualTo(2);
		try (TestDatabase other = TestDatabase.create(database.engine())) {
			TransactionTemplate reading = new TransactionTemplate(new JdbcTransactionManager(other.dataSource()));
			reading.setReadOnly(true);
			reading.executeWithoutResult((status) -> {
				operations.insert(Plan.of("PN-3", "a"));
				operations.insert(Plan.of("PN-4", "b"));
			});
		}
		assertThat(operations.query(Plan.class).count()).isEqualTo(4);
	}

	@EngineTest(except = Engine.SQLITE)
	void rowThatIsChangedMeanwhileIsNotDeletedByTheConditionItMet(TestDatabase database) throws Exception {
		WriteFixture fixture = WriteFixture.of(database, Setting.class);
		EntityOperations operations = fixture.operations();
		operations.insertAll(Setting.class, List.of(new Setting("a", "old"), new Setting("b", "old")));
		ExecutorService threads = Executors.newFixedThreadPool(1);
		try {
			Future<List<Setting>> deletion = Objects.requireNonNull(fixture.transactions().execute((status) -> {
				operations.update(new Setting("a", "new"));
				Future<List<Setting>> begun = threads.submit(() -> operations.deleteAll(Setting.class,
						operations.query(Setting.class).where(Setting::content).eq("old")));
				try {
					begun.get(700, TimeUnit.MILLISECONDS);
				}
				catch (TimeoutException ex) {
					// It waits for the row.
				}
				catch (InterruptedException | ExecutionException ex) {
					throw new IllegalStateException(ex);
				}
				return begun;
			}));
			assertThat(deletion.get(30, TimeUnit.SECONDS)).containsExactly(new Setting("b", "old"));
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(operations.query(Setting.class).list()).containsExactly(new Setting("a", "new"));
	}

	@EngineTest
	void transactionsSeeNothingOfEachOther(TestDatabase database) throws Exception {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		boolean oneWriter = database.engine() == Engine.SQLITE;
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Future<Long> first = threads.submit(() -> insertAndCount(fixture, true, together));
			Future<Long> second = threads.submit(() -> insertAndCount(fixture, !oneWriter, together));
			assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
			assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(oneWriter ? 0 : 1);
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(operations.query(Plan.class).count()).isEqualTo(oneWriter ? 1 : 2);
	}

	private static Long insertAndCount(WriteFixture fixture, boolean insert, CyclicBarrier together) {
		EntityOperations operations = fixture.operations();
		return fixture.transactions().execute((status) -> {
			if (insert) {
				operations.insert(Plan.of("PN-" + Thread.currentThread().getId(), "t"));
			}
			await(together);
			long count = operations.query(Plan.class).count();
			await(together);
			return count;
		});
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
