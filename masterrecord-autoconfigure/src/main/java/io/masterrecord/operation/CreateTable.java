package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Table;

/**
 * Creates a table with its columns, primary key, unique constraints and foreign keys, not
 * its indexes: each index is a {@link CreateIndex} of its own.
 *
 * @param table the table, without indexes
 * @since 0.1.0
 */
public record CreateTable(Table table) implements SchemaOperation {

	/**
	 * Return the operations that create a table with everything that belongs to it. A
	 * foreign key by which the table refers to itself comes last if it needs one of the
	 * indexes.
	 * @param table the table, with its indexes
	 * @return the operations, in order
	 */
	public static List<SchemaOperation> complete(Table table) {
		Table withoutIndexes = table.withIndexes(List.of()).withSearchIndexes(List.of());
		List<ForeignKey> now = new ArrayList<>();
		List<SchemaOperation> operations = new ArrayList<>();
		table.indexes().forEach((index) -> operations.add(new CreateIndex(table.name(), index)));
		table.searchIndexes().forEach((index) -> operations.add(new CreateSearchIndex(table.name(), index)));
		for (ForeignKey key : table.foreignKeys()) {
			if (!key.targetTable().equals(table.name()) || withoutIndexes.isKey(key.targetColumns())) {
				now.add(key);
			}
			else {
				operations.add(new AddForeignKey(table.name(), key));
			}
		}
		operations.add(0, new CreateTable(withoutIndexes.withForeignKeys(now)));
		return operations;
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
