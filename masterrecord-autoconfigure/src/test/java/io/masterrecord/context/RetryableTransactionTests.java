package io.masterrecord.context;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code @Retryable} of Spring on methods with {@code @Transactional}.
 */
class RetryableTransactionTests {

	@EngineTest(except = Engine.SQLITE)
	void victimOfADeadlockIsRunAgainAsAWhole(TestDatabase database) throws Exception {
		MasterRecordContext context = ContextFixture.migrated(database.dataSource(), Account.class);
		context.operations().insertAll(Account.class, List.of(new Account(0, 10), new Account(1, 10)));
		try (AnnotationConfigApplicationContext application = application(database.dataSource(), context)) {
			Transfers transfers = application.getBean(Transfers.class);
			CompletableFuture<Void> there = CompletableFuture.runAsync(() -> transfers.transfer(0, 1));
			CompletableFuture<Void> back = CompletableFuture.runAsync(() -> transfers.transfer(1, 0));
			CompletableFuture.allOf(there, back).get(60, TimeUnit.SECONDS);
			assertThat(transfers.runs()).as("one of the two was run again").isGreaterThanOrEqualTo(3);
		}
		assertThat(context.query(Account.class).pluck(Account::balance)).containsExactly(10, 10);
	}

	@EngineTest
	void whatFailsForAnotherReasonIsRunOnce(TestDatabase database) {
		MasterRecordContext context = ContextFixture.migrated(database.dataSource(), Account.class);
		context.operations().insert(new Account(0, 10));
		try (AnnotationConfigApplicationContext application = application(database.dataSource(), context)) {
			Transfers transfers = application.getBean(Transfers.class);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(transfers::refuse);
			assertThat(transfers.runs()).isEqualTo(1);
		}
		assertThat(context.operations().find(Account.class, 0)).contains(new Account(0, 10));
	}

	private static AnnotationConfigApplicationContext application(DataSource dataSource, MasterRecordContext context) {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		application.register(Methods.class, Transfers.class);
		application.registerBean(MasterRecordContext.class, () -> context);
		application.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
		application.refresh();
		return application;
	}

	/**
	 * What an application switches on.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	@EnableResilientMethods
	static class Methods {

	}

	/**
	 * A service as an application has them.
	 */
	static class Transfers {

		private final CountDownLatch bothHoldOne = new CountDownLatch(2);

		private final AtomicInteger runs = new AtomicInteger();

		private final MasterRecordContext context;

		Transfers(MasterRecordContext context) {
			this.context = context;
		}

		public int runs() {
			return this.runs.get();
		}

		@Retryable(includes = PessimisticLockingFailureException.class, maxRetries = 4, delay = 20, jitter = 20,
				multiplier = 2)
		@Transactional
		public void transfer(int from, int to) {
			this.runs.incrementAndGet();
			add(from, -1);
			this.bothHoldOne.countDown();
			await(this.bothHoldOne);
			add(to, 1);
		}

		@Retryable(includes = PessimisticLockingFailureException.class)
		@Transactional
		public void refuse() {
			this.runs.incrementAndGet();
			this.context.operations().update(new Account(0, 0));
			throw new IllegalStateException("refused");
		}

		private void add(int id, int amount) {
			Account account = this.context.query(Account.class).where(Account::id).eq(id).forUpdate().list().get(0);
			this.context.operations().update(new Account(id, account.balance() + amount));
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	record Account(@Id int id, int balance) {
	}

}
