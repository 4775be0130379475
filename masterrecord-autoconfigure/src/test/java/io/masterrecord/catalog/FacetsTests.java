package io.masterrecord.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.masterrecord.dialect.DialectException;
import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every facet of a table there and back on every engine: the catalog tells the schema
 * that was applied, after the reverse that of before, and rows are kept. What an engine
 * has not is refused by name.
 */
class FacetsTests {

	private static final Consumer<SchemaEditor> TABLES = (schema) -> {
		schema.createTable("owner", (table) -> {
			table.bigint("id").primaryKey();
			table.varchar("name", 40);
		});
		schema.createTable("item", (table) -> {
			table.bigint("id").primaryKey();
			table.integer("amount");
			table.integer("price").defaultValue(3);
			table.varchar("status", 20).notNull().defaultValue("OPEN");
			table.varchar("title", 40);
			table.bigint("owner_id");
			table.check("ck_item_amount", "amount >= 0");
			table.oneOf("ck_item_status", "status", "OPEN", "it's done");
			table.foreignKey("fk_item_owner_id", "owner_id").references("owner", "id");
			table.unique("uq_item_title", "title");
		});
		schema.createIndex("idx_item_owner_id").on("item", "owner_id");
		schema.createIndex("idx_item_price").on("item", "price");
	};

	private static final Set<String> NONE = Set.of();

	private final Map<String, Facet> facets = new LinkedHashMap<>();

	FacetsTests() {
		facet("check added", NONE, (s) -> s.addCheck("ck_item_price").on("item").that("price > 0 OR title = 'amount'"));
		facet("check dropped", NONE, (s) -> s.dropCheck("ck_item_amount").on("item"));
		facet("values of a column reduced", NONE, (s) -> {
			s.dropCheck("ck_item_status").on("item");
			s.addCheck("ck_item_status").on("item").oneOf("status", "OPEN");
		});
		facet("numbers of a column listed", NONE, (s) -> s.addCheck("ck_item_three").on("item").oneOf("price", 3, 4));
		facet("checked column renamed", NONE, (s) -> s.renameColumn("item", "amount").to("quantity"));
		facet("column of listed values renamed", NONE, (s) -> s.renameColumn("item", "status").to("state"));
		facet("column computed", NONE, (s) -> s.addColumn("item").integer("total").computed("amount * price"));
		facet("source of a computed column renamed", NONE, (s) -> {
			s.addColumn("item").integer("total").computed("amount * price");
			s.renameColumn("item", "price").to("cost");
		});
		facet("computed column in a new table", NONE, (s) -> s.createTable("sum", (t) -> {
			t.bigint("id").primaryKey();
			t.integer("a").comment("first");
			t.integer("b").computed("a + 1").comment("second");
			t.comment("it's a sum");
		}));
		facet("table comment", NONE, (s) -> s.commentTable("item", "what we sell"));
		facet("column comment", NONE, (s) -> s.alterColumn("item").varchar("title", 40).comment("it's shown"));
		facet("comment of a new column", NONE, (s) -> s.addColumn("item").text("note").comment("for us"));
		facet("index renamed", NONE, (s) -> s.renameIndex("item", "idx_item_price").to("idx_item_cost"));
		facet("unique constraint renamed", NONE, (s) -> s.renameConstraint("item", "uq_item_title").to("uq_title"));
		facet("foreign key renamed", NONE, (s) -> s.renameConstraint("item", "fk_item_owner_id").to("fk_owner"));
		facet("check renamed", NONE, (s) -> s.renameConstraint("item", "ck_item_amount").to("ck_amount"));
		facet("primary key renamed", NONE, (s) -> s.renameConstraint("item", "pk_item").to("pk_goods"));
		facet("table with constraints renamed", NONE, (s) -> {
			s.renameTable("item").to("goods");
			s.renameConstraint("goods", "ck_item_status").to("ck_goods_status");
			s.renameIndex("goods", "idx_item_price").to("idx_goods_price");
		});
		facet("partial index", Set.of("mariadb", "mysql", "h2"),
				(s) -> s.createIndex("idx_open").on("item", "price").where("status = 'OPEN'"));
		facet("partial unique index", Set.of("mariadb", "mysql", "h2"),
				(s) -> s.createIndex("idx_open").unique().on("item", "price").where("title IS NOT NULL"));
		facet("index that includes columns", Set.of("mariadb", "mysql", "sqlite", "h2"),
				(s) -> s.createIndex("idx_covering").on("item", "owner_id").include("title", "price"));
		facet("included column renamed", Set.of("mariadb", "mysql", "sqlite", "h2"), (s) -> {
			s.createIndex("idx_covering").unique().on("item", "title").include("price").where("price > 0");
			s.renameColumn("item", "price").to("cost");
		});
		facet("index over an expression", Set.of("mariadb", "h2"),
				(s) -> s.createIndex("idx_lower").on("item").expression("lower(title)").ascending("price"));
		facet("index with usual nulls", NONE,
				(s) -> s.createIndex("idx_nulls").on("item").descending("price").nullsLast());
		facet("index with unusual nulls", Set.of("mariadb", "mysql", "sqlite"),
				(s) -> s.createIndex("idx_nulls").on("item").descending("price").nullsFirst());
		facet("foreign key that waits", Set.of("mariadb", "mysql", "h2"), (s) -> {
			s.dropForeignKey("fk_item_owner_id").on("item");
			s.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("owner", "id").initiallyDeferred();
		});
		facet("foreign key that may wait", Set.of("mariadb", "mysql", "h2"), (s) -> {
			s.dropForeignKey("fk_item_owner_id").on("item");
			s.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("owner", "id").deferrable();
		});
		facet("foreign key with a default", Set.of("mariadb", "mysql"), (s) -> {
			s.dropForeignKey("fk_item_owner_id").on("item");
			s.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("owner", "id").onDeleteSetDefault();
		});
		facet("sequence", Set.of("mysql", "sqlite"), (s) -> s.createSequence("item_no", 100, 5));
		facet("sequence of a column", Set.of("mysql", "sqlite"), (s) -> {
			s.createSequence("item_no", 100, 1);
			s.addColumn("item").bigint("no").defaultSequence("item_no");
		});
		facet("sequence altered and renamed", Set.of("mysql", "sqlite"), (s) -> {
			s.createSequence("item_no", 100, 1);
			s.addColumn("item").bigint("no").defaultSequence("item_no");
			s.alterSequence("item_no", 500, 2);
			s.renameSequence("item_no").to("item_number");
		});
		facet("view", NONE,
				(s) -> s.createView("open_item").uses("item").as("SELECT id, title FROM item WHERE status = 'OPEN'"));
		facet("view on a view", NONE, (s) -> {
			s.createView("open_item").uses("item").as("SELECT id, title FROM item WHERE status = 'OPEN'");
			s.createView("titled_item")
				.uses("open_item", "item")
				.as("SELECT id FROM open_item WHERE title IS NOT NULL");
		});
		facet("view on one dialect", NONE,
				(s) -> s.createView("here").onDialect("postgresql", "SELECT current_user AS me"));
		facet("function", NONE,
				(s) -> s.createFunction("twice")
					.onDialect("postgresql",
							"CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 2")
					.onDialect("mariadb", "CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2"));
		facet("trigger", NONE, (s) -> s.createTrigger("item_price", "item")
			.onDialect("mariadb",
					"CREATE TRIGGER item_price BEFORE INSERT ON item FOR EACH ROW SET NEW.price = coalesce(NEW.price, 1)")
			.onDialect("sqlite",
					"CREATE TRIGGER item_price AFTER INSERT ON item BEGIN UPDATE item SET price = 1 WHERE price IS NULL; END"));
		facet("document", NONE, (s) -> s.addColumn("item").json("data"));
		facet("documents with a default", NONE,
				(s) -> s.addColumn("item").json("data").notNull().defaultValue("{\"a\": \"it's\"}"));
		facet("array", Set.of("mariadb", "mysql", "sqlite"), (s) -> s.addColumn("item").array("tags", "text"));
		facet("array of numbers", Set.of("mariadb", "mysql", "sqlite"),
				(s) -> s.addColumn("item").array("numbers", "bigint"));
	}

