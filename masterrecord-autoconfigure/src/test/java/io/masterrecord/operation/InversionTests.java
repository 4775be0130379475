package io.masterrecord.operation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Inversion}.
 */
class InversionTests {

	private static final Schema SCHEMA = Operations.schema((schema) -> {
		schema.createTable("organization", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("slug", 20).notNull().unique();
		});
		schema.createTable("plan", (table) -> {
			table.bigint("id").primaryKey();
			table.bigint("organization_id").references("organization", "id");
			table.varchar("code", 40);
		});
		schema.createIndex("idx_plan_code").on("plan", "code");
		schema.insert("organization").key("slug").row((row) -> row.set("slug", "a"));
	});

	@ParameterizedTest
	@MethodSource("changes")
	void leadsBackToTheSchemaBefore(Consumer<SchemaEditor> change) {
		List<SchemaOperation> operations = Operations.of(change);
		Inversion inversion = Inversion.of(SCHEMA, operations);
		Schema after = SchemaFold.apply(SCHEMA, operations);
		assertThat(after).isNotEqualTo(SCHEMA);
		assertThat(inversion.obstacle()).isEmpty();
		assertThat(SchemaFold.apply(after, inversion.operations())).isEqualTo(SCHEMA);
	}

	static Stream<Consumer<SchemaEditor>> changes() {
		return Stream.of((s) -> s.createTable("t", (table) -> table.text("a")), (s) -> s.dropTable("plan"),
				(s) -> s.renameTable("organization").to("company"), (s) -> s.addColumn("plan").text("note"), (s) -> {
					s.dropIndex("idx_plan_code").on("plan");
					s.dropColumn("plan", "code");
				}, (s) -> s.alterColumn("plan").varchar("code", 60).notNull().defaultValue("x"),
				(s) -> s.dropForeignKey("fk_plan_organization_id").on("plan"),
				(s) -> s.createIndex("idx").on("plan", "id"), (s) -> s.addUnique("uq").on("plan", "code"),
				(s) -> s.addForeignKey("fk").on("plan", "id").references("organization", "id"),
				(s) -> s.dropPrimaryKey("plan"), (s) -> s.dropUnique("uq_organization_slug").on("organization"),
				(s) -> {
					s.createTable("t", (table) -> table.text("a"));
					s.addColumn("t").text("b").notNull();
					s.addPrimaryKey("pk_t").on("t", "b");
					s.createIndex("idx_t").on("t", "a");
					s.dropTable("plan");
				}, (s) -> s.insert("organization").key("slug").row((row) -> row.set("slug", "b")),
				(s) -> s.upsert("organization")
					.key("slug")
					.row((row) -> row.set("slug", "b"))
					.row((row) -> row.set("slug", "c")));
	}

	@Test
	void renamesAColumnBack() {
		assertThat(reverse((s) -> s.renameColumn("plan", "code").to("plan_code")).operations())
			.containsExactly(new RenameColumn("plan", "plan_code", "code"));
	}

	@Test
	void undoesTheLastOperationFirst() {
		assertThat(reverse((s) -> {
			s.addColumn("plan").text("note");
			s.createIndex("idx_note").on("plan", "note");
		}).operations()).containsExactly(new DropIndex("plan", "idx_note"), new DropColumn("plan", "note"));
	}

	@Test
	void saysWhatComesBackEmpty() {
		assertThat(reverse((s) -> s.dropTable("plan")).losesRows()).isTrue();
		assertThat(reverse((s) -> s.addColumn("plan").text("note")).losesRows()).isFalse();
	}

	@Test
	void deletesInsertedRowsByTheirKeyAndTheLastFirst() {
		assertThat(reverse((s) -> s.insert("plan")
			.key("id")
			.when("dev")
			.row((row) -> row.set("id", 1).set("code", "a"))
			.row((row) -> row.set("id", 2))).operations())
			.isEqualTo(Operations.of((s) -> s.delete("plan")
				.key("id")
				.when("dev")
				.row((row) -> row.set("id", 2))
				.row((row) -> row.set("id", 1))));
	}

	@Test
	void keepsRowsThatWereDeclaredBeforeAnUpsert() {
		Inversion inversion = reverse((s) -> s.upsert("organization")
			.key("slug")
			.row((row) -> row.set("slug", "a"))
			.row((row) -> row.set("slug", "b")));
		assertThat(inversion.operations())
			.isEqualTo(Operations.of((s) -> s.delete("organization").key("slug").row((row) -> row.set("slug", "b"))));
		assertThat(inversion.obstacle())
			.contains("the former values of the rows upserted into organization are not known");
	}

	@Test
	void knowsNoWayBackFromWhatIsOpaque() {
		assertThat(reverse((s) -> s.sql("UPDATE plan SET code = NULL")).obstacle())
			.contains("nothing is known of what 'run sql 'UPDATE plan SET code = NULL'' does");
		assertThat(reverse((s) -> s.delete("plan").key("id").row((row) -> row.set("id", 1))).obstacle())
			.contains("the values of the rows deleted from plan are not known");
		assertThat(reverse((s) -> s.insert("plan").row((row) -> row.set("id", 1))).obstacle())
			.contains("the rows inserted into plan have no key by which they could be deleted");
	}

	private static Inversion reverse(Consumer<SchemaEditor> change) {
		return Inversion.of(SCHEMA, Operations.of(change));
	}

}
