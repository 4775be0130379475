package io.masterrecord.operation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedKey;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;

/**
 * Applies operations to a picture of a database, as a server would apply them to the
 * database itself, and refuses what does not fit.
 * <p>
 * The static methods serve where one result is asked for. An instance carries the state
 * from operation to operation and is cheaper for many; it is not to be shared between
 * threads.
 *
 * @since 0.1.0
 */
public final class SchemaFold {

	private final SortedMap<String, Table> tables;

	private final SortedMap<SeedKey, String> seeds;

	private final SortedMap<String, Sequence> sequences;

	private final SortedMap<String, Routine> routines;

	private final FoldingVisitor visitor;

	private SchemaFold(Schema start) {
		this.tables = new TreeMap<>(start.tables());
		this.seeds = new TreeMap<>(start.seeds());
		this.sequences = new TreeMap<>(start.sequences());
		this.routines = new TreeMap<>(start.routines());
		this.visitor = new FoldingVisitor(this.tables, this.seeds, this.sequences, this.routines);
	}

	/**
	 * Start with a schema.
	 * @param start the schema before the first operation
	 * @return a fold without operations
	 */
	public static SchemaFold from(Schema start) {
		return new SchemaFold(start);
	}

	/**
	 * Apply one operation.
	 * @param before the schema before it
	 * @param operation the operation
	 * @return the schema after it
	 * @throws SchemaFoldException if the operation does not fit
	 */
	public static Schema apply(Schema before, SchemaOperation operation) {
		return from(before).then(operation).schema();
	}

	/**
	 * Apply several operations.
	 * @param before the schema before the first
	 * @param operations the operations, in order
	 * @return the schema after the last
	 * @throws SchemaFoldException if an operation does not fit
	 */
	public static Schema apply(Schema before, List<? extends SchemaOperation> operations) {
		SchemaFold fold = from(before);
		operations.forEach(fold::then);
		return fold.schema();
	}

	/**
	 * Apply the next operation. An operation that does not fit changes nothing, unless it
	 * declares several others of which the first ones fitted.
	 * @param operation the operation
	 * @return this
	 * @throws SchemaFoldException if it does not fit
	 */
	public SchemaFold then(SchemaOperation operation) {
		operation.accept(this.visitor);
		return this;
	}

	/**
	 * Return a table as it is after the operations so far.
	 * @param name its name
	 * @return the table, if there is one
	 */
	public Optional<Table> table(String name) {
		return Optional.ofNullable(this.tables.get(name));
	}

	/**
	 * Return the schema after the operations so far.
	 * @return the schema
	 */
	public Schema schema() {
		return new Schema(this.tables, this.seeds, this.sequences, this.routines);
	}

}
