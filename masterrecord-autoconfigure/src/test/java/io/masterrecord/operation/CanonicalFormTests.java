package io.masterrecord.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CanonicalForm} and {@link OperationJson}. The golden files were
 * written by version 1 and guard it: a difference means that every applied migration
 * would look edited.
 */
class CanonicalFormTests {

	private static final List<SchemaOperation> ALL = Operations.of(CanonicalFormTests::describe);

	private static void describe(SchemaEditor schema) {
		schema.createTable("plan", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.smallint("rank").defaultValue(-1);
			table.decimal("price", 10, 2).notNull().defaultValue(new BigDecimal("1.50"));
			table.doublePrecision("weight").defaultValue(0.1);
			table.bool("open").notNull().defaultValue(true);
			table.varchar("name", 40).defaultValue("it's \"ü\"\n\\");
			table.timestamp("at").defaultExpression("CURRENT_TIMESTAMP");
			table.binary("image");
			table.bigint("owner_id").references("app_user", "id");
			table.bigint("area_id");
			table.unique("uq_plan", "name", "rank");
			table.foreignKey("fk_area", "area_id").references("area", "id").onDeleteSetNull().onUpdateCascade();
		});
		schema.dropTable("a");
		schema.renameTable("a").to("b");
		schema.addColumn("a").text("x");
		schema.dropColumn("a", "x");
		schema.alterColumn("a").uuid("x").notNull();
		schema.renameColumn("a", "x").to("y");
		schema.addPrimaryKey("pk").on("a", "x", "y");
		schema.dropPrimaryKey("a");
		schema.addUnique("uq").on("a", "x");
		schema.dropUnique("uq").on("a");
		schema.addForeignKey("fk").on("a", "x").references("b", "y").onDeleteCascade();
		schema.dropForeignKey("fk").on("a");
		schema.createIndex("idx").unique().on("a", "x").descending("y").when("test", "dev");
		schema.dropIndex("idx").on("a");
		schema.insert("a")
			.row((row) -> row.set("b", true)
				.set("n", null)
				.set("i", 1)
				.set("x", 1.5)
				.set("d", new BigDecimal("2.50"))
				.set("u", UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"))
				.set("at", Instant.parse("2024-01-02T03:04:05.000006Z"))
				.set("dt", LocalDateTime.parse("2024-01-02T03:04:05"))
				.set("day", LocalDate.parse("2024-01-02"))
				.set("time", LocalTime.parse("03:04:05"))
				.set("text", "ü\n"));
		schema.upsert("a")
			.key("y", "x")
			.updating("z")
			.when("dev")
			.row((row) -> row.set("x", "1").set("y", 2).set("z", 3));
		schema.delete("a").key("x").row((row) -> row.set("x", "1"));
		schema.sql("UPDATE a\nSET x = 1").onDialect("h2", "postgresql").declares((s) -> s.dropTable("t"));
		schema.code("fill", 2, (connection) -> connection.createStatement().close());
	}

	@Test
	void keepsVersionOne() throws IOException {
		assertThat(ALL.stream().map(CanonicalForm::of).collect(Collectors.joining("\n", "", "\n")))
			.isEqualTo(golden("canonical-form-v1.txt"));
	}

	@Test
	void keepsTheChecksum() {
		assertThat(CanonicalForm.checksum(ALL))
			.isEqualTo("daa2adec3c4f6b1ff7c9b4804bdf3935ffb30cca30a5f639bffa8ab2bc665d0f");
		assertThat(CanonicalForm.checksum(List.of()))
			.isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	}

	@Test
	void keepsTheJson() throws IOException {
		assertThat(OperationJson.write(ALL).replace("},{\"operation\"", "},\n{\"operation\"") + "\n")
			.isEqualTo(golden("operations-v1.json"));
	}

	@Test
	void saysWhatAnIndexIncludesOnlyWhereItDoes() {
		assertThat(checksum((s) -> s.createIndex("idx").on("a", "x").include()))
			.isEqualTo(checksum((s) -> s.createIndex("idx").on("a", "x")))
			.isNotEqualTo(checksum((s) -> s.createIndex("idx").on("a", "x").include("y")));
	}

	@Test
	void doesNotDependOnTheLocale() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
			assertThat(ALL.stream().map(CanonicalForm::of).collect(Collectors.joining("\n", "", "\n")))
				.isEqualTo(golden("canonical-form-v1.txt"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void doesNotDependOnTheOrderOfColumnsInARow() {
		assertThat(Operations.of((s) -> s.insert("a").row((row) -> row.set("x", 1).set("y", 2)))
			.stream()
			.map(CanonicalForm::of))
			.isEqualTo(Operations.of((s) -> s.insert("a").row((row) -> row.set("y", 2).set("x", 1)))
				.stream()
				.map(CanonicalForm::of)
				.toList());
	}

	@Test
	void standsForCodeByItsKeyAndVersion() {
		assertThat(checksum((s) -> s.code("a", 1, (connection) -> connection.commit())))
			.isEqualTo(checksum((s) -> s.code("a", 1, (connection) -> connection.rollback())))
			.isNotEqualTo(checksum((s) -> s.code("a", 2, (connection) -> connection.commit())));
	}

	@Test
	void comparesOperations() {
		List<SchemaOperation> two = Operations.of((s) -> {
			s.dropTable("a");
			s.dropTable("b");
		});
		List<SchemaOperation> swapped = Operations.of((s) -> {
			s.dropTable("b");
			s.dropTable("a");
		});
		assertThat(CanonicalForm.compare(two, two)).isEqualTo(CanonicalForm.Comparison.SAME);
		assertThat(CanonicalForm.compare(two, swapped)).isEqualTo(CanonicalForm.Comparison.REORDERED);
		assertThat(CanonicalForm.compare(two, two.subList(0, 1))).isEqualTo(CanonicalForm.Comparison.DIFFERENT);
	}

	private static String checksum(Consumer<SchemaEditor> description) {
		return CanonicalForm.checksum(Operations.of(description));
	}

	private static String golden(String name) throws IOException {
		try (InputStream file = CanonicalFormTests.class.getResourceAsStream(name)) {
			assertThat(file).as(name).isNotNull();
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
