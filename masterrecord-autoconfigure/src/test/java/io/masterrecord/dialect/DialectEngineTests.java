package io.masterrecord.dialect;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What a dialect renders, run on its server.
 */
class DialectEngineTests {

	private static final ColumnType TEXT = ColumnType.varchar(60);

	private static LiveSchema categories(TestDatabase database) throws SQLException {
		return LiveSchema.of(database).apply(new CreateTable(Samples.category()));
	}

	private static InsertRows insert(Row... rows) {
		return new InsertRows("category", List.of(), Environments.everywhere(), List.of(rows));
	}

	private static UpsertRows upsert(List<String> updating, Row... rows) {
		return new UpsertRows("category", List.of("name"), updating, Environments.everywhere(), List.of(rows));
	}

	private static List<List<Object>> rows(LiveSchema live, Table table) {
		List<String> names = table.columns().stream().map((column) -> live.quote(column.name())).toList();
		String sql = "SELECT " + String.join(", ", names) + " FROM " + live.quote(table.name()) + " ORDER BY "
				+ names.get(0);
		return live.gate().query(SqlStatement.of(StatementKind.SELECT, sql), (result) -> {
			List<List<Object>> rows = new ArrayList<>();
			while (result.next()) {
				List<Object> row = new ArrayList<>();
				for (int i = 0; i < names.size(); i++) {
					ColumnType type = table.columns().get(i).type();
					row.add(ColumnReader.read(result, i + 1, type, live.dialect().valueForm(type.name())));
				}
				rows.add(row);
			}
			return rows;
		});
	}

