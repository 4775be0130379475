package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.GeneratedId.Strategy;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link EntityInserter} where a sequence numbers the rows.
 */
class SequenceNumberTests {

	private static final int ROWS = 2500;

	@EngineTest(except = { Engine.SQLITE, Engine.MYSQL })
	void rowsOfOneStatementGetTheNumbersOfTheSequenceInTheirOrder(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Ticket.class);
		List<Ticket> inserted = fixture.operations().insertAll(Ticket.class, tickets(""));
		assertThat(fixture.recorder().sql()).hasSizeBetween(1, ROWS / 200 + 1);
		assertThat(inserted).extracting(Ticket::id, Ticket::name, Ticket::priority)
			.containsExactlyElementsOf(
					IntStream.range(0, ROWS).mapToObj((i) -> tuple(100L + 7L * i, "ticket " + i, 5)).toList());
		assertThat(Set.copyOf(fixture.operations().query(Ticket.class).list())).isEqualTo(Set.copyOf(inserted));
	}

	@EngineTest(except = { Engine.SQLITE, Engine.MYSQL })
	void aSequenceMayCountDown(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Countdown.class);
		List<Countdown> inserted = fixture.operations()
			.insertAll(Countdown.class,
					IntStream.range(0, ROWS).mapToObj((i) -> new Countdown(0, "step " + i)).toList());
		assertThat(fixture.recorder().sql()).hasSizeBetween(1, ROWS / 200 + 1);
		assertThat(inserted).extracting(Countdown::id, Countdown::name)
			.containsExactlyElementsOf(
					IntStream.range(0, ROWS).mapToObj((i) -> tuple(-1L - 2L * i, "step " + i)).toList());
		assertThat(Set.copyOf(fixture.operations().query(Countdown.class).list())).isEqualTo(Set.copyOf(inserted));
	}

	@EngineTest(except = { Engine.SQLITE, Engine.MYSQL })
	void writersAtTheSameTimeGetNumbersOfTheirOwn(TestDatabase database) throws Exception {
		WriteFixture fixture = WriteFixture.of(database, Ticket.class);
		EntityOperations operations = fixture.operations();
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<List<Ticket>>> writes = new ArrayList<>();
			for (int writer = 0; writer < 4; writer++) {
				List<Ticket> tickets = tickets(writer + "/");
				writes.add(executor.submit(() -> operations.insertAll(Ticket.class, tickets)));
			}
			List<Ticket> inserted = new ArrayList<>();
			for (Future<List<Ticket>> write : writes) {
				inserted.addAll(write.get(60, TimeUnit.SECONDS));
			}
			assertThat(Set.copyOf(operations.query(Ticket.class).list())).hasSize(4 * ROWS)
				.isEqualTo(Set.copyOf(inserted));
		}
		finally {
			executor.shutdownNow();
		}
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void numbersThatAreCachedForAConnectionStillFollowEachOther(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Ticket.class);
		fixture.gate().update(SqlStatement.of(StatementKind.DDL, "ALTER SEQUENCE ticket_no CACHE 30"));
		List<Ticket> inserted = fixture.operations().insertAll(Ticket.class, tickets(""));
		assertThat(Set.copyOf(fixture.operations().query(Ticket.class).list())).isEqualTo(Set.copyOf(inserted));
	}

	private static List<Ticket> tickets(String prefix) {
		return IntStream.range(0, ROWS).mapToObj((i) -> new Ticket(null, prefix + "ticket " + i, null)).toList();
	}

	record Ticket(
			@Id @GeneratedId(strategy = Strategy.SEQUENCE, sequence = "ticket_no", start = 100,
					increment = 7) @Nullable Long id,
			String name, @Column(defaultValue = "5") @Nullable Integer priority) {
	}

	record Countdown(@Id @GeneratedId(strategy = Strategy.SEQUENCE, start = -1, increment = -2) long id, String name) {
	}

}
