package io.masterrecord.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Schemas out of a seeded source of randomness, legal but otherwise of any shape. Names
 * are drawn from a small pool, so that two of them have much in common.
 */
public final class RandomSchemas {

	private static final List<ColumnType> TYPES = List.of(ColumnType.of(TypeName.BIGINT),
			ColumnType.of(TypeName.INTEGER), ColumnType.varchar(20), ColumnType.varchar(40),
			ColumnType.of(TypeName.TEXT), ColumnType.decimal(10, 2), ColumnType.decimal(12, 4),
			ColumnType.of(TypeName.BOOLEAN), ColumnType.of(TypeName.UUID), ColumnType.of(TypeName.TIMESTAMP),
			ColumnType.of(TypeName.DATE), ColumnType.of(TypeName.DOUBLE), ColumnType.of(TypeName.BINARY));

	private final Random random;

	private final Set<String> names = new HashSet<>();

	private RandomSchemas(long seed) {
		this.random = new Random(seed);
	}

	/**
	 * Return a schema.
	 * @param seed the same seed gives the same schema
	 * @return a legal schema
	 */
	public static Schema of(long seed) {
		return new RandomSchemas(seed).schema();
	}

	/**
	 * Return a schema without what is no difference: the order of columns, constraints
	 * and listed values, and the names of primary keys.
	 * @param schema the schema
	 * @return the schema in normal form
	 */
	public static Schema normal(Schema schema) {
		TreeMap<String, Table> tables = new TreeMap<>();
		schema.tables().forEach((name, table) -> {
			PrimaryKey key = table.primaryKey();
			tables.put(name,
					new Table(name,
							sorted(table.columns().stream().map(RandomSchemas::normal).toList(),
									Comparator.comparing(Column::name)),
							(key != null) ? new PrimaryKey("pk", key.columns()) : null,
							sorted(table.uniques(), Comparator.comparing(UniqueConstraint::name)),
							sorted(table.foreignKeys(), Comparator.comparing(ForeignKey::name)),
							sorted(table.indexes().stream().map(RandomSchemas::normal).toList(),
									Comparator.comparing(Index::name)),
							sorted(table.searchIndexes(), Comparator.comparing(SearchIndex::name)),
							sorted(table.checks().stream().map(RandomSchemas::normal).toList(),
									Comparator.comparing(Check::name)),
							table.comment()));
		});
		return new Schema(tables, new TreeMap<>()).withSequences(schema.sequences().values())
			.withRoutines(schema.routines().values());
	}

	private static Index normal(Index index) {
		return new Index(index.name(),
				index.columns()
					.stream()
					.map((column) -> column.isExpression()
							? IndexColumn.expression(SqlText.normal(column.name()), column.descending()) : column)
					.toList(),
				index.unique(), index.environments(), (index.filter() != null) ? SqlText.normal(index.filter()) : null,
				sorted(index.included(), Comparator.naturalOrder()));
	}

	private static Check normal(Check check) {
		if (check.rule() instanceof Check.OneOf one) {
			return Check.oneOf(check.name(), one.column(),
					sorted(one.values(), Comparator.comparing(Object::toString)));
		}
		return (check.rule() instanceof Check.Sql sql) ? Check.that(check.name(), SqlText.normal(sql.sql())) : check;
	}

	private static Column normal(Column column) {
		if (column.computed() != null) {
			return column.withComputed(SqlText.normal(column.computed()));
		}
		if (column.defaultValue() instanceof ColumnDefault.Expression expression) {
			return column.withDefault(new ColumnDefault.Expression(SqlText.normal(expression.sql())));
		}
		if (column.defaultValue() instanceof ColumnDefault.Literal literal
				&& literal.value() instanceof Number number) {
			return new Column(column.name(), column.type(), column.nullable(),
					new ColumnDefault.Literal(new BigDecimal(number.toString()).stripTrailingZeros()),
					column.identity());
		}
		return column;
	}

	private Schema schema() {
		Map<String, Table> tables = new LinkedHashMap<>();
		for (int i = 0; i < 7; i++) {
			if (chance(60)) {
				String name = (i < 5) ? "t" + i : "t" + i + "_customer_subscription_invoice_line_items";
				tables.put(name, table(name));
			}
		}
		for (Table table : List.copyOf(tables.values())) {
			while (chance(45)) {
				addForeignKey(tables, table.name());
			}
		}
		return Schema.of(tables.values());
	}

	private Table table(String name) {
		List<Column> columns = new ArrayList<>();
		PrimaryKey primaryKey = null;
		if (chance(60)) {
			columns.add(new Column("id", pick(List.of(TYPES.get(0), TYPES.get(1))), false, null, chance(60)));
			primaryKey = new PrimaryKey("pk_" + name, List.of("id"));
		}
		for (int i = 0; i < 6; i++) {
			if (chance(60) || (i == 5 && columns.isEmpty())) {
				columns.add(column("c" + i));
			}
		}
		List<String> solid = columns.stream().filter((column) -> !column.nullable()).map(Column::name).toList();
		if (primaryKey == null && !solid.isEmpty() && chance(70)) {
			primaryKey = new PrimaryKey("pk_" + name, some(solid));
		}
		List<String> all = columns.stream().map(Column::name).toList();
		List<UniqueConstraint> uniques = new ArrayList<>();
		while (chance(35)) {
			List<String> unique = some(all);
			uniques.add(new UniqueConstraint(name("uq_", name, unique), unique));
		}
		List<Index> indexes = new ArrayList<>();
		while (chance(45)) {
			List<IndexColumn> indexed = some(all).stream()
				.map((column) -> new IndexColumn(column, chance(30)))
				.toList();
			indexes.add(new Index(name("idx_", name, List.of()), indexed, chance(40),
					chance(20) ? Environments.of("production") : Environments.everywhere(), null,
					chance(15) ? included(all, indexed) : List.of()));
		}
		return new Table(name, columns, primaryKey, uniques, List.of(), indexes, searchIndexes(name, columns));
	}

