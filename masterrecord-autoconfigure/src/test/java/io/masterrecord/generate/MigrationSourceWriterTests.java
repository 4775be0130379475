package io.masterrecord.generate;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.masterrecord.diff.RandomSchemas;
import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.Operations;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import io.spring.javaformat.formatter.FileFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationSourceWriter}.
 */
class MigrationSourceWriterTests {

	@TempDir
	private Path folder;

	private static final Table USERS = new Table("users",
			List.of(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, true),
					new Column("name", ColumnType.varchar(80), false, null, false)),
			new PrimaryKey("pk_users", List.of("id")), List.of(), List.of(), List.of());

	private static final Table PLANS = new Table("plans",
			List.of(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, true),
					new Column("plan_no", ColumnType.varchar(20), false, null, false),
					new Column("price", ColumnType.decimal(12, 2), true, null, false), new Column("disabled",
							ColumnType.of(TypeName.BOOLEAN), false, new ColumnDefault.Literal(false), false),
					new Column("created_by", ColumnType.of(TypeName.BIGINT), true, null, false),
					new Column("created_at", ColumnType.of(TypeName.TIMESTAMP), false,
							new ColumnDefault.Expression("CURRENT_TIMESTAMP"), false)),
			new PrimaryKey("pk_plans", List.of("id")),
			List.of(new UniqueConstraint("uq_plans_plan_no", List.of("plan_no"))),
			List.of(new ForeignKey("fk_plans_created_by", List.of("created_by"), "users", List.of("id"),
					ReferentialAction.RESTRICT, ReferentialAction.RESTRICT)),
			List.of());

	@Test
	void readsAsIfAPersonHadWrittenIt() throws IOException {
		Index index = new Index("idx_plans_disabled_created_at",
				List.of(IndexColumn.ascending("disabled"), new IndexColumn("created_at", true)), false,
				Environments.of("production"));
		List<SchemaOperation> up = List.of(new CreateTable(USERS), new CreateTable(PLANS),
				new CreateIndex("plans", index),
				new InsertRows("users", List.of("id"), Environments.everywhere(), List.of(row("id", 1L, "name", "Ann"),
						row("id", 2L, "name", "O'Brien \"Bob\" \\"))),
				new UpsertRows(
						"plans", List.of("plan_no"), List.of("price"), Environments.of("dev", "test"), List.of(
								row("plan_no", "PN-001", "price", new BigDecimal("12.50"), "created_at",
										Instant.parse("2024-01-01T00:00:00Z")),
								row("plan_no", "PN-002", "price", null))));

		String source = write(Schema.empty(), up);

		assertThat(source).isEqualTo(golden("AddPlans.java.txt"));
		assertThat(source).isEqualTo(formatted(source));
	}

	@Test
	void saysWhereSomethingMayBeLost() {
		Schema before = Schema.of(List.of(USERS));

		String source = write(before,
				List.of(new DropColumn("users", "name"),
						new AlterColumn("users", new Column("id", ColumnType.of(TypeName.INTEGER), false, null, true)),
						new AddColumn("users", new Column("born", ColumnType.of(TypeName.DATE), false, null, false))));

		assertThat(source)
			.contains("// The values of the column are lost.\n\t\tschema.dropColumn(\"users\", \"name\");")
			.contains("// Data may be lost or refused.\n\t\tschema.alterColumn(\"users\").integer(\"id\").identity();")
			.contains("// With rows: add it nullable, schema.backfill(...) it, then alterColumn.\n")
			.contains(
					"// The table must be empty: there is no value for existing rows.\n\t\tschema.addColumn(\"users\")")
			.contains(
					"// The table must be empty: there is no value for existing rows.\n\t\tschema.addColumn(\"users\").varchar(\"name\"");
	}

	@Test
	void saysHowRowsAreFilledThatHaveNull() {
		Column born = new Column("born", ColumnType.of(TypeName.DATE), true, null, false);
		Schema before = SchemaFold.apply(Schema.of(List.of(USERS)), new AddColumn("users", born));
		assertThat(write(before, List.of(new AlterColumn("users", born.withNullable(false)))))
			.contains("// NULL is refused: give such rows a value before, with schema.backfill(...).\n"
					+ "\t\tschema.alterColumn(\"users\").date(\"born\").notNull();")
			.containsOnlyOnce("backfill");
	}

	@Test
	void refusesInDownWhatCannotBeUndone() {
		String source = write(Schema.empty(),
				List.of(new RunSql("create view v as select 1", List.of("h2"), List.of())));

		assertThat(source).contains("schema.sql(\"create view v as select 1\").onDialect(\"h2\");")
			.contains("schema.irreversible(\"nothing is known of what");
		assertThat(record(source).irreversible())
			.hasValueSatisfying((reason) -> assertThat(reason).contains("create view"));
	}

	@Test
	void keepsEveryValueOfARow() throws IOException {
		String hostile = "tab\t nl\n cr\r quote\" backslash\\ \\u0041 nul\0 nbsp\u00a0 bidi\u202e pair\ud83d\ude00 */";
		Row row = row("a", hostile, "b", Long.MIN_VALUE, "c", Double.MIN_VALUE, "d", Double.NaN, "e",
				Double.NEGATIVE_INFINITY, "f", new BigDecimal("1E+5"), "g",
				UUID.fromString("00000000-0000-7000-8000-000000000001"), "h", true, "i", null, "j", -1.5, "k",
				java.time.LocalDate.of(-5, 1, 2), "l", java.time.LocalTime.of(1, 2), "m",
				java.time.LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123456000));
		Table table = new Table("t",
				row.values()
					.keySet()
					.stream()
					.map((name) -> new Column(name, ColumnType.of(TypeName.TEXT), true, null, false))
					.toList(),
				null, List.of(), List.of(), List.of());
		List<SchemaOperation> up = List.of(new CreateTable(table),
				new InsertRows("t", List.of(), Environments.everywhere(), List.of(row, row("i", null))));

		String source = write(Schema.empty(), up);

		assertThat(record(source).up()).isEqualTo(up);
		assertThat(source).isEqualTo(formatted(source));
	}

	@Test
	void hasRoomForManyRowsAndALongText() throws IOException {
		List<SchemaOperation> up = new ArrayList<>();
		for (String name : List.of("a", "b", "c")) {
			up.add(new CreateTable(new Table(name,
					Stream.of("id", "one", "two", "three", "four")
						.map((column) -> new Column(column, ColumnType.of(TypeName.TEXT), true, null, false))
						.toList(),
					null, List.of(), List.of(), List.of())));
			for (int i = 0; i < 10; i++) {
				List<Row> rows = new ArrayList<>();
				for (int j = 0; j < 100; j++) {
					String value = name + i + "-" + j;
					rows.add(row("id", value, "one", value + "a", "two", value + "b", "three", value + "c", "four",
							value + "d"));
				}
				up.add(new InsertRows(name, List.of("id"), Environments.everywhere(), rows));
			}
		}
		String source = write(Schema.empty(), up);
		assertThat(record(source).up()).isEqualTo(up);
		assertThat(source).isEqualTo(formatted(source));
		up.add(new InsertRows("a", List.of(), Environments.everywhere(),
				List.of(row("one", "\ud83d\ude00x\u20ac\"".repeat(20_000)))));
		assertThat(record(write(Schema.empty(), up)).up()).isEqualTo(up);
	}

	@Test
	void survivesAnyNameInItsComment() {
		Table table = new Table("*/ class X { \\u002a/", USERS.columns(), null, List.of(), List.of(), List.of());

		String source = write(Schema.empty(), List.of(new CreateTable(table)));

		assertThat(record(source).up()).containsExactly(new CreateTable(table));
	}

	@Test
	void saysWhereValuesCanBeCopied() throws IOException {
		Schema before = Operations.schema((schema) -> schema.createTable("client", (table) -> {
			table.bigint("id").primaryKey();
			table.varchar("street", 40);
			table.varchar("city", 40);
		}));
		Schema after = Operations.schema((schema) -> {
			schema.createTable("customer", (table) -> table.bigint("id").primaryKey());
			schema.createTable("address", (table) -> {
				table.bigint("customer_id").primaryKey().references("customer", "id");
				table.varchar("street", 40);
				table.varchar("city", 40);
			});
		});
		String source = write(before,
				SchemaDiff.between(before, after, RenameHints.none().table("customer", "client")).operations());
		assertThat(source).isEqualTo(formatted(source)).containsIgnoringWhitespaces("""
				});
				// If the values of customer.street, customer.city are to move to address, copy
				// them here: schema.sql("INSERT INTO address (customer_id, street, city) SELECT
				// id, street, city FROM customer");
				// The values of the column are lost.
				schema.dropColumn("customer", "street");
				""", """
				schema.addColumn("customer").varchar("street", 40);
				// If the values of address.city, address.street are to move to customer, copy
				// them here: schema.sql("UPDATE customer SET city = (SELECT s.city FROM address s
				// WHERE s.customer_id = customer.id), street = (SELECT s.street FROM address s
				// WHERE s.customer_id = customer.id)");
				schema.dropTable("address");
				""");
	}

	@Test
	void recordsWhatWasGeneratedForAnyChange() throws IOException {
		long seed = System.nanoTime();
		for (int i = 0; i < 6; i++) {
			long number = seed + i;
			Schema from = RandomSchemas.of(number);
			Schema to = RandomSchemas.of(number + 1);
			List<SchemaOperation> up = SchemaDiff.between(from, to, RenameHints.none().butNothingElse()).operations();
			if (up.isEmpty()) {
				continue;
			}
			String source = write(from, up);
			MigrationDefinition recorded = record(source);
			assertThat(recorded.up()).as("up of seed %d: %s", number, source).isEqualTo(up);
			assertThat(recorded.down()).as("down of seed %d", number).isEqualTo(Inversion.of(from, up).operations());
			assertThat(SchemaFold.apply(from, recorded.up())).as("seed %d", number)
				.isEqualTo(SchemaFold.apply(from, up));
			assertThat(source).as("layout of seed %d", number).isEqualTo(formatted(source));
		}
	}

	private static String write(Schema before, List<SchemaOperation> up) {
		List<SchemaOperation> structural = up.stream()
			.filter((operation) -> !(operation instanceof InsertRows || operation instanceof UpsertRows))
			.toList();
		Inversion way = Inversion.of(before, structural);
		return new MigrationSourceWriter(before).write(new MigrationPlan("db.migrations", "AddPlans", "20260102030405",
				List.of("20260101000000"), List.of(), null, up,
				way.obstacle().isPresent() ? List.of() : way.operations(), way.obstacle().orElse(null)));
	}

	private static MigrationDefinition record(String source) {
		MigrationDefinition[] recorded = new MigrationDefinition[1];
		TestCompiler.forSystem()
			.compile(SourceFile.of(source),
					(compiled) -> recorded[0] = MigrationDefinition.record(compiled.getInstance(Migration.class)));
		return recorded[0];
	}

	private static String golden(String name) throws IOException {
		return new ClassPathResource(name, MigrationSourceWriterTests.class).getContentAsString(StandardCharsets.UTF_8);
	}

	private String formatted(String source) throws IOException {
		Path file = Files.writeString(this.folder.resolve("AddPlans.java"), source);
		new FileFormatter().formatFile(file.toFile(), StandardCharsets.UTF_8).save();
		return Files.readString(file);
	}

	private static Row row(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		List<@Nullable Object> all = Arrays.asList(namesAndValues);
		for (int i = 0; i < all.size(); i += 2) {
			values.put(String.valueOf(all.get(i)), all.get(i + 1));
		}
		return Row.of(values);
	}

}
