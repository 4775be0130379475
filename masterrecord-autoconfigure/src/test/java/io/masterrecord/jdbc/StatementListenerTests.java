package io.masterrecord.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StatementListener}.
 */
class StatementListenerTests {

	private static final ColumnType NUMBER = ColumnType.of(TypeName.BIGINT);

	private static final Set<String> TABLES = Set.of("told");

	private final List<StatementEvent> events = new ArrayList<>();

	@EngineTest
	void everyStatementIsToldWithWhatBecameOfItAndWithoutItsValues(TestDatabase database) {
		StatementGate gate = StatementGate.told(StatementGate.of(database.dataSource()),
				() -> List.of(this.events::add));
		gate.update(SqlStatement.of(StatementKind.DDL, "create table told (id bigint not null primary key)"));
		String insert = "insert into told (id) values (?)";
		gate.update(statement(StatementKind.INSERT, insert, 41));
		gate.batch(new SqlBatch(insert, List.of(List.of(value(42)), List.of(value(43))), TABLES, StatementKind.INSERT));
		gate.batch(new SqlBatch(insert, List.of(), TABLES, StatementKind.INSERT));
		gate.query(statement(StatementKind.SELECT, "select id from told where id > ?", 40),
				StatementListenerTests::numbers);
		try (Stream<Long> rows = gate.stream(statement(StatementKind.SELECT, "select id from told where id > ?", 40),
				(row) -> row.getLong(1))) {
			assertThat(rows).hasSize(3);
		}
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> gate.update(statement(StatementKind.INSERT, insert, 41)));
		assertThat(this.events).extracting(StatementEvent::kind)
			.containsExactly(StatementKind.DDL, StatementKind.INSERT, StatementKind.INSERT, StatementKind.SELECT,
					StatementKind.SELECT, StatementKind.INSERT);
		assertThat(this.events).extracting(StatementEvent::runs).containsExactly(1, 1, 2, 1, 1, 1);
		assertThat(this.events.get(1).rows()).isEqualTo(1);
		assertThat(this.events.get(3).rows()).isEqualTo(3);
		assertThat(this.events.get(4).rows()).as("of a stream").isEqualTo(-1);
		assertThat(this.events.get(5).succeeded()).isFalse();
		assertThat(this.events.get(5).failure()).isInstanceOf(DataAccessException.class);
		assertThat(this.events).allSatisfy((event) -> {
			assertThat(event.sql()).doesNotContain("41", "42", "40");
			assertThat(event.duration()).isPositive().isLessThan(Duration.ofMinutes(1));
		});
		assertThat(this.events.get(2).tables()).isEqualTo(TABLES);
		if (database.engine() != Engine.MARIADB && database.engine() != Engine.MYSQL) {
			assertThat(this.events.get(2).rows()).isEqualTo(2);
		}
	}

	@EngineTest(only = Engine.H2)
	void listenerThatFailsOrSendsStatementsItselfDisturbsNothing(TestDatabase database) {
		AtomicInteger told = new AtomicInteger();
		List<StatementListener> listeners = new ArrayList<>();
		StatementGate gate = StatementGate.told(StatementGate.of(database.dataSource()), () -> listeners);
		listeners.add((event) -> {
			told.incrementAndGet();
			gate.query(SqlStatement.of(StatementKind.SELECT, "select 2"), StatementListenerTests::numbers);
			throw new IllegalStateException("of no concern");
		});
		listeners.add((event) -> {
			throw new NoClassDefFoundError("of a meter");
		});
		listeners.add(this.events::add);
		assertThat(gate.query(SqlStatement.of(StatementKind.SELECT, "select 1"), StatementListenerTests::numbers))
			.containsExactly(1L);
		assertThat(told).hasValue(1);
		assertThat(this.events).hasSize(1);
	}

	private static List<Long> numbers(ResultSet rows) throws SQLException {
		List<Long> result = new ArrayList<>();
		while (rows.next()) {
			result.add(rows.getLong(1));
		}
		return result;
	}

	private static SqlStatement statement(StatementKind kind, String sql, long value) {
		return new SqlStatement(sql, List.of(value(value)), TABLES, kind);
	}

	private static TypedValue value(long value) {
		return new TypedValue(NUMBER, value);
	}

}
