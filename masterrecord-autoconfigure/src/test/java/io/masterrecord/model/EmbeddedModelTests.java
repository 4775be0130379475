package io.masterrecord.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Unique;
import io.masterrecord.property.Prop;
import io.masterrecord.property.Props;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.TypeName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Sort;

import static io.masterrecord.property.Props.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for values of several columns that are embedded in an entity.
 */
class EmbeddedModelTests {

	@Test
	void haveAColumnForEachProperty() {
		EntityModel<Customer> customer = Model.of(Customer.class).entity(Customer.class);
		assertThat(customer.properties()).extracting(PropertyModel::name)
			.containsExactly("id", "home.city", "home.zip", "home.at.lat", "home.at.lon", "billing.city", "billing.zip",
					"billing.at.lat", "billing.at.lon", "price.amount", "price.currency");
		assertThat(customer.properties()).extracting(PropertyModel::column)
			.containsExactly("id", "home_city", "home_postcode", "home_at_lat", "home_at_lon", "bill_city",
					"bill_postcode", "bill_at_lat", "bill_at_lon", "amount", "currency");
	}

	@Test
	void acceptNullWhereTheValueMayBeAbsent() {
		EntityModel<Customer> customer = Model.of(Customer.class).entity(Customer.class);
		assertThat(customer.properties()).filteredOn(PropertyModel::nullable)
			.extracting(PropertyModel::name)
			.containsExactly("home.at.lat", "home.at.lon", "billing.city", "billing.zip", "billing.at.lat",
					"billing.at.lon");
		assertThat(customer.embedded()).filteredOn(EmbeddedModel::nullable)
			.extracting(EmbeddedModel::name)
			.containsExactly("home.at", "billing.at", "billing");
		assertThat(customer.property("home.city").type().size()).isEqualTo(40);
		assertThat(customer.property("price.currency").type().name()).isEqualTo(TypeName.VARCHAR);
	}

	@Test
	void haveIndexesAndKeys() {
		EntityModel<Customer> customer = Model.of(Customer.class).entity(Customer.class);
		assertThat(customer.toTable().indexes()).extracting(Index::name)
			.containsExactlyInAnyOrder("idx_customer_home_city", "idx_customer_bill_city",
					"idx_customer_home_city_amount");
		assertThat(Model.of(Keyed.class).entity(Keyed.class).toTable().uniques()).singleElement()
			.satisfies((unique) -> assertThat(unique.columns()).containsExactly("code_text"));
	}

	@Test
	void areMadeAndTakenApart() {
		EntityModel<Customer> model = Model.of(Customer.class).entity(Customer.class);
		Address home = new Address("Graz", "8010", new Point(47.07, 15.44));
		Customer customer = new Customer(1, home, null, new Money(new BigDecimal("1.5"), Currency.EUR));
		assertThat(values(model, customer)).containsExactly(1L, "Graz", "8010", 47.07, 15.44, null, null, null, null,
				new BigDecimal("1.5"), Currency.EUR);
		assertThat(model.create(values(model, customer).toArray())).isEqualTo(customer);
		EmbeddedModel embedded = model.findEmbedded("home").orElseThrow();
		assertThat(embedded.get(customer)).isEqualTo(home);
		assertThat(embedded.valuesOf(home)).containsExactly("Graz", "8010", 47.07, 15.44);
		assertThat(embedded.create("Linz", "4020", null, null)).isEqualTo(new Address("Linz", "4020", null));
	}

