package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.repository.scan.PlanReader;
import io.masterrecord.repository.scan.PlanRepository;
import io.masterrecord.repository.scan.SettingReader;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanStatus;
import io.masterrecord.write.WriteEntities.Setting;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;
import org.springframework.data.repository.support.Repositories;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EnableMasterRecordRepositories}.
 */
class RepositoryScanTests {

	@EngineTest
	void interfacesBecomeBeans(TestDatabase database) {
		run(database, (context) -> {
			PlanRepository plans = context.getBean(PlanRepository.class);
			Plan plan = plans.save(Plan.of("PN-1", "Foo"));
			Long id = plan.id();
			assertThat(id).isNotNull();
			assertThat(plans.findById(id)).contains(plan);
			assertThat(plans.titled("Foo")).containsExactly(plan);
			assertThat(plans.report()).isEqualTo("1 plans");
			assertThat(plans.query().where(Plan::title).eq("Foo").exists()).isTrue();
			assertThat(plans.search("foo", PageRequest.of(0, 10)).getContent()).containsExactly(plan);
			assertThat(context.getBean(PlanReader.class).findById(id)).contains(plan);
			assertThat(context.getBeanNamesForType(SettingReader.class)).isEmpty();
		});
	}

	@EngineTest
	void writesJoinTheTransactionOfTheCaller(TestDatabase database) {
		run(database, (context) -> {
			PlanRepository plans = context.getBean(PlanRepository.class);
			TransactionTemplate transactions = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			assertThatIllegalStateException().isThrownBy(() -> transactions.executeWithoutResult((status) -> {
				plans.save(Plan.of("PN-1", "Foo"));
				plans.saveAll(List.of(Plan.of("PN-2", "Bar")));
				assertThat(plans.count()).isEqualTo(2);
				throw new IllegalStateException("no");
			}));
			assertThat(plans.count()).isZero();
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(plans::failHalfway);
			assertThat(plans.count()).isZero();
		});
	}

	@EngineTest
	void streamsOutliveTheirMethodAndEndWithTheirTransaction(TestDatabase database) {
		run(database, (context) -> {
			PlanRepository plans = context.getBean(PlanRepository.class);
			plans.saveAll(IntStream.range(0, 30).mapToObj((i) -> Plan.of("PN-" + (10 + i), "Foo")).toList());
			try (Stream<Plan> all = plans.streamByTitleStartingWith("Foo")) {
				assertThat(all.map(Plan::planNo)).hasSize(30).contains("PN-10", "PN-39");
			}
			try (Stream<String> numbers = plans.streamNumbers()) {
				assertThat(numbers).hasSize(30).startsWith("PN-10");
			}
			TransactionTemplate transactions = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			assertThat(transactions.<Long>execute((status) -> {
				plans.save(Plan.of("PN-99", "Foo too"));
				return plans.streamByTitleStartingWith("Foo").count();
			})).isEqualTo(31);
			List<Stream<?>> late = new ArrayList<>();
			transactions.executeWithoutResult((status) -> {
				late.add(plans.streamByTitleStartingWith("Foo"));
				late.add(plans.streamNumbers());
			});
			late.add(plans.streamByStatus(PlanStatus.OPEN));
			for (Stream<?> stream : late) {
				assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(stream::count)
					.withMessageStartingWith("The transaction in which these rows are read has ended");
				stream.close();
			}
			assertThat(plans.count()).isEqualTo(31);
		});
	}

	@EngineTest(only = Engine.H2)
	void onlyWhatNeedsATransactionStartsOne(TestDatabase database) {
		run(database, (context) -> {
			PlanRepository plans = context.getBean(PlanRepository.class);
			CountingTransactions transactions = context.getBean(CountingTransactions.class);
			Plan plan = plans.save(Plan.of("PN-1", "Foo"));
			assertThat(transactions.started()).isEqualTo(1);
			plans.findAll(PageRequest.of(0, 1));
			plans.search("foo", PageRequest.of(0, 1));
			assertThat(transactions.started()).isEqualTo(3);
			plans.query();
			plans.findAll();
			plans.titled("Foo");
			plans.existsById(1L);
			plans.count();
			assertThat(transactions.started()).isEqualTo(3);
			plans.saveAll(List.of(plan, Plan.of("PN-2", "Bar")));
			plans.deleteAll();
			assertThat(transactions.started()).isEqualTo(5);
		});
	}

