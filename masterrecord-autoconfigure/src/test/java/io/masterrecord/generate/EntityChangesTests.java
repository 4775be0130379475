package io.masterrecord.generate;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.annotation.Check;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.model.Model;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What becomes of rows when entities are written in another way: values that move into a
 * record of their own or out of it, classes that become records, super-classes. What
 * tables and columns become of each other is in {@code changes.txt}.
 */
class EntityChangesTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void leadFromOneEntityToAnother(String what, Class<?> before, Class<?> after, List<String> operations) {
		PendingChanges changes = PendingChanges.between(chain(before), Model.of(after), SeedPlan.empty());
		assertThat(changes.operations()).extracting(Description::of).containsExactlyElementsOf(operations);
		assertThat(changes.remarks()).isEmpty();
	}

	@Test
	void tellThatNullHasToGo() {
		assertThat(remarks(Rated.class, Starred.class)).containsExactly(
				"rated.number does not accept NULL any more: the migration fails while rows have none. Give them a value "
						+ "before the line that alters it, such as with schema.sql(\"UPDATE rated SET number = … WHERE number IS NULL\").");
	}

	@Test
	void tellThatConstantsAreHeldInAnotherForm() {
		assertThat(remarks(ByName.class, ByOrdinal.class)).first()
			.isEqualTo("job.state holds the constants of State as smallint from now on, and its rows hold varchar(64), "
					+ "which the type alone does not turn into them: change them before the line that alters it, such as "
					+ "with schema.sql(\"UPDATE job SET state = CASE state WHEN 'OPEN' THEN '0' WHEN 'DONE' THEN '1' END\").");
		assertThat(remarks(ByOrdinal.class, ByName.class)).first()
			.asString()
			.endsWith("change them behind the line that alters it, such as "
					+ "with schema.sql(\"UPDATE job SET state = CASE state WHEN '0' THEN 'OPEN' WHEN '1' THEN 'DONE' END\").");
		assertThat(remarks(ByFlag.class, ByName.class)).first()
			.asString()
			.contains("its rows hold boolean")
			.endsWith("schema.sql(\"UPDATE job SET state = …\").");
	}

	@Test
	void takeNothingAwayWithWhatIsComputed() {
		assertThat(remarks(Doubled.class, Tripled.class)).isEmpty();
	}

	@Test
	void tellThatNullGetsAValue() {
		MigrationGenerator generator = new MigrationGenerator(chain(Rated.class),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()));
		GeneratedMigration generated = generator
			.generate("RateAll", Model.of(AllRated.class), SeedPlan.empty(), SeedConfig.defaults())
			.orElseThrow();
		assertThat(generated.remarks()).containsExactly(
				"Rows get the default of rated.stars where it is NULL, and going back does not bring the NULL back.");
		assertThat(generated.source()).contains(
				"// Rows get the default for NULL, which going back does not undo.\n\t\tschema.alterColumn(\"rated\")");
	}

	private static List<String> remarks(Class<?> before, Class<?> after) {
		MigrationGenerator generator = new MigrationGenerator(chain(before),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()));
		return generator.generate("Change", Model.of(after), SeedPlan.empty(), SeedConfig.defaults())
			.orElseThrow()
			.remarks();
	}

	private static MigrationChain chain(Class<?> entity) {
		List<SchemaOperation> operations = SchemaDiff
			.between(Schema.empty(), Model.of(entity).toSchema(), RenameHints.none())
			.operations();
		return MigrationChain.of(List.of(MigrationDefinition.of("1", "First", "", operations, List.of())));
	}

	static Stream<Arguments> cases() {
		return Stream.of(
				// Embedded values
				arguments("fields move into a value of their own, whose columns keep their names", Flat.class,
						WithAddress.class, List.of()),
				arguments("and out of it again", WithAddress.class, Flat.class, List.of()),
				arguments("fields move into a value, whose columns get its name", Flat.class, WithPrefix.class,
						List.of("rename column person.street to address_street",
								"rename column person.city to address_city")),
				arguments("the value gets another name", WithPrefix.class, WithHome.class,
						List.of("rename column person.address_street to home_street",
								"rename column person.address_city to home_city")),
				arguments("a field of the value gets another name", WithPrefix.class, WithTown.class,
						List.of("rename column person.address_city to address_town")),
				arguments("value and field get other names at once", WithPrefix.class, WithHomeTown.class,
						List.of("rename column person.address_street to home_street",
								"rename column person.address_city to home_town")),
				arguments("a value moves into another one", WithPrefix.class, WithContact.class,
						List.of("rename column person.address_street to contact_address_street",
								"rename column person.address_city to contact_address_city")),
				arguments("the record of the value gets another name", WithAddress.class, WithPlace.class, List.of()),
				// The same table, written otherwise
				arguments("a record becomes a class", Flat.class, FlatClass.class, List.of()),
				arguments("fields move into a super-class", FlatClass.class, SubClass.class, List.of()),
				arguments("properties change places", Flat.class, Turned.class, List.of()),
				arguments("an accessor is annotated instead of a component", Marked.class, MarkedAccessor.class,
						List.of()),
				arguments("the class gets another name and the table keeps its own", Flat.class, Human.class,
						List.of()),
				arguments("the property gets another name and the column keeps its own", Flat.class, Named.class,
						List.of()),
				arguments("a number is declared by its box", Counted.class, Boxed.class, List.of()),
				// The same words, written otherwise
				arguments("a rule is written in several lines", Ruled.class, RuledInLines.class, List.of()),
				arguments("lines of a rule end as on Windows", RuledInLines.class, RuledOnWindows.class, List.of()),
				arguments("a name is longer than databases allow", Verbose.class, Verbose.class, List.of()),
				// What is no part of the database
				arguments("a class gets a field that is not stored", FlatClass.class, Remembering.class, List.of()),
				arguments("a class gets a constant and a method", FlatClass.class, Talking.class, List.of()),
				arguments("a field is stored no more", Remembering.class, WithoutCity.class,
						List.of("drop column person.city")));
	}

	@Table(name = "rated")
	record Rated(@Id long id, @Nullable Integer stars) {
	}

	@Table(name = "rated")
	record Starred(@Id long id, @RenamedFrom("stars") int number) {
	}

	enum State {

		OPEN, DONE

	}

	@Table(name = "job")
	record ByName(@Id long id, @Column(nullable = false) State state) {
	}

	@Table(name = "job")
	record ByOrdinal(@Id long id, @Column(ordinal = true, nullable = false) State state) {
	}

	@Table(name = "job")
	record ByFlag(@Id long id, boolean state) {
	}

	@Table(name = "doubled")
	record Doubled(@Id long id, int number, @Column(computed = "number * 2") @Nullable Integer more) {
	}

	@Table(name = "doubled")
	record Tripled(@Id long id, int number, @Column(computed = "number * 3") @Nullable Integer more) {
	}

	@Table(name = "rated")
	record AllRated(@Id long id, @Column(defaultValue = "3") int stars) {
	}

	record Address(@Nullable String street, @Nullable String city) {
	}

	record Place(@Nullable String street, @Nullable String city) {
	}

	record Town(@Nullable String street, @RenamedFrom("city") @Nullable String town) {
	}

	record Contact(@Embedded @Nullable Address address) {
	}

	@Table(name = "person")
	record Flat(@Id long id, @Nullable String street, @Nullable String city) {
	}

	@Table(name = "person")
	record Turned(@Nullable String city, @Nullable String street, @Id long id) {
	}

	@Table(name = "person")
	record WithAddress(@Id long id, @Embedded(prefix = "") @Nullable Address address) {
	}

	@Table(name = "person")
	record WithPlace(@Id long id, @Embedded(prefix = "") @Nullable Place place) {
	}

	@Table(name = "person")
	record WithPrefix(@Id long id, @Embedded @RenamedFrom("") @Nullable Address address) {
	}

	@Table(name = "person")
	record WithHome(@Id long id, @Embedded @RenamedFrom("address") @Nullable Address home) {
	}

	@Table(name = "person")
	record WithTown(@Id long id, @Embedded @Nullable Town address) {
	}

	@Table(name = "person")
	record WithHomeTown(@Id long id, @Embedded @RenamedFrom("address") @Nullable Town home) {
	}

	@Table(name = "person")
	record WithContact(@Id long id, @Embedded @RenamedFrom("") @Nullable Contact contact) {
	}

	@Table(name = "person")
	static class FlatClass {

		@Id
		long id;

		@Nullable String street;

		@Nullable String city;

	}

	static class Located {

		@Nullable String street;

		@Nullable String city;

	}

	@Table(name = "person")
	static class SubClass extends Located {

		@Id
		long id;

	}

	@Table(name = "person")
	record Human(@Id long id, @Nullable String street, @Nullable String city) {
	}

	@Table(name = "person")
	record Named(@Id long id, @Column(name = "street") @Nullable String road, @Nullable String city) {
	}

	@Table(name = "marked")
	record Marked(@Id long id, @Unique String code, @Indexed String name) {
	}

	@Table(name = "marked")
	record MarkedAccessor(@Id long id, String code, String name) {

		@Unique
		public String code() {
			return this.code;
		}

		@Indexed
		public String name() {
			return this.name;
		}

	}

	@Table(name = "ruled")
	@Check(name = "ck_ruled", value = "least < greatest and least > 0")
	record Ruled(@Id long id, int least, int greatest) {
	}

	@Table(name = "ruled")
	@Check(name = "ck_ruled", value = "least < greatest\n\tand least > 0\n")
	record RuledInLines(@Id long id, int least, int greatest) {
	}

	@Table(name = "ruled")
	@Check(name = "ck_ruled", value = "least < greatest\r\n\tand least > 0\r\n")
	record RuledOnWindows(@Id long id, int least, int greatest) {
	}

	@Table(name = "what_somebody_wrote_who_likes_names_that_say_it_all")
	record Verbose(@Id long id, @Unique String theValueThatNoOtherRowMayHave,
			@Indexed String theValueThatIsSearchedFor) {
	}

	@Table(name = "person")
	static class Remembering {

		@Id
		long id;

		@Nullable String street;

		@Nullable String city;

		@Transient
		@Nullable String remembered;

	}

	@Table(name = "person")
	static class Talking {

		static final String GREETING = "Hello";

		@Id
		long id;

		@Nullable String street;

		@Nullable String city;

		public String getGreeting() {
			return GREETING;
		}

	}

	@Table(name = "person")
	static class WithoutCity {

		@Id
		long id;

		@Nullable String street;

		@Transient
		@Nullable String city;

	}

	@Table(name = "counted")
	record Counted(@Id long id, int number) {
	}

	@Table(name = "counted")
	record Boxed(@Id Long id, @Column(nullable = false) Integer number) {
	}

}
