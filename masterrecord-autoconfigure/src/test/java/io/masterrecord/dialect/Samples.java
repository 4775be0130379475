package io.masterrecord.dialect;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Tables and rows for the tests of dialects and catalogs.
 */
public final class Samples {

	private Samples() {
	}

	/**
	 * A table with an identity, a unique name and a rank that may be missing.
	 */
	public static Table category() {
		return new Table("category",
				List.of(identity("id"), column("name", ColumnType.varchar(20)),
						nullable("rank", ColumnType.of(TypeName.INTEGER))),
				new PrimaryKey("pk_category", List.of("id")),
				List.of(new UniqueConstraint("uq_category_name", List.of("name"))), List.of(), List.of());
	}

	/**
	 * A table that refers to {@link #category()}.
	 */
	public static Table product() {
		return new Table("product",
				List.of(identity("id"), column("category_id", ColumnType.of(TypeName.BIGINT)),
						column("title", ColumnType.varchar(40)), nullable("price", ColumnType.decimal(10, 2)),
						new Column("created_at", ColumnType.of(TypeName.TIMESTAMP), false,
								new ColumnDefault.Expression("CURRENT_TIMESTAMP"), false)),
				new PrimaryKey("pk_product", List.of("id")), List.of(),
				List.of(new ForeignKey("fk_product_category_id", List.of("category_id"), "category", List.of("id"),
						ReferentialAction.CASCADE, ReferentialAction.RESTRICT)),
				List.of());
	}

	/**
	 * A table with a column of each type, each with a default.
	 */
	public static Table everyType() {
		List<Column> columns = new java.util.ArrayList<>();
		columns.add(identity("id"));
		defaults().forEach((type, value) -> columns.add(new Column("a_" + name(type), type, true, value, false)));
		return new Table("every_type", columns, new PrimaryKey("pk_every_type", List.of("id")), List.of(), List.of(),
				List.of());
	}

	public static String name(ColumnType type) {
		return type.name().name().toLowerCase(java.util.Locale.ROOT);
	}

	public static Map<ColumnType, ColumnDefault> defaults() {
		Map<ColumnType, ColumnDefault> defaults = new LinkedHashMap<>();
		defaults.put(ColumnType.of(TypeName.BOOLEAN), new ColumnDefault.Literal(true));
		defaults.put(ColumnType.of(TypeName.SMALLINT), new ColumnDefault.Literal(-7L));
		defaults.put(ColumnType.of(TypeName.INTEGER), new ColumnDefault.Literal(0L));
		defaults.put(ColumnType.of(TypeName.BIGINT), new ColumnDefault.Literal(9007199254740993L));
		defaults.put(ColumnType.of(TypeName.REAL), new ColumnDefault.Literal(0.5));
		defaults.put(ColumnType.of(TypeName.DOUBLE), new ColumnDefault.Literal(0.1));
		defaults.put(ColumnType.decimal(10, 2), new ColumnDefault.Literal(new BigDecimal("12.50")));
		defaults.put(ColumnType.varchar(60), new ColumnDefault.Literal("it's a \"back\\slash\" `ä😀` --?"));
		defaults.put(ColumnType.of(TypeName.TEXT), new ColumnDefault.Literal("two\nlines"));
		defaults.put(ColumnType.of(TypeName.UUID), new ColumnDefault.Literal("0190a5c8-1111-7222-8333-444455556666"));
		defaults.put(ColumnType.of(TypeName.DATE), new ColumnDefault.Literal("2024-02-29"));
		defaults.put(ColumnType.of(TypeName.TIME), new ColumnDefault.Literal("23:59:59.000001"));
		defaults.put(ColumnType.of(TypeName.DATETIME), new ColumnDefault.Literal("2024-02-29T01:02:03.000004"));
		defaults.put(ColumnType.of(TypeName.TIMESTAMP), new ColumnDefault.Literal("2024-02-29T01:02:03.000004+02:00"));
		return defaults;
	}

	public static Column identity(String name) {
		return new Column(name, ColumnType.of(TypeName.BIGINT), false, null, true);
	}

	public static Column column(String name, ColumnType type) {
		return new Column(name, type, false, null, false);
	}

	public static Column nullable(String name, ColumnType type) {
		return new Column(name, type, true, null, false);
	}

	public static Index index(String name, String... columns) {
		return new Index(name, Arrays.stream(columns).map(IndexColumn::ascending).toList(), false,
				Environments.everywhere());
	}

	public static Index uniqueIndex(String name, String... columns) {
		return new Index(name, Arrays.stream(columns).map(IndexColumn::ascending).toList(), true,
				Environments.everywhere());
	}

	/**
	 * A row of names and values in turn.
	 */
	public static Row row(Object... namesAndValues) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			values.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return Row.of(values);
	}

}
