package io.masterrecord.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * One operation of each kind, rendered to a text for each dialect that is kept beside the
 * tests.
 */
final class RenderedOperations {

	private static final Environments EVERYWHERE = Environments.everywhere();

	private RenderedOperations() {
	}

	/**
	 * Render all operations, each under its name.
	 */
	static String of(Dialect dialect) {
		StringBuilder text = new StringBuilder();
		operations().forEach((name, operation) -> {
			text.append("# ").append(name).append('\n');
			for (SqlCommand command : dialect.render(schema(), operation)) {
				text.append(command.generating() ? "each of: " : "").append(command.sql()).append('\n');
				if (!command.values().isEmpty()) {
					text.append("  with ")
						.append(command.values().stream().map(TypedValue::value).toList())
						.append('\n');
				}
			}
			text.append('\n');
		});
		return text.toString();
	}

	/**
	 * Render all operations but raw SQL, to their statements.
	 */
	static List<String> statements(Dialect dialect) {
		return operations().values()
			.stream()
			.filter((operation) -> !(operation instanceof RunSql))
			.flatMap((operation) -> dialect.render(schema(), operation).stream())
			.map(SqlCommand::sql)
			.toList();
	}

	private static Schema schema() {
		Table product = Samples.product();
		Table bare = new Table("bare", List.of(Samples.column("a", ColumnType.of(TypeName.INTEGER))), null, List.of(),
				List.of(), List.of());
		Table keyed = new Table("keyed", bare.columns(), new PrimaryKey("pk_keyed", List.of("a")), List.of(), List.of(),
				List.of());
		return Schema.of(List.of(keyed, Samples.category(),
				product.withIndexes(List.of(Samples.index("idx_product_category_id", "category_id"))), bare));
	}

	private static Map<String, SchemaOperation> operations() {
		ColumnType integer = ColumnType.of(TypeName.INTEGER);
		Table product = Samples.product();
		Map<String, SchemaOperation> operations = new LinkedHashMap<>();
		operations.put("create table", new CreateTable(Samples.category()));
		operations.put("create table with foreign key", new CreateTable(product));
		operations.put("create table of every type", new CreateTable(Samples.everyType()));
		operations.put("drop table", new DropTable("product"));
		operations.put("rename table", new RenameTable("product", "article"));
		operations.put("add column", new AddColumn("product", Samples.nullable("note", ColumnType.varchar(20))));
		operations.put("add column that needs a value", new AddColumn("product", Samples.column("amount", integer)));
		operations.put("add column with default",
				new AddColumn("product", new Column("amount", integer, false, new ColumnDefault.Literal(1L), false)));
		operations.put("add column with moment", new AddColumn("product", new Column("day",
				ColumnType.of(TypeName.DATE), false, new ColumnDefault.Expression("CURRENT_DATE"), false)));
		operations.put("drop column", new DropColumn("product", "price"));
		operations.put("rename column", new RenameColumn("product", "price", "cost"));
		operations.put("alter column type",
				new AlterColumn("product", Samples.column("title", ColumnType.varchar(80))));
		operations.put("alter column type across families",
				new AlterColumn("product", Samples.nullable("price", ColumnType.of(TypeName.BIGINT))));
		operations.put("alter column nullability",
				new AlterColumn("product", Samples.nullable("title", ColumnType.varchar(40))));
		operations.put("alter column that has NULL",
				new AlterColumn("category", new Column("rank", integer, false, new ColumnDefault.Literal(0L), false)));
		operations.put("alter column default", new AlterColumn("product",
				new Column("title", ColumnType.varchar(40), false, new ColumnDefault.Literal("x"), false)));
		operations.put("alter column to identity",
				new AlterColumn("keyed", new Column("a", integer, false, null, true)));
		operations.put("add primary key", new AddPrimaryKey("bare", new PrimaryKey("pk_bare", List.of("a"))));
		operations.put("drop primary key", new DropPrimaryKey("keyed"));
		operations.put("add unique", new AddUnique("product", new UniqueConstraint("uq_title", List.of("title"))));
		operations.put("drop unique", new DropUnique("category", "uq_category_name"));
		operations.put("add foreign key", new AddForeignKey("product", product.foreignKeys().get(0)));
		operations.put("drop foreign key", new DropForeignKey("product", "fk_product_category_id"));
		operations.put("create index", new CreateIndex("product", new Index("idx_price_title",
				List.of(new IndexColumn("price", true), IndexColumn.ascending("title")), false, EVERYWHERE)));
		operations.put("create unique index",
				new CreateIndex("category", Samples.uniqueIndex("ux_category_rank", "rank")));
		operations.put("drop index", new DropIndex("product", "idx_product_category_id"));
		operations.put("insert rows", new InsertRows("category", List.of("name"), EVERYWHERE,
				List.of(Samples.row("name", "a"), Samples.row("name", "b"), Samples.row("name", "c", "rank", null))));
		operations.put("insert rows with identity",
				new InsertRows("category", List.of("id"), EVERYWHERE, List.of(Samples.row("id", 7, "name", "a"))));
		operations.put("upsert rows", new UpsertRows("category", List.of("name"), List.of(), EVERYWHERE,
				List.of(Samples.row("name", "a", "rank", 1), Samples.row("name", "b", "rank", 2))));
		operations.put("upsert rows that are left alone",
				new UpsertRows("category", List.of("name"), List.of(), EVERYWHERE, List.of(Samples.row("name", "a"))));
		operations.put("upsert rows with identity", new UpsertRows("category", List.of("name"), List.of("rank"),
				EVERYWHERE, List.of(Samples.row("id", 7, "name", "a", "rank", 1))));
		operations.put("delete rows", new DeleteRows("category", List.of("name", "rank"), EVERYWHERE,
				List.<Row>of(Samples.row("name", "a", "rank", 1), Samples.row("name", "b", "rank", null))));
		operations.put("run SQL", new RunSql("ANALYZE", List.of(), List.of()));
		operations.put("run code", new RunCode("key", 1, (connection) -> {
		}, List.of()));
		return operations;
	}

}
