package io.masterrecord.operation;

import java.util.List;

/**
 * Runs Java code. The code itself is opaque: its key and version stand for it wherever
 * operations are compared or hashed.
 *
 * @param key what the code is called
 * @param version the version of the code, raised by its author with every change
 * @param step the code
 * @param declares what the code does to the schema, as operations that are folded but not
 * run; empty means that it leaves the schema alone
 * @since 0.1.0
 */
public record RunCode(String key, int version, CodeStep step,
		List<SchemaOperation> declares) implements SchemaOperation {

	public RunCode {
		declares = List.copyOf(declares);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
