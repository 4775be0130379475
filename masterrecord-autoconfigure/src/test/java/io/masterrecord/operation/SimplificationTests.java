package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.schema.Check;
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
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Simplification}.
 */
class SimplificationTests {

	private static final Column ID = new Column("id", ColumnType.of(TypeName.BIGINT), false, null, false);

	private static final Column TITLE = text("title", 40);

	private static final Column CODE = text("code", 20);

	private final List<SchemaOperation> operations = new ArrayList<>();

	@Test
	void createsTablesAsTheyBecome() {
		created("plan");
		add(new AddColumn("plan", CODE), new AlterColumn("plan", text("code", 60)),
				new AddUnique("plan", new UniqueConstraint("uq_code", List.of("code"))),
				new RenameColumn("plan", "title", "name"), new AddCheck("plan", Check.that("ck_name", "name <> ''")),
				new RenameTable("plan", "project"), new RenameConstraint("project", "uq_code", "uq_project_code"),
				new CommentTable("project", "Plans"));
		assertThat(simplified()).containsExactly("create table project (id, name, code)");
	}

	@Test
	void leavesOutWhatComesAndGoes() {
		created("plan");
		created("other");
		add(new CreateIndex("plan", index("idx_title", "title")), new AddColumn("plan", CODE),
				new CreateIndex("plan", index("idx_code", "code")), new DropIndex("plan", "idx_code"),
				new DropColumn("plan", "code"), insert("other", row(1, "One")), new DropIndex("plan", "idx_title"),
				new CreateIndex("other", index("idx_other", "title")),
				new RenameIndex("other", "idx_other", "idx_title"), new DropTable("plan"));
		assertThat(simplified()).containsExactly("create table other (id, title)", "insert 1 row into other",
				"create index idx_title on other (title)");
	}

	@Test
	void leavesOutTablesWithTheirRows() {
		created("plan");
		add(insert("plan", row(1, "One")), new RenameTable("plan", "project"), insert("project", row(2, "Two")),
				new DropTable("project"));
		assertThat(simplified()).isEmpty();
	}

	@Test
	void widensAColumnBehindItsIndex() {
		created("plan");
		add(new CreateIndex("plan", index("idx_title", "title")), new AlterColumn("plan", text("title", 90)));
		assertThat(simplified()).hasSize(2);
		assertThat(Simplification.of(Schema.empty(), this.operations).get(0))
			.isEqualTo(new CreateTable(table("plan", ID, text("title", 90))));
	}

	@Test
	void keepsWhatRowsHaveToGoThrough() {
		created("plan");
		add(insert("plan", row(1, "One")), new AddColumn("plan", required("code", "")),
				new AlterColumn("plan", new Column("code", ColumnType.varchar(20), false, null, false)));
		assertThat(simplified()).containsExactly("create table plan (id, title, code)", "insert 1 row into plan",
				"alter column plan.code varchar(20) not null");
	}

	@Test
	void numbersNoRowsInAnotherOrder() {
		created("plan");
		add(insert("plan", row(1, "One")), new AddColumn("plan", new Column("made", ColumnType.of(TypeName.TIMESTAMP),
				true, new ColumnDefault.Expression("CURRENT_TIMESTAMP"), false)));
		assertThat(simplified()).hasSize(3);
	}

	@Test
	void writesRowsWithTheirLastValues() {
		created("plan");
		created("other");
		add(insert("plan", row(1, "One"), row(2, "Two")), insert("other", row(1, "Other")),
				upsert("plan", row(2, "Second"), row(3, "Third")), upsert("plan", row(3, "Last")));
		List<SchemaOperation> fewer = Simplification.of(Schema.empty(), this.operations);
		assertThat(fewer).contains(insert("plan", row(1, "One"), row(2, "Second")), upsert("plan", row(3, "Last")))
			.hasSize(5);
	}

	@Test
	void doesNotChangeAKeyByAnUpsert() {
		created("plan");
		add(new CreateIndex("plan",
				new Index("uq_title", List.of(IndexColumn.ascending("title")), true, Environments.everywhere())));
		add(new InsertRows("plan", List.of("title"), Environments.everywhere(), List.of(row(1, "One"))),
				new UpsertRows("plan", List.of("title"), List.of(), Environments.everywhere(), List.of(row(2, "One"))));
		assertThat(Simplification.of(Schema.empty(), this.operations)).isEqualTo(this.operations);
	}