	@EngineTest(only = Engine.H2)
	void domainEventsArePublishedOnSave(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Order.class);
		List<Object> events = new ArrayList<>();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(EntityOperations.class, fixture::operations);
			context.registerBean("transactionManager", PlatformTransactionManager.class, fixture::transactionManager);
			context.registerBean(MasterRecordRepositoryFactoryBean.class,
					() -> new MasterRecordRepositoryFactoryBean<>(Orders.class));
			context.addApplicationListener((PayloadApplicationEvent<?> event) -> events.add(event.getPayload()));
			context.refresh();
			Order order = context.getBean(Orders.class).save(new Order("a"));
			assertThat(events).containsExactly("ordered a");
			assertThat(order.events).isEmpty();
		}
	}

	@EngineTest(only = Engine.H2)
	void aggregatesOfSpringPublishTheirEventsOnSaveAndDelete(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Invoice.class);
		List<Object> events = new ArrayList<>();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(EntityOperations.class, fixture::operations);
			context.registerBean("transactionManager", PlatformTransactionManager.class, fixture::transactionManager);
			context.registerBean(MasterRecordRepositoryFactoryBean.class,
					() -> new MasterRecordRepositoryFactoryBean<>(Invoices.class));
			context.addApplicationListener((PayloadApplicationEvent<?> event) -> events.add(event.getPayload()));
			context.refresh();
			Invoices invoices = context.getBean(Invoices.class);
			Invoice invoice = invoices.save(new Invoice().with("written"));
			assertThat(events).containsExactly("written");
			invoices.save(invoice);
			assertThat(events).as("an event is published once").hasSize(1);
			invoices.delete(invoice.with("torn"));
			assertThat(events).containsExactly("written", "torn");
		}
	}

	@EngineTest(only = Engine.H2)
	void springDataKnowsTheEntity(TestDatabase database) {
		run(database, (context) -> {
			Repositories repositories = new Repositories(context);
			assertThat(repositories.hasRepositoryFor(Plan.class)).isTrue();
			RepositoryFactoryInformation<?, ?> information = context.getBean("&planRepository",
					RepositoryFactoryInformation.class);
			assertThat(information.getEntityInformation().getIdType()).isEqualTo(Long.class);
			assertThat(information.getEntityInformation().getJavaType()).isEqualTo(Plan.class);
			assertThat(repositories.getEntityInformationFor(Plan.class).isNew(Plan.of("PN-1", "Foo"))).isTrue();
		});
	}

	@EngineTest(only = Engine.H2)
	void repositoryOfAnotherTypeOfIdIsRefused(TestDatabase database) {
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(
				WriteFixture.of(database, Plan.class).operations());
		assertThatIllegalStateException().isThrownBy(() -> factory.getRepository(WrongId.class))
			.withMessage(
					"'%s' is a repository of ids of type 'java.lang.String', but the id of 'Plan' is of type 'java.lang.Long': change its second type argument",
					WrongId.class.getName());
	}

	@Test
	void moduleCallsItselfByItsName() {
		MasterRecordRepositoryConfigurationExtension extension = new MasterRecordRepositoryConfigurationExtension();
		assertThat(extension.getModuleName()).isEqualTo("MasterRecord");
		assertThat(extension.getDefaultNamedQueryLocation())
			.isEqualTo("classpath*:META-INF/masterrecord-named-queries.properties");
	}

	private static void run(TestDatabase database, Consumer<AnnotationConfigApplicationContext> test) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class, Setting.class);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(EntityOperations.class, fixture::operations);
			context.registerBean("transactionManager", CountingTransactions.class,
					() -> new CountingTransactions(fixture.transactionManager().getDataSource()));
			context.register(Application.class);
			context.refresh();
			test.accept(context);
		}
	}

	interface Invoices extends MasterRecordRepository<Invoice, Long> {

	}

	static class Invoice extends AbstractAggregateRoot<Invoice> {

		@Id
		@GeneratedId
		private @Nullable Long id;

		private String text = "";

		Invoice with(String event) {
			this.text = event;
			return andEvent(event);
		}

	}

	interface Orders extends MasterRecordRepository<Order, Long> {

	}

	static class Order {

		@Id
		@GeneratedId
		private @Nullable Long id;

		private String name = "";

		@Transient
		private final List<Object> events = new ArrayList<>();

		Order() {
		}

		Order(String name) {
			this.name = name;
			this.events.add("ordered " + name);
		}

		@DomainEvents
		List<Object> events() {
			return List.copyOf(this.events);
		}

		@AfterDomainEventPublication
		void published() {
			this.events.clear();
		}

	}

	static class CountingTransactions extends JdbcTransactionManager {

		private final AtomicInteger started = new AtomicInteger();

		CountingTransactions(@Nullable DataSource dataSource) {
			super(Objects.requireNonNull(dataSource));
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.started.incrementAndGet();
			super.doBegin(transaction, definition);
		}

		int started() {
			return this.started.get();
		}

	}

	interface WrongId extends MasterRecordRepository<Plan, String> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	@EnableMasterRecordRepositories(basePackageClasses = PlanRepository.class)
	static class Application {

	}

}
