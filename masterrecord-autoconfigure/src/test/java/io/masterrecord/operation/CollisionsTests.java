package io.masterrecord.operation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.migration.Operations;
import io.masterrecord.migration.Reference;
import io.masterrecord.migration.SchemaEditor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Collisions}.
 */
class CollisionsTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("inEitherOrder")
	void seesWhatMayRunInEitherOrder(String what, Consumer<SchemaEditor> first, Consumer<SchemaEditor> second) {
		assertThat(between(first, second)).isEmpty();
		assertThat(between(second, first)).isEmpty();
	}

	static Stream<Arguments> inEitherOrder() {
		return Stream.of(pair("two tables", table("a"), table("b")),
				pair("two columns of a table", column("a", "x"), column("a", "y")),
				pair("a column and an index of another", column("a", "x"), index("idx", "a", "y")),
				pair("two indexes of one column", index("i", "a", "x"), index("j", "a", "x")),
				pair("two unique indexes", unique("i", "a", "x"), unique("j", "a", "y")),
				pair("two rows of a table", row("a", "k", 1), row("a", "k", 2)),
				pair("a check and another column", check("a", "lower(name) <> ''"), column("a", "z")),
				pair("two checks of a table", check("a", "x > 0"),
						(schema) -> schema.addCheck("ck2").on("a").that("y > 0")),
				pair("two views of a table", view("v", "SELECT x FROM a"), view("w", "SELECT y FROM a")),
				pair("a view and a row", view("v", "SELECT x FROM a"), row("a", "k", 1)),
				pair("a view and a column that it does not read", view("v", "SELECT count(*) FROM a WHERE x > 0"),
						column("a", "lower")),
				pair("a function and a column of its name", where("lower(x) <> ''"), column("a", "lower")),
				pair("a row and an optional column", row("a", "k", 1), column("a", "x")),
				pair("two references to a table", reference("f", "b", "a"), reference("g", "c", "a")),
				pair("a reference and a column of the table referred to", reference("f", "b", "a"), column("a", "x")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("inOneOrder")
	void namesWhatIsInTheWay(String what, Consumer<SchemaEditor> first, Consumer<SchemaEditor> second) {
		assertThat(between(first, second)).contains(what);
		assertThat(between(second, first)).isNotEmpty();
	}

	static Stream<Arguments> inOneOrder() {
		return Stream.of(pair("table 'a'", table("a"), table("a")),
				pair("table 'a'", (schema) -> schema.dropTable("a"), column("a", "x")),
				pair("table 'a'", (schema) -> schema.renameTable("a").to("b"), row("a", "k", 1)),
				pair("table 'b'", (schema) -> schema.renameTable("a").to("b"), table("b")),
				pair("table 'a'", (schema) -> schema.dropTable("a"), reference("f", "b", "a")),
				pair("column 'a.x'", column("a", "x"), column("a", "x")),
				pair("column 'a.x'", (schema) -> schema.dropColumn("a", "x"), index("i", "a", "x")),
				pair("column 'a.k'", (schema) -> schema.renameColumn("a", "k").to("l"), row("a", "k", 1)),
				pair("column 'a.id'", (schema) -> schema.alterColumn("a").varchar("id", 9), reference("f", "b", "a")),
				pair("name 'i'", index("i", "a", "x"), index("i", "b", "y")),
				pair("name 'i'", (schema) -> schema.dropIndex("i").on("a"), index("i", "a", "x")),
				pair("row 'a{k=1}'", row("a", "k", 1), row("a", "k", 1)),
				pair("column 'a.x'", renamed("x"), where("X is not null")),
				pair("column 'a.x'", renamed("x"), (schema) -> schema.createIndex("i").on("a").expression("lower(x)")),
				pair("column 'a.x'", renamed("x"), (schema) -> schema.createIndex("i").on("a", "k").include("x")),
				pair("column 'a.x'", renamed("x"), (schema) -> schema.addColumn("a").integer("y").computed("x + 1")),
				pair("column 'a.x'", renamed("x"), check("a", "x > 0")),
				pair("column 'a.x'", renamed("x"), view("v", "SELECT x FROM a")),
				pair("column 'a.x'", (schema) -> schema.dropColumn("a", "x"), check("a", "\"x\" > 0")),
				pair("table 'a'", view("v", "SELECT * FROM a"), column("a", "x")),
				pair("the comment of 'a'", (schema) -> schema.commentTable("a", "What is sold"),
						(schema) -> schema.commentTable("a", "What was sold")),
				pair("table 'f'", (schema) -> schema.dropRoutine("f"),
						(schema) -> schema.addColumn("a").integer("y").defaultExpression("f()")),
				pair("table 's'", (schema) -> schema.dropSequence("s"),
						(schema) -> schema.alterColumn("a").bigint("y").defaultSequence("s")),
				pair("column 'a.x'", renamed("x"), referring("x", "id")),
				pair("column 'a.x'", renamed("x"), referring("id", "x")),
				pair("the rows of 'a'", (schema) -> schema.addColumn("a").integer("x").notNull(), row("a", "k", 1)),
				pair("the rows of 'a'", unique("i", "a", "x"), row("a", "k", 1)),
				pair("SQL that does not declare what it does", (schema) -> schema.sql("UPDATE a SET x = 1"),
						table("b")));
	}

	private static List<String> between(Consumer<SchemaEditor> first, Consumer<SchemaEditor> second) {
		return Collisions.between(Operations.of(first), Operations.of(second));
	}

	private static Arguments pair(String what, Consumer<SchemaEditor> first, Consumer<SchemaEditor> second) {
		return arguments(what, first, second);
	}

	private static Consumer<SchemaEditor> table(String name) {
		return (schema) -> schema.createTable(name, (table) -> table.bigint("id").notNull().primaryKey());
	}

	private static Consumer<SchemaEditor> column(String table, String name) {
		return (schema) -> schema.addColumn(table).varchar(name, 40);
	}

	private static Consumer<SchemaEditor> index(String name, String table, String column) {
		return (schema) -> schema.createIndex(name).on(table, column);
	}

	private static Consumer<SchemaEditor> unique(String name, String table, String column) {
		return (schema) -> schema.createIndex(name).unique().on(table, column);
	}

	private static Consumer<SchemaEditor> reference(String name, String table, String target) {
		return (schema) -> schema.addForeignKey(name).on(table, "a_id").references(target, "id");
	}

	private static Consumer<SchemaEditor> renamed(String column) {
		return (schema) -> schema.renameColumn("a", column).to("renamed");
	}

	private static Consumer<SchemaEditor> check(String table, String sql) {
		return (schema) -> schema.addCheck("ck").on(table).that(sql);
	}

	private static Consumer<SchemaEditor> where(String sql) {
		return (schema) -> schema.createIndex("i").on("a", "k").where(sql);
	}

	private static Consumer<SchemaEditor> view(String name, String sql) {
		return (schema) -> schema.createView(name).uses("a").as(sql);
	}

	private static Consumer<SchemaEditor> referring(String column, String key) {
		return (schema) -> schema.insert("b")
			.key("id")
			.row((row) -> row.set("id", 1).set("a_id", Reference.to("a", column).by(key, 7)));
	}

	private static Consumer<SchemaEditor> row(String table, String key, int value) {
		return (schema) -> schema.insert(table).key(key).row((row) -> row.set(key, value));
	}

}
