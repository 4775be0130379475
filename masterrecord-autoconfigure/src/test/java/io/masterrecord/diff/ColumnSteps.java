package io.masterrecord.diff;

import java.math.BigDecimal;
import java.util.List;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What is done to columns, but for their types.
 */
final class ColumnSteps {

	private static final List<ColumnType> TYPES = List.of(ColumnType.of(TypeName.BOOLEAN),
			ColumnType.of(TypeName.SMALLINT), ColumnType.of(TypeName.INTEGER), ColumnType.of(TypeName.BIGINT),
			ColumnType.of(TypeName.REAL), ColumnType.of(TypeName.DOUBLE), ColumnType.decimal(10, 2),
			ColumnType.varchar(20), ColumnType.of(TypeName.TEXT), ColumnType.of(TypeName.UUID),
			ColumnType.of(TypeName.DATE), ColumnType.of(TypeName.TIME), ColumnType.of(TypeName.DATETIME),
			ColumnType.of(TypeName.TIMESTAMP), ColumnType.of(TypeName.BINARY), new ColumnType(TypeName.BINARY, 16, 0),
			ColumnType.of(TypeName.JSON));

	private final EvolvingModel model;

	ColumnSteps(EvolvingModel model) {
		this.model = model;
	}

	void add() {
		add(this.model.anyTable().name());
	}

	void add(String table) {
		add(table, this.model.columnName("c"));
	}

	private void add(String tableName, String name) {
		Table table = this.model.table(tableName);
		String expression = this.model.chance(20) ? expression(table) : null;
		if (expression != null) {
			TypeName type = expression.startsWith("lower") ? TypeName.VARCHAR : TypeName.BIGINT;
			this.model.add(tableName,
					new Column(name, new ColumnType(type, (type == TypeName.VARCHAR) ? 80 : 0, 0), true, null, false)
						.withComputed(expression));
			return;
		}
		ColumnType type = this.model.pick(TYPES);
		if (this.model.features().arrays() && this.model.chance(5)) {
			type = ColumnType.arrayOf(this.model.pick(List.of(TypeName.TEXT, TypeName.BIGINT)));
		}
		ColumnDefault value = defaultOf(type);
		boolean required = value != null && this.model.chance(40);
		Column column = new Column(name, type, !required, (required || this.model.chance(30)) ? value : null, false)
			.withComment(this.model.chance(20) ? "it's column " + name : null);
		if (type.name() == TypeName.VARCHAR && this.model.features().collation() != null && this.model.chance(20)) {
			column = column.withCollation(this.model.features().collation());
		}
		this.model.add(tableName, column);
		if (type.equals(ColumnType.varchar(20)) && column.defaultValue() == null && this.model.chance(40)) {
			Table changed = this.model.table(tableName);
			this.model.put(changed.withChecks(EvolvingModel.with(changed.checks(),
					Check.oneOf("ck_" + tableName + "_" + name, name, List.of("open", "it's", "1", "")))));
		}
	}

	private @Nullable String expression(Table table) {
		List<String> numbers = EvolvingModel.names(table,
				(column) -> EvolvingModel.INTEGERS.contains(column.type().name()) && !column.identity()
						&& !column.isComputed() && isPlain(table, column));
		List<String> texts = EvolvingModel.names(table, (column) -> column.type().name() == TypeName.VARCHAR
				&& column.type().size() <= 80 && !column.isComputed() && isPlain(table, column));
		if (!texts.isEmpty() && this.model.chance(40)) {
			return "lower(coalesce(%s, 'it''s'))".formatted(this.model.pick(texts));
		}
		if (numbers.isEmpty()) {
			return null;
		}
		String number = this.model.pick(numbers);
		return table.column(number).orElseThrow().nullable() ? "coalesce(%s, 0) + 1".formatted(number)
				: number + " + 1";
	}

	private boolean isPlain(Table table, Column column) {
		return !column.name().startsWith(EvolvingModel.REFERENCE) && !this.model.isReference(table, column.name());
	}

