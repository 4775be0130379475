package io.masterrecord.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Convert;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.Unique;
import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.query.Alias;
import io.masterrecord.query.Change;
import io.masterrecord.query.FilterNames;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.repository.MasterRecordRepositoryFactory;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static io.masterrecord.property.Props.path;
import static io.masterrecord.query.Condition.allOf;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of several columns are written, read, found and changed, on every engine.
 */
class EmbeddedValuesTests {

	private static final Address GRAZ = new Address("Graz", new Zip("8010"), Kind.HOME, new Point(47, null));

	private static final Address LINZ = new Address("Linz", new Zip("4020"), Kind.WORK, null);

	@EngineTest
	void areReadAsTheyWereWritten(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Customer.class).operations();
		Customer stored = operations.insert(customer("ada", GRAZ, LINZ));
		Customer other = operations.insert(customer("bob", LINZ, null));
		assertThat(stored.balance()).as("as the column keeps it").isEqualTo(new Money(new BigDecimal("1.50"), "EUR"));
		assertThat(operations.find(Customer.class, stored.id())).contains(stored);
		assertThat(operations.find(Customer.class, other.id())).contains(other);
		assertThat(operations.query(Customer.class).sortBy(desc(path(Customer::home, Address::city))).list())
			.containsExactly(other, stored);
	}

	@EngineTest
	void haveNoValueWhereAllColumnsAreNull(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Customer.class).operations();
		Address empty = new Address(null, null, null, null);
		Customer stored = operations.insert(customer("ada", GRAZ, empty));
		assertThat(operations.find(Customer.class, stored.id()).orElseThrow().billing()).isNull();
		Customer changed = operations.update(stored.withBilling(LINZ));
		assertThat(operations.find(Customer.class, stored.id()).orElseThrow().billing()).isEqualTo(LINZ);
		operations.update(changed.withBilling(null));
		assertThat(operations.find(Customer.class, stored.id()).orElseThrow().billing()).isNull();
	}

	@EngineTest
	void goThroughEveryWayOfWriting(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Customer.class);
		EntityOperations operations = fixture.operations();
		List<Customer> stored = operations.insertAll(Customer.class,
				List.of(customer("ada", GRAZ, LINZ), customer("bob", LINZ, null), customer("cyd", LINZ, GRAZ)));
		List<Customer> updated = operations.updateAll(Customer.class,
				stored.stream().map((each) -> each.withBilling(GRAZ)).toList());
		assertThat(operations.findAll(Customer.class, updated.stream().map(Customer::id).toList()))
			.containsExactlyInAnyOrderElementsOf(updated);

		operations.patch(Customer.class, updated.get(0).id())
			.set(path(Customer::billing, Address::city))
			.to("Wels")
			.set(path(path(Customer::billing, Address::at), Point::lat))
			.to(48)
			.execute();
		assertThat(operations.find(Customer.class, updated.get(0).id()).orElseThrow().billing())
			.isEqualTo(new Address("Wels", new Zip("8010"), Kind.HOME, new Point(48, null)));

		int changed = operations.query(Customer.class)
			.where(path(Customer::billing, Address::kind))
			.eq(Kind.HOME)
			.update(Change.set(path(Customer::billing, Address::zip)).to(new Zip("9999")),
					Change.set(path(Customer::balance, Money::amount)).plus(BigDecimal.TEN));
		assertThat(changed).isEqualTo(3);
		assertThat(operations.query(Customer.class)
			.where(path(Customer::billing, Address::zip))
			.eq(new Zip("9999"))
			.list()).hasSize(3).allSatisfy((each) -> assertThat(each.balance().amount()).isEqualByComparingTo("11.5"));

		UpsertResult<Customer> upserted = operations
			.upsertAll(Customer.class, List.of(customer("ada", LINZ, null), customer("dan", LINZ, null)))
			.by(Customer::name)
			.updating(path(Customer::home, Address::city))
			.execute();
		assertThat(upserted.inserted()).hasSize(1);
		assertThat(operations.query(Customer.class).where(path(Customer::home, Address::city)).eq("Linz").count())
			.isEqualTo(4);
	}

	@EngineTest
	void areComparedByTheUnitOfWork(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Order.class);
		EntityOperations operations = fixture.operations();
		Order order = new Order();
		order.line = new Line();
		order.line.text = "a";
		operations.insert(order);
		UnitOfWork unit = operations.unitOfWork();
		Order read = unit.find(Order.class, order.id).orElseThrow().get();
		assertThat(unit.saveChanges()).isZero();
		assertThat(read.line).isNotNull();
		read.line.text = "b";
		fixture.recorder().clear();
		assertThat(unit.saveChanges()).isOne();
		assertThat(fixture.recorder().sql())
			.anySatisfy((sql) -> assertThat(sql).contains("line_text").doesNotContain("line_count"));
		read.line = null;
		assertThat(unit.saveChanges()).isOne();
		assertThat(operations.find(Order.class, order.id).orElseThrow().line).isNull();
	}

	@EngineTest
	void areFoundByTypedPaths(TestDatabase database) {
		Query<Customer> customers = customers(database).query(Customer.class);
		assertThat(customers.where(path(Customer::home, Address::city)).startsWith("Li").list())
			.extracting(Customer::name)
			.containsExactly("bob");
		assertThat(customers.where(path(path(Customer::home, Address::at), Point::lat)).between(40, 50).list())
			.extracting(Customer::name)
			.containsExactly("ada");
		assertThat(customers.where(path(Customer::billing, Address::kind)).isNull().list()).extracting(Customer::name)
			.containsExactly("bob");
		assertThat(customers.pluck(path(Customer::home, Address::zip))).containsExactlyInAnyOrder(new Zip("8010"),
				new Zip("4020"));
		assertThat(customers.search("gra lin", path(Customer::home, Address::city)).count()).isEqualTo(2);
		Alias<Customer> other = Alias.of(Customer.class);
		assertThat(
				customers
					.join(other,
							other.col(path(Customer::billing, Address::city))
								.eq(col(path(Customer::home, Address::city))))
					.list())
			.extracting(Customer::name)
			.containsExactly("bob");
		assertThat(customers.groupBy(path(Customer::balance, Money::currency))
			.select(sum(path(Customer::balance, Money::amount)))
			.list()).singleElement().satisfies((sum) -> assertThat(sum).isEqualByComparingTo("3"));
	}

	@EngineTest
	void areFoundAndSortedByNames(TestDatabase database) {
		EntityOperations operations = customers(database);
		assertThat(operations.query(Customer.class)
			.page(PageRequest.of(0, 10, Sort.by(Sort.Direction.DESC, "home.city")))
			.getContent()).extracting(Customer::name).containsExactly("bob", "ada");
		FilterNames<Customer> names = FilterNames.of(Customer.class).allow(path(Customer::home, Address::city));
		assertThat(operations.query(Customer.class).where(names.read(Map.of("home.city", List.of("Graz")))).list())
			.extracting(Customer::name)
			.containsExactly("ada");
		Customers customers = new MasterRecordRepositoryFactory(operations).getRepository(Customers.class);
		assertThat(customers.findByHomeCity("Linz")).extracting(Customer::name).containsExactly("bob");
		assertThat(customers.findByHome_AtLatLessThanOrderByHomeCityDesc(50)).extracting(Customer::name)
			.containsExactly("ada");
	}

	@EngineTest
	void areReadIntoRecordsAndInterfaces(TestDatabase database) {
		EntityOperations operations = customers(database);
		Query<Customer> sorted = operations.query(Customer.class).sortBy(desc(path(Customer::home, Address::city)));
		assertThat(sorted.select(Customer::home).list()).containsExactly(LINZ, GRAZ);
		assertThat(sorted.select(Customer::billing).list()).containsExactly(null, LINZ);
		assertThat(sorted.pluck(Customer::billing)).containsExactly(null, LINZ);
		assertThat(sorted.select(CustomerView.class).list())
			.containsExactly(new CustomerView("bob", LINZ, "Linz", null), new CustomerView("ada", GRAZ, "Graz", LINZ));
		assertThat(sorted.select(CityView.class).list()).extracting(CityView::homeCity).containsExactly("Linz", "Graz");
		Customers customers = new MasterRecordRepositoryFactory(operations).getRepository(Customers.class);
		assertThat(customers.findByName("ada").getHome()).isEqualTo(GRAZ);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> sorted.select(WrongView.class))
			.withMessage("'home' is of type 'Address', and component 'home' of 'WrongView' is not");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> sorted.select(CustomerView.class).asQuery().count())
			.withMessageContaining("hold embedded values");
	}

	@EngineTest
	void areComparedAsAWhole(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Customer.class).operations();
		Address somewhere = new Address("Graz", null, null, null);
		operations.insertAll(Customer.class, List.of(customer("ada", GRAZ, LINZ), customer("bob", LINZ, null),
				customer("cyd", somewhere, GRAZ), customer("dan", GRAZ, somewhere)));
		Query<Customer> all = operations.query(Customer.class).sortBy(asc(Customer::name));
		assertThat(names(all.where(Customer::home).eq(GRAZ))).containsExactly("ada", "dan");
		assertThat(names(all.where(Customer::home).eq(somewhere))).containsExactly("cyd");
		assertThat(names(all.where(Customer::home).ne(GRAZ))).containsExactly("bob", "cyd");
		assertThat(names(all.not(where(Customer::home).eq(GRAZ)))).containsExactly("bob", "cyd");
		assertThat(names(all.where(Customer::home).in(GRAZ, LINZ))).containsExactly("ada", "bob", "dan");
		assertThat(names(all.where(Customer::home).in(List.of()))).isEmpty();
		assertThat(names(all.where(Customer::home).eqIfPresent(null))).hasSize(4);

		assertThat(names(all.where(Customer::billing).isNull())).containsExactly("bob");
		assertThat(names(all.where(Customer::billing).isNotNull())).containsExactly("ada", "cyd", "dan");
		assertThat(names(all.where(Customer::billing).ne(LINZ))).as("no value is no other value")
			.containsExactly("cyd", "dan");
		assertThat(names(all.where(Customer::billing).notIn(LINZ, somewhere))).containsExactly("cyd");
		assertThat(names(all.where(Customer::billing).isDistinctFrom(LINZ))).containsExactly("bob", "cyd", "dan");
		assertThat(names(all.where(Customer::billing).isNotDistinctFrom(null))).containsExactly("bob");

		Alias<Customer> other = Alias.of(Customer.class);
		assertThat(all.join(other, other.where(Customer::billing).eq(GRAZ)).count()).isEqualTo(4);
		assertThat(names(all.where(Customer::tag).eq(new Tag("ada")))).containsExactly("ada");
	}

	@EngineTest
	void areComparedAsAWholeWhereARowHasNoCounterpart(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Customer.class).operations();
		operations.insertAll(Customer.class,
				List.of(customer("ada", GRAZ, LINZ), customer("bob", LINZ, null), customer("cyd", GRAZ, null)));
		Alias<Customer> other = Alias.of(Customer.class);
		Query<Customer> all = operations.query(Customer.class)
			.leftJoin(other,
					allOf(other.col(Customer::name).eq(col(Customer::name)), other.col(Customer::name).ne("bob")))
			.sortBy(asc(Customer::name));
		assertThat(names(all.where(other.col(Customer::home).isDistinctFrom(GRAZ)))).containsExactly("bob");
		assertThat(names(all.where(other.col(Customer::home).isNotDistinctFrom(GRAZ)))).containsExactly("ada", "cyd");
		assertThat(names(all.not(other.where(Customer::home).eq(GRAZ)))).containsExactly("bob");
		assertThat(names(all.where(other.col(Customer::home).ne(LINZ)))).containsExactly("ada", "cyd");
		assertThat(names(all.where(other.col(Customer::home).notIn(LINZ)))).as("no value is none of them")
			.containsExactly("ada", "cyd");
		assertThat(names(all.where(other.col(Customer::billing).isDistinctFrom(LINZ)))).containsExactly("bob", "cyd");
	}

	@EngineTest
	void areChangedAsAWhole(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Customer.class).operations();
		Customer ada = operations.insert(customer("ada", GRAZ, GRAZ));
		Customer bob = operations.insert(customer("bob", LINZ, null));
		Address wels = new Address("Wels", null, Kind.WORK, null);
		assertThat(operations.query(Customer.class)
			.where(Customer::home)
			.eq(LINZ)
			.update(Change.set(Customer::billing).to(wels), Change.set(Customer::home).to(GRAZ))).isOne();
		Customer changed = operations.find(Customer.class, bob.id()).orElseThrow();
		assertThat(changed.billing()).as("what the new value lacks is gone").isEqualTo(wels);
		assertThat(changed.home()).isEqualTo(GRAZ);
		operations.query(Customer.class)
			.where(Customer::id)
			.eq(ada.id())
			.update(Change.set(Customer::billing).toNull());
		assertThat(operations.find(Customer.class, ada.id()).orElseThrow().billing()).isNull();

		Customer patched = operations.patch(Customer.class, ada.id())
			.set(Customer::billing)
			.to(LINZ)
			.set(Customer::home)
			.to(wels)
			.executeAndRead();
		assertThat(patched.billing()).isEqualTo(LINZ);
		assertThat(patched.home()).isEqualTo(wels);
		assertThat(
				operations.patch(Customer.class, ada.id()).set(Customer::billing).toNull().executeAndRead().billing())
			.isNull();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> operations.query(Customer.class).all().update(Change.set(Customer::home).toNull()))
			.withMessage("Property 'Customer.home' cannot be set to NULL: there always is a value");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> operations.query(Customer.class)
				.all()
				.update(Change.set(Customer::home).to(GRAZ), Change.set(path(Customer::home, Address::city)).to("x")))
			.withMessageContaining("is set twice");
	}

	private static List<String> names(Query<Customer> customers) {
		return customers.list().stream().map(Customer::name).toList();
	}

	@EngineTest
	void keepTheRulesOfTheirProperties(TestDatabase database) {
		EntityOperations operations = customers(database);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> operations
				.insert(new Customer(null, "eve", GRAZ, null, new Money(BigDecimal.ONE, "EUR"), new Tag("ada"), 0)))
			.withMessageContaining("tag.code");
	}

	@EngineTest(only = Engine.H2)
	void areCheckedWithTheirPath(TestDatabase database) {
		try (ValidatorFactory factory = Validation.byDefaultProvider()
			.configure()
			.messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH,
					(context) -> Locale.ENGLISH, false))
			.buildValidatorFactory()) {
			EntityOperations operations = WriteFixture.of(database, Customer.class)
				.builder()
				.validator(new BeanValidation(factory.getValidator()))
				.build();
			assertThatExceptionOfType(InvalidEntityException.class)
				.isThrownBy(() -> operations
					.insert(new Customer(null, "ada", GRAZ, new Address("x".repeat(41), null, null, null),
							new Money(new BigDecimal("12345678901"), " "), new Tag("a"), 0)))
				.satisfies((ex) -> assertThat(ex.violations()).extracting(EntityViolation::property)
					.containsExactlyInAnyOrder("billing.city", "balance.amount", "balance.currency"));
			Customer stored = operations.insert(customer("ada", GRAZ, LINZ));
			assertThatExceptionOfType(InvalidEntityException.class)
				.isThrownBy(() -> operations.patch(Customer.class, stored.id())
					.set(path(Customer::balance, Money::currency))
					.to("")
					.execute())
				.withMessageContaining("'balance.currency' must not be blank");
		}
	}

	private static EntityOperations customers(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Customer.class).operations();
		operations.insertAll(Customer.class, List.of(customer("ada", GRAZ, LINZ), customer("bob", LINZ, null)));
		return operations;
	}

	private static Customer customer(String name, Address home, @Nullable Address billing) {
		return new Customer(null, name, home, billing, new Money(new BigDecimal("1.5"), "EUR"), new Tag(name), 0);
	}

	record CustomerView(String name, Address home, @Nullable String homeCity, @Nullable Address billing) {
	}

	record CityView(@Nullable String homeCity) {
	}

	record WrongView(Money home) {
	}

	interface HomeView {

		Address getHome();

	}

	interface Customers extends MasterRecordRepository<Customer, Long> {

		HomeView findByName(String name);

		List<Customer> findByHomeCity(String city);

		List<Customer> findByHome_AtLatLessThanOrderByHomeCityDesc(int lat);

	}

	enum Kind {

		HOME, WORK

	}

	record Zip(String text) {
	}

	static class ZipConverter implements ValueConverter<Zip, String> {

		@Override
		public String toColumn(Zip value) {
			return value.text();
		}

		@Override
		public Zip fromColumn(String stored) {
			return new Zip(stored);
		}

	}

	record Point(int lat, @Nullable Integer lon) {
	}

	record Address(@Indexed @Size(max = 40) @Nullable String city,
			@Convert(ZipConverter.class) @Column(size = 10) @Nullable Zip zip, @Nullable Kind kind,
			@Embedded @Nullable Point at) {
	}

	@NullMarked
	record Money(@Digits(integer = 10, fraction = 2) BigDecimal amount, @NotBlank @Size(max = 3) String currency) {
	}

	@NullMarked
	record Tag(@Unique @Size(max = 20) String code) {
	}

	@NullMarked
	@CompositeIndex({ "home.city", "balance.amount desc" })
	record Customer(@Id @GeneratedId @Nullable Long id, @Unique @Size(max = 20) String name, @Embedded Address home,
			@Embedded(prefix = "bill_") @Valid @Nullable Address billing, @Embedded Money balance, @Embedded Tag tag,
			@Version int version) {

		Customer withBilling(@Nullable Address address) {
			return new Customer(this.id, this.name, this.home, address, this.balance, this.tag, this.version);
		}

	}

	static class Line {

		@Nullable String text;

		int count;

	}

	static class Order {

		@Id
		@GeneratedId
		@Nullable Long id;

		@Embedded
		@Nullable Line line;

	}

}
