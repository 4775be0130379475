package io.masterrecord.write;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.model.Model;
import io.masterrecord.query.SortKey;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanNote;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for rows of which nothing is read back.
 */
class LoadTests {

	private static final String HOSTILE = "\t\n\r\\\\N\\.\"'{},;%_äöü\u2028\uD83D\uDE00 \b\f\u0001abcNULL";

	@EngineTest
	void anyValuesArriveAsThoseThatAreInserted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Everything.class).operations();
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<Everything> rows = IntStream.range(0, 400).mapToObj((i) -> everything(random, i)).toList();
		assertThat(operations.load(Everything.class, rows)).isEqualTo(rows.size());
		List<Everything> loaded = operations.query(Everything.class).sortBy(SortKey.asc(Everything::id)).list();
		operations.deleteEverything(Everything.class);
		operations.insertAll(Everything.class, rows);
		List<Everything> inserted = operations.query(Everything.class).sortBy(SortKey.asc(Everything::id)).list();
		assertThat(loaded).as("seed %d", seed).hasSameSizeAs(inserted);
		for (int i = 0; i < loaded.size(); i++) {
			assertThat(loaded.get(i)).as("row %d of seed %d", i, seed)
				.usingRecursiveComparison()
				.isEqualTo(inserted.get(i));
		}
	}

	private static Everything everything(Random random, int id) {
		byte[] bytes = new byte[random.nextInt(12)];
		random.nextBytes(bytes);
		return new Everything(id + 1L, hostile(random), maybe(random, hostile(random)),
				maybe(random, random.nextLong()), maybe(random, random.nextInt()), random.nextBoolean(),
				maybe(random, random.nextGaussian() * 1e9), BigDecimal.valueOf(random.nextInt(), 2),
				UUID.nameUUIDFromBytes(BigInteger.valueOf(random.nextLong()).toByteArray()),
				maybe(random, LocalDate.of(1 + random.nextInt(9998), 1 + random.nextInt(12), 1 + random.nextInt(28))),
				LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L + random.nextInt(1_000_000) * 1000L),
				LocalDateTime.of(2000 + random.nextInt(50), 1, 1, 1, 2, 3, random.nextInt(1_000_000) * 1000),
				maybe(random, Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1000L)),
				maybe(random, bytes),
				maybe(random, IntStream.range(0, random.nextInt(4)).mapToObj((i) -> hostile(random)).toList()));
	}

	private static String hostile(Random random) {
		StringBuilder text = new StringBuilder();
		int[] points = HOSTILE.codePoints().toArray();
		for (int i = random.nextInt(20); i > 0; i--) {
			text.appendCodePoint(points[random.nextInt(points.length)]);
		}
		return text.toString();
	}

	private static <V> @Nullable V maybe(Random random, V value) {
		return (random.nextInt(4) == 0) ? null : value;
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.H2 })
	void anyArraysArriveAsThoseThatAreInserted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Arrays.class).operations();
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<Arrays> rows = IntStream.range(0, 200)
			.mapToObj((i) -> new Arrays(i + 1L,
					IntStream.range(0, random.nextInt(4)).mapToObj((k) -> hostile(random)).toList(),
					maybe(random, IntStream.range(0, random.nextInt(3)).mapToObj((k) -> random.nextInt()).toList())))
			.toList();
		operations.load(Arrays.class, rows);
		assertThat(operations.query(Arrays.class).list()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(rows);
		operations.deleteEverything(Arrays.class);
		operations.insertAll(Arrays.class, rows);
		assertThat(operations.query(Arrays.class).list()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(rows);
	}

	@EngineTest
	void rowsThatLeaveDifferentColumnsToTheDatabaseGetThemFilledIn(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = IntStream.range(0, 60)
			.mapToObj((i) -> Plan.of("PN-" + i, "title " + i).withPriority((i % 3 == 0) ? null : i))
			.toList();
		assertThat(operations.load(Plan.class, plans)).isEqualTo(60);
		assertThat(operations.query(Plan.class).where(Plan::priority).eq(5).count()).isEqualTo(21);
		assertThat(operations.query(Plan.class).where(Plan::version).eq(1).count()).isEqualTo(60);
		assertThat(operations.query(Plan.class).where(Plan::createdAt).isNotNull().count()).isEqualTo(60);
	}

	@EngineTest
	void rowToBlameIsNamedWhereverItStandsAndNothingIsWritten(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Ticket.class).operations();
		List<Ticket> tickets = new ArrayList<>(
				IntStream.range(0, 10_500).mapToObj((i) -> new Ticket(null, "T" + i)).toList());
		tickets.set(10_234, new Ticket(null, "T17"));
		assertThatExceptionOfType(DuplicateRowException.class).isThrownBy(() -> operations.load(Ticket.class, tickets))
			.satisfies((ex) -> {
				assertThat(ex.violation().row()).isEqualTo(10_234);
				assertThat(ex.violation().properties()).containsExactly("code");
				assertThat(ex).hasMessageNotContaining("T17");
			});
		assertThat(operations.query(Ticket.class).count()).isZero();
		tickets.set(10_234, new Ticket(null, "half \uD800 of a pair"));
		assertThatExceptionOfType(UnsupportedValueException.class)
			.isThrownBy(() -> operations.load(Ticket.class, tickets));
		assertThat(operations.query(Ticket.class).count()).isZero();
	}

	@EngineTest
	void rowsAreTakenLittleByLittle(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, PlanNote.class).operations();
		AtomicInteger made = new AtomicInteger();
		Iterable<PlanNote> notes = () -> IntStream.range(0, 25_000)
			.mapToObj((i) -> new PlanNote(null, "note " + made.incrementAndGet()))
			.iterator();
		assertThat(operations.load(PlanNote.class, notes)).isEqualTo(25_000);
		assertThat(Set.copyOf(operations.query(PlanNote.class).list())).hasSize(25_000);
		assertThat(operations.load(PlanNote.class, List.of())).isZero();
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void rowsAreCopiedAndInsertedWhereTheDriverIsHidden(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, PlanNote.class);
		List<PlanNote> notes = IntStream.range(0, 50).mapToObj((i) -> new PlanNote(null, "note " + i)).toList();
		assertThat(operations(database.dataSource()).load(PlanNote.class, notes)).isEqualTo(50);
		assertThat(operations(hidden(database.dataSource())).load(PlanNote.class, notes)).isEqualTo(50);
		assertThat(fixture.operations().query(PlanNote.class).count()).isEqualTo(100);
	}

	private static EntityOperations operations(DataSource dataSource) {
		return EntityOperations.builder(Model.of(PlanNote.class), StatementGate.of(dataSource))
			.transactions(new TransactionTemplate(new JdbcTransactionManager(dataSource)))
			.build();
	}

	/**
	 * Return a data source whose connections do not let anybody see what is behind.
	 */
	private static DataSource hidden(DataSource dataSource) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws java.sql.SQLException {
				Connection connection = super.getConnection();
				return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
						new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
							if (method.getName().equals("isWrapperFor")) {
								return false;
							}
							try {
								return method.invoke(connection, arguments);
							}
							catch (InvocationTargetException ex) {
								throw ex.getCause();
							}
						});
			}

		};
	}

	/**
	 * A value of every type.
	 */
	record Everything(@Id long id, @Column(size = 200) String text, @Nullable String note, @Nullable Long big,
			@Nullable Integer medium, boolean flag, @Nullable Double real,
			@Column(size = 12, scale = 2) BigDecimal decimal, UUID uuid, @Nullable LocalDate date, LocalTime time,
			LocalDateTime dateTime, @Nullable Instant instant, byte @Nullable [] bytes,
			@Column(json = true) @Nullable List<String> names) {
	}

	/**
	 * Lists in columns.
	 */
	record Arrays(@Id long id, @Column(array = true) List<String> texts,
			@Column(array = true) @Nullable List<Integer> numbers) {
	}

	/**
	 * Unique in its code.
	 */
	record Ticket(@Id @GeneratedId @Nullable Long id, @Unique String code) {
	}

}
