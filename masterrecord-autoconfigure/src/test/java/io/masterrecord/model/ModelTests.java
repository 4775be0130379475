package io.masterrecord.model;

import java.io.File;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Sortable;
import io.masterrecord.property.Prop;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Model}, {@link EntityModel} and {@link PropertyModel}.
 */
class ModelTests {

	@Test
	void givesEveryTypeAColumn() {
		EntityModel<Everything> entity = Model.of(Everything.class).entity(Everything.class);
		assertThat(entity.properties()).extracting(PropertyModel::column, (property) -> property.type().toString())
			.containsExactly(tuple("id", "bigint"), tuple("flag", "boolean"), tuple("tiny", "smallint"),
					tuple("small", "smallint"), tuple("whole", "integer"), tuple("real_number", "real"),
					tuple("double_number", "double"), tuple("letter", "varchar(1)"), tuple("text", "varchar(255)"),
					tuple("sized", "varchar(40)"), tuple("stated", "varchar(10)"), tuple("endless", "text"),
					tuple("long_rule", "text"), tuple("amount", "decimal(19,4)"), tuple("price", "decimal(10,2)"),
					tuple("uuid", "uuid"), tuple("date", "date"), tuple("time", "time"), tuple("date_time", "datetime"),
					tuple("instant", "timestamp"), tuple("status", "varchar(64)"), tuple("boxed", "bigint"),
					tuple("maybe", "varchar(20)"));
	}

	@Test
	void readsAndMakesRecords() {
		EntityModel<Everything> entity = Model.of(Everything.class).entity(Everything.class);
		Object[] columns = { 1L, true, 2L, 3L, 4L, 1.5f, 2.5d, "x", "t", "s", "st", "e", "l", BigDecimal.TEN,
				BigDecimal.ONE, new UUID(1, 2), LocalDate.EPOCH, LocalTime.NOON, LocalDateTime.MIN, Instant.EPOCH,
				"CLOSED", null, "m" };
		Object[] values = new Object[columns.length];
		for (PropertyModel property : entity.properties()) {
			values[property.position()] = property.fromColumn(columns[property.position()]);
		}
		Everything made = entity.create(values);
		assertThat(made).isEqualTo(new Everything(1L, true, (byte) 2, (short) 3, 4, 1.5f, 2.5, 'x', "t", "s", "st", "e",
				"l", BigDecimal.TEN, BigDecimal.ONE, new UUID(1, 2), LocalDate.EPOCH, LocalTime.NOON, LocalDateTime.MIN,
				Instant.EPOCH, Status.CLOSED, null, Optional.of("m")));
		assertThat(entity.properties())
			.allSatisfy((property) -> assertThat(property.get(made)).isEqualTo(values[property.position()]));
		assertThat(entity.property("status").toColumn(Status.OPEN)).isEqualTo("OPEN");
		assertThat(entity.property("maybe").toColumn(Optional.empty())).isNull();
		assertThat(entity.property("letter").toColumn('y')).isEqualTo("y");
	}

	@Test
	void replacesValuesOfARecordInANewOne() {
		EntityModel<Note> entity = Model.of(Note.class).entity(Note.class);
		Note note = new Note(0, "a", 7);
		PropertyValues values = entity.values(note);
		assertThat(entity.with(note, values)).isSameAs(note);
		values.replace(entity.property("id"), 5L);
		Note other = entity.with(note, values.copy().replace(entity.property("id"), 6L));
		Note changed = entity.with(note, values.replace(entity.property(Note::text), "b"));
		assertThat(other).isEqualTo(new Note(6, "a", 7));
		assertThat(note).isEqualTo(new Note(0, "a", 7));
		assertThat(changed).isEqualTo(new Note(5, "b", 7));
		assertThat(entity.create(1L, "x")).isEqualTo(new Note(1, "x", 0));
	}

	@Test
	void replacesValuesOfAClassInPlace() {
		EntityModel<Person> entity = Model.of(Person.class).entity(Person.class);
		Person person = new Person();
		PropertyValues values = entity.values(person).replace(entity.property("id"), 5L);
		assertThat(entity.with(person, values.replace(entity.property(Person::getName), "Ann"))).isSameAs(person);
		assertThat(person.getId()).isEqualTo(5);
		assertThat(person.getName()).contains("Ann");
	}

	@Test
	void readsInheritedFieldsFirst() {
		EntityModel<Person> entity = Model.of(Person.class).entity(Person.class);
		assertThat(entity.table()).isEqualTo("person");
		assertThat(entity.properties()).extracting(PropertyModel::name)
			.containsExactly("id", "createdAt", "name", "urlPath");
		assertThat(entity.id().javaType()).isEqualTo(Long.class);
		assertThat(entity.property(Person::getId)).isSameAs(entity.id());
		assertThat(entity.property("createdAt").isCreatedDate()).isTrue();
		assertThat(entity.property("name").nullable()).as("read as Optional").isTrue();
	}

