package io.masterrecord.diff;

import java.util.List;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * What is done to the types of columns. Whatever is written into them fits into all of
 * those types.
 */
final class TypeSteps {

	private static final int SHORTEST = 20;

	private final EvolvingModel model;

	TypeSteps(EvolvingModel model) {
		this.model = model;
	}

	void widen() {
		Table table = this.model.anyTable();
		Column column = this.model.pick(table.columns());
		if (!column.isComputed() && !this.model.isReference(table, column.name())) {
			retype(table, column, wider(column.type()));
		}
	}

	private static ColumnType wider(ColumnType type) {
		return switch (type.name()) {
			case SMALLINT -> ColumnType.of(TypeName.INTEGER);
			case INTEGER -> ColumnType.of(TypeName.BIGINT);
			case VARCHAR -> ColumnType.varchar(type.size() + SHORTEST);
			case DECIMAL -> ColumnType.decimal(type.size() + 4, type.scale() + 2);
			case BINARY -> (type.size() > 0) ? new ColumnType(TypeName.BINARY, type.size() * 2, 0) : type;
			default -> type;
		};
	}

	void narrow() {
		Table table = this.model.anyTable();
		Column column = this.model.pick(table.columns());
		ColumnType type = column.type();
		if (!column.isComputed() && !this.model.isReference(table, column.name())) {
			retype(table, column, switch (type.name()) {
				case BIGINT -> ColumnType.of(TypeName.INTEGER);
				case INTEGER -> ColumnType.of(TypeName.SMALLINT);
				case VARCHAR -> ColumnType.varchar(Math.max(SHORTEST, type.size() - 10));
				case DECIMAL -> (type.scale() > 2) ? ColumnType.decimal(type.size() - 1, type.scale() - 1) : type;
				default -> type;
			});
		}
	}

	/**
	 * Give a column of a primary key another type, and all columns that refer to it.
	 */
	void ofKey() {
		Table table = this.model.anyTable();
		String name = this.model.pick(table.primaryKey().columns());
		ColumnType old = table.column(name).orElseThrow().type();
		ColumnType type = wider(old);
		boolean refers = table.foreignKeys().stream().anyMatch((key) -> key.columns().contains(name));
		if (refers || type.equals(old)) {
			return;
		}
		List<ForeignKey> referring = this.model.referring(table)
			.stream()
			.filter((key) -> key.targetColumns().contains(name))
			.toList();
		this.model.each((other) -> other.withColumns(other.columns().stream().map((column) -> {
			boolean own = other.name().equals(table.name()) && column.name().equals(name);
			boolean follows = referring.stream()
				.filter(other.foreignKeys()::contains)
				.anyMatch((key) -> key.columns().get(key.targetColumns().indexOf(name)).equals(column.name()));
			return (own || follows) ? column.withType(type) : column;
		}).toList()));
	}

	/**
	 * A type of another kind that every value of the old one fits into, and back again.
	 */
	void convert() {
		Table table = this.model.anyTable();
		List<String> free = EvolvingModel.names(table, (column) -> column.nullable() && column.defaultValue() == null
				&& !column.isComputed() && this.model.isAlone(table, column.name()));
		if (free.isEmpty()) {
			return;
		}
		Column column = table.column(this.model.pick(free)).orElseThrow();
		retype(table, column, switch (column.type().name()) {
			case SMALLINT, INTEGER -> ColumnType.decimal(12, 2);
			case VARCHAR -> ColumnType.of(TypeName.TEXT);
			case DATE -> ColumnType.of(TypeName.DATETIME);
			case REAL -> ColumnType.of(TypeName.DOUBLE);
			case DATETIME -> ColumnType.of(TypeName.TIMESTAMP);
			default -> column.type();
		});
	}

	void collate() {
		Table table = this.model.anyTable();
		List<String> texts = EvolvingModel.names(table, (column) -> column.type().name() == TypeName.VARCHAR
				&& !column.isComputed() && !this.model.isReference(table, column.name()));
		if (!texts.isEmpty() && this.model.features().collation() != null) {
			Column column = table.column(this.model.pick(texts)).orElseThrow();
			this.model.replace(table, column,
					column.withCollation((column.collation() != null) ? null : this.model.features().collation()));
		}
	}

	private void retype(Table table, Column column, ColumnType type) {
		Column now = column.withType(type);
		this.model.replace(table, column, (type.name() == TypeName.TEXT) ? now.withCollation(null) : now);
	}

}