	private List<String> included(List<String> all, List<IndexColumn> indexed) {
		List<String> others = all.stream()
			.filter((column) -> indexed.stream().noneMatch((part) -> part.mentions(column)))
			.toList();
		return others.isEmpty() ? others : some(others);
	}

	private List<SearchIndex> searchIndexes(String table, List<Column> columns) {
		List<String> texts = columns.stream()
			.filter((column) -> column.type().name() == TypeName.VARCHAR || column.type().name() == TypeName.TEXT)
			.map(Column::name)
			.toList();
		if (texts.isEmpty() || chance(60)) {
			return List.of();
		}
		List<SearchColumn> searched = some(texts).stream()
			.map((column) -> new SearchColumn(column, chance(50) ? 1 : 1 + this.random.nextInt(3)))
			.toList();
		SearchIndex index = new SearchIndex(name("search_", table, List.of()), searched,
				pick(List.of(SearchMatch.values())), chance(70) ? "" : "english");
		boolean computed = columns.stream()
			.anyMatch((column) -> column.isComputed() && index.columnNames().contains(column.name()));
		return computed ? List.of() : List.of(index);
	}

	private Column column(String name) {
		ColumnType type = pick(TYPES);
		return new Column(name, type, chance(50), chance(30) ? defaultValue(type) : null, false);
	}

	private ColumnDefault defaultValue(ColumnType type) {
		return switch (type.name()) {
			case BIGINT, INTEGER -> new ColumnDefault.Literal((long) this.random.nextInt(3));
			case DECIMAL -> new ColumnDefault.Literal(new BigDecimal(pick(List.of("1.5", "1.50", "-2"))));
			case DOUBLE -> new ColumnDefault.Literal(pick(List.of(0.1, -1e30)));
			case BOOLEAN -> new ColumnDefault.Literal(this.random.nextBoolean());
			case TIMESTAMP -> new ColumnDefault.Expression("CURRENT_TIMESTAMP");
			case DATE -> new ColumnDefault.Expression("CURRENT_DATE");
			case UUID -> new ColumnDefault.Literal("01890a5d-ac96-774b-bcce-b302099a8057");
			default -> new ColumnDefault.Literal(pick(List.of("", "it's", "a \"b\" \\ \n ü", "null")));
		};
	}

	private void addForeignKey(Map<String, Table> tables, String name) {
		Table target = pick(List.copyOf(tables.values()));
		List<List<String>> keys = new ArrayList<>();
		if (target.primaryKey() != null) {
			keys.add(target.primaryKey().columns());
		}
		target.uniques().forEach((unique) -> keys.add(unique.columns()));
		target.indexes()
			.stream()
			.filter((index) -> index.unique() && index.environments().isEverywhere())
			.forEach((index) -> keys.add(index.columnNames()));
		if (keys.isEmpty()) {
			return;
		}
		List<String> key = pick(keys);
		Table table = tables.get(name);
		List<Column> columns = new ArrayList<>(table.columns());
		List<String> own = new ArrayList<>();
		for (String column : key) {
			String reference = "f" + columns.size();
			columns.add(new Column(reference, target.column(column).orElseThrow().type(), true, null, false));
			own.add(reference);
		}
		List<ForeignKey> foreignKeys = new ArrayList<>(table.foreignKeys());
		foreignKeys.add(new ForeignKey(name("fk_", name, own), own, target.name(), key, action(), action()));
		tables.put(name, table.withColumns(columns).withForeignKeys(foreignKeys));
	}

	private ReferentialAction action() {
		return chance(60) ? ReferentialAction.RESTRICT : pick(List.of(ReferentialAction.values()));
	}

	private String name(String prefix, String table, List<String> columns) {
		String name = prefix + table + "_" + String.join("_", columns);
		if (!columns.isEmpty() && chance(50) && this.names.add(name)) {
			return name;
		}
		do {
			name = prefix + (chance(70) ? table + "_" : "") + this.random.nextInt(20);
		}
		while (!this.names.add(name));
		return name;
	}

	private List<String> some(List<String> columns) {
		List<String> shuffled = new ArrayList<>(columns);
		Collections.shuffle(shuffled, this.random);
		return List.copyOf(shuffled.subList(0, 1 + this.random.nextInt(Math.min(2, shuffled.size()))));
	}

	private <T> T pick(List<T> elements) {
		return elements.get(this.random.nextInt(elements.size()));
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private static <T> List<T> sorted(List<T> elements, Comparator<T> order) {
		return elements.stream().sorted(order).toList();
	}

}
