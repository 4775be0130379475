package io.masterrecord.lint;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.ServerVersion;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Lint}.
 */
class LintTests {

	private static final Schema SHOP = Operations.schema((schema) -> {
		schema.createTable("customer", (table) -> table.bigint("id").notNull().primaryKey());
		schema.createTable("item", (table) -> {
			table.bigint("id").notNull();
			table.varchar("code", 20);
			table.varchar("name", 100);
			table.decimal("price", 10, 2);
			table.bigint("customer_id");
			table.varchar("label", 20);
			table.check("ck_item_least_price", "price >= 0");
		});
		schema.createIndex("idx_item_label").on("item", "label");
		schema.createTable("entry", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.bigint("customer_id");
			table.bigint("parent_id");
			table.foreignKey("fk_entry_customer_id", "customer_id").references("customer", "id").onDeleteCascade();
			table.unique("uq_entry_parent_id", "parent_id");
		});
	});

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("costs")
	void knowsWhatAChangeCosts(String server, String expected, Consumer<SchemaEditor> change) {
		String[] parts = server.split(" ");
		Server target = new Server(Dialects.of(parts[0]), ServerVersion.of(parts[1]));
		boolean online = !List.of(parts).contains("plain");
		assertThat(Lint.of(SHOP, Operations.of(change), Map.of(), List.of(target), online))
			.filteredOn((finding) -> finding.dialect() != null)
			.extracting((finding) -> finding.rule().id())
			.containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
	}

	static Stream<Arguments> costs() {
		return Stream.of(arguments("postgresql 18", "", index()), arguments("mysql 8.4", "", index()),
				arguments("mariadb 11.4", "", index()), arguments("h2 2.4", "", index()),
				arguments("sqlite 3.53", "", index()), arguments("postgresql 18", "", column()),
				arguments("postgresql 10", "table-rewrite", column()), arguments("mysql 8.4", "", column()),
				arguments("mysql 5.7", "online-rewrite", column()),
				arguments("mariadb 10.2", "online-rewrite", column()),
				arguments("postgresql 18", "", change(
						(schema) -> schema.addColumn("item").timestamp("at").defaultExpression("CURRENT_TIMESTAMP"))),
				arguments("postgresql 18", "table-rewrite", change(
						(schema) -> schema.addColumn("item").uuid("key").defaultExpression("gen_random_uuid()"))),
				arguments("postgresql 18", "", change((schema) -> schema.dropColumn("item", "code"))),
				arguments("mysql 8.0.28", "online-rewrite", change((schema) -> schema.dropColumn("item", "code"))),
				arguments("mysql 8.0.29", "", change((schema) -> schema.dropColumn("item", "code"))),
				arguments("postgresql 18", "", change((schema) -> schema.alterColumn("item").varchar("name", 200))),
				arguments("mysql 8.4", "", change((schema) -> schema.alterColumn("item").varchar("name", 200))),
				arguments("mysql 8.4", "blocked-writes",
						change((schema) -> schema.alterColumn("item").varchar("code", 200))),
				arguments("postgresql 18", "table-rewrite",
						change((schema) -> schema.alterColumn("item").decimal("price", 12, 4))),
				arguments("postgresql 18", "", change((schema) -> schema.alterColumn("item").decimal("price", 12, 2))),
				arguments("postgresql 18", "",
						change((schema) -> schema.alterColumn("item").varchar("code", 20).notNull())),
				arguments("postgresql 18", "blocked-reads",
						change((schema) -> schema.alterColumn("item").varchar("code", 20).notNull().defaultValue("x"))),
				arguments("mysql 8.4", "online-rewrite",
						change((schema) -> schema.alterColumn("item").varchar("code", 20).notNull())),
				arguments("postgresql 18", "", unique()), arguments("mysql 8.4", "", unique()),
				arguments("postgresql 18", "", reference()), arguments("mysql 8.4", "blocked-writes", reference()),
				arguments("mariadb 11.1", "blocked-writes", reference()),
				arguments("mariadb 11.4", "online-rewrite", reference()),
				arguments("mariadb 11.4", "blocked-writes",
						change((schema) -> schema.addForeignKey("fk_entry_parent_id")
							.on("entry", "parent_id")
							.references("entry", "id"))),
				arguments("postgresql 18", "", check()), arguments("mysql 8.4", "blocked-writes", check()),
				arguments("mariadb 11.4", "online-rewrite", check()), arguments("postgresql 18", "", key()),
				arguments("mariadb 11.4", "online-rewrite", key()),
				arguments("postgresql 18", "table-rewrite", computed()),
				arguments("mysql 8.4", "blocked-writes", computed()),
				arguments("mariadb 11.4", "online-rewrite", computed()),
				arguments("postgresql 18", "blocked-reads", collation("label")),
				arguments("postgresql 18", "", collation("name")),
				arguments("mysql 8.4", "blocked-writes", collation("name")),
				arguments("postgresql 18", "", renamed("fk_entry_customer_id")),
				arguments("mysql 8.4", "blocked-writes", renamed("fk_entry_customer_id")),
				arguments("mysql 8.4", "", renamed("uq_entry_parent_id")),
				arguments("postgresql 18", "", change((schema) -> schema.renameColumn("item", "price").to("cost"))),
				arguments("mysql 8.4", "blocked-writes",
						change((schema) -> schema.renameColumn("item", "price").to("cost"))),
				arguments("mysql 8.4", "", change((schema) -> schema.renameColumn("item", "name").to("title"))),
				arguments("mysql 8.4", "blocked-writes",
						change((schema) -> schema.createIndex("idx").on("item").expression("lower(name)"))));
	}

	private static Consumer<SchemaEditor> computed() {
		return change((schema) -> schema.addColumn("item").varchar("lower_code", 20).computed("lower(code)"));
	}

	private static Consumer<SchemaEditor> collation(String column) {
		return change((schema) -> schema.alterColumn("item")
			.varchar(column, column.equals("label") ? 20 : 100)
			.collation("de_DE"));
	}

	private static Consumer<SchemaEditor> renamed(String constraint) {
		return change((schema) -> schema.renameConstraint("entry", constraint).to("renamed"));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("plainCosts")
	void knowsWhatAChangeCostsThatLocksItsTable(String server, String expected, Consumer<SchemaEditor> change) {
		knowsWhatAChangeCosts(server + " plain", expected, change);
	}

	static Stream<Arguments> plainCosts() {
		return Stream.of(arguments("postgresql 18", "blocked-writes", index()),
				arguments("postgresql 18", "blocked-reads", unique()),
				arguments("postgresql 18", "blocked-reads", key()),
				arguments("postgresql 18", "blocked-writes", reference()),
				arguments("postgresql 18", "blocked-reads", check()),
				arguments("postgresql 18", "blocked-reads",
						change((schema) -> schema.alterColumn("item").varchar("code", 20).notNull())),
				arguments("mysql 8.4", "", index()));
	}

	@Test
	void asksNothingOfATableThatIsNewInTheSameMigration() {
		assertThat(lint((schema) -> {
			schema.createTable("note", (table) -> table.bigint("item_id").notNull());
			schema.createIndex("idx_note_item_id").on("note", "item_id");
			schema.dropTable("note");
		})).isEmpty();
	}

	@Test
	void knowsWhatASearchIndexCosts() {
		List<SchemaOperation> words = Operations
			.of((schema) -> schema.createSearchIndex("search_item").on("item", "name"));
		assertThat(Lint.of(SHOP, words, Map.of(), List.of(Server.usual(Dialects.of("postgresql"))), true))
			.extracting(Finding::rule)
			.containsExactly(Rule.TABLE_REWRITE);
	}

	@Test
	void asksNothingOfATableThatIsNewUnderAnotherName() {
		assertThat(lint((schema) -> {
			schema.createTable("note", (table) -> {
				table.bigint("id").notNull();
				table.varchar("text", 9);
			});
			schema.renameTable("note").to("remark");
			schema.dropColumn("remark", "text");
		})).isEmpty();
		assertThat(lint((schema) -> {
			schema.renameTable("item").to("product");
			schema.dropColumn("product", "code");
		})).extracting(Finding::rule).containsExactly(Rule.ROLLING_UPDATE, Rule.DATA_LOSS, Rule.ROLLING_UPDATE);
	}

	@Test
	void findsDataLossUnlessItIsAccepted() {
		assertThat(lint((schema) -> schema.dropColumn("item", "code")))
			.filteredOn((finding) -> finding.rule() == Rule.DATA_LOSS)
			.singleElement()
			.satisfies((finding) -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
			.satisfies((finding) -> assertThat(finding.subject()).isEqualTo("drop column item.code"));
		assertThat(Lint.of(SHOP, Operations.of((schema) -> schema.dropColumn("item", "code")),
				Map.of("data-loss", "nobody reads it"), List.of(), true))
			.filteredOn((finding) -> finding.rule() == Rule.DATA_LOSS)
			.singleElement()
			.satisfies((finding) -> assertThat(finding.severity()).isEqualTo(Severity.INFO))
			.satisfies((finding) -> assertThat(finding.accepted()).isEqualTo("nobody reads it"));
	}

	@Test
	void findsWhatARunningReleaseDoesNotSurvive() {
		assertThat(lint((schema) -> schema.renameColumn("item", "code").to("number"))).extracting(Finding::rule)
			.containsExactly(Rule.ROLLING_UPDATE);
		assertThat(lint((schema) -> schema.renameTable("item").to("product"))).extracting(Finding::rule)
			.containsExactly(Rule.ROLLING_UPDATE);
	}

	@Test
	void findsWhatRefusesTheRowsOfARunningRelease() {
		assertThat(lint((schema) -> schema.addColumn("item").integer("stars").notNull())).extracting(Finding::rule)
			.containsExactly(Rule.ROLLING_UPDATE);
		assertThat(lint((schema) -> {
			schema.addColumn("item").integer("stars").notNull().defaultValue(0);
			schema.alterColumn("item").integer("stars").notNull();
		})).singleElement().satisfies((finding) -> {
			assertThat(finding.rule()).isEqualTo(Rule.ROLLING_UPDATE);
			assertThat(finding.subject()).isEqualTo("alter column item.stars integer not null");
		});
		assertThat(lint((schema) -> schema.alterColumn("item").varchar("name", 100).notNull()))
			.extracting(Finding::rule)
			.containsExactly(Rule.ROLLING_UPDATE);
		assertThat(lint((schema) -> schema.alterColumn("item").varchar("name", 100).notNull().defaultValue("")))
			.extracting(Finding::rule)
			.containsExactly(Rule.FILLED_NULLS);
		assertThat(lint((schema) -> schema.addColumn("item").integer("stars").notNull().defaultValue(0))).isEmpty();
	}

	@Test
	void findsFormerNamesThatAreFollowed() {
		Map<String, List<SchemaOperation>> renames = Map.of("'Rename' (2)", Operations.of((schema) -> {
			schema.renameColumn("item", "code").to("number");
			schema.renameTable("item").to("product");
		}));
		assertThat(Lint.ofHint("item", "number", "code", renames)).extracting(Finding::subject)
			.containsExactly("'code' as the former name of item.number");
		assertThat(Lint.ofHint("product", null, "item", renames)).extracting(Finding::subject)
			.containsExactly("'item' as the former name of product");
		assertThat(Lint.ofHint("item", "title", "label", renames)).isEmpty();
	}

	@Test
	void findsSqlThatChangesTheSchemaSecretly() {
		assertThat(lint((schema) -> schema.sql("ALTER TABLE item ADD secret integer"))).extracting(Finding::rule)
			.containsExactly(Rule.UNDECLARED_CHANGE);
		assertThat(lint((schema) -> schema.sql("ALTER TABLE item ADD secret integer")
			.declares((declared) -> declared.addColumn("item").integer("secret")))).isEmpty();
		assertThat(lint((schema) -> schema.sql("UPDATE item SET code = 'x'"))).isEmpty();
	}

	@Test
	void findsAcceptancesOfNothing() {
		assertThat(Lint.of(SHOP, List.of(), Map.of("data-lost", "a slip of the pen"), List.of(), true)).singleElement()
			.extracting(Finding::reason)
			.isEqualTo("There is no rule 'data-lost'");
	}

	@Test
	void findsIndexesThatDoNothing() {
		Schema schema = Operations.schema((s) -> {
			s.createTable("a", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("x", 9).notNull();
				table.varchar("y", 9).notNull();
				table.bigint("parent_id").references("a", "id");
			});
			s.addUnique("uq_a_x_y").on("a", "x", "y");
			s.createIndex("idx_id").on("a", "id");
			s.createIndex("idx_x").on("a", "x");
			s.createIndex("idx_y").on("a", "y");
			s.createIndex("idx_y_x").on("a", "y", "x");
			s.createIndex("uq_y").unique().on("a", "y");
		});
		assertThat(Lint.of(schema)).extracting((finding) -> finding.rule().id() + ": " + finding.subject())
			.containsExactly("unindexed-foreign-key: foreign key fk_a_parent_id of a",
					"duplicate-index: index idx_id of a", "duplicate-index: index idx_x of a",
					"redundant-index: index idx_y of a");
	}

	@Test
	void indexesOfSomeRowsOrOfExpressionsServeNoForeignKeyAndDuplicateNothing() {
		Schema schema = Operations.schema((s) -> {
			s.createTable("a", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("x", 9).notNull();
				table.bigint("first_id").references("a", "id");
				table.bigint("second_id").references("a", "id");
			});
			s.addUnique("uq_a_x").on("a", "x");
			s.createIndex("idx_first").on("a", "first_id").where("x = 'open'");
			s.createIndex("idx_lower").on("a").expression("lower(x)").ascending("second_id");
			s.createIndex("idx_x").on("a", "x").where("first_id IS NULL");
			s.createIndex("idx_x_first").on("a", "x", "first_id");
		});
		assertThat(Lint.of(schema)).extracting((finding) -> finding.rule().id() + ": " + finding.subject())
			.containsExactly("unindexed-foreign-key: foreign key fk_a_first_id of a",
					"unindexed-foreign-key: foreign key fk_a_second_id of a");
	}

	@Test
	void anIndexThatIncludesMoreIsNotRedundant() {
		Schema schema = Operations.schema((s) -> {
			s.createTable("a", (table) -> {
				table.bigint("id").primaryKey();
				table.varchar("x", 20).notNull();
				table.varchar("y", 20).notNull();
				table.varchar("z", 20).notNull();
			});
			s.createIndex("idx_id").on("a", "id").include("x");
			s.createIndex("idx_x").on("a", "x");
			s.createIndex("idx_x_more").on("a", "x").include("z");
			s.createIndex("idx_y").on("a", "y").include("z");
			s.createIndex("idx_y_x").on("a", "y", "x");
			s.createIndex("idx_z").on("a", "z").include("x");
			s.createIndex("idx_z_x_y").on("a", "z", "x", "y");
		});
		assertThat(Lint.of(schema)).extracting((finding) -> finding.rule().id() + ": " + finding.subject())
			.containsExactly("redundant-index: index idx_x of a", "redundant-index: index idx_z of a");
	}

	@Test
	void theSecondColumnOfPairsNeedsAnIndexOfItsOwn() {
		Schema schema = Operations.schema((s) -> {
			s.createTable("post", (table) -> table.bigint("id").notNull().primaryKey());
			s.createTable("tag", (table) -> table.bigint("id").notNull().primaryKey());
			s.createTable("post_tag", (table) -> {
				table.bigint("post_id").notNull().primaryKey().references("post", "id");
				table.bigint("tag_id").notNull().primaryKey().references("tag", "id");
			});
		});
		assertThat(Lint.of(schema)).extracting(Finding::remedy)
			.containsExactly("Declare an index that starts with tag_id");
	}

	private static List<Finding> lint(Consumer<SchemaEditor> change) {
		return Lint.of(SHOP, Operations.of(change), Map.of(), List.of(), true);
	}

	private static Consumer<SchemaEditor> change(Consumer<SchemaEditor> change) {
		return change;
	}

	private static Consumer<SchemaEditor> index() {
		return (schema) -> schema.createIndex("idx_item_name").on("item", "name");
	}

	private static Consumer<SchemaEditor> unique() {
		return (schema) -> schema.addUnique("uq_item_name").on("item", "name");
	}

	private static Consumer<SchemaEditor> check() {
		return (schema) -> schema.addCheck("ck_item_price").on("item").that("price > 0");
	}

	private static Consumer<SchemaEditor> key() {
		return (schema) -> schema.addPrimaryKey("pk_item").on("item", "id");
	}

	private static Consumer<SchemaEditor> column() {
		return (schema) -> schema.addColumn("item").integer("stars").notNull().defaultValue(3);
	}

	private static Consumer<SchemaEditor> reference() {
		return (schema) -> schema.addForeignKey("fk_item_customer_id")
			.on("item", "customer_id")
			.references("customer", "id");
	}

}