	@Test
	void generatesIdsByType() {
		Model model = Model.of(Person.class, Token.class, Assigned.class);
		assertThat(model.entity(Person.class).id().generation()).isEqualTo(IdGeneration.IDENTITY);
		assertThat(model.entity(Token.class).id().generation()).isEqualTo(IdGeneration.UUID_V7);
		assertThat(model.entity(Assigned.class).id().generation()).isEqualTo(IdGeneration.ASSIGNED);
	}

	@Test
	void startsVersionsAtOneAndDatesRowsByItself() {
		EntityModel<Token> entity = Model.of(Token.class).entity(Token.class);
		PropertyModel version = entity.version().orElseThrow();
		assertThat(version.defaultValue()).contains(new ColumnDefault.Literal(1L));
		assertThat(version.nullable()).isFalse();
		PropertyModel changed = entity.property("changed");
		assertThat(changed.defaultValue()).contains(new ColumnDefault.Expression("CURRENT_TIMESTAMP"));
		assertThat(changed.nullable()).isFalse();
		assertThat(entity.property("day").defaultValue()).contains(new ColumnDefault.Expression("CURRENT_DATE"));
		assertThat(entity.property("title").isSearchable()).isTrue();
	}

	@Test
	void declaresWhatRequestsSortByWithThePropertyOrTheClassAroundIt() {
		assertThat(sortable(Token.class)).isEmpty();
		assertThat(sortable(Resident.class)).containsExactly("id", "name", "home.city", "work.city", "work.street");
	}

	private static List<String> sortable(Class<?> type) {
		return Model.of(type)
			.entity(type)
			.properties()
			.stream()
			.filter(PropertyModel::isSortable)
			.map(PropertyModel::name)
			.toList();
	}

	@Test
	void cutsTimesToWhatDatabasesKeep() {
		PropertyModel changed = Model.of(Token.class).entity(Token.class).property("changed");
		assertThat(changed.toColumn(Instant.ofEpochSecond(1, 123_456_789)))
			.isEqualTo(Instant.ofEpochSecond(1, 123_456_000));
	}

