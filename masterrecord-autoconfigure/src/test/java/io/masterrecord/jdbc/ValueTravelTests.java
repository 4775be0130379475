package io.masterrecord.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of all column types on their way to a database and back.
 */
@EngineSpec
class ValueTravelTests {

	/** Documents and arrays travel with the entities that hold them. */
	private static final List<TypeName> TYPES = Arrays.stream(TypeName.values())
		.filter((type) -> type != TypeName.ARRAY && type != TypeName.JSON)
		.toList();

	private static final Map<TypeName, Object> VALUES = new EnumMap<>(TypeName.class);

	static {
		VALUES.put(TypeName.BOOLEAN, true);
		VALUES.put(TypeName.SMALLINT, 123L);
		VALUES.put(TypeName.INTEGER, -123_456L);
		VALUES.put(TypeName.BIGINT, Long.MAX_VALUE);
		VALUES.put(TypeName.REAL, 1.5);
		VALUES.put(TypeName.DOUBLE, -1e300);
		VALUES.put(TypeName.DECIMAL, new BigDecimal("1234567.8900"));
		VALUES.put(TypeName.VARCHAR, "it's \\ 🦊 ?");
		VALUES.put(TypeName.TEXT, "x".repeat(100_000));
		VALUES.put(TypeName.UUID, UUID.fromString("0190a5b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b"));
		VALUES.put(TypeName.DATE, LocalDate.of(1969, 12, 31));
		VALUES.put(TypeName.TIME, LocalTime.of(0, 0, 0, 1000));
		VALUES.put(TypeName.DATETIME, LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_456_000));
		VALUES.put(TypeName.TIMESTAMP, Instant.parse("1969-12-31T23:59:59.999999Z"));
		VALUES.put(TypeName.BINARY, new byte[] { 0, -1, 39, 92 });
	}

	private final StatementGate gate;

	ValueTravelTests(TestDatabase database) throws SQLException {
		this.gate = gate(database);
	}

	private static StatementGate gate(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return StatementGate.of(database.dataSource(), Dialects.of(connection));
		}
	}

	@BeforeEngine
	static void create(TestDatabase database) throws SQLException {
		StatementGate gate = gate(database);
		List<Column> columns = TYPES.stream()
			.map((name) -> new Column(columnOf(name), typeOf(name), name != TypeName.BIGINT, null, false))
			.toList();
		Table table = new Table("travel", columns, new PrimaryKey("pk_travel", List.of("c_bigint")), List.of(),
				List.of(), List.of());
		for (SqlCommand command : gate.dialect().render(Schema.empty(), new CreateTable(table))) {
			gate.update(SqlStatement.of(StatementKind.DDL, command, Set.of()));
		}
		insert(gate, VALUES);
		insert(gate, Map.of(TypeName.BIGINT, 0L));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "ARRAY", "JSON" })
	void comeBackAsTheyWere(TypeName type) {
		assertThat(read(type, Long.MAX_VALUE)).isEqualTo(VALUES.get(type));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "BIGINT", "ARRAY", "JSON" })
	void comeBackAsNull(TypeName type) {
		assertThat(read(type, 0L)).isNull();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "BIGINT", "ARRAY", "JSON" })
	void areRefusedAsAnotherType(TypeName type) {
		Object wrong = new StringBuilder("secret");
		SqlStatement statement = SqlStatement.of(StatementKind.SELECT, "SELECT 1 WHERE 1 = ?",
				new TypedValue(typeOf(type), wrong));
		assertThatExceptionOfType(UnsupportedValueException.class)
			.isThrownBy(() -> this.gate.query(statement, (rows) -> 0))
			.withMessageContaining("java.lang.StringBuilder")
			.withMessageNotContaining("secret");
	}

	@Test
	void areReadInNarrowerTypesToo() {
		SqlStatement statement = SqlStatement.of(StatementKind.SELECT, "SELECT " + quoted(TypeName.SMALLINT) + " FROM "
				+ this.gate.dialect().quote("travel") + " WHERE " + quoted(TypeName.BIGINT) + " > 0");
		for (Class<?> target : List.of(byte.class, short.class, int.class, long.class, Byte.class, Short.class,
				Integer.class, Long.class)) {
			Object value = this.gate.query(statement, (rows) -> {
				rows.next();
				try {
					return ColumnReader
						.handle(typeOf(TypeName.SMALLINT), this.gate.dialect().valueForm(TypeName.SMALLINT), target)
						.invokeWithArguments(rows, 1);
				}
				catch (Throwable ex) {
					throw new SQLException(ex);
				}
			});
			assertThat(((Number) value).intValue()).as(target.getName()).isEqualTo(123);
		}
	}

	private Object read(TypeName type, long id) {
		Dialect dialect = this.gate.dialect();
		SqlStatement statement = SqlStatement.of(StatementKind.SELECT, "SELECT " + quoted(type) + " FROM "
				+ dialect.quote("travel") + " WHERE " + quoted(TypeName.BIGINT) + " = ?",
				new TypedValue(ColumnType.of(TypeName.BIGINT), id));
		return this.gate.query(statement, (rows) -> {
			assertThat(rows.next()).isTrue();
			return ColumnReader.read(rows, 1, typeOf(type), dialect.valueForm(type));
		});
	}

	private static void insert(StatementGate gate, Map<TypeName, Object> row) {
		String columns = TYPES.stream()
			.map((name) -> gate.dialect().quote(columnOf(name)))
			.collect(Collectors.joining(", "));
		String sql = "INSERT INTO " + gate.dialect().quote("travel") + " (" + columns + ") VALUES (?"
				+ ", ?".repeat(TYPES.size() - 1) + ")";
		List<TypedValue> values = TYPES.stream().map((name) -> new TypedValue(typeOf(name), row.get(name))).toList();
		gate.update(new SqlStatement(sql, values, Set.of("travel"), StatementKind.INSERT));
	}

	private String quoted(TypeName name) {
		return this.gate.dialect().quote(columnOf(name));
	}

	private static String columnOf(TypeName name) {
		return "c_" + name.name().toLowerCase(java.util.Locale.ROOT);
	}

	private static ColumnType typeOf(TypeName name) {
		return switch (name) {
			case VARCHAR -> ColumnType.varchar(40);
			case DECIMAL -> ColumnType.decimal(12, 4);
			default -> ColumnType.of(name);
		};
	}

}