	@EngineTest
	void areThereAndBack(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(Operations.of(TABLES).toArray(SchemaOperation[]::new));
			verify("start", live);
			live.execute("INSERT INTO %s (%s, %s, %s) VALUES (1, 2, 'kept')".formatted(live.quote("item"),
					live.quote("id"), live.quote("amount"), live.quote("title")));
			Schema start = live.read();
			List<String> refused = new ArrayList<>();
			for (Map.Entry<String, Facet> facet : this.facets.entrySet()) {
				String name = facet.getKey();
				if (facet.getValue().refusedOn().contains(live.dialect().id())) {
					refused(name, live, facet.getValue().operations());
					refused.add(name);
				}
				else {
					thereAndBack(name, live, facet.getValue().operations(), start);
				}
			}
			assertThat(live.one("SELECT %s FROM %s WHERE %s = 1".formatted(live.quote("title"), live.quote("item"),
					live.quote("id"))))
				.isEqualTo("kept");
			assertThat(refused).hasSizeLessThan(this.facets.size() / 2);
		}
	}

	private static void refused(String name, LiveSchema live, SchemaOperation[] operations) throws SQLException {
		Schema before = live.expected();
		List<SchemaOperation> applied = new ArrayList<>();
		assertThatExceptionOfType(DialectException.class).as(name + " on " + live.dialect().id()).isThrownBy(() -> {
			for (SchemaOperation operation : operations) {
				live.apply(operation);
				applied.add(operation);
			}
		}).withMessageContaining(live.dialect().id());
		live.apply(Inversion.of(before, applied).operations().toArray(SchemaOperation[]::new));
	}

	private static void thereAndBack(String name, LiveSchema live, SchemaOperation[] operations, Schema start)
			throws SQLException {
		List<SchemaOperation> back = Inversion.of(live.expected(), List.of(operations)).operations();
		try {
			live.apply(operations);
			verify(name, live);
			live.apply(back.toArray(SchemaOperation[]::new));
			verify(name + " and back", live);
		}
		catch (RuntimeException | SQLException ex) {
			throw new AssertionError("'%s' on %s: %s".formatted(name, live.dialect().id(), ex.getMessage()), ex);
		}
		assertThat(SchemaComparison.of(live.dialect(), Set.of()).differences(start, live.expected())).as(name)
			.isEmpty();
	}

	private static void verify(String name, LiveSchema live) {
		SchemaComparison comparison = SchemaComparison.of(live.dialect(), Set.of());
		Schema told = live.read();
		assertThat(comparison.differences(live.expected(), told)).as(name + " on " + live.dialect().id()).isEmpty();
		assertThat(comparison.normalize(told)).as(name).isEqualTo(comparison.normalize(live.expected()));
	}

	private void facet(String name, Set<String> refusedOn, Consumer<SchemaEditor> change) {
		this.facets.put(name, new Facet(refusedOn, Operations.of(change).toArray(SchemaOperation[]::new)));
	}

	private record Facet(Set<String> refusedOn, SchemaOperation[] operations) {
	}

}