	@Test
	void areMadeByAHandle() throws Throwable {
		EntityModel<Customer> model = Model.of(Customer.class).entity(Customer.class);
		Customer customer = (Customer) model.creator()
			.invoke(7L, "Graz", "8010", (Double) null, (Double) null, (String) null, (String) null, (Double) null,
					(Double) null, BigDecimal.ONE, Currency.USD);
		assertThat(customer).isEqualTo(
				new Customer(7, new Address("Graz", "8010", null), null, new Money(BigDecimal.ONE, Currency.USD)));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> model.creator()
				.invoke(7L, "Graz", "8010", (Double) 1.0, (Double) null, (String) null, (String) null, (Double) null,
						(Double) null, BigDecimal.ONE, Currency.USD))
			.withMessage(
					"Property 'Customer.home.at.lon' is a primitive, but column 'home_at_lon' holds NULL while other columns of the same value do not: use the wrapper type");
	}

	@Test
	void areTheSameHoweverTheyAreMade() throws Throwable {
		EntityModel<Parcel> model = Model.of(Parcel.class).entity(Parcel.class);
		Random random = new Random(20260301);
		for (int i = 0; i < 500; i++) {
			boolean none = random.nextInt(4) == 0;
			@Nullable Object[] values = model.properties().stream().map((property) -> {
				boolean absent = property.nullable() && (none || random.nextInt(3) == 0);
				return absent ? null : (property.javaType() == String.class) ? (Object) ("v" + random.nextInt(9))
						: (Object) (long) random.nextInt(9);
			}).toArray();
			Parcel parcel = model.create(values);
			assertThat(model.creator().invokeWithArguments(values)).as("by a handle of %s", Arrays.asList(values))
				.isEqualTo(parcel);
			List<@Nullable Object> read = values(model, parcel);
			assertThat(read).as("taken apart").containsExactly(values);
			assertThat(model.create(read.toArray())).isEqualTo(parcel);
			assertThat(parcel.from() == null).as("absent where all is NULL")
				.isEqualTo(model.findEmbedded("from")
					.orElseThrow()
					.properties()
					.stream()
					.allMatch((property) -> values[property.position()] == null));
			int position = random.nextInt(values.length);
			PropertyModel changed = model.properties().get(position);
			@Nullable Object[] others = values.clone();
			others[position] = (changed.javaType() == String.class) ? "other" : (Object) 77L;
			PropertyValues change = model.values(parcel).replace(changed, others[position]);
			assertThat(model.with(parcel, change)).as("with another %s", changed).isEqualTo(model.create(others));
		}
	}

	@Test
	void changeInNewInstancesOfRecordsAndInPlaceInClasses() {
		EntityModel<Customer> model = Model.of(Customer.class).entity(Customer.class);
		Customer customer = new Customer(1, new Address("Graz", "8010", null), null,
				new Money(BigDecimal.ONE, Currency.EUR));
		assertThat(model.with(customer,
				model.values(customer).replace(model.property("home.city"), "Linz").replace(model.property("id"), 2L)))
			.isEqualTo(
					new Customer(2, new Address("Linz", "8010", null), null, new Money(BigDecimal.ONE, Currency.EUR)));
		assertThat(model
			.with(customer,
					model.values(customer)
						.replace(model.property("billing.at.lat"), 1.0)
						.replace(model.property("billing.at.lon"), 2.0))
			.billing()).isEqualTo(new Address(null, null, new Point(1, 2)));

		EntityModel<Order> orders = Model.of(Order.class).entity(Order.class);
		Order order = orders.create(1L, "a", 3);
		Line line = order.line;
		assertThat(orders.with(order, orders.values(order).replace(orders.property("line.text"), "b"))).isSameAs(order);
		assertThat(order.line).isSameAs(line);
		assertThat(order.line.text).isEqualTo("b");
		assertThat(orders.create(1L, null, null).line).isNull();
	}

	@Test
	void areNamedByPaths() {
		EntityModel<Customer> model = Model.of(Customer.class).entity(Customer.class);
		assertThat(model.property(path(Customer::home, Address::city)).name()).isEqualTo("home.city");
		assertThat(model.property(path(path(Customer::home, Address::at), Point::lat)).name()).isEqualTo("home.at.lat");
		assertThat(model.property(Prop.of(Customer.class, "home.city", String.class)).name()).isEqualTo("home.city");
		Prop<Customer, Double> lat = path(path(Customer::home, Address::at), Point::lat);
		assertThat(lat.toDotPath()).isEqualTo("home.at.lat");
		assertThat(Sort.by(Props.<Customer, Address>path(Customer::home, Address::city)))
			.isEqualTo(Sort.by("home.city"));
		assertThat(lat.get(
				new Customer(1, new Address("a", "b", new Point(1, 2)), null, new Money(BigDecimal.ONE, Currency.EUR))))
			.isEqualTo(1.0);
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> model.property(Customer::home))
			.withMessageContaining(
					"Customer.home': is an embedded value, which has several columns. Name one of its properties: 'home.city', or 'path(Customer::home, …)'");
	}

	@Test
	void tellTheirFormerNames() {
		Model model = Model.of(Moved.class, Other.class);
		assertThat(model.renameHints()).extracting(RenameHint::table, RenameHint::column, RenameHint::formerName)
			.contains(org.assertj.core.groups.Tuple.tuple("moved", "place_town", "place_city"),
					org.assertj.core.groups.Tuple.tuple("moved", "place_town", "site_town"),
					org.assertj.core.groups.Tuple.tuple("moved", "place_town", "site_city"),
					org.assertj.core.groups.Tuple.tuple("moved", "place_town", "city"),
					org.assertj.core.groups.Tuple.tuple("other", "place_town", "place_city"))
			.as("a column that is there still has not moved")
			.doesNotContain(org.assertj.core.groups.Tuple.tuple("other", "place_town", "city"));
	}

	@Test
	void areRefusedWhereTheyCannotBe() {
		assertProblem(OfInterface.class,
				"OfInterface.value': is embedded, but 'java.lang.CharSequence' is neither a record nor a class");
		assertProblem(OfList.class,
				"OfList.values': is embedded, but 'java.util.List' is neither a record nor a class");
		assertProblem(OfEntity.class,
				"OfEntity.keyed': is embedded, but 'io.masterrecord.model.EmbeddedModelTests.Keyed' is an entity. Hold its id in a property with '@BelongsTo(Keyed.class)'.");
		assertProblem(Cyclic.class,
				"Cyclic.node.next': is embedded, but 'io.masterrecord.model.EmbeddedModelTests.Node' is what the value stands in");
		assertProblem(Wrapped.class, "Wrapped.point': is embedded, but an Optional. Use '@Nullable Point'.");
		assertProblem(WithColumn.class,
				"WithColumn.point': is embedded, and has an annotation for a property of one column");
		assertProblem(Colliding.class,
				"Colliding.city': has the column 'home_city', and so has 'home.city'. Give one of them another name");
		assertProblem(Audited.class,
				"Audited.stamp.at': has '@CreatedDate', which is for properties of the entity itself. Move the property into 'Audited', or remove the annotation.");
		assertProblem(Versioned.class, "Versioned.part.version': has '@Version'");
		assertProblem(WithRelation.class, "WithRelation.part.all': holds rows of other entities");
		assertProblem(WithDefault.class, "WithDefault.part.kind': has a default, so that a value which is absent");
		assertProblem(Plain.class,
				"Plain.point': type 'io.masterrecord.model.EmbeddedModelTests$Point' fits into no column. Use '@Embedded' for columns of its components");
	}

	private static void assertProblem(Class<?> entity, String text) {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(entity)).withMessageContaining(text);
	}

	private static List<@Nullable Object> values(EntityModel<?> model, Object entity) {
		return model.properties().stream().<@Nullable Object>map((property) -> property.get(entity)).toList();
	}

	enum Currency {

		EUR, USD

	}

	@NullMarked
	record Point(double lat, double lon) {
	}

	@NullMarked
	record Address(@Indexed @Size(max = 40) String city, @NotNull @Column(name = "postcode") String zip,
			@Embedded @Nullable Point at) {
	}

	@NullMarked
	record Money(BigDecimal amount, Currency currency) {
	}

	@NullMarked
	@CompositeIndex({ "home.city", "price.amount" })
	record Customer(@Id long id, @Embedded Address home, @Embedded(prefix = "bill_") @Nullable Address billing,
			@Embedded(prefix = "") Money price) {
	}

	record Stop(@Nullable String street, @Nullable Long number) {
	}

	record Way(@Nullable String name, @Embedded @Nullable Stop first, @Embedded @Nullable Stop second) {
	}

	@NullMarked
	record Parcel(@Id long id, @Embedded @Nullable Way from, @Embedded Way to, @Nullable String note) {
	}

	record Code(@Unique String text) {
	}

	record Keyed(@Id long id, @Embedded Code code) {
	}

	static class Line {

		@Nullable String text;

		int count;

	}

	static class Order {

		@Id
		long id;

		@Embedded
		@Nullable Line line;

	}

	record Place(@RenamedFrom("city") String town) {
	}

	record Moved(@Id long id, @Embedded @RenamedFrom("site") Place place) {
	}

	record Other(@Id long id, @Embedded Place place, String city) {
	}

	record OfInterface(@Id long id, @Embedded CharSequence value) {
	}

	record OfList(@Id long id, @Embedded List<Point> values) {
	}

	record OfEntity(@Id long id, @Embedded Keyed keyed) {
	}

	record Node(String name, @Embedded Node next) {
	}

	record Cyclic(@Id long id, @Embedded Node node) {
	}

	record Wrapped(@Id long id, @Embedded Optional<Point> point) {
	}

	record WithColumn(@Id long id, @Embedded @Column(name = "p") Point point) {
	}

	record Colliding(@Id long id, @Embedded Address home, @Column(name = "home_city") String city) {
	}

	record Stamp(@CreatedDate Instant at) {
	}

	record Audited(@Id long id, @Embedded Stamp stamp) {
	}

	record Counted(@Version int version, String text) {
	}

	record Versioned(@Id long id, @Embedded Counted part) {
	}

	record Related(String text, @HasMany List<Child> all) {
	}

	record WithRelation(@Id long id, @Embedded Related part) {
	}

	record Child(@Id long id, @BelongsTo(WithRelation.class) long parent) {
	}

	record Defaulted(@Column(defaultValue = "a") String kind) {
	}

	record WithDefault(@Id long id, @Embedded @Nullable Defaulted part) {
	}

	record Plain(@Id long id, Point point) {
	}

}
