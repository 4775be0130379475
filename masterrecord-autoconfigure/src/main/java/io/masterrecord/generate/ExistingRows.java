package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
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
	 * @param operations the operations
	 * @param remarks takes what a person should know
	 * @return the operations with the additions
	 */
	static List<SchemaOperation> provideFor(List<SchemaOperation> operations, List<String> remarks) {
		List<SchemaOperation> result = new ArrayList<>();
		for (SchemaOperation operation : operations) {
			if (operation instanceof AddColumn add && isRequired(add.column()) && !isNew(operations, add.table())) {
				Object neutral = neutral(add.column());
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
		return isRequired(add.column()) && schema.table(add.table()).isPresent();
	}

	private static boolean isRequired(Column column) {
		return !column.nullable() && column.defaultValue() == null && !column.identity();
	}

	private static boolean isNew(List<SchemaOperation> operations, String table) {
		return operations.stream()
			.anyMatch((operation) -> operation instanceof CreateTable create && create.table().name().equals(table));
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
