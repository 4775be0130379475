package io.masterrecord.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.dialect.Samples;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CatalogReaderTests {

	@EngineTest
	void seesEachOperationAndItsReverse(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(new CreateTable(Samples.category()));
			verify(live);
			thereAndBack(live, new CreateTable(Samples.product()), new DropTable("product"));
			live.apply(new CreateTable(Samples.product()));
			for (SchemaOperation[] pair : pairs()) {
				thereAndBack(live, pair[0], pair[1]);
			}
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void findsTheKeyThatAForeignKeyDoesNotName(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			live.execute("CREATE TABLE parent (code text PRIMARY KEY)");
			live.execute("CREATE TABLE pair (b integer, a integer, PRIMARY KEY (a, b))");
			live.execute("CREATE TABLE child (parent_code text REFERENCES parent, x integer, y integer, "
					+ "FOREIGN KEY (x, y) REFERENCES pair)");
			assertThat(live.read().table("child").orElseThrow().foreignKeys())
				.extracting(ForeignKey::targetTable, ForeignKey::targetColumns)
				.containsExactlyInAnyOrder(tuple("parent", List.of("code")), tuple("pair", List.of("a", "b")));
		}
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void tellsSmallNumbersFromTruths(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			live.execute("CREATE TABLE item (open tinyint(1), state tinyint(4), amount tinyint)");
			assertThat(live.read().table("item").orElseThrow().columns()).extracting((column) -> column.type().name())
				.containsExactly(TypeName.BOOLEAN, TypeName.SMALLINT, TypeName.SMALLINT);
		}
	}

	private static List<SchemaOperation[]> pairs() {
		ColumnType integer = ColumnType.of(TypeName.INTEGER);
		Column counted = new Column("counted", integer, false, new ColumnDefault.Literal(3L), false);
		Column moment = new Column("moment", ColumnType.of(TypeName.DATETIME), false,
				new ColumnDefault.Expression("CURRENT_TIMESTAMP"), false);
		Index descending = new Index("idx_product_price_title",
				List.of(new IndexColumn("price", true), IndexColumn.ascending("title")), false,
				Environments.everywhere());
		ForeignKey foreignKey = Samples.product().foreignKeys().get(0);
		ForeignKey other = new ForeignKey("fk_category_rank", List.of("rank"), "place", List.of("number"),
				ReferentialAction.SET_NULL, ReferentialAction.CASCADE);
		Table place = new Table("place", List.of(Samples.column("number", integer)), null,
				List.of(new UniqueConstraint("uq_place_number", List.of("number"))), List.of(), List.of());
		return List.of(pair(new RenameTable("product", "article"), new RenameTable("article", "product")),
				pair(new RenameTable("category", "kind"), new RenameTable("kind", "category")),
				pair(new AddColumn("product", Samples.nullable("note", ColumnType.of(TypeName.TEXT))),
						new DropColumn("product", "note")),
				pair(new AddColumn("product", Samples.column("required", integer)),
						new DropColumn("product", "required")),
				pair(new AddColumn("product", counted), new DropColumn("product", "counted")),
				pair(new AddColumn("product", moment), new DropColumn("product", "moment")),
				pair(new RenameColumn("product", "title", "name"), new RenameColumn("product", "name", "title")),
				pair(new RenameColumn("category", "id", "key"), new RenameColumn("category", "key", "id")),
				pair(new AlterColumn("product", Samples.column("title", ColumnType.varchar(80))),
						new AlterColumn("product", Samples.column("title", ColumnType.varchar(40)))),
				pair(new AlterColumn("product", Samples.nullable("title", ColumnType.of(TypeName.TEXT))),
						new AlterColumn("product", Samples.column("title", ColumnType.varchar(40)))),
				pair(new AlterColumn("category",
						new Column("rank", integer, false, new ColumnDefault.Literal(1L), false)),
						new AlterColumn("category", Samples.nullable("rank", integer))),
				pair(new AlterColumn("product", Samples.column("id", ColumnType.of(TypeName.BIGINT))),
						new AlterColumn("product", Samples.identity("id"))),
				pair(new AddUnique("product", new UniqueConstraint("uq_product_title", List.of("title", "price"))),
						new DropUnique("product", "uq_product_title")),
				pair(new CreateIndex("product", descending), new DropIndex("product", descending.name())),
				pair(new CreateIndex("product", Samples.uniqueIndex("ux_product_title", "title")),
						new DropIndex("product", "ux_product_title")),
				pair(new CreateIndex("product", Samples.index("idx_product_category_id", "category_id")),
						new DropIndex("product", "idx_product_category_id")),
				pair(new DropForeignKey("product", foreignKey.name()), new AddForeignKey("product", foreignKey)),
				pair(new CreateTable(place), new DropTable("place")),
				pair(new AlterColumn("product", Samples.column("id", ColumnType.of(TypeName.BIGINT))),
						new AlterColumn("product", Samples.identity("id"))));
	}

	private static SchemaOperation[] pair(SchemaOperation up, SchemaOperation down) {
		return new SchemaOperation[] { up, down };
	}

	private static void thereAndBack(LiveSchema live, SchemaOperation up, SchemaOperation down) throws SQLException {
		Schema before = live.read();
		live.apply(up);
		verify(live);
		assertThat(live.read()).as(up.toString()).isNotEqualTo(before);
		live.apply(down);
		verify(live);
		assertThat(live.read()).as(down.toString()).isEqualTo(before);
	}

	private static void verify(LiveSchema live) {
		SchemaComparison comparison = SchemaComparison.of(live.dialect(), Set.of());
		assertThat(comparison.differences(live.expected(), live.read())).isEmpty();
		assertThat(comparison.normalize(live.read())).isEqualTo(comparison.normalize(live.expected()));
	}

	@EngineTest
	void seesKeysComeAndGo(TestDatabase database) throws SQLException {
		ColumnType integer = ColumnType.of(TypeName.INTEGER);
		Table plain = new Table("plain", List.of(Samples.column("a", integer), Samples.column("b", integer)), null,
				List.of(), List.of(), List.of());
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(new CreateTable(plain));
			verify(live);
			thereAndBack(live, new AddPrimaryKey("plain", new PrimaryKey("pk_plain", List.of("b", "a"))),
					new DropPrimaryKey("plain"));
			live.apply(new AddPrimaryKey("plain", new PrimaryKey("pk_plain", List.of("b", "a"))),
					new AddForeignKey("plain", new ForeignKey("fk_plain", List.of("a", "b"), "plain", List.of("b", "a"),
							ReferentialAction.RESTRICT, ReferentialAction.RESTRICT)));
			verify(live);
			thereAndBack(live, new CreateIndex("plain", Samples.index("idx_plain_a_b", "a", "b")),
					new DropIndex("plain", "idx_plain_a_b"));
			thereAndBack(live, new AddUnique("plain", new UniqueConstraint("uq_plain_a_b", List.of("a", "b"))),
					new DropUnique("plain", "uq_plain_a_b"));
			live.apply(new RenameTable("plain", "renamed"), new RenameColumn("renamed", "a", "c"));
			verify(live);
		}
	}

	@EngineTest
	void readsEveryTypeBack(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(new CreateTable(Samples.everyType()));
			verify(live);
			live.apply(new AddColumn("every_type", Samples.nullable("bytes", new ColumnType(TypeName.BINARY, 16, 0))),
					new AddColumn("every_type", Samples.nullable("all_bytes", ColumnType.of(TypeName.BINARY))),
					new AddColumn("every_type", Samples.nullable("long_text", ColumnType.varchar(30_000))));
			verify(live);
		}
	}

	@EngineTest
	void readsOnlyWhatIsWanted(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(new CreateTable(Samples.category()), new CreateTable(Samples.product()));
			live.execute("CREATE VIEW " + live.quote("seen") + " AS SELECT * FROM " + live.quote("category"));
			Schema read = CatalogReader.read(live.connection(), live.dialect(), (table) -> !table.equals("category"));
			assertThat(read.tables()).containsOnlyKeys("product");
		}
	}

	@EngineTest
	void readsATypeWithoutANeutralNameAsText(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			String type = (database.engine() == Engine.H2) ? "geometry" : "point";
			live.execute("CREATE TABLE " + live.quote("foreign") + " (" + live.quote("j") + " " + type + ")");
			Column column = live.read().table("foreign").flatMap((table) -> table.column("j")).orElseThrow();
			assertThat(column.type()).isEqualTo(ColumnType.of(TypeName.TEXT));
		}
	}

}
