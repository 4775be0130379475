package io.masterrecord.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqliteRebuildTests {

	private static final AlterColumn RANK_IS_NEEDED = new AlterColumn("category",
			new Column("rank", ColumnType.of(TypeName.INTEGER), false, new ColumnDefault.Literal(9L), false));

	private static LiveSchema categories(TestDatabase database) throws SQLException {
		return LiveSchema.of(database)
			.apply(new CreateTable(Samples.category()), new CreateTable(Samples.product()),
					new InsertRows("category", List.of(), Environments.everywhere(),
							List.of(Samples.row("id", 1, "name", "a", "rank", 1), Samples.row("id", 5, "name", "b"))),
					new InsertRows("product", List.of(), Environments.everywhere(),
							List.of(Samples.row("category_id", 1, "title", "one"),
									Samples.row("category_id", 5, "title", "two"))));
	}

	@EngineTest(only = Engine.SQLITE)
	void keepsRowsAndThoseThatReferToThem(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.execute("PRAGMA foreign_keys = ON");
			live.apply(RANK_IS_NEEDED);
			assertThat(live.strings("SELECT id || name || rank FROM category ORDER BY id")).containsExactly("1a1",
					"5b9");
			assertThat(live.strings("SELECT title FROM product ORDER BY id")).containsExactly("one", "two");
			assertThat(live.one("SELECT foreign_keys FROM pragma_foreign_keys")).isEqualTo("1");
			live.execute("DELETE FROM category WHERE id = 5");
			assertThat(live.strings("SELECT title FROM product")).containsExactly("one");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void keepsIndexesTriggersAndViewsThatNoMigrationKnows(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(new CreateIndex("category", Samples.index("idx_category_rank", "rank")));
			live.execute("CREATE INDEX strange ON category (lower(name)) WHERE rank > 3");
			live.execute("CREATE TABLE log (text)");
			live.execute("CREATE TRIGGER noted AFTER UPDATE ON category BEGIN INSERT INTO log VALUES (new.name); END");
			live.execute("CREATE TRIGGER elsewhere AFTER INSERT ON product BEGIN UPDATE category SET rank = 7; END");
			live.execute("CREATE VIEW names AS SELECT name FROM category");
			String query = "SELECT name || sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') "
					+ "AND sql IS NOT NULL ORDER BY name";
			List<String> before = live.strings(query);
			live.apply(RANK_IS_NEEDED);
			assertThat(live.strings(query)).isEqualTo(before).hasSize(6);
			live.execute("UPDATE category SET name = 'c' WHERE id = 5");
			assertThat(live.strings("SELECT text FROM log")).containsExactly("c");
			assertThat(live.strings("SELECT name FROM names")).contains("a", "c");
			assertThat(live.strings("SELECT name FROM sqlite_temp_schema")).isEmpty();
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void neverReusesANumber(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.execute("DELETE FROM product");
			live.execute("DELETE FROM category");
			live.apply(RANK_IS_NEEDED);
			live.execute("INSERT INTO category (name) VALUES ('new')");
			assertThat(live.strings("SELECT id FROM category")).containsExactly("6");
			assertThat(live.strings("SELECT name FROM sqlite_sequence ORDER BY name")).containsExactly("category",
					"product");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void neverReusesANumberThoughTheRowsAreNotNumberedForATime(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.execute("DELETE FROM product");
			live.execute("DELETE FROM category WHERE id = 5");
			Column id = live.expected().table("category").orElseThrow().identityColumn().orElseThrow();
			live.apply(new AlterColumn("category", id.withIdentity(false)), RANK_IS_NEEDED,
					new RenameTable("category", "kind"));
			live.apply(new RenameTable("kind", "category"), new AlterColumn("category", id));
			live.execute("INSERT INTO category (name) VALUES ('new')");
			assertThat(live.strings("SELECT id FROM category ORDER BY id")).containsExactly("1", "6");
			live.apply(new AlterColumn("category", id.withIdentity(false)));
			live.execute("INSERT INTO category (id, name) VALUES (9, 'by hand')");
			live.apply(new AlterColumn("category", id));
			live.execute("INSERT INTO category (name) VALUES ('newer')");
			live.execute("DELETE FROM category");
			live.apply(new AlterColumn("category", id.withIdentity(false)), new AlterColumn("category", id));
			live.execute("INSERT INTO category (name) VALUES ('newest')");
			assertThat(live.strings("SELECT id FROM category")).containsExactly("11");
			assertThat(live.strings("SELECT name FROM sqlite_sequence ORDER BY name")).containsExactly("category",
					"product");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void undoesEverythingIfAStepFails(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			List<String> before = live.strings("SELECT name || sql FROM sqlite_schema ORDER BY name");
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> live
					.apply(new AlterColumn("category", Samples.column("rank", ColumnType.of(TypeName.INTEGER)))))
				.withMessageContaining("NOT NULL");
			assertThat(live.strings("SELECT name || sql FROM sqlite_schema ORDER BY name")).isEqualTo(before);
			assertThat(live.strings("SELECT name FROM category ORDER BY id")).containsExactly("a", "b");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void refusesToRunWhileForeignKeysAreOn(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.execute("PRAGMA foreign_keys = ON");
			List<SqlCommand> commands = live.dialect().render(live.expected(), RANK_IS_NEEDED);
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> commands.forEach((command) -> live.execute(command.sql())))
				.withMessageContaining("foreign keys are on: suspend them around the transaction");
			assertThat(live.one("SELECT count(*) FROM product")).isEqualTo("2");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void refusesToLoseAColumnThatNoMigrationKnows(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.execute("ALTER TABLE category ADD COLUMN stranger text");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> live.apply(RANK_IS_NEEDED))
				.withMessageContaining("the table has columns that no migration knows");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void findsARowThatRefersToNothing(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.execute("PRAGMA foreign_keys = ON");
			live.apply(new AddColumn("product", Samples.nullable("other_id", ColumnType.of(TypeName.BIGINT))));
			live.execute("UPDATE product SET other_id = 77");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> live.apply(new AddForeignKey("product",
						new ForeignKey("fk_other", List.of("other_id"), "category", List.of("id"),
								ReferentialAction.RESTRICT, ReferentialAction.RESTRICT))))
				.withMessageContaining("broken");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void convertsTheFormsOfTime(TestDatabase database) throws SQLException {
		Table table = new Table("moment", List.of(Samples.nullable("at", ColumnType.of(TypeName.DATETIME))), null,
				List.of(), List.of(), List.of());
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(table))) {
			live.execute("INSERT INTO moment VALUES ('2024-02-29T10:11:12.123456')");
			assertThat(after(live, TypeName.TIMESTAMP)).isEqualTo("2024-02-29T10:11:12.123456Z");
			assertThat(after(live, TypeName.DATETIME)).isEqualTo("2024-02-29T10:11:12.123456");
			assertThat(after(live, TypeName.DATE)).isEqualTo("2024-02-29");
			assertThat(after(live, TypeName.TIMESTAMP)).isEqualTo("2024-02-29T00:00:00.000000Z");
			assertThat(after(live, TypeName.TIME)).isEqualTo("00:00:00.000000");
		}
	}

	private static String after(LiveSchema live, TypeName type) throws SQLException {
		live.apply(new AlterColumn("moment", Samples.nullable("at", ColumnType.of(type))));
		return live.one("SELECT at FROM moment");
	}

	@EngineTest(only = Engine.SQLITE)
	void keepsATableThatRefersToItself(TestDatabase database) throws SQLException {
		ForeignKey parent = new ForeignKey("fk_node_parent", List.of("parent_id"), "node", List.of("id"),
				ReferentialAction.CASCADE, ReferentialAction.RESTRICT);
		Table node = new Table("node",
				List.of(Samples.identity("id"), Samples.nullable("parent_id", ColumnType.of(TypeName.BIGINT))),
				Samples.category().primaryKey(), List.of(), List.of(parent), List.of());
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(node))) {
			live.execute("PRAGMA foreign_keys = ON");
			live.execute("INSERT INTO node VALUES (1, NULL), (2, 1)");
			live.apply(new AddColumn("node", new Column("day", ColumnType.of(TypeName.DATE), false,
					new ColumnDefault.Expression("CURRENT_DATE"), false)));
			assertThat(SchemaComparison.of(live.dialect(), Set.of()).differences(live.expected(), live.read()))
				.isEmpty();
			live.execute("DELETE FROM node WHERE id = 1");
			assertThat(live.one("SELECT count(*) FROM node")).isEqualTo("0");
			live.apply(new DropForeignKey("node", "fk_node_parent"));
			live.execute("INSERT INTO node (parent_id) VALUES (99)");
		}
	}

}
