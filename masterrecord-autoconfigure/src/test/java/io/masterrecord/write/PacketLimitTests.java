package io.masterrecord.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PacketLimit}.
 */
class PacketLimitTests {

	private static final String LIMIT = "SELECT @@max_allowed_packet";

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void rowThatNoPacketTakesIsRefusedBeforeAnythingIsSent(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Memo.class);
		EntityOperations operations = fixture.operations();
		Memo stored = operations.insert(new Memo(null, "small"));
		Long id = stored.id();
		assertThat(id).isNotNull();
		int limit = database.jdbc().sql(LIMIT).query(Integer.class).single();
		String text = "x".repeat(limit);
		fixture.recorder().clear();
		String size = " of 'Memo' has %d bytes, of which 'text' has %d; the database takes packets of less than %d "
			.formatted(limit, limit, limit);
		Memo large = new Memo(null, text);
		refused(() -> operations.insertAll(Memo.class, List.of(stored, large, large)), "Row 1" + size);
		refused(() -> operations.insert(large), "Row 0" + size);
		refused(() -> operations.update(new Memo(id, text)), "Row 0" + size);
		refused(() -> operations.upsertAll(Memo.class, List.of(stored, stored, new Memo(id, text))).execute(),
				"Row 2" + size);
		refused(() -> operations.patch(Memo.class, id).set(Memo::text).to(text).execute(), "Row 0" + size);
		assertThat(fixture.recorder().sql()).containsExactly(LIMIT);
		assertThat(operations.query(Memo.class).list()).containsExactly(stored);
	}

	@EngineTest
	void statementsAreCutToWhatThePacketsTake(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Memo.class);
		EntityOperations operations = fixture.builder(new SmallPackets(fixture.gate())).build();
		List<Memo> notes = List.of(note("a"), note("b"), note("c"), note("d"), note("e"), note("f"));
		fixture.recorder().clear();
		operations.insertAll(Memo.class, notes);
		if (database.engine() == Engine.MARIADB) {
			assertThat(fixture.recorder().sql()).filteredOn((sql) -> sql.startsWith("INSERT")).hasSize(2);
		}
		assertThat(operations.query(Memo.class).list()).extracting(Memo::text)
			.containsExactlyInAnyOrderElementsOf(notes.stream().map(Memo::text).toList());
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void whatTextsGrowByIsCounted(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Memo.class);
		EntityOperations operations = fixture.builder(new SmallPackets(fixture.gate())).build();
		for (String letter : List.of("\u6f22", "'", "\\", "\"", "\n", "\u00e9", "\ud83d\ude00")) {
			int times = 240_000 / letter.length();
			List<Memo> notes = IntStream.range(0, 6).mapToObj((i) -> new Memo(null, letter.repeat(times))).toList();
			fixture.recorder().clear();
			operations.insertAll(Memo.class, notes);
			long bytes = 2L * times * letter.getBytes(StandardCharsets.UTF_8).length;
			boolean quoted = letter.length() == 1 && letter.charAt(0) < 0x80;
			int statements = (bytes * (quoted ? 2 : 1) >= 990_000) ? 6 : 3;
			assertThat(fixture.recorder().sql()).as(letter)
				.filteredOn((sql) -> sql.startsWith("INSERT"))
				.hasSize(statements);
		}
	}

	private static Memo note(String letter) {
		return new Memo(null, letter.repeat(300_000));
	}

	private static void refused(Runnable write, String message) {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(write::run)
			.withMessageStartingWith(message)
			.withMessageContaining("make the value smaller");
	}

	@Table
	record Memo(@Id @GeneratedId @Nullable Long id, @Column(text = true) String text) {
	}

	/**
	 * A database with packets of a million bytes, where it has any.
	 */
	private static final class SmallPackets extends ForwardingStatementGate {

		private final StatementGate target;

		SmallPackets(StatementGate target) {
			this.target = target;
		}

		@Override
		protected StatementGate target() {
			return this.target;
		}

		@Override
		public <T extends @Nullable Object> T query(SqlStatement statement, ResultReader<T> reader) {
			return this.target.query(
					statement.sql().equals(LIMIT) ? SqlStatement.of(StatementKind.SELECT, "SELECT 1000000") : statement,
					reader);
		}

	}

}