	@Test
	void renamesRowsThatAreWrittenBefore() {
		created("plan");
		add(insert("plan", row(1, "One")), new RenameColumn("plan", "title", "name"),
				new RenameTable("plan", "project"));
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("id", 1L);
		values.put("name", "One");
		assertThat(Simplification.of(Schema.empty(), this.operations)).containsExactly(
				new CreateTable(table("project", "pk_plan", ID, text("name", 40))), insert("project", Row.of(values)));
	}

	@Test
	void movesNothingPastSqlThatCouldSeeIt() {
		created("plan");
		created("note");
		created("other");
		add(new AddForeignKey("note", new ForeignKey("fk_note", List.of("id"), "plan", List.of("id"),
				ReferentialAction.CASCADE, ReferentialAction.RESTRICT)));
		add(new RunSql("DELETE FROM Plan", List.of(), List.of()), new AddColumn("plan", CODE),
				new AddColumn("note", CODE), new AddColumn("other", CODE));
		assertThat(simplified()).containsExactly("create table plan (id, title)", "create table note (id, title)",
				"create table other (id, title, code)", "run sql 'DELETE FROM Plan'",
				"add column plan.code varchar(20)", "add column note.code varchar(20)");
	}

	@Test
	void movesNothingPastCodeAndWhatSqlIsUnknown() {
		created("plan");
		add(new RunCode("fill", 1, (connection) -> {
		}, List.of()), new AddColumn("plan", CODE), new RunSql("CALL something()", List.of(), List.of()),
				new DropColumn("plan", "code"));
		assertThat(Simplification.of(Schema.empty(), this.operations)).isEqualTo(this.operations);
	}

	@Test
	void foldsForeignKeysWhereTheirTablesAreThere() {
		created("plan");
		created("note");
		ForeignKey key = new ForeignKey("fk_note", List.of("id"), "plan", List.of("id"), ReferentialAction.CASCADE,
				ReferentialAction.RESTRICT);
		add(new AddForeignKey("note", key));
		assertThat(simplified()).hasSize(2);
		this.operations.clear();
		created("note");
		created("plan");
		add(new AddForeignKey("note", key));
		assertThat(simplified()).hasSize(3);
	}

	@Test
	void foldsChangesOfTablesThatAreThere() {
		Schema before = Schema.of(List.of(table("plan", ID, TITLE, text("old", 10))));
		add(new AddColumn("plan", CODE), new RenameColumn("plan", "code", "number"),
				new AlterColumn("plan", text("title", 50)),
				new AlterColumn("plan", text("title", 50).withNullable(false)),
				new RenameColumn("plan", "old", "older"), new DropColumn("plan", "older"), new RenameTable("plan", "a"),
				new RenameTable("a", "b"));
		assertThat(Simplification.of(before, this.operations).stream().map(Description::of)).containsExactly(
				"add column plan.number varchar(20)", "alter column plan.title varchar(50) not null",
				"drop column plan.old", "rename table plan to b");
	}

	private void add(SchemaOperation... added) {
		this.operations.addAll(List.of(added));
	}

	private void created(String name) {
		add(new CreateTable(table(name, ID, TITLE)));
	}

	private List<String> simplified() {
		List<SchemaOperation> fewer = Simplification.of(Schema.empty(), this.operations);
		assertThat(SchemaFold.apply(Schema.empty(), fewer).tables().keySet())
			.isEqualTo(SchemaFold.apply(Schema.empty(), this.operations).tables().keySet());
		return fewer.stream().map(Description::of).toList();
	}

	private static Table table(String name, Column... columns) {
		return table(name, "pk_" + name, columns);
	}

	private static Table table(String name, String key, Column... columns) {
		return new Table(name, List.of(columns), new PrimaryKey(key, List.of("id")), List.of(), List.of(), List.of());
	}

	private static Column text(String name, int size) {
		return new Column(name, ColumnType.varchar(size), true, null, false);
	}

	private static Column required(String name, String value) {
		return new Column(name, ColumnType.varchar(20), false, new ColumnDefault.Literal(value), false);
	}

	private static Index index(String name, String column) {
		return new Index(name, List.of(IndexColumn.ascending(column)), false, Environments.everywhere());
	}

	private static InsertRows insert(String table, Row... rows) {
		return new InsertRows(table, List.of("id"), Environments.everywhere(), List.of(rows));
	}

	private static UpsertRows upsert(String table, Row... rows) {
		return new UpsertRows(table, List.of("id"), List.of(), Environments.everywhere(), List.of(rows));
	}

	private static Row row(long id, String title) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("id", id);
		values.put("title", title);
		return Row.of(values);
	}

}
