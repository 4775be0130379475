package io.masterrecord.write;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.Ticket;
import io.masterrecord.write.WriteEntities.Token;

import static org.assertj.core.api.Assertions.assertThat;

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
