package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TypeName;
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
			if (operation instanceof AlterColumn alter) {
				former(before, operations, alter).ifPresent((column) -> remark(column, alter, model, remarks));
			}
			result.add(operation);
		}
		return result;
	}

	/**
	 * Return the column that is altered as it was before all operations.
	 */
	private static Optional<Column> former(Schema before, List<SchemaOperation> operations, AlterColumn alter) {
		String table = alter.table();
		String column = alter.column().name();
		for (int i = operations.size() - 1; i >= 0; i--) {
			SchemaOperation operation = operations.get(i);
			if (operation instanceof RenameColumn rename && rename.table().equals(table)
					&& rename.newName().equals(column)) {
				column = rename.column();
			}
			else if (operation instanceof RenameTable rename && rename.newName().equals(table)) {
				table = rename.table();
			}
		}
		String name = column;
		return before.table(table).flatMap((found) -> found.column(name));
	}

	private static void remark(Column old, AlterColumn alter, Model model, List<String> remarks) {
		Column now = alter.column();
		String name = alter.table() + "." + now.name();
		if (now.fillsNullsOf(old)) {
			remarks.add("Rows get the default of %s where it is NULL, and going back does not bring the NULL back."
				.formatted(name));
		}
		else if (old.nullable() && !now.nullable()) {
			remarks.add(
					"%s does not accept NULL any more: the migration fails while rows have none. Give them a value before the line that alters it, such as with schema.sql(\"UPDATE %s SET %s = … WHERE %s IS NULL\")."
						.formatted(name, alter.table(), now.name(), now.name()));
		}
		model.entityOfTable(alter.table())
			.flatMap((entity) -> entity.propertyOfColumn(now.name()))
			.filter((property) -> property.javaType().isEnum() && old.type().name() != now.type().name())
			.ifPresent((property) -> remarks.add(
					"%s holds the constants of %s as %s from now on, and its rows hold %s, which the type alone does not turn into them: %s."
						.formatted(name, property.javaType().getSimpleName(), now.type(), old.type(),
								translation(old, alter, property))));
	}

	/**
	 * Say how rows get the constants of an enum in another form.
	 */
	private static String translation(Column old, AlterColumn alter, PropertyModel property) {
		boolean names = alter.column().type().name() == TypeName.VARCHAR;
		StringBuilder cases = new StringBuilder();
		for (Object constant : property.javaType().getEnumConstants()) {
			Enum<?> value = (Enum<?>) constant;
			cases.append(
					" WHEN '%s' THEN '%s'".formatted(names ? value.ordinal() : value.name(), property.toColumn(value)));
		}
		boolean known = old.type().name() == (names ? TypeName.SMALLINT : TypeName.VARCHAR);
		String column = alter.column().name();
		return "change them %s the line that alters it, such as with schema.sql(\"UPDATE %s SET %s = %s\")".formatted(
				names ? "behind" : "before", alter.table(), column,
				known ? "CASE %s%s END".formatted(column, cases) : "…");
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
