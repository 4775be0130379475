package io.masterrecord.operation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link SchemaFold}.
 */
class SchemaFoldTests {

	private static final Schema SCHEMA = Operations.schema(SchemaFoldTests::describe);

	private static void describe(SchemaEditor schema) {
		schema.createTable("organization", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("slug", 20).notNull();
			table.text("name");
			table.unique("uq_organization_slug", "slug");
		});
		schema.createTable("plan", (table) -> {
			table.bigint("id").primaryKey();
			table.bigint("organization_id").references("organization", "id");
			table.bigint("parent_id").references("plan", "id");
			table.varchar("code", 40);
		});
		schema.createIndex("idx_plan_code").on("plan", "code");
	}

	@Nested
	class Fits {

		@Test
		void addsAColumnAtTheEnd() {
			assertThat(after((s) -> s.addColumn("plan").text("note")).columns()).extracting(Column::name)
				.containsExactly("id", "organization_id", "parent_id", "code", "note");
		}

		@Test
		void altersAColumnInPlace() {
			assertThat(after((s) -> s.alterColumn("plan").varchar("code", 60).notNull().defaultValue("x")).columns())
				.contains(new Column("code", ColumnType.varchar(60), false, new ColumnDefault.Literal("x"), false))
				.hasSize(4);
		}

		@Test
		void dropsWhatIsNotNeeded() {
			Table plan = after((s) -> {
				s.dropIndex("idx_plan_code").on("plan");
				s.dropColumn("plan", "code");
				s.dropForeignKey("fk_plan_organization_id").on("plan");
				s.dropColumn("plan", "organization_id");
			});
			assertThat(plan.columns()).extracting(Column::name).containsExactly("id", "parent_id");
			assertThat(plan.indexes()).isEmpty();
			assertThat(plan.foreignKeys()).hasSize(1);
		}

		@Test
		void letsForeignKeysFollowARenamedTable() {
			Schema schema = apply((s) -> {
				s.renameTable("organization").to("company");
				s.renameTable("plan").to("project");
			});
			assertThat(schema.tables()).containsOnlyKeys("company", "project");
			assertThat(schema.tables().get("project").foreignKeys()).extracting("targetTable")
				.containsExactly("company", "project");
		}

		@Test
		void letsKeysAndIndexesFollowARenamedColumn() {
			Schema schema = apply((s) -> {
				s.renameColumn("organization", "id").to("organization_id");
				s.renameColumn("organization", "slug").to("short_name");
				s.renameColumn("plan", "organization_id").to("owner_id");
				s.renameColumn("plan", "id").to("plan_id");
				s.renameColumn("plan", "code").to("plan_code");
			});
			Table organization = schema.tables().get("organization");
			assertThat(organization.primaryKey().columns()).containsExactly("organization_id");
			assertThat(organization.uniques().get(0).columns()).containsExactly("short_name");
			Table plan = schema.tables().get("plan");
			assertThat(plan.indexes().get(0).columnNames()).containsExactly("plan_code");
			assertThat(plan.foreignKeys()).extracting((key) -> key.columns() + " " + key.targetColumns())
				.containsExactly("[owner_id] [organization_id]", "[parent_id] [plan_id]");
		}

		@Test
		void renamesToAnotherCase() {
			assertThat(apply((s) -> s.renameTable("plan").to("Plan")).tables()).containsKey("Plan");
			assertThat(after((s) -> s.renameColumn("plan", "code").to("CODE")).column("CODE")).isPresent();
		}

		@Test
		void dropsATableThatRefersToItself() {
			assertThat(apply((s) -> s.dropTable("plan")).tables()).containsOnlyKeys("organization");
		}

		@Test
		void refersToAUniqueColumnAndToACompositeKey() {
			Schema schema = apply((s) -> {
				s.createTable("area", (table) -> {
					table.integer("a").primaryKey();
					table.integer("b").primaryKey();
				});
				s.createTable("place", (table) -> {
					table.integer("x");
					table.integer("y");
					table.varchar("slug", 20).references("organization", "slug");
					table.foreignKey("fk_place_area", "x", "y").references("area", "a", "b");
				});
			});
			assertThat(schema.tables().get("place").foreignKeys()).hasSize(2);
		}

		@Test
		void appliesWhatCodeDeclares() {
			Schema schema = apply((s) -> s.sql("CREATE TABLE legacy (…)")
				.declares((d) -> d.createTable("legacy", (t) -> t.text("a"))));
			assertThat(schema.tables()).containsKey("legacy");
		}

		@Test
		void leavesTheSchemaItStartedFromAlone() {
			apply((s) -> s.dropTable("plan"));
			assertThat(SCHEMA.tables()).containsKey("plan");
		}

	}

	@Nested
	class Seeds {

		private final Row row = Row.of(Map.of("slug", "a", "name", "A"));

		@Test
		void remembersRows() {
			Schema schema = apply(
					(s) -> s.insert("organization").key("slug").row((r) -> r.set("slug", "a").set("name", "A")));
			assertThat(matches(schema, List.of("slug"), this.row)).isTrue();
			assertThat(matches(schema, List.of("slug"), Row.of(Map.of("slug", "a", "name", "B")))).isFalse();
		}

		@Test
		void remembersTheLastOfSeveralValues() {
			Schema schema = apply((s) -> {
				s.insert("organization").key("slug").row((r) -> r.set("slug", "a").set("name", "old"));
				s.upsert("organization").key("slug").row((r) -> r.set("slug", "a").set("name", "A"));
			});
			assertThat(schema.seeds()).hasSize(1);
			assertThat(matches(schema, List.of("slug"), this.row)).isTrue();
		}

		@Test
		void forgetsDeletedRows() {
			Schema schema = apply((s) -> {
				s.insert("organization").key("slug").row((r) -> r.set("slug", "a").set("name", "A"));
				s.delete("organization").key("slug").row((r) -> r.set("slug", "a"));
			});
			assertThat(schema.seeds()).isEmpty();
		}

		@Test
		void forgetsTheRowsOfADroppedTableOnly() {
			Schema schema = apply((s) -> {
				s.createTable("plan_", (table) -> table.text("code"));
				s.insert("plan").key("id").row((r) -> r.set("id", 1));
				s.insert("plan_").row((r) -> r.set("code", "a"));
				s.dropTable("plan");
			});
			assertThat(schema.seeds().keySet()).extracting("table").containsExactly("plan_");
		}

		@Test
		void knowsRowsAfterTheirTableAndColumnsAreRenamed() {
			Schema schema = apply((s) -> {
				s.insert("organization").key("slug").row((r) -> r.set("slug", "a").set("name", "A"));
				s.insert("organization").row((r) -> r.set("slug", "b").set("name", "B"));
				s.renameColumn("organization", "slug").to("zz");
				s.renameColumn("organization", "name").to("slug");
				s.renameColumn("organization", "zz").to("name");
				s.renameTable("organization").to("company");
			});
			Row now = Row.of(Map.of("name", "a", "slug", "A"));
			assertThat(matches(schema, "company", List.of("name"), now)).isTrue();
			assertThat(matches(schema, "company", List.of(), Row.of(Map.of("name", "b", "slug", "B")))).isTrue();
			assertThat(matches(schema, "company", List.of("name"), Row.of(Map.of("name", "a", "slug", "B")))).isFalse();
		}

		@Test
		void tellsEnvironmentsAndTypesApart() {
			String remembered = SeedFingerprint.of(this.row, Environments.of("dev"));
			assertThat(SeedFingerprint.matches(remembered, this.row, Environments.of("dev"))).isTrue();
			assertThat(SeedFingerprint.matches(remembered, this.row, Environments.everywhere())).isFalse();
			assertThat(SeedFingerprint.of(Row.of(Map.of("a", 1)), Environments.everywhere()))
				.isNotEqualTo(SeedFingerprint.of(Row.of(Map.of("a", "1")), Environments.everywhere()));
			assertThat(SeedFingerprint.key("t", List.of(), Row.of(Map.of("a", "x", "b", "y"))))
				.isNotEqualTo(SeedFingerprint.key("t", List.of(), Row.of(Map.of("a", "x1:bs1:y"))));
		}

		private boolean matches(Schema schema, List<String> key, Row declared) {
			return matches(schema, "organization", key, declared);
		}

		private boolean matches(Schema schema, String table, List<String> key, Row declared) {
			String remembered = schema.seeds().get(SeedFingerprint.key(table, key, declared));
			return remembered != null && SeedFingerprint.matches(remembered, declared, Environments.everywhere());
		}

	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("misfits")
	void refuses(Consumer<SchemaEditor> description, String problem) {
		assertThatExceptionOfType(SchemaFoldException.class).isThrownBy(() -> apply(description))
			.withMessageStartingWith("Cannot ")
			.withMessageContaining(": " + problem);
	}

	static Stream<Arguments> misfits() {
		return Stream.of(misfit((s) -> s.createTable("PLAN", (t) -> t.text("a")), "there is a table 'plan' already"),
				misfit((s) -> s.createTable("t", (t) -> {
				}), "the table has no columns"), misfit((s) -> s.createTable("t", (t) -> {
					t.text("a");
					t.text("A");
				}), "the table has two columns 'A'"), misfit((s) -> s.createTable("t", (t) -> {
					t.integer("a").identity();
					t.integer("b").identity();
				}), "table 't' would have two identity columns"),
				misfit((s) -> s.createTable("t", (t) -> t.text("a").identity()),
						"column 'a' is an identity, which has to be an integer"),
				misfit((s) -> s.createTable("t", (t) -> t.integer("a").identity().defaultValue(1)),
						"column 'a' is an identity, which has no default"),
				misfit((s) -> s.createTable("t", (t) -> t.integer("a").defaultValue("x")),
						"column 'a' of type integer cannot have the default 'x'"),
				misfit((s) -> s.createTable("t", (t) -> {
					t.text("a");
					t.primaryKey("pk_t", "a");
				}), "column 'a' is nullable, and a primary key has to be not null"),
				misfit((s) -> s.createTable("t", (t) -> {
					t.text("a").unique();
					t.unique("UQ_T_a", "a");
				}), "the table has two constraints 'UQ_T_a'"), misfit((s) -> s.createTable("t", (t) -> {
					t.text("a");
					t.unique("uq_t", "a", "b");
				}), "table 't' has no column 'b'; it has 'a'"), misfit((s) -> s.createTable("t", (t) -> {
					t.text("a");
					t.unique("uq_t", "a", "a");
				}), "it names a column twice: 'a', 'a'"),
				misfit((s) -> s.createTable("t", (t) -> t.text("a").references("nowhere", "id")),
						"there is no table 'nowhere'; there is 'organization', 'plan'"),
				misfit((s) -> s.createTable("t", (t) -> t.text("a").references("organization", "id")),
						"column 'a' is text, but 'organization.id' is bigint"),
				misfit((s) -> s.createTable("t", (t) -> t.text("a").references("organization", "name")),
						"'name' of table 'organization' is neither its primary key nor unique"),
				misfit((s) -> s.createTable("ä".repeat(32), (t) -> t.text("a")), "the name 'ää"),
				misfit((s) -> s.createTable(" ", (t) -> t.text("a")), "the name ' ' is blank"),
				misfit((s) -> s.dropTable("nowhere"), "there is no table 'nowhere'"),
				misfit((s) -> s.dropTable("organization"),
						"foreign key 'fk_plan_organization_id' of table 'plan' refers to it: drop that first"),
				misfit((s) -> s.renameTable("plan").to("organization"), "there is a table 'organization' already"),
				misfit((s) -> s.addColumn("plan").text("Code"), "table 'plan' has a column 'code' already"),
				misfit((s) -> s.renameColumn("plan", "code").to("id"), "table 'plan' has a column 'id' already"),
				misfit((s) -> s.dropColumn("plan", "nothing"), "table 'plan' has no column 'nothing'"),
				misfit((s) -> s.dropColumn("plan", "id"), "it is part of the primary key: drop that first"),
				misfit((s) -> s.dropColumn("plan", "organization_id"),
						"it is part of foreign key 'fk_plan_organization_id': drop that first"),
				misfit((s) -> s.dropColumn("organization", "slug"),
						"it is part of unique constraint 'uq_organization_slug': drop that first"),
				misfit((s) -> s.dropColumn("plan", "code"), "it is part of index 'idx_plan_code': drop that first"),
				misfit((s) -> {
					s.createTable("t", (t) -> t.text("a"));
					s.dropColumn("t", "a");
				}, "it is the last column; drop the table instead"),
				misfit((s) -> s.alterColumn("plan").integer("organization_id"),
						"the type of a column in a foreign key cannot change: drop 'fk_plan_organization_id' first"),
				misfit((s) -> s.alterColumn("organization").integer("id").notNull(),
						"the type of a column in a foreign key cannot change: drop 'fk_plan_organization_id' first"),
				misfit((s) -> s.alterColumn("plan").bigint("id"), "the column is in the primary key"),
				misfit((s) -> s.addPrimaryKey("pk_2").on("plan", "code"), "table 'plan' has a primary key already"),
				misfit((s) -> s.dropPrimaryKey("organization"),
						"foreign key 'fk_plan_organization_id' refers to it: drop that first"),
				misfit((s) -> s.addUnique("idx_plan_code").on("plan", "code"),
						"the name 'idx_plan_code' is taken by an index of table 'plan'"),
				misfit((s) -> s.createIndex("pk_plan").on("organization", "name"),
						"the name 'pk_plan' is taken by the primary key of table 'plan'"),
				misfit((s) -> s.createIndex("organization").on("plan", "code"),
						"the name 'organization' is taken by a table"),
				misfit((s) -> s.createIndex("idx").on("plan"), "it has no columns"),
				misfit((s) -> s.dropIndex("idx").on("plan"), "table 'plan' has no index 'idx'; it has 'idx_plan_code'"),
				misfit((s) -> s.dropUnique("uq").on("plan"), "table 'plan' has no unique constraint 'uq'; it has none"),
				misfit((s) -> s.dropForeignKey("fk").on("plan"), "table 'plan' has no foreign key 'fk'; it has 'fk_"),
				misfit((s) -> s.addForeignKey("fk").on("plan", "id", "organization_id").references("plan", "id"),
						"2 columns cannot refer to 1 columns of table 'plan'"),
				misfit((s) -> s.insert("nowhere").row((r) -> r.set("a", 1)), "there is no table 'nowhere'"),
				misfit((s) -> s.insert("plan").row((r) -> r.set("a", 1)), "table 'plan' has no column 'a'"),
				misfit((s) -> s.insert("plan").key("id").row((r) -> r.set("code", "a")),
						"row 1 has no value for key column 'id'"),
				misfit((s) -> s.insert("plan").key("id").row((r) -> r.set("id", 1)).row((r) -> r.set("id", 1)),
						"row 2 has the same key as a row before it"),
				misfit((s) -> s.insert("organization").row((r) -> r.set("slug", "x".repeat(21))),
						"row 1 has 21 characters for column 'slug', which holds 20"),
				misfit((s) -> s.insert("organization").row((r) -> r.set("name", "half \ud83d")),
						"row 1 has half a character (a lone surrogate) for column 'name', which no database holds"),
				misfit((s) -> s.upsert("plan").key("code").row((r) -> r.set("code", "a")),
						"'code' of table 'plan' is neither its primary key nor unique"),
				misfit((s) -> s.upsert("plan").key("id").updating("id").row((r) -> r.set("id", 1)),
						"key column 'id' cannot be updated"));
	}

	@Test
	void refusesATableThatBringsIndexes() {
		Table table = new Table("t", List.of(new Column("a", ColumnType.of(TypeName.TEXT), true, null, false)), null,
				List.of(), List.of(),
				List.of(new Index("i", List.of(IndexColumn.ascending("a")), false, Environments.everywhere())));
		assertThatExceptionOfType(SchemaFoldException.class)
			.isThrownBy(() -> SchemaFold.apply(SCHEMA, new CreateTable(table)))
			.withMessageContaining("the table brings its indexes along");
	}

	@Test
	void refusesAValueThatNoColumnHolds() {
		InsertRows insert = new InsertRows("plan", List.of(), Environments.everywhere(),
				List.of(new Row(Map.of("code", List.of()))));
		assertThatExceptionOfType(SchemaFoldException.class).isThrownBy(() -> SchemaFold.apply(SCHEMA, insert))
			.withMessageContaining("for column 'code': give the value of the column");
	}

	@Test
	void holdsKeysThatOnlyExistInSomeEnvironmentsForNoKeys() {
		assertThatExceptionOfType(SchemaFoldException.class).isThrownBy(() -> apply((s) -> {
			s.createIndex("idx_name").unique().on("organization", "name").when("production");
			s.createTable("t", (t) -> t.text("a").references("organization", "name"));
		})).withMessageContaining("neither its primary key nor unique");
	}

	private static Arguments misfit(Consumer<SchemaEditor> description, String problem) {
		return arguments(description, problem);
	}

	private static Schema apply(Consumer<SchemaEditor> description) {
		return SchemaFold.apply(SCHEMA, Operations.of(description));
	}

	private static Table after(Consumer<SchemaEditor> description) {
		return apply(description).tables().get("plan");
	}

}