	@EngineTest
	void storesEveryDefaultAsTheValueItMeans(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(Samples.everyType()))) {
			List<SqlCommand> commands = new RowRenderer((StandardDialect) live.dialect(), Schema.empty(),
					Samples.everyType())
				.insert(List.of(Samples.row()));
			commands.forEach((command) -> live.execute(command.sql()));
			assertThat(rows(live, Samples.everyType()).get(0)).usingElementComparator(DialectEngineTests::compare)
				.containsExactly(1L, true, -7L, 0L, 9007199254740993L, 0.5, 0.1, new BigDecimal("12.50"),
						"it's a \"back\\slash\" `ä😀` --?", "two\nlines",
						UUID.fromString("0190a5c8-1111-7222-8333-444455556666"), LocalDate.of(2024, 2, 29),
						LocalTime.parse("23:59:59.000001"), LocalDateTime.parse("2024-02-29T01:02:03.000004"),
						Instant.parse("2024-02-28T23:02:03.000004Z"));
		}
	}

	// SQLite forgets the scale of a number.
	private static int compare(Object one, Object other) {
		if (one instanceof BigDecimal decimal && other instanceof BigDecimal number) {
			return decimal.compareTo(number);
		}
		return one.equals(other) ? 0 : 1;
	}

	@EngineTest
	void bringsEveryValueBack(TestDatabase database) throws SQLException {
		Row row = Samples.row("id", 3, "a_boolean", false, "a_smallint", Short.MIN_VALUE, "a_integer",
				Integer.MAX_VALUE, "a_bigint", Long.MIN_VALUE, "a_real", 16777215f, "a_double", 1e-300, "a_decimal",
				new BigDecimal("-99999999.99"), "a_varchar", " trailing ", "a_text", "\\'\"%_\ud83d\ude00", "a_uuid",
				new UUID(-1, -1), "a_date", LocalDate.of(1001, 1, 1), "a_time", LocalTime.parse("00:00:00.999999"),
				"a_datetime", LocalDateTime.parse("9999-12-31T23:59:59.999999"), "a_timestamp",
				Instant.parse("1969-12-31T23:59:59.999999Z"));
		Table table = Samples.everyType();
		try (LiveSchema live = LiveSchema.of(database)
			.apply(new CreateTable(table),
					new InsertRows("every_type", List.of("id"), Environments.everywhere(), List.of(row)))) {
			assertThat(rows(live, table).get(0)).usingElementComparator(DialectEngineTests::compare)
				.containsExactlyElementsOf(row.values().values());
			Table empty = table.withColumns(table.columns().subList(1, table.columns().size())).withPrimaryKey(null);
			List<Object> nulls = new ArrayList<>();
			empty.columns().forEach((column) -> nulls.addAll(Arrays.asList(column.name(), null)));
			live.apply(new InsertRows("every_type", List.of(), Environments.everywhere(),
					List.of(Samples.row(nulls.toArray()))));
			assertThat(rows(live, table).get(1).subList(1, table.columns().size())).containsOnlyNulls();
		}
	}

	@EngineTest
	void keepsAValueExactlyOrRefusesIt(TestDatabase database) throws SQLException {
		Table table = new Table("exact",
				List.of(Samples.identity("id"), Samples.nullable("n", ColumnType.decimal(38, 10)),
						Samples.nullable("d", ColumnType.of(TypeName.DOUBLE)),
						Samples.nullable("day", ColumnType.of(TypeName.DATE))),
				new PrimaryKey("pk_exact", List.of("id")), List.of(), List.of(), List.of());
		List<Row> rows = List.of(Samples.row("n", new BigDecimal("12345678901234567.8901234567")),
				Samples.row("n", new BigDecimal("9007199254740993")), Samples.row("n", new BigDecimal("-0.0000000001")),
				Samples.row("d", Double.NaN), Samples.row("d", Double.NEGATIVE_INFINITY),
				Samples.row("d", Double.MIN_VALUE), Samples.row("d", Double.MAX_VALUE),
				Samples.row("day", LocalDate.of(0, 1, 1)), Samples.row("day", LocalDate.of(1, 1, 1)),
				Samples.row("day", LocalDate.of(1582, 10, 10)), Samples.row("day", LocalDate.of(10_000, 1, 1)));
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(table))) {
			int kept = 0;
			for (Row row : rows) {
				boolean refused = false;
				try {
					for (SqlCommand command : new RowRenderer((StandardDialect) live.dialect(), Schema.empty(), table)
						.insert(List.of(row))) {
						live.gate().update(SqlStatement.of(StatementKind.INSERT, command, Set.of()));
					}
				}
				catch (UnsupportedValueException ex) {
					refused = true;
				}
				if (!refused) {
					String column = row.values().keySet().iterator().next();
					List<List<Object>> stored = rows(live, table);
					Object value = stored.get(kept++).get(List.of("id", "n", "d", "day").indexOf(column));
					assertThat(compare(value, row.values().get(column))).as("%s stored as %s", row, value).isZero();
				}
			}
			assertThat(kept).isGreaterThanOrEqualTo(6);
		}
	}

	@EngineTest
	void fillsInTheMomentInUtc(TestDatabase database) throws SQLException {
		ColumnDefault now = new ColumnDefault.Expression("current_timestamp");
		List<Column> columns = List.of(Samples.identity("id"),
				new Column("instant", ColumnType.of(TypeName.TIMESTAMP), false, now, false),
				new Column("local", ColumnType.of(TypeName.DATETIME), false, now, false),
				new Column("day", ColumnType.of(TypeName.DATE), false, new ColumnDefault.Expression("CURRENT_DATE"),
						false),
				new Column("clock", ColumnType.of(TypeName.TIME), false, new ColumnDefault.Expression("CURRENT_TIME"),
						false));
		Table table = new Table("moment", columns, new PrimaryKey("pk_moment", List.of("id")), List.of(), List.of(),
				List.of());
		try (LiveSchema live = LiveSchema.of(database)) {
			switch (database.engine()) {
				case POSTGRESQL -> live.execute("SET TIME ZONE 'Pacific/Kiritimati'");
				case H2 -> live.execute("SET TIME ZONE 'Pacific/Kiritimati'");
				case MARIADB, MYSQL -> live.execute("SET time_zone = '+13:00'");
				case SQLITE -> live.execute("PRAGMA user_version = 14");
			}
			live.apply(new CreateTable(table));
			live.execute(live.dialect().insertDefaults(live.quote("moment")));
			List<Object> row = rows(live, table).get(0);
			Instant expected = Instant.now();
			assertThat((Instant) row.get(1)).isCloseTo(expected, within(1, ChronoUnit.MINUTES));
			LocalDateTime local = (LocalDateTime) row.get(2);
			assertThat(local.toInstant(ZoneOffset.UTC)).isCloseTo(expected, within(1, ChronoUnit.MINUTES));
			assertThat((LocalDate) row.get(3)).isBetween(
					expected.minusSeconds(60).atOffset(ZoneOffset.UTC).toLocalDate(),
					expected.atOffset(ZoneOffset.UTC).toLocalDate());
			LocalDateTime clock = LocalDateTime.of(local.toLocalDate(), (LocalTime) row.get(4));
			assertThat(clock).isCloseTo(local, within(1, ChronoUnit.MINUTES));
		}
	}

	@EngineTest
	void numbersOnAfterRowsThatBroughtTheirNumbers(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "first")), insert(Samples.row("id", 50, "name", "fifty")));
			live.apply(insert(Samples.row("name", "next")));
			live.apply(insert(Samples.row("id", 10, "name", "ten")), insert(Samples.row("name", "after")));
			live.apply(upsert(List.of(), Samples.row("id", 90, "name", "ninety")), insert(Samples.row("name", "last")));
			List<List<Object>> rows = rows(live, Samples.category());
			assertThat(rows).extracting((row) -> row.get(1))
				.containsExactly("first", "ten", "fifty", "next", "after", "ninety", "last");
			assertThat(rows).extracting((row) -> row.get(0)).startsWith(1L, 10L, 50L, 51L).contains(90L);
		}
	}

	@EngineTest
	void numbersOnAfterAColumnBecameAnIdentity(TestDatabase database) throws SQLException {
		Table table = Samples.category();
		Column plain = Samples.column("id", ColumnType.of(TypeName.BIGINT));
		Table unnumbered = table.withColumns(List.of(plain, table.columns().get(1), table.columns().get(2)));
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(unnumbered))) {
			live.apply(insert(Samples.row("id", 41, "name", "a")), new AlterColumn("category", Samples.identity("id")),
					insert(Samples.row("name", "b")));
			assertThat(rows(live, table)).extracting((row) -> row.get(0)).containsExactly(41L, 42L);
		}
	}

	@EngineTest
	void widensAnIdentity(TestDatabase database) throws SQLException {
		Table table = Samples.category();
		Column narrow = new Column("id", ColumnType.of(TypeName.SMALLINT), false, null, true);
		Table small = table.withColumns(List.of(narrow, table.columns().get(1), table.columns().get(2)));
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(small))) {
			live.apply(insert(Samples.row("id", Short.MAX_VALUE, "name", "a")),
					new AlterColumn("category", Samples.identity("id")), insert(Samples.row("name", "b")));
			assertThat(rows(live, table)).extracting((row) -> row.get(0)).containsExactly(32767L, 32768L);
			assertThat(SchemaComparison.of(live.dialect(), Set.of()).differences(live.expected(), live.read()))
				.isEmpty();
		}
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL, Engine.SQLITE })
	void saysWhatAnIdentityNeeds(TestDatabase database) throws SQLException {
		Table keyless = Samples.category().withPrimaryKey(null);
		try (LiveSchema live = LiveSchema.of(database)) {
			assertThatExceptionOfType(DialectException.class).isThrownBy(() -> live.apply(new CreateTable(keyless)))
				.withMessageContaining("Column 'id' of 'category' cannot be an identity on");
			live.apply(new CreateTable(keyless.withColumns(keyless.columns().subList(1, 3))));
			assertThatExceptionOfType(DialectException.class)
				.isThrownBy(() -> live.apply(new AddColumn("category", Samples.identity("id"))))
				.withMessageContaining("key");
		}
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void saysWhatCannotBeComputedFromAnIdentity(TestDatabase database) throws SQLException {
		Column next = new Column("next", ColumnType.of(TypeName.BIGINT), true, null, false).withComputed("id + 1");
		try (LiveSchema live = LiveSchema.of(database)) {
			live.apply(new CreateTable(Samples.category()));
			assertThatExceptionOfType(DialectException.class)
				.isThrownBy(() -> live.apply(new AddColumn("category", next)))
				.withMessageContaining("Column 'next' of 'category' cannot be computed from 'id' on")
				.withMessageContaining("compute it in a view");
		}
	}

	@EngineTest
	void upsertsByKey(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("id", 1, "name", "a", "rank", 1)));
			live.apply(upsert(List.of(), Samples.row("name", "a", "rank", 2), Samples.row("name", "b", "rank", 3)));
			assertThat(rows(live, Samples.category())).extracting((row) -> row.get(2)).containsExactly(2L, 3L);
			live.apply(upsert(List.of("rank"), Samples.row("id", 77, "name", "a", "rank", 4)));
			assertThat(rows(live, Samples.category()).get(0)).containsExactly(1L, "a", 4L);
			live.apply(upsert(List.of(), Samples.row("name", "a")), upsert(List.of(), Samples.row("name", "A")));
			assertThat(rows(live, Samples.category())).hasSize(3);
			assertThat(rows(live, Samples.category()).get(0)).containsExactly(1L, "a", 4L);
		}
	}

	@EngineTest
	void upsertsByPrimaryKey(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			UpsertRows upsert = new UpsertRows("category", List.of("id"), List.of(), Environments.everywhere(),
					List.of(Samples.row("id", 7, "name", "a", "rank", 1), Samples.row("id", 8, "name", "b")));
			live.apply(upsert, upsert);
			assertThat(rows(live, Samples.category())).hasSize(2);
			live.apply(new UpsertRows("category", List.of("id"), List.of("rank"), Environments.everywhere(),
					List.of(Samples.row("id", 7, "name", "other", "rank", 5))));
			assertThat(rows(live, Samples.category()).get(0)).containsExactly(7L, "a", 5L);
		}
	}

	@EngineTest
	void refusesAnUpsertThatMeetsAnotherKey(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(
					insert(Samples.row("id", 1, "name", "a", "rank", 1), Samples.row("id", 2, "name", "b", "rank", 2)));
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> live.apply(upsert(List.of("rank"), Samples.row("id", 1, "name", "c", "rank", 9))));
			assertThat(rows(live, Samples.category())).extracting((row) -> row.get(2)).containsExactly(1L, 2L);
		}
	}

	@EngineTest
	void splitsManyRowsAndKeepsTheirOrder(TestDatabase database) throws SQLException {
		Row[] rows = IntStream.range(0, 350)
			.mapToObj((i) -> (i % 100 == 50) ? Samples.row("name", "n" + i) : Samples.row("name", "n" + i, "rank", i))
			.toArray(Row[]::new);
		try (LiveSchema live = categories(database)) {
			live.apply(insert(rows));
			assertThat(rows(live, Samples.category())).extracting((row) -> row.get(1))
				.containsExactlyElementsOf(Arrays.stream(rows).map((row) -> row.values().get("name")).toList());
			live.apply(upsert(List.of(), rows));
			assertThat(rows(live, Samples.category())).hasSize(350);
		}
	}

	@EngineTest
	void deletesByKeyAlsoWhereThatIsNull(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "a"), Samples.row("name", "b", "rank", 1)));
			new RowRenderer((StandardDialect) live.dialect(), Schema.empty(), Samples.category())
				.delete(List.of(Samples.row("name", "x", "rank", null), Samples.row("name", "a", "rank", null)),
						List.of("name", "rank"))
				.forEach((command) -> live.gate().update(SqlStatement.of(StatementKind.DELETE, command, Set.of())));
			assertThat(rows(live, Samples.category())).extracting((row) -> row.get(1)).containsExactly("b");
			DeleteRows delete = new DeleteRows("category", List.of("name"), Environments.everywhere(),
					List.of(Samples.row("name", "b")));
			live.apply(delete, delete);
			assertThat(rows(live, Samples.category())).isEmpty();
		}
	}

	@EngineTest
	void comparesTextExactly(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "a"), Samples.row("name", "A"), Samples.row("name", "a "),
					Samples.row("name", "\u00e4"), Samples.row("name", "a\u0308")));
			SqlStatement query = SqlStatement.of(StatementKind.SELECT,
					"SELECT count(*) FROM " + live.quote("category") + " WHERE " + live.quote("name") + " = ?",
					new TypedValue(TEXT, "a"));
			assertThat(live.gate().<Long>query(query, (rows) -> rows.next() ? rows.getLong(1) : null)).isEqualTo(1L);
		}
	}

	@EngineTest
	void matchesPatterns(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "Foo", "rank", 10), Samples.row("name", "100%", "rank", 100),
					Samples.row("name", "a_b"), Samples.row("name", "a*b?[c]"), Samples.row("name", "b\\s"),
					Samples.row("name", "wow!"), Samples.row("name", "FOO")));
			assertThat(like(live, "name", TEXT, false, "F%")).containsExactly("FOO", "Foo");
			assertThat(like(live, "name", TEXT, false, "f%")).isEmpty();
			assertThat(like(live, "name", TEXT, true, "fO_")).containsExactly("FOO", "Foo");
			for (boolean ignoreCase : new boolean[] { true, false }) {
				assertThat(like(live, "name", TEXT, ignoreCase, "%!%%")).containsExactly("100%");
				assertThat(like(live, "name", TEXT, ignoreCase, "_!__")).containsExactly("a_b");
				assertThat(like(live, "name", TEXT, ignoreCase, "%*%")).containsExactly("a*b?[c]");
				assertThat(like(live, "name", TEXT, ignoreCase, "%?[c]")).containsExactly("a*b?[c]");
				assertThat(like(live, "name", TEXT, ignoreCase, "b\\%")).containsExactly("b\\s");
				assertThat(like(live, "name", TEXT, ignoreCase, "%!!")).containsExactly("wow!");
			}
			ColumnType integer = ColumnType.of(TypeName.INTEGER);
			assertThat(like(live, "rank", integer, true, "10%")).containsExactly("100%", "Foo");
		}
	}

	@EngineTest(except = Engine.SQLITE)
	void ignoresTheCaseOfEveryLetter(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "\u00c4PFEL"), Samples.row("name", "\u0421\u041e\u042e\u0417")));
			assertThat(like(live, "name", TEXT, true, "%\u00e4pf%")).hasSize(1);
			assertThat(like(live, "name", TEXT, true, "\u0441\u043e\u044e\u0437")).hasSize(1);
			assertThat(like(live, "name", TEXT, false, "%\u00e4pf%")).isEmpty();
		}
	}

	private static List<String> like(LiveSchema live, String column, ColumnType type, boolean ignoreCase,
			String pattern) {
		String sql = "SELECT " + live.quote("name") + " FROM " + live.quote("category") + " WHERE "
				+ live.dialect().like(live.quote(column), ignoreCase, type) + " ORDER BY " + live.quote("name");
		SqlStatement query = SqlStatement.of(StatementKind.SELECT, sql, new TypedValue(TEXT, pattern));
		return live.gate().query(query, (rows) -> {
			List<String> names = new ArrayList<>();
			while (rows.next()) {
				names.add(rows.getString(1));
			}
			names.sort(null);
			return names;
		});
	}

	@EngineTest
	void sortsNullsTheSameEverywhere(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "one", "rank", 1), Samples.row("name", "none"),
					Samples.row("name", "two", "rank", 2)));
			assertThat(sorted(live, false, null)).containsExactly("none", "one", "two");
			assertThat(sorted(live, true, null)).containsExactly("two", "one", "none");
			assertThat(sorted(live, false, false)).containsExactly("one", "two", "none");
			assertThat(sorted(live, true, true)).containsExactly("none", "two", "one");
			assertThat(sorted(live, false, true)).containsExactly("none", "one", "two");
		}
	}

	private static List<String> sorted(LiveSchema live, boolean descending, Boolean nullsFirst) {
		return live.strings("SELECT " + live.quote("name") + " FROM " + live.quote("category") + " ORDER BY "
				+ live.dialect().orderBy(live.quote("rank"), descending, nullsFirst));
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void sortsByAnIndexWithoutSorting(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(new CreateIndex("category", Samples.index("idx_category_rank", "rank")));
			live.execute("SET enable_seqscan = off");
			for (boolean descending : new boolean[] { true, false }) {
				List<String> plan = live.strings("EXPLAIN SELECT * FROM category ORDER BY "
						+ live.dialect().orderBy("rank", descending, null) + " LIMIT 5");
				assertThat(plan).anyMatch((line) -> line.contains("idx_category_rank"))
					.noneMatch((line) -> line.contains("Sort"));
			}
		}
	}

	@EngineTest
	void limitsAndSkips(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "a"), Samples.row("name", "b"), Samples.row("name", "c")));
			assertThat(page(live, 2L, null)).containsExactly("a", "b");
			assertThat(page(live, 1L, 1L)).containsExactly("b");
			assertThat(page(live, null, 1L)).containsExactly("b", "c");
			assertThat(page(live, null, null)).hasSize(3);
		}
	}

	private static List<String> page(LiveSchema live, Long limit, Long offset) {
		ColumnType type = ColumnType.of(TypeName.BIGINT);
		List<TypedValue> values = new ArrayList<>();
		if (limit != null) {
			values.add(new TypedValue(type, limit));
		}
		if (offset != null) {
			values.add(new TypedValue(type, offset));
		}
		String sql = "SELECT " + live.quote("name") + " FROM " + live.quote("category") + " ORDER BY "
				+ live.quote("id") + live.dialect().limit(limit != null, offset != null);
		return live.gate().query(new SqlStatement(sql, values, Set.of(), StatementKind.SELECT), (rows) -> {
			List<String> names = new ArrayList<>();
			while (rows.next()) {
				names.add(rows.getString(1));
			}
			return names;
		});
	}

	@EngineTest
	void deliversWhatAnInsertFilledIn(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			String insert = "INSERT INTO " + live.quote("category") + " (" + live.quote("name")
					+ ") VALUES ('a'), ('b')";
			String returning = live.dialect().insertReturning(insert, List.of(live.quote("id"), live.quote("name")));
			if (database.engine() == Engine.MYSQL) {
				assertThat(returning).isNull();
			}
			else {
				assertThat(live.strings(returning)).containsExactly("1", "2");
			}
		}
	}

	@EngineTest
	void locksRowsOrSaysThatItCannot(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			LockClause lock = new LockClause(LockClause.Strength.UPDATE, LockClause.Wait.SKIP_LOCKED, List.of());
			if (database.engine() == Engine.SQLITE) {
				assertThatExceptionOfType(DialectException.class).isThrownBy(() -> live.dialect().lockRows(lock))
					.withMessageContaining("sqlite")
					.withMessageContaining("leave the lock out");
			}
			else {
				assertThat(live.strings("SELECT * FROM " + live.quote("category") + live.dialect().lockRows(lock)))
					.isEmpty();
			}
		}
	}

	@EngineTest
	void tellsWhatWentWrong(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(new CreateTable(Samples.product()), insert(Samples.row("name", "a")));
			if (database.engine() == Engine.SQLITE) {
				live.execute("PRAGMA foreign_keys = ON");
			}
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> live.apply(insert(Samples.row("name", "a"))));
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> live.apply(insert(Samples.row("id", 1, "name", "b"))));
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> live.apply(insert(Samples.row("name", null))))
				.isNotInstanceOf(DuplicateKeyException.class);
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> live.execute("INSERT INTO " + live.quote("product") + " (" + live.quote("category_id")
						+ ", " + live.quote("title") + ") VALUES (99, 'x')"))
				.isNotInstanceOf(DuplicateKeyException.class);
		}
	}

	@EngineTest
	void addsAColumnThatNeedsAValueOnlyWhereThereAreNoRows(TestDatabase database) throws SQLException {
		AddColumn needed = new AddColumn("category", Samples.column("needed", ColumnType.of(TypeName.INTEGER)));
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "a")));
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> live.apply(needed));
			assertThat(live.read().table("category").orElseThrow().column("needed")).isEmpty();
			live.apply(new DeleteRows("category", List.of("name"), Environments.everywhere(),
					List.of(Samples.row("name", "a"))), needed);
			assertThat(live.read().table("category").orElseThrow().column("needed")).isPresent();
		}
	}

	@EngineTest
	void putsTheDefaultWhereNullIsNoLongerAllowed(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "a"), Samples.row("name", "b", "rank", 2)), new AlterColumn(
					"category", new Column("rank", TEXT, false, new ColumnDefault.Literal("none"), false)));
			assertThat(live.strings("SELECT " + live.quote("rank") + " FROM " + live.quote("category") + " ORDER BY 1"))
				.containsExactly("2", "none");
		}
	}

	@EngineTest
	void doesNotCutTextThatIsTooLong(TestDatabase database) throws SQLException {
		AlterColumn shorter = new AlterColumn("category", Samples.column("name", ColumnType.varchar(3)));
		try (LiveSchema live = categories(database)) {
			live.apply(insert(Samples.row("name", "abcdef")));
			if (database.engine() == Engine.SQLITE) {
				live.apply(shorter);
			}
			else {
				assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> live.apply(shorter));
			}
			assertThat(live.one("SELECT " + live.quote("name") + " FROM " + live.quote("category")))
				.isEqualTo("abcdef");
		}
	}

	@EngineTest
	void changesTypesWithTheirValues(TestDatabase database) throws SQLException {
		Table table = new Table("thing",
				List.of(Samples.identity("id"), Samples.nullable("v", ColumnType.of(TypeName.DATETIME)),
						Samples.nullable("n", ColumnType.of(TypeName.INTEGER))),
				new PrimaryKey("pk_thing", List.of("id")), List.of(), List.of(), List.of());
		try (LiveSchema live = LiveSchema.of(database).apply(new CreateTable(table))) {
			live.apply(
					new InsertRows("thing", List.of(), Environments.everywhere(),
							List.of(Samples.row("v", LocalDateTime.parse("2024-02-29T10:11:12"), "n", 1))),
					new AlterColumn("thing", Samples.nullable("v", ColumnType.of(TypeName.TIMESTAMP))),
					new AlterColumn("thing", Samples.nullable("n", ColumnType.of(TypeName.BOOLEAN))));
			Table changed = live.expected().table("thing").orElseThrow();
			assertThat(rows(live, changed).get(0)).containsExactly(1L, Instant.parse("2024-02-29T10:11:12Z"), true);
			live.apply(new AlterColumn("thing", Samples.nullable("v", ColumnType.of(TypeName.DATE))),
					new AlterColumn("thing", Samples.nullable("n", ColumnType.of(TypeName.BIGINT))));
			changed = live.expected().table("thing").orElseThrow();
			assertThat(rows(live, changed).get(0)).containsExactly(1L, LocalDate.of(2024, 2, 29), 1L);
		}
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL, Engine.H2 })
	void saysWhyATextCannotBeIndexed(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			live.apply(new AddColumn("category", Samples.nullable("note", ColumnType.of(TypeName.TEXT))));
			assertThatExceptionOfType(DialectException.class)
				.isThrownBy(() -> live.apply(new CreateIndex("category", Samples.index("idx_note", "note"))))
				.withMessageContaining("'note'")
				.withMessageContaining("give it a size");
		}
	}

	@EngineTest
	void refusesAnUpsertByColumnsThatAreNotUnique(TestDatabase database) throws SQLException {
		try (LiveSchema live = categories(database)) {
			RowRenderer rows = new RowRenderer((StandardDialect) live.dialect(), Schema.empty(), Samples.category());
			assertThatExceptionOfType(DialectException.class)
				.isThrownBy(() -> rows.upsert(List.of(Samples.row("rank", 1)), List.of("rank"), List.of()))
				.withMessageContaining("not unique");
			assertThatExceptionOfType(DialectException.class)
				.isThrownBy(() -> rows.upsert(List.of(Samples.row("rank", 1)), List.of("name"), List.of()))
				.withMessageContaining("'name'");
			Table keyed = Samples.category().withUniques(List.of(new UniqueConstraint("u", List.of("rank", "name"))));
			assertThat(new RowRenderer((StandardDialect) live.dialect(), Schema.empty(), keyed)
				.upsert(List.of(Samples.row("rank", 1, "name", "a")), List.of("name", "rank"), List.of())).hasSize(1);
		}
	}

}
