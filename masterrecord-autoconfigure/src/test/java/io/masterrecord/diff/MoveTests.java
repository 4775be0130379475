package io.masterrecord.diff;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;

import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Move}: the statement that is offered copies the values on every
 * engine, at the place that the operations leave for it.
 */
class MoveTests {

	private static final Schema CUSTOMER = schema(
			"customer(id bigint key, name varchar(40), street varchar(40), city varchar(40))");

	private static final Schema ADDRESS = schema("customer(id bigint key, name varchar(40))",
			"address(customer_id bigint key -> customer(id), street varchar(40), city varchar(40))");

	@EngineTest
	void copiesIntoANewTable(TestDatabase database) throws SQLException {
		assertThat(moved(database, CUSTOMER, ADDRESS, "customer",
				Row.of(Map.of("id", 7L, "name", "Ann", "street", "Elm", "city", "Graz")),
				"SELECT street FROM address WHERE customer_id = 7"))
			.isEqualTo("Elm");
	}

	@EngineTest
	void copiesIntoTheTableThatIsReferredTo(TestDatabase database) throws SQLException {
		assertThat(moved(database, ADDRESS, CUSTOMER, "address",
				Row.of(Map.of("customer_id", 7L, "street", "Elm", "city", "Graz")),
				"SELECT city FROM customer WHERE id = 7"))
			.isEqualTo("Graz");
	}

	@EngineTest
	void copiesIntoTheTableThatRefers(TestDatabase database) throws SQLException {
		assertThat(moved(database,
				schema("customer(id bigint key, city varchar(40))", "bill(id bigint key -> customer(id))"),
				schema("customer(id bigint key)", "bill(id bigint key -> customer(id), city varchar(40))"), "bill",
				Row.of(Map.of("id", 7L)), "SELECT city FROM bill WHERE id = 7"))
			.isEqualTo("city of 7");
	}

	@EngineTest
	void copiesOnceWhatIsRepeated(TestDatabase database) throws SQLException {
		assertThat(moved(database, schema("item(id bigint key, maker varchar(20), country varchar(40))"),
				schema("item(id bigint key, maker varchar(20) -> maker(name))",
						"maker(name varchar(20) key, country varchar(40))"),
				"item", Row.of(Map.of("id", 7L, "maker", "Ajax", "country", "AT")),
				"SELECT country FROM maker WHERE name = 'Ajax'"))
			.isEqualTo("AT");
	}

	@Test
	void offersNoStatementWhereNoKeyTellsWhichRowsBelongTogether() {
		assertThat(Move.between(CUSTOMER,
				schema("customer(id bigint key, name varchar(40), address_id bigint -> address(id))",
						"address(id bigint key, street varchar(40), city varchar(40))")))
			.containsExactly(new Move("customer", "address", List.of("street", "city"), null));
		assertThat(Move.between(
				schema("item(id bigint key, carton_id bigint -> carton(id), weight integer)", "carton(id bigint key)"),
				schema("item(id bigint key, carton_id bigint -> carton(id))", "carton(id bigint key, weight integer)")))
			.containsExactly(new Move("item", "carton", List.of("weight"), null));
	}

	@Test
	void offersNoStatementThatWouldLeaveAValueOut() {
		assertThat(Move.between(schema("cat(id bigint key, name varchar(40))"),
				schema("cat(id bigint key -> animal(id))",
						"animal(id bigint key, kind varchar(20) required, name varchar(40))")))
			.containsExactly(new Move("cat", "animal", List.of("name"), null));
		assertThat(Move.between(schema("cat(id bigint key, name varchar(40))"),
				schema("cat(id bigint key -> animal(id))",
						"animal(id bigint key, kind varchar(20) required default 'CAT', name varchar(40))")))
			.containsExactly(new Move("cat", "animal", List.of("name"),
					"INSERT INTO animal (id, name) SELECT id, name FROM cat"));
	}

	private static String moved(TestDatabase database, Schema from, Schema to, String table, Row row, String question)
			throws SQLException {
		Move move = Move.between(from, to).get(0);
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(SchemaDiff.between(Schema.empty(), from, RenameHints.none())
				.operations()
				.toArray(SchemaOperation[]::new));
			if (!table.equals("item") && !table.equals("customer")) {
				Table customer = from.table("customer").orElseThrow();
				live.apply(insert("customer", Row.of(Map.of("id", 7L, customer.columns().get(1).name(), "city of 7"))));
			}
			live.apply(insert(table, row));
			boolean copied = false;
			for (SchemaOperation operation : SchemaDiff.between(from, to, RenameHints.none()).operations()) {
				boolean drop = operation instanceof DropColumn || operation instanceof DropTable;
				if (!copied && (drop || operation instanceof AddForeignKey)) {
					live.execute(quoted(live, from, to, Objects.requireNonNull(move.sql())));
					copied = true;
				}
				live.apply(operation);
			}
			CatalogCheck.verify("moved", live, to);
			return live.one(quoted(live, from, to, question));
		}
	}

	private static InsertRows insert(String table, Row row) {
		return new InsertRows(table, List.of(), Environments.everywhere(), List.of(row));
	}

	private static String quoted(LiveSchema live, Schema from, Schema to, String sql) {
		TreeSet<String> names = new TreeSet<>();
		for (Schema schema : List.of(from, to)) {
			schema.tables().values().forEach((table) -> {
				names.add(table.name());
				table.columns().stream().map(Column::name).forEach(names::add);
			});
		}
		String text = sql;
		for (String name : names) {
			text = text.replaceAll("(?<!['\\w])" + name + "(?!['\\w])", Matcher.quoteReplacement(live.quote(name)));
		}
		return text;
	}

	private static Schema schema(String... lines) {
		return SchemaNotation.schema(List.of(lines));
	}

}
