package io.masterrecord.migration;

import java.util.List;
import java.util.Map;
import java.util.UUID;

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
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationDefinition} and the editors it records with.
 */
class MigrationDefinitionTests {

	@Test
	void recordsATableAsItIsWritten() {
		MigrationDefinition definition = MigrationDefinition.record(new AddCreditLedger());
		assertThat(definition.id()).isEqualTo("20261122101530");
		assertThat(definition.parent()).isEqualTo("20261120090000");
		assertThat(definition.name()).isEqualTo("AddCreditLedger");
		assertThat(definition.checksum()).hasSize(64);
		Table table = new Table("credit_ledger",
				List.of(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, true),
						new Column("organization_id", ColumnType.of(TypeName.BIGINT), false, null, false),
						new Column("created_at", ColumnType.of(TypeName.TIMESTAMP), false,
								new ColumnDefault.Expression("CURRENT_TIMESTAMP"), false),
						new Column("status", ColumnType.varchar(20), false, new ColumnDefault.Literal("open"), false),
						new Column("note", ColumnType.of(TypeName.TEXT), true, null, false)),
				new PrimaryKey("pk_credit_ledger", List.of("id")),
				List.of(new UniqueConstraint("uq_ledger", List.of("organization_id", "status"))),
				List.of(new ForeignKey("fk_credit_ledger_organization_id", List.of("organization_id"), "organization",
						List.of("id"), ReferentialAction.RESTRICT, ReferentialAction.RESTRICT)),
				List.of());
		assertThat(definition.up()).containsExactly(new CreateTable(table),
				new CreateIndex("credit_ledger",
						new Index("idx_status_timeline",
								List.of(IndexColumn.ascending("status"), new IndexColumn("created_at", true)), true,
								Environments.of("production"))),
				new UpsertRows("app_user", List.of("email"), List.of("name"), Environments.of("development", "test"),
						List.of(new Row(Map.of("name", "Admin 0", "email", "admin0@example.com", "org_id", 1L)))));
		assertThat(definition.down()).containsExactly(new DropIndex("credit_ledger", "idx_status_timeline"),
				new DropTable("credit_ledger"));
		assertThat(definition.irreversible()).isEmpty();
	}

	@Test
	void recordsEveryKindOfOperation() {
		assertThat(MigrationDefinition.record(new Everything()).up()).extracting(Object::getClass)
			.containsExactly(RenameTable.class, RenameColumn.class, DropColumn.class, AddColumn.class, AddUnique.class,
					AddForeignKey.class, AddColumn.class, AddPrimaryKey.class, AlterColumn.class, DropPrimaryKey.class,
					AddPrimaryKey.class, AddUnique.class, DropUnique.class, AddForeignKey.class, DropForeignKey.class,
					DropIndex.class, DropTable.class, InsertRows.class, DeleteRows.class, RunSql.class, RunCode.class);
	}

	@Test
	void widensSmallNumbers() {
		InsertRows insert = (InsertRows) MigrationDefinition.record(new Everything()).up().get(17);
		assertThat(insert.rows().get(0).values()).containsEntry("a", 1L)
			.containsEntry("b", 1.5)
			.containsEntry("c", null);
	}

	@Test
	void recordsWhatSqlDeclares() {
		RunSql sql = (RunSql) MigrationDefinition.record(new Everything()).up().get(19);
		assertThat(sql.dialects()).containsExactly("h2", "postgresql");
		assertThat(sql.declares()).containsExactly(new DropTable("old_view"));
	}

	@Test
	void hasNoWayBackUnlessOneIsWritten() {
		MigrationDefinition definition = MigrationDefinition.record(new Everything());
		assertThat(definition.down()).isEmpty();
		assertThat(definition.irreversible()).contains("the migration does not say how");
	}

	@Test
	void leavesPlaceAndWayBackOutOfTheChecksum() {
		assertThat(MigrationDefinition.record(new OneWay()).checksum())
			.isEqualTo(MigrationDefinition.record(new OtherWay()).checksum());
	}

	@Test
	void refusesAMigrationWithoutInfo() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new WithoutInfo()))
			.withMessageContaining("WithoutInfo': it has no @MigrationInfo");
	}

	@Test
	void refusesABadId() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new BadId()))
			.withMessageContaining("BadId': the id '2026 11' is not made of");
	}

	@Test
	void refusesAClassWithoutConstructor() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(WithoutConstructor.class))
			.withMessageContaining("WithoutConstructor': it has no constructor without arguments");
	}

	@Test
	void namesTheMigrationThatThrows() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new Throwing()))
			.withMessageContaining("Throwing': up failed: java.lang.NullPointerException: oops")
			.withCauseInstanceOf(NullPointerException.class);
	}

	@Test
	void refusesADialectThatDoesNotExist() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new WrongDialect()))
			.withMessageContaining("onDialect(\"postgres\") names no dialect: use one of")
			.withMessageContaining("postgresql");
	}

	@Test
	void namesTheChainThatIsNotFinished() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new Unfinished()))
			.withMessageContaining("createIndex(\"idx_plan\") is not finished: add .on(table, columns)");
	}

	@Test
	void refusesAnUnorderedCollection() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new Shuffling()))
			.withMessageContaining("same operations, other order: up iterates an unordered collection");
	}

	@Test
	void refusesWhatIsRandom() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> MigrationDefinition.record(new Random()))
			.withMessageContaining("up is not deterministic");
	}

	@MigrationInfo(id = "20261122101530", parent = "20261120090000")
	static class AddCreditLedger extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.createTable("credit_ledger", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.bigint("organization_id").notNull().references("organization", "id");
				table.timestamp("created_at").notNull().defaultExpression("CURRENT_TIMESTAMP");
				table.varchar("status", 20).notNull().defaultValue("open");
				table.text("note");
				table.unique("uq_ledger", "organization_id", "status");
			});
			schema.createIndex("idx_status_timeline")
				.unique()
				.on("credit_ledger", "status")
				.descending("created_at")
				.when("production");
			schema.upsert("app_user")
				.key("email")
				.updating("name")
				.when("development", "test")
				.row((row) -> row.set("name", "Admin 0").set("email", "admin0@example.com").set("org_id", 1));
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.dropIndex("idx_status_timeline").on("credit_ledger");
			schema.dropTable("credit_ledger");
		}

	}

	@MigrationInfo(id = "1")
	static class Everything extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.renameTable("mail").to("message");
			schema.renameColumn("message", "no").to("message_no");
			schema.dropColumn("message", "size");
			schema.addColumn("message").bigint("owner_id").notNull().unique().references("app_user", "id");
			schema.addColumn("message").uuid("key").primaryKey();
			schema.alterColumn("message").varchar("title", 60).notNull().defaultValue("");
			schema.dropPrimaryKey("plan");
			schema.addPrimaryKey("pk_plan").on("plan", "id", "no");
			schema.addUnique("uq_plan").on("plan", "no");
			schema.dropUnique("uq_plan").on("plan");
			schema.addForeignKey("fk_plan").on("plan", "a").references("other", "id").onDeleteCascade();
			schema.dropForeignKey("fk_plan").on("plan");
			schema.dropIndex("idx_plan").on("plan");
			schema.dropTable("plan");
			schema.insert("app_user").row((row) -> row.set("a", 1).set("b", 1.5f).set("c", null));
			schema.delete("app_user").key("a").row((row) -> row.set("a", 1));
			schema.sql("DROP VIEW old_view").onDialect("postgresql", "h2").declares((s) -> s.dropTable("old_view"));
			schema.code("fill", 1, (connection) -> connection.createStatement().close());
		}

	}

	@MigrationInfo(id = "1")
	static class WrongDialect extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.sql("SELECT 1").onDialect("postgres");
		}

	}

	@MigrationInfo(id = "1")
	static class OneWay extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.dropTable("a");
		}

	}

	@MigrationInfo(id = "3", parent = "2")
	static class OtherWay extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.dropTable("a");
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.createTable("a", (table) -> table.text("b"));
		}

	}

	static class WithoutInfo extends Migration {

		@Override
		public void up(SchemaEditor schema) {
		}

	}

	@MigrationInfo(id = "2026 11")
	static class BadId extends WithoutInfo {

	}

	@MigrationInfo(id = "1")
	static class WithoutConstructor extends WithoutInfo {

		WithoutConstructor(String argument) {
		}

	}

	@MigrationInfo(id = "1")
	static class Throwing extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			throw new NullPointerException("oops");
		}

	}

	@MigrationInfo(id = "1")
	static class Unfinished extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.createIndex("idx_plan").unique();
			schema.dropTable("plan");
		}

	}

	@MigrationInfo(id = "1")
	static class Shuffling extends Migration {

		private boolean turn;

		@Override
		public void up(SchemaEditor schema) {
			this.turn = !this.turn;
			schema.dropTable(this.turn ? "a" : "b");
			schema.dropTable(this.turn ? "b" : "a");
		}

	}

	@MigrationInfo(id = "1")
	static class Random extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.dropTable(UUID.randomUUID().toString());
		}

	}

}
