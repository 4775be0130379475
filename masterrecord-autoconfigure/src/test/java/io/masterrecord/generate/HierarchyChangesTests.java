package io.masterrecord.generate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.diff.AmbiguousRenameException;
import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.model.Model;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What becomes of tables and rows when classes get a super-class, and when those of one
 * kind that were in one table get a table each, or one for what they have in common.
 */
class HierarchyChangesTests {

	private static final List<Class<?>> WRITTEN_OUT = List.of(PlainCat.class, PlainDog.class);

	private static final List<Class<?>> TABLE_EACH = List.of(Cat.class, Dog.class);

	private static final List<Class<?>> ONE_TABLE = List.of(AnyAnimal.class);

	private static final List<Class<?>> COMMON_TABLE = List.of(CommonAnimal.class, CatPart.class, DogPart.class);

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void leadFromOneHierarchyToAnother(String what, List<Class<?>> before, List<Class<?>> after,
			List<String> operations) {
		PendingChanges changes = PendingChanges.between(chain(before), model(after), SeedPlan.empty());
		assertThat(changes.operations()).extracting(Description::of).containsExactlyElementsOf(operations);
	}

	static Stream<Arguments> cases() {
		return Stream.of(
				// Super-classes
				arguments("two classes get a super-class", WRITTEN_OUT, TABLE_EACH, List.of()),
				arguments("two classes lose their super-class", TABLE_EACH, WRITTEN_OUT, List.of()),
				arguments("a class comes between", TABLE_EACH, List.of(Tabby.class, Dog.class), List.of()),
				arguments("the super-class gets a field, and so does every table", TABLE_EACH,
						List.of(AgedCat.class, AgedDog.class),
						List.of("add column cat.age integer", "add column dog.age integer")),
				arguments("the super-class loses a field, and so does every table",
						List.of(AgedCat.class, AgedDog.class), TABLE_EACH,
						List.of("drop column cat.age", "drop column dog.age")),
				arguments("a field of the super-class gets another name in every table", TABLE_EACH,
						List.of(CalledCat.class, CalledDog.class),
						List.of("rename column cat.name to call_name", "rename column dog.name to call_name")),
				arguments("a field of one class moves into the super-class", TABLE_EACH,
						List.of(LivelyCat.class, LivelyDog.class), List.of("add column dog.lives integer")),
				arguments("a field of the super-class moves into one class", List.of(LivelyCat.class, LivelyDog.class),
						TABLE_EACH, List.of("drop column dog.lives")),
				// One table, a table each, a table for what they have in common
				arguments("one table becomes the table of one class", ONE_TABLE,
						List.of(FormerAnimal.class, NewDog.class),
						List.of("rename table animal to cat", "drop column cat.kind",
								"create table dog (id, name, walks)", "drop column cat.walks")),
				arguments("one table becomes a table each", ONE_TABLE, List.of(NewCat.class, NewDog.class),
						List.of("create table cat (id, name, lives)", "create table dog (id, name, walks)",
								"drop table animal")),
				arguments("one table keeps what all have in common", ONE_TABLE, COMMON_TABLE,
						List.of("create table cat (id, lives)", "create table dog (id, walks)",
								"drop column animal.lives", "drop column animal.walks")),
				arguments("a table of what all have in common becomes the only one", COMMON_TABLE, ONE_TABLE,
						List.of("add column animal.lives integer", "add column animal.walks integer", "drop table dog",
								"drop table cat")),
				arguments("a table each gets a table for what all have in common", TABLE_EACH, COMMON_TABLE,
						List.of("create table animal (id, kind, name)", "drop column cat.name", "drop column dog.name",
								"add foreign key fk_cat_id on cat (id) to animal (id)",
								"add foreign key fk_dog_id on dog (id) to animal (id)")),
				arguments("a table of what all have in common goes", COMMON_TABLE, TABLE_EACH,
						List.of("drop foreign key fk_cat_id of cat", "drop foreign key fk_dog_id of dog",
								"add column cat.name varchar(255)", "add column dog.name varchar(255)",
								"drop table animal")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("questions")
	void isAskedAboutWhereRowsWouldBeLost(String what, List<Class<?>> before, List<Class<?>> after, String question) {
		assertThatExceptionOfType(AmbiguousRenameException.class)
			.isThrownBy(() -> PendingChanges.between(chain(before), model(after), SeedPlan.empty()))
			.withMessageContaining(question);
	}

	static Stream<Arguments> questions() {
		return Stream.of(arguments("one table becomes a table each", ONE_TABLE, WRITTEN_OUT,
				"table 'animal' is gone, and 'cat' with 3 of its 5 columns or 'dog' with 3 of its 5 columns is new"),
				arguments("a table each becomes one table", WRITTEN_OUT, ONE_TABLE,
						"table 'cat' is gone, and 'animal' with 3 of its 3 columns is new"),
				arguments("one table takes the name of a class", ONE_TABLE, List.of(PlainCat.class, NewDog.class),
						"table 'animal' is gone, and 'cat' with 3 of its 5 columns is new"));
	}

	@EngineTest
	void rowsOfOneTableMoveIntoATableOfEachClassAndBack(TestDatabase database) {
		Migrator migrator = migrator(database, ONE_TABLE, List.of(NewCat.class, NewDog.class), (schema) -> {
			createTables(schema);
			schema.sql(quoted(database,
					"insert into [cat] ([id], [name], [lives]) select [id], [name], [lives] from [animal] where [kind] = 'CAT'"));
			schema.sql(quoted(database,
					"insert into [dog] ([id], [name], [walks]) select [id], [name], [walks] from [animal] where [kind] = 'DOG'"));
			schema.dropTable("animal");
		}, (schema) -> {
			createAnimal(schema, true);
			schema.sql(quoted(database,
					"insert into [animal] ([id], [kind], [name], [lives]) select [id], 'CAT', [name], [lives] from [cat]"));
			schema.sql(quoted(database,
					"insert into [animal] ([id], [kind], [name], [walks]) select [id], 'DOG', [name], [walks] from [dog]"));
			schema.dropTable("cat");
			schema.dropTable("dog");
		});
		insertOneTable(database);
		migrator.migrate();
		assertTableEach(database);
		migrator.rollback(1, "the rows are back in their table");
		assertOneTable(database);
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@EngineTest
	void rowsOfOneTableKeepWhatAllHaveInCommonAndBack(TestDatabase database) {
		Migrator migrator = migrator(database, ONE_TABLE, COMMON_TABLE, (schema) -> {
			createPart(schema, "cat", "lives");
			createPart(schema, "dog", "walks");
			schema.sql(quoted(database,
					"insert into [cat] ([id], [lives]) select [id], [lives] from [animal] where [kind] = 'CAT'"));
			schema.sql(quoted(database,
					"insert into [dog] ([id], [walks]) select [id], [walks] from [animal] where [kind] = 'DOG'"));
			schema.dropColumn("animal", "lives");
			schema.dropColumn("animal", "walks");
		}, (schema) -> {
			schema.addColumn("animal").integer("lives");
			schema.addColumn("animal").integer("walks");
			schema.sql(quoted(database,
					"update [animal] set [lives] = (select [lives] from [cat] where [cat].[id] = [animal].[id]), "
							+ "[walks] = (select [walks] from [dog] where [dog].[id] = [animal].[id])"));
			schema.dropTable("cat");
			schema.dropTable("dog");
		});
		insertOneTable(database);
		migrator.migrate();
		assertThat(rows(database,
				"select [animal].[name], [cat].[lives] from [animal] join [cat] on [cat].[id] = [animal].[id]"))
			.containsExactly("Tom 9");
		assertThat(rows(database,
				"select [animal].[name], [dog].[walks] from [animal] join [dog] on [dog].[id] = [animal].[id]"))
			.containsExactly("Rex 3");
		migrator.rollback(1, "the values are back in their table");
		assertOneTable(database);
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@EngineTest
	void rowsOfACommonTableMoveIntoATableOfEachClassAndBack(TestDatabase database) {
		Migrator migrator = migrator(database, COMMON_TABLE, TABLE_EACH, (schema) -> {
			for (String table : List.of("cat", "dog")) {
				schema.dropForeignKey("fk_%s_id".formatted(table)).on(table);
				schema.addColumn(table).varchar("name", 255);
				schema.sql(quoted(database,
						"update [%1$s] set [name] = (select [animal].[name] from [animal] where [animal].[id] = [%1$s].[id])"
							.formatted(table)));
			}
			schema.dropTable("animal");
		}, (schema) -> {
			createAnimal(schema, false);
			for (String table : List.of("cat", "dog")) {
				schema.sql(quoted(database,
						"insert into [animal] ([id], [kind], [name]) select [id], '%s', [name] from [%s]"
							.formatted(table.toUpperCase(Locale.ROOT), table)));
				schema.dropColumn(table, "name");
				schema.addForeignKey("fk_%s_id".formatted(table)).on(table, "id").references("animal", "id");
			}
		});
		for (String insert : List.of("insert into [animal] ([id], [kind], [name]) values (1, 'CAT', 'Tom')",
				"insert into [animal] ([id], [kind], [name]) values (2, 'DOG', 'Rex')",
				"insert into [cat] ([id], [lives]) values (1, 9)", "insert into [dog] ([id], [walks]) values (2, 3)")) {
			database.jdbc().sql(quoted(database, insert)).update();
		}
		migrator.migrate();
		assertTableEach(database);
		migrator.rollback(1, "the names are back in their table");
		assertThat(rows(database, "select [id], [kind], [name] from [animal] order by [id]"))
			.containsExactly("1 CAT Tom", "2 DOG Rex");
		assertThat(rows(database, "select [id], [lives] from [cat]")).containsExactly("1 9");
		assertThat(rows(database, "select [id], [walks] from [dog]")).containsExactly("2 3");
		assertThat(migrator.drift().differences()).isEmpty();
	}

	private static void insertOneTable(TestDatabase database) {
		for (String insert : List.of("insert into [animal] ([id], [kind], [name], [lives]) values (1, 'CAT', 'Tom', 9)",
				"insert into [animal] ([id], [kind], [name], [walks]) values (2, 'DOG', 'Rex', 3)")) {
			database.jdbc().sql(quoted(database, insert)).update();
		}
	}

	private static void assertOneTable(TestDatabase database) {
		assertThat(rows(database, "select [id], [kind], [name], [lives], [walks] from [animal] order by [id]"))
			.containsExactly("1 CAT Tom 9 null", "2 DOG Rex null 3");
	}

	private static void assertTableEach(TestDatabase database) {
		assertThat(rows(database, "select [id], [name], [lives] from [cat]")).containsExactly("1 Tom 9");
		assertThat(rows(database, "select [id], [name], [walks] from [dog]")).containsExactly("2 Rex 3");
	}

	private static void createAnimal(SchemaEditor schema, boolean only) {
		schema.createTable("animal", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("kind", 64).notNull();
			table.varchar("name", 255);
			if (only) {
				table.integer("lives");
				table.integer("walks");
			}
		});
	}

	private static void createTables(SchemaEditor schema) {
		new TreeMap<>(Map.of("cat", "lives", "dog", "walks"))
			.forEach((name, number) -> schema.createTable(name, (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("name", 255);
				table.integer(number);
			}));
	}

	private static void createPart(SchemaEditor schema, String name, String number) {
		schema.createTable(name, (table) -> {
			table.bigint("id").notNull().primaryKey().references("animal", "id");
			table.integer(number);
		});
	}

	/**
	 * Return what brings a database from one hierarchy, whose tables are there, to
	 * another one by a migration that a person has written: what the rows become nobody
	 * else knows. There is nothing left for {@code add} to say afterwards.
	 */
	private static Migrator migrator(TestDatabase database, List<Class<?>> before, List<Class<?>> after,
			Consumer<SchemaEditor> there, Consumer<SchemaEditor> back) {
		new Migrator(database.dataSource(), chain(before), MigrationSettings.defaults()).migrate();
		MigrationChain both = MigrationChain
			.of(List.of(first(before), MigrationDefinition.record(new MoveAnimals(there, back))));
		assertThat(PendingChanges.between(both, model(after), SeedPlan.empty()).operations()).isEmpty();
		return new Migrator(database.dataSource(), both, MigrationSettings.defaults());
	}

	private static List<String> rows(TestDatabase database, String query) {
		return database.jdbc()
			.sql(quoted(database, query))
			.query()
			.listOfRows()
			.stream()
			.map((row) -> row.values().stream().map(String::valueOf).collect(Collectors.joining(" ")))
			.toList();
	}

	/** Names stand in brackets. */
	private static String quoted(TestDatabase database, String statement) {
		return Pattern.compile("\\[(\\w+)]")
			.matcher(statement)
			.replaceAll((name) -> Matcher.quoteReplacement(database.engine().quote(name.group(1))));
	}

	private static MigrationChain chain(List<Class<?>> entities) {
		return MigrationChain.of(List.of(first(entities)));
	}

	private static MigrationDefinition first(List<Class<?>> entities) {
		List<SchemaOperation> operations = SchemaDiff
			.between(Schema.empty(), model(entities).toSchema(), RenameHints.none())
			.operations();
		return MigrationDefinition.of("1", "First", "", operations, List.of());
	}

	private static Model model(List<Class<?>> entities) {
		return Model.of(entities.toArray(Class<?>[]::new));
	}

	@MigrationInfo(id = "2", parent = "1")
	static class MoveAnimals extends Migration {

		private final Consumer<SchemaEditor> there;

		private final Consumer<SchemaEditor> back;

		MoveAnimals(Consumer<SchemaEditor> there, Consumer<SchemaEditor> back) {
			this.there = there;
			this.back = back;
		}

		@Override
		public void up(SchemaEditor schema) {
			schema.accept("data-loss", "the rows have moved before");
			this.there.accept(schema);
		}

		@Override
		public void down(SchemaEditor schema) {
			this.back.accept(schema);
		}

	}

	enum Kind {

		CAT, DOG

	}

	@Table(name = "cat")
	record PlainCat(@Id long id, @Nullable String name, @Nullable Integer lives) {
	}

	@Table(name = "dog")
	record PlainDog(@Id long id, @Nullable String name, @Nullable Integer walks) {
	}

	static class Animal {

		@Id
		long id;

		@Nullable String name;

	}

	@Table(name = "cat")
	static class Cat extends Animal {

		@Nullable Integer lives;

	}

	@Table(name = "dog")
	static class Dog extends Animal {

		@Nullable Integer walks;

	}

	static class Feline extends Animal {

		@Nullable Integer lives;

	}

	@Table(name = "cat")
	static class Tabby extends Feline {

	}

	static class AgedAnimal extends Animal {

		@Nullable Integer age;

	}

	@Table(name = "cat")
	static class AgedCat extends AgedAnimal {

		@Nullable Integer lives;

	}

	@Table(name = "dog")
	static class AgedDog extends AgedAnimal {

		@Nullable Integer walks;

	}

	static class CalledAnimal {

		@Id
		long id;

		@RenamedFrom("name")
		@Nullable String callName;

	}

	@Table(name = "cat")
	static class CalledCat extends CalledAnimal {

		@Nullable Integer lives;

	}

	@Table(name = "dog")
	static class CalledDog extends CalledAnimal {

		@Nullable Integer walks;

	}

	@Table(name = "cat")
	static class LivelyCat extends Feline {

	}

	@Table(name = "dog")
	static class LivelyDog extends Feline {

		@RenamedFrom({})
		@Nullable Integer walks;

	}

	@Table(name = "animal")
	record AnyAnimal(@Id long id, Kind kind, @Nullable String name, @Nullable Integer lives, @Nullable Integer walks) {
	}

	@RenamedFrom("animal")
	@Table(name = "cat")
	record FormerAnimal(@Id long id, @Nullable String name, @Nullable Integer lives) {
	}

	@RenamedFrom({})
	@Table(name = "cat")
	record NewCat(@Id long id, @Nullable String name, @Nullable Integer lives) {
	}

	@RenamedFrom({})
	@Table(name = "dog")
	record NewDog(@Id long id, @Nullable String name, @Nullable Integer walks) {
	}

	@Table(name = "animal")
	record CommonAnimal(@Id long id, Kind kind, @Nullable String name) {
	}

	@Table(name = "cat")
	record CatPart(@Id @BelongsTo(CommonAnimal.class) long id, @Nullable Integer lives) {
	}

	@Table(name = "dog")
	record DogPart(@Id @BelongsTo(CommonAnimal.class) long id, @Nullable Integer walks) {
	}

}
