package io.masterrecord.dialect;

import java.util.List;
import java.util.Optional;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * A column that the database numbers, and the primary key that it leads: some databases
 * want both to come and to go at once.
 *
 * @param before the table before
 * @param after the table after
 */
record NumberedKey(Table before, Table after) {

	/**
	 * Return what two neighbouring operations add or drop, if it is such a column and its
	 * key.
	 */
	static Optional<NumberedKey> of(Schema before, SchemaOperation first, SchemaOperation second) {
		String name;
		if (first instanceof AddColumn add && second instanceof AddPrimaryKey key && add.table().equals(key.table())
				&& add.column().identity() && isLed(key.primaryKey(), add.column())) {
			name = add.table();
		}
		else if (first instanceof DropPrimaryKey key && second instanceof DropColumn drop
				&& drop.table().equals(key.table()) && isNumberedKey(before, drop)) {
			name = drop.table();
		}
		else {
			return Optional.empty();
		}
		Schema after = SchemaFold.apply(before, List.of(first, second));
		return before.table(name).flatMap((table) -> after.table(name).map((other) -> new NumberedKey(table, other)));
	}

	private static boolean isNumberedKey(Schema before, DropColumn drop) {
		return before.table(drop.table())
			.filter((table) -> table.identityColumn()
				.filter((column) -> column.name().equals(drop.column()))
				.filter((column) -> table.primaryKey() != null && isLed(table.primaryKey(), column))
				.isPresent())
			.isPresent();
	}

	private static boolean isLed(PrimaryKey key, Column column) {
		return key.columns().get(0).equals(column.name());
	}

}
