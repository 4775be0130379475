package io.masterrecord.write;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanNote;
import io.masterrecord.write.WriteEntities.Ticket;
import io.masterrecord.write.WriteEntities.Token;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EntityInserter} where inserts deliver nothing but a generated key.
 */
class GeneratedKeyTests {

	@EngineTest(only = Engine.H2)
	void readsBackByTheKey(TestDatabase database) {
		EntityOperations operations = withoutReturning(database, Plan.class, Token.class, Ticket.class);
		List<Plan> plans = operations.insertAll(Plan.class,
				List.of(Plan.of("PN-1", "a"), Plan.of("PN-2", "b"), Plan.of("PN-3", "c").withPriority(1)));
		assertThat(plans).extracting(Plan::priority).containsExactly(5, 5, 1);
		assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(plans);
		Token token = operations.insert(new Token(null, "t", null));
		assertThat(token.issuedAt()).isNotNull();
		assertThat(operations.query(Token.class).one()).isEqualTo(token);
		Ticket ticket = operations.insert(new Ticket(null));
		assertThat(operations.query(Ticket.class).one()).isEqualTo(ticket);
	}

	@EngineTest(only = Engine.MYSQL)
	void rowsOfOneStatementGetTheIdsThatFollowTheFirstInTheStepOfTheSession(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = IntStream.range(0, 1100).mapToObj((i) -> Plan.of("PN-" + i, "plan " + i)).toList();
		fixture.transactions().executeWithoutResult((status) -> {
			run(fixture, "SET SESSION auto_increment_increment = 7, auto_increment_offset = 3");
			List<Plan> inserted = operations.insertAll(Plan.class, plans);
			assertThat(inserted).extracting(Plan::planNo).isEqualTo(plans.stream().map(Plan::planNo).toList());
			assertThat(inserted.get(1).id()).isEqualTo(Objects.requireNonNull(inserted.get(0).id()) + 7);
			assertThat(operations.query(Plan.class).list()).containsExactlyInAnyOrderElementsOf(inserted);
			run(fixture, "SET SESSION auto_increment_increment = 1, auto_increment_offset = 1");
		});
		assertThat(fixture.recorder().statements()).filteredOn((statement) -> statement.sql().startsWith("INSERT"))
			.hasSize(3);
	}

	@EngineTest(only = Engine.MYSQL)
	void idsThatATriggerSetsAreNoticed(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, PlanNote.class);
		database.jdbc()
			.sql("CREATE TRIGGER odd BEFORE INSERT ON plan_note FOR EACH ROW SET NEW.id = IF(NEW.text = 'b', 1000, NEW.id)")
			.update();
		List<PlanNote> notes = List.of(new PlanNote(null, "a"), new PlanNote(null, "b"), new PlanNote(null, "c"));
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> fixture.operations().insertAll(PlanNote.class, notes))
			.withMessageEndingWith("Insert them one by one, or let no trigger set their ids");
		assertThat(fixture.operations().query(PlanNote.class).list()).isEmpty();
	}

	private static void run(WriteFixture fixture, String sql) {
		fixture.gate().update(SqlStatement.of(StatementKind.OTHER, sql));
	}

	private static EntityOperations withoutReturning(TestDatabase database, Class<?>... types) {
		WriteFixture fixture = WriteFixture.of(database, types);
		Dialect h2 = Dialects.of("h2");
		Dialect dialect = (Dialect) Proxy.newProxyInstance(Dialect.class.getClassLoader(),
				new Class<?>[] { Dialect.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("insertReturning")) {
						return null;
					}
					try {
						return method.invoke(h2, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
		return EntityOperations.builder(fixture.operations().model(), StatementGate.of(database.dataSource(), dialect))
			.build();
	}

}
