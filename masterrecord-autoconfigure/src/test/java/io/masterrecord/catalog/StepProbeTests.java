package io.masterrecord.catalog;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.dialect.Samples;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class StepProbeTests {

	private static final ColumnType INTEGER = ColumnType.of(TypeName.INTEGER);

	private static final Environments EVERYWHERE = Environments.everywhere();

	private static Map<String, SchemaOperation> operations() {
		Map<String, SchemaOperation> operations = new LinkedHashMap<>();
		operations.put("create table", new CreateTable(Samples.product()));
		operations.put("create table without key", new CreateTable(
				new Table("bare", List.of(Samples.column("a", INTEGER)), null, List.of(), List.of(), List.of())));
		operations.put("rename table", new RenameTable("product", "article"));
		operations.put("add column", new AddColumn("article", Samples.nullable("note", ColumnType.varchar(20))));
		operations.put("add needed column", new AddColumn("article", Samples.column("amount", INTEGER)));
		operations.put("rename column", new RenameColumn("article", "note", "remark"));
		operations.put("alter type", new AlterColumn("article", Samples.nullable("remark", ColumnType.varchar(30))));
		operations.put("alter nullability and default", new AlterColumn("article",
				new Column("remark", ColumnType.varchar(30), false, new ColumnDefault.Literal("x y"), false)));
		operations.put("alter default",
				new AlterColumn("article", new Column("amount", INTEGER, false, new ColumnDefault.Literal(4L), false)));
		operations.put("add primary key", new AddPrimaryKey("bare", new PrimaryKey("pk_bare", List.of("a"))));
		operations.put("add unique", new AddUnique("article", new UniqueConstraint("uq_title", List.of("title"))));
		operations.put("create index", new CreateIndex("article", Samples.index("idx_category", "category_id")));
		operations.put("drop index", new DropIndex("article", "idx_category"));
		operations.put("drop unique", new DropUnique("article", "uq_title"));
		operations.put("drop foreign key", new DropForeignKey("article", "fk_product_category_id"));
		operations.put("add foreign key", new AddForeignKey("article", Samples.product().foreignKeys().get(0)));
		operations.put("drop column", new DropColumn("article", "remark"));
		operations.put("drop primary key", new DropPrimaryKey("bare"));
		operations.put("drop table", new DropTable("bare"));
		operations.put("insert", new InsertRows("category", List.of("name"), EVERYWHERE,
				List.of(Samples.row("name", "a", "rank", 1), Samples.row("name", "b"))));
		operations.put("upsert", new UpsertRows("category", List.of("name"), List.of(), EVERYWHERE,
				List.of(Samples.row("name", "a", "rank", 2), Samples.row("id", 99, "name", "c"))));
		operations.put("upsert some columns", new UpsertRows("category", List.of("name"), List.of("rank"), EVERYWHERE,
				List.of(Samples.row("id", 98, "name", "b", "rank", 5))));
		operations.put("delete", new DeleteRows("category", List.of("name"), EVERYWHERE,
				List.of(Samples.row("name", "a"), Samples.row("name", "b"))));
		return operations;
	}

	@EngineTest
	void tellsBeforeFromAfter(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(Samples.category()))) {
			for (Map.Entry<String, SchemaOperation> operation : operations().entrySet()) {
				Schema before = live.expected();
				assertThat(probe(live, before, operation.getValue())).as("before " + operation.getKey())
					.isEqualTo(StepEffect.NO);
				live.apply(operation.getValue());
				assertThat(probe(live, before, operation.getValue())).as("after " + operation.getKey())
					.isEqualTo(StepEffect.YES);
			}
		}
	}

	private static StepEffect probe(LiveSchema live, Schema before, SchemaOperation operation) {
		return StepProbe.tookEffect(live.connection(), live.dialect(), before, operation);
	}

	@EngineTest
	void tellsTheDefaultOfAColumnApart(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(Samples.category()))) {
			live.apply(new AlterColumn("category",
					new Column("rank", INTEGER, true, new ColumnDefault.Literal(1L), false)));
			Schema before = live.expected();
			AlterColumn two = new AlterColumn("category",
					new Column("rank", INTEGER, true, new ColumnDefault.Literal(2L), false));
			AlterColumn three = new AlterColumn("category",
					new Column("rank", INTEGER, true, new ColumnDefault.Literal(3L), false));
			assertThat(probe(live, before, two)).isEqualTo(StepEffect.NO);
			live.apply(two);
			assertThat(probe(live, before, two)).isEqualTo(StepEffect.YES);
			assertThat(probe(live, before, three)).isEqualTo(StepEffect.UNKNOWN);
		}
	}

	@EngineTest
	void runsAnAlterationAgainThatStoppedHalfWay(TestDatabase database) throws SQLException {
		AlterColumn operation = new AlterColumn("category",
				new Column("rank", ColumnType.varchar(9), false, new ColumnDefault.Literal("none"), false));
		try (LiveSchema live = LiveSchema.of(database)
			.apply(new CreateTable(Samples.category()),
					new InsertRows("category", List.of(), EVERYWHERE, List.of(Samples.row("name", "a"))))) {
			Schema before = live.expected();
			live.apply(new AlterColumn("category",
					new Column("rank", ColumnType.varchar(9), true, new ColumnDefault.Literal("none"), false)));
			assertThat(probe(live, before, operation)).isEqualTo(StepEffect.NO);
			live.apply(operation);
			assertThat(probe(live, before, operation)).isEqualTo(StepEffect.YES);
		}
	}

	@EngineTest
	void leavesWhatItCannotTellToAPerson(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(Samples.category()))) {
			Schema before = live.expected();
			assertThat(probe(live, before, new RunSql("SELECT 1", List.of(), List.of()))).isEqualTo(StepEffect.UNKNOWN);
			assertThat(probe(live, before, new RunCode("k", 1, (connection) -> {
			}, List.of(new CreateTable(Samples.product()))))).isEqualTo(StepEffect.NO);
			assertThat(probe(live, before,
					new RunSql("…", List.of(), List.of(new CreateTable(Samples.product()), new DropTable("other")))))
				.isEqualTo(StepEffect.UNKNOWN);
			Table other = Samples.category().withColumns(List.of(Samples.identity("id"))).withUniques(List.of());
			assertThat(probe(live, Schema.empty(), new CreateTable(other))).isEqualTo(StepEffect.UNKNOWN);
			assertThat(probe(live, before, new AddColumn("category", Samples.nullable("name", INTEGER))))
				.isEqualTo(StepEffect.UNKNOWN);
			InsertRows rows = new InsertRows("category", List.of("name"), EVERYWHERE,
					List.of(Samples.row("name", "a"), Samples.row("name", "b")));
			live.apply(new InsertRows("category", List.of(), EVERYWHERE, List.of(Samples.row("name", "a"))));
			assertThat(probe(live, before, rows)).isEqualTo(StepEffect.UNKNOWN);
			assertThat(probe(live, before,
					new InsertRows("category", List.of(), EVERYWHERE, List.of(Samples.row("name", "a")))))
				.isEqualTo(StepEffect.UNKNOWN);
		}
	}

	@EngineTest(only = Engine.H2)
	void doesNotForgetAForeignKeyThatHadToLeave(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)
			.apply(new CreateTable(Samples.category()), new CreateTable(Samples.product()),
					new CreateIndex("product", Samples.index("idx_category", "category_id")))) {
			Schema before = live.expected();
			live.apply(new DropForeignKey("product", "fk_product_category_id"),
					new DropIndex("product", "idx_category"));
			assertThat(probe(live, before, new DropIndex("product", "idx_category"))).isEqualTo(StepEffect.UNKNOWN);
		}
	}

}
