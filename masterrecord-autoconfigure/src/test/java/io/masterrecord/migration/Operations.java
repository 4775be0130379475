package io.masterrecord.migration;

import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;

/**
 * Operations and schemas for tests, written as in a migration.
 */
public final class Operations {

	private Operations() {
	}

	public static List<SchemaOperation> of(Consumer<SchemaEditor> description) {
		return SchemaEditor.record(description);
	}

	public static SchemaOperation one(Consumer<SchemaEditor> description) {
		List<SchemaOperation> operations = of(description);
		if (operations.size() != 1) {
			throw new IllegalArgumentException("Not one operation, but " + operations);
		}
		return operations.get(0);
	}

	public static Schema schema(Consumer<SchemaEditor> description) {
		return SchemaFold.apply(Schema.empty(), of(description));
	}

}
