package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.Model;
import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the rows that exist already when a table gets a column that does not accept
 * NULL: they get a neutral value, which is taken away from the column again at once.
 */
final class ExistingRows {

	private ExistingRows() {
	}

	/**
	 * Add what existing rows need.
	 * @param before the tables before the operations
	 * @param operations the operations
	 * @param model the entities they lead to
	 * @param remarks takes what a person should know
	 * @return the operations with the additions
	 */
	static List<SchemaOperation> provideFor(Schema before, List<SchemaOperation> operations, Model model,
			List<String> remarks) {
		List<SchemaOperation> result = new ArrayList<>();
		for (SchemaOperation operation : operations) {
			if (operation instanceof AddColumn add && add.column().isRequired() && !isNew(operations, add.table())) {
				boolean particular = isConstrained(operations, add) || isParticular(model, add);
				Object neutral = particular ? null : neutral(add.column());
				String name = add.table() + "." + add.column().name();
				if (neutral != null) {
					Column column = add.column();
					result.add(new AddColumn(add.table(), column.withDefault(new ColumnDefault.Literal(neutral))));
					result.add(new AlterColumn(add.table(), column));
					remarks.add(
							"Existing rows get %s in %s, which does not accept NULL. If that is not right, change it in the migration."
								.formatted((neutral instanceof String) ? "an empty text" : neutral, name));
					continue;
				}
				remarks.add(
						"%s does not accept NULL and there is no value for existing rows: the migration fails unless the table is empty. Make the property @Nullable, or give it a @Column(defaultValue = …)."
							.formatted(name));
			}
			if (operation instanceof AlterColumn alter && alter.fillsNulls(before)) {
				remarks.add("Rows get the default of %s where it is NULL, and going back does not bring the NULL back."
					.formatted(alter.table() + "." + alter.column().name()));
			}
			result.add(operation);
		}
		return result;
	}

	/**
	 * Tell whether a column can only be added to a table without rows.
	 * @param schema the schema before
	 * @param add the operation
	 * @return whether existing rows would have no value
	 */
	static boolean needsEmptyTable(Schema schema, AddColumn add) {
		return add.column().isRequired() && schema.table(add.table()).isPresent();
	}

	private static boolean isNew(List<SchemaOperation> operations, String table) {
		return operations.stream()
			.anyMatch((operation) -> operation instanceof CreateTable create && create.table().name().equals(table));
	}

	/**
	 * Tell whether one value for all rows would be refused, or would refer to nothing.
	 */
	private static boolean isConstrained(List<SchemaOperation> operations, AddColumn add) {
		String column = add.column().name();
		return operations.stream().anyMatch((operation) -> {
			if (operation instanceof AddForeignKey key && key.table().equals(add.table())) {
				return key.foreignKey().columns().contains(column);
			}
			if (operation instanceof AddPrimaryKey key && key.table().equals(add.table())) {
				return key.primaryKey().columns().contains(column);
			}
			if (operation instanceof AddUnique unique && unique.table().equals(add.table())) {
				return unique.unique().columns().contains(column);
			}
			if (operation instanceof CreateIndex create && create.table().equals(add.table())) {
				return create.index().unique() && create.index().columnNames().contains(column);
			}
			return operation instanceof AddCheck check && check.table().equals(add.table())
					&& check.check().mentions(column);
		});
	}

	/**
	 * Tell whether the property has values of its own, of which none is neutral.
	 */
	private static boolean isParticular(Model model, AddColumn add) {
		return model.entityOfTable(add.table())
			.flatMap((entity) -> entity.propertyOfColumn(add.column().name()))
			.filter((property) -> property.javaType().isEnum() || property.isConverted())
			.isPresent();
	}

	private static @Nullable Object neutral(Column column) {
		return switch (column.type().name()) {
			case BOOLEAN -> false;
			case SMALLINT, INTEGER, BIGINT, DECIMAL -> 0L;
			case REAL, DOUBLE -> 0.0;
			case VARCHAR, TEXT -> "";
			case UUID, DATE, TIME, DATETIME, TIMESTAMP, BINARY, JSON, ARRAY -> null;
		};
	}

}