	@Test
	void refusesValuesThatDoNotFit() {
		EntityModel<Everything> entity = Model.of(Everything.class).entity(Everything.class);
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> entity.property("status").fromColumn("GONE"))
			.withMessageContaining("Property 'Everything.status'")
			.withMessageContaining("'GONE'");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> entity.property("whole").fromColumn(3_000_000_000L))
			.withMessageContaining("'Everything.whole'");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> entity.property("whole").fromColumn(null))
			.withMessageContaining("use the wrapper type");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> entity.property("whole").toColumn("4"))
			.withMessage(
					"Property 'Everything.whole' takes a value of type 'int', not the 'java.lang.String' it was given");
	}

	@Test
	void namesThePropertyThatWasMeant() {
		EntityModel<Everything> entity = Model.of(Everything.class).entity(Everything.class);
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> entity.property("prize"))
			.withMessageContaining("Everything.prize': is no property of the entity. Did you mean 'price'?");
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> entity.property(Prop.of(Everything.class, "whole", String.class)))
			.withMessageContaining("is of type 'int', not 'java.lang.String'");
		assertThat(entity.property(Prop.of(Everything.class, "whole", Integer.class)).name()).isEqualTo("whole");
	}

	@Test
	void isTheSameInWhateverOrderEntitiesAreNamed() {
		Model one = Model.of(Person.class, Token.class, Everything.class);
		Model other = Model.of(Everything.class, Person.class, Token.class, Person.class);
		assertThat(one.toSchema()).isEqualTo(other.toSchema());
		assertThat(one.entities()).extracting((entity) -> entity.table())
			.containsExactly("everything", "person", "token");
		assertThat(Model.of().entities()).isEmpty();
	}

	@Test
	void readsOneEntityWithEverythingOnIt() {
		assertThat(Model.of(CreditLedger.class, Organization.class).entity(CreditLedger.class).toTable().toString())
			.isEqualTo(new Table("credit_ledger",
					List.of(new io.masterrecord.schema.Column("id", ColumnType.of(TypeName.BIGINT), false, null, true),
							column("organization_id", ColumnType.of(TypeName.BIGINT), null),
							column("created_at", ColumnType.of(TypeName.TIMESTAMP),
									new ColumnDefault.Expression("CURRENT_TIMESTAMP")),
							column("status", ColumnType.varchar(20), null),
							column("title", ColumnType.varchar(120), null),
							column("email", ColumnType.varchar(255), null),
							column("tenant_id", ColumnType.of(TypeName.BIGINT), null),
							column("version", ColumnType.of(TypeName.INTEGER), new ColumnDefault.Literal(1L))),
					new PrimaryKey("pk_credit_ledger", List.of("id")), List.of(),
					List.of(new ForeignKey("fk_credit_ledger_organization_id", List.of("organization_id"),
							"organization", List.of("id"), ReferentialAction.RESTRICT, ReferentialAction.RESTRICT)),
					List.of(index("idx_credit_ledger_status", false, "status"),
							index("idx_credit_ledger_organization_id_created_at", false, "organization_id",
									"created_at"),
							index("idx_status_timeline", false, "status", "created_at"),
							index("idx_credit_ledger_email_tenant_id", true, "email", "tenant_id")))
				.toString());
	}

	@Test
	void needsNoJakartaValidation() throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!entry.contains("jakarta.validation-api")) {
				urls.add(Path.of(entry).toUri().toURL());
			}
		}
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> loader.loadClass("jakarta.validation.constraints.Size"));
			Class<?> entity = loader.loadClass(CreditLedger.class.getName());
			Class<?> organization = loader.loadClass(Organization.class.getName());
			Object model = loader.loadClass(Model.class.getName())
				.getMethod("of", Class[].class)
				.invoke(null, (Object) new Class<?>[] { entity, organization });
			Object schema = model.getClass().getMethod("toSchema").invoke(model);
			assertThat(schema.toString()).contains("varchar(255)").doesNotContain("varchar(20)");
		}
	}

	private static io.masterrecord.schema.Column column(String name, ColumnType type, ColumnDefault defaultValue) {
		return new io.masterrecord.schema.Column(name, type, false, defaultValue, false);
	}

	private static Index index(String name, boolean unique, String... columns) {
		return new Index(name, Arrays.stream(columns).map(IndexColumn::ascending).toList(), unique,
				Environments.everywhere());
	}

	@NullMarked
	@CompositeIndex({ "organizationId", "createdAt" })
	@CompositeIndex(value = { "status", "createdAt" }, name = "idx_status_timeline")
	@CompositeIndex(value = { "email", "tenantId" }, unique = true)
	record CreditLedger(@Id @GeneratedId @Nullable Long id, @BelongsTo(Organization.class) long organizationId,
			@Column(defaultExpression = "CURRENT_TIMESTAMP") @Nullable Instant createdAt,
			@Indexed @NotBlank @Size(max = 20) String status, @Searchable @Size(max = 120) String title,
			@RenamedFrom("mail") @Email String email, long tenantId, @Version int version) {

	}

	@Sortable
	record Resident(@Id long id, String name, @Sortable(false) String passwordHash, byte[] picture, @Embedded Home home,
			@Embedded Work work) {

	}

	@Sortable(false)
	record Home(@Sortable String city, String street) {

	}

	record Work(String city, String street) {

	}

	record Organization(@Id @GeneratedId Long id) {

	}

	enum Status {

		OPEN, CLOSED {

			@Override
			public String toString() {
				return "closed";
			}

		}

	}

	@NullMarked
	record Everything(@Id @GeneratedId @Nullable Long id, boolean flag, byte tiny, short small, int whole,
			float realNumber, double doubleNumber, char letter, String text, @Size(max = 40) String sized,
			@Column(size = 10) String stated, @Column(text = true) String endless, @Size(max = 9000) String longRule,
			BigDecimal amount, @Digits(integer = 8, fraction = 2) BigDecimal price, UUID uuid, LocalDate date,
			LocalTime time, LocalDateTime dateTime, Instant instant, Status status, @Nullable Long boxed,
			Optional<@Size(max = 20) String> maybe) {

	}

	record Note(@Id @GeneratedId long id, String text, @Transient int colour) {

	}

	abstract static class Base<K> {

		@Id
		@GeneratedId
		private K id;

		@CreatedDate
		private Instant createdAt;

		public K getId() {
			return this.id;
		}

	}

	static class Person extends Base<Long> {

		static final int LIMIT = 3;

		private String name;

		private String urlPath;

		private transient List<String> cache;

		public Optional<String> getName() {
			return Optional.ofNullable(this.name);
		}

		public String fullName() {
			return this.name + this.cache;
		}

	}

	record Token(@Id @GeneratedId UUID id, @Version int version, @LastModifiedDate @Nullable Instant changed,
			@CreatedDate LocalDate day, @Searchable String title) {

	}

	record Assigned(@Id String code) {

	}

}