	private @Nullable ColumnDefault defaultOf(ColumnType type) {
		return switch (type.name()) {
			case BOOLEAN -> new ColumnDefault.Literal(this.model.chance(50));
			case SMALLINT, INTEGER -> new ColumnDefault.Literal((long) this.model.number(5));
			case BIGINT -> this.model.chance(30) ? new ColumnDefault.Expression("40 + " + this.model.number(5))
					: new ColumnDefault.Literal((long) this.model.number(5));
			case REAL, DOUBLE -> new ColumnDefault.Literal(0.5);
			case DECIMAL -> new ColumnDefault.Literal(new BigDecimal("1.25"));
			case VARCHAR ->
				new ColumnDefault.Literal(this.model.pick(List.of("open", "it's", "1", "", "a \\ \"b\"\n")));
			case UUID -> new ColumnDefault.Literal("01890a5d-ac96-774b-bcce-b302099a8057");
			case DATE -> this.model.chance(30) ? new ColumnDefault.Expression("CURRENT_DATE")
					: new ColumnDefault.Literal("2026-01-31");
			case TIME -> new ColumnDefault.Literal("07:08:09.5");
			case DATETIME -> new ColumnDefault.Literal("2026-01-31T07:08:09.123456");
			case TIMESTAMP -> new ColumnDefault.Expression("CURRENT_TIMESTAMP");
			case JSON -> new ColumnDefault.Literal("{\"it's\": [1, null]}");
			default -> null;
		};
	}

	void drop() {
		Table table = this.model.anyTable();
		List<String> free = EvolvingModel.names(table,
				(column) -> this.model.isFree(table, column.name()) && !column.isRequired());
		if (!free.isEmpty() && table.columns().size() > 1) {
			this.model.drop(table, this.model.pick(free));
		}
	}

	/**
	 * Rename a column; at times another one takes its former name.
	 */
	void rename() {
		Table table = this.model.anyTable();
		String old = this.model.pick(table.columns()).name();
		boolean known = !this.model.isFresh(table.name()) && !this.model.isFresh(table.name() + "." + old);
		this.model.renameColumn(table, old,
				this.model.columnName(old.startsWith(EvolvingModel.REFERENCE) ? EvolvingModel.REFERENCE : "r"));
		if (known && !old.startsWith(EvolvingModel.REFERENCE) && this.model.chance(25)) {
			add(table.name(), old);
		}
	}

	void changeDefault() {
		Table table = this.model.anyTable();
		List<String> written = EvolvingModel.names(table,
				(column) -> column.nullable() && !column.isComputed()
						&& !column.name().startsWith(EvolvingModel.REFERENCE)
						&& table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(column.name())));
		if (!written.isEmpty()) {
			Column column = table.column(this.model.pick(written)).orElseThrow();
			ColumnDefault value = this.model.chance(50) ? null : defaultOf(column.type());
			boolean listed = table.checks()
				.stream()
				.anyMatch((check) -> check.rule() instanceof Check.OneOf && check.mentions(column.name()));
			this.model.replace(table, column, column.withDefault(listed ? null : value));
		}
	}

	void changeNullability() {
		Table table = this.model.anyTable();
		List<String> written = EvolvingModel.names(table,
				(column) -> column.defaultValue() != null && !column.name().startsWith(EvolvingModel.REFERENCE)
						&& this.model.isFree(table, column.name()) && !this.model.isReference(table, column.name()));
		if (!written.isEmpty()) {
			Column column = table.column(this.model.pick(written)).orElseThrow();
			this.model.replace(table, column, column.withNullable(!column.nullable()));
		}
	}

	void comment() {
		Table table = this.model.anyTable();
		Column column = this.model.pick(table.columns());
		if (!column.isComputed()) {
			this.model.replace(table, column,
					column.withComment(this.model.chance(30) ? null : this.model.name("said ")));
		}
	}

	/**
	 * Compute a column in another way, or not any more.
	 */
	void computeOtherwise() {
		Table table = this.model.anyTable();
		List<String> computed = EvolvingModel.names(table, Column::isComputed);
		if (computed.isEmpty()) {
			return;
		}
		Column column = table.column(this.model.pick(computed)).orElseThrow();
		String expression = column.computed();
		if (this.model.chance(30)) {
			this.model.replace(table, column, column.withComputed(null));
		}
		else {
			this.model.replace(table, column, column.withComputed(
					(column.type().name() == TypeName.BIGINT) ? expression + " + 1" : "lower(" + expression + ")"));
		}
	}

}
