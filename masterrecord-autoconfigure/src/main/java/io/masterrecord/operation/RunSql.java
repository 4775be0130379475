package io.masterrecord.operation;

import java.util.List;

/**
 * Runs one SQL statement as it is written.
 *
 * @param sql the statement, without a terminator
 * @param dialects the ids of the dialects it is for, in alphabetical order; empty means
 * all
 * @param declares what the statement does to the schema, as operations that are folded
 * but not run; empty means that it leaves the schema alone
 * @param apart whether the statement cannot be part of a transaction
 * @since 0.1.0
 */
public record RunSql(String sql, List<String> dialects, List<SchemaOperation> declares,
		boolean apart) implements SchemaOperation {

	public RunSql {
		dialects = dialects.stream().distinct().sorted().toList();
		declares = List.copyOf(declares);
	}

	/**
	 * Create a statement that is part of a transaction where it can.
	 * @param sql the statement, without a terminator
	 * @param dialects the ids of the dialects it is for; empty means all
	 * @param declares what the statement does to the schema
	 */
	public RunSql(String sql, List<String> dialects, List<SchemaOperation> declares) {
		this(sql, dialects, declares, false);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
