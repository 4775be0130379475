package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The way back from an operation, as far as there is one.
 * <p>
 * A reverse restores the structure of the database. What was in it is not restored where
 * it is not known any more: see {@link #losesRows()}.
 *
 * @since 0.1.0
 */
public final class Inversion {

	private final List<SchemaOperation> operations;

	private final @Nullable String obstacle;

	private final boolean losesRows;

	private Inversion(List<SchemaOperation> operations, @Nullable String obstacle, boolean losesRows) {
		this.operations = List.copyOf(operations);
		this.obstacle = obstacle;
		this.losesRows = losesRows;
	}

	/**
	 * Return the way back from an operation.
	 * @param before the schema before the operation
	 * @param operation the operation
	 * @return the way back
	 */
	public static Inversion of(Schema before, SchemaOperation operation) {
		return operation.accept(new InvertingVisitor(before));
	}

	/**
	 * Return the way back from several operations.
	 * @param before the schema before the first of them
	 * @param operations the operations, in order
	 * @return the way back, the last operation undone first; it has an obstacle if one of
	 * its parts has
	 * @throws SchemaFoldException if an operation does not fit
	 */
	public static Inversion of(Schema before, List<? extends SchemaOperation> operations) {
		List<SchemaOperation> reversed = new ArrayList<>();
		String obstacle = null;
		boolean losesRows = false;
		Schema current = before;
		for (SchemaOperation operation : operations) {
			Inversion part = of(current, operation);
			List<SchemaOperation> lastFirst = new ArrayList<>(part.operations);
			Collections.reverse(lastFirst);
			reversed.addAll(lastFirst);
			obstacle = (obstacle != null) ? obstacle : part.obstacle;
			losesRows |= part.losesRows;
			current = SchemaFold.apply(current, operation);
		}
		Collections.reverse(reversed);
		return new Inversion(reversed, obstacle, losesRows);
	}

	static Inversion by(SchemaOperation... operations) {
		return new Inversion(List.of(operations), null, false);
	}

	static Inversion losingRows(List<SchemaOperation> operations) {
		return new Inversion(operations, null, true);
	}

	static Inversion impossible(String obstacle) {
		return new Inversion(List.of(), obstacle, false);
	}

	static Inversion partly(List<SchemaOperation> operations, String obstacle) {
		return new Inversion(operations, obstacle, false);
	}

	/**
	 * Return the operations that lead back.
	 * @return the operations, in order; as far as they go if there is an obstacle
	 */
	public List<SchemaOperation> operations() {
		return this.operations;
	}

	/**
	 * Return why there is no complete way back.
	 * @return the reason, as a clause; empty if the way is complete
	 */
	public Optional<String> obstacle() {
		return Optional.ofNullable(this.obstacle);
	}

	/**
	 * Tell whether the operation takes data away that its reverse does not bring back.
	 * @return whether a table or column comes back empty
	 */
	public boolean losesRows() {
		return this.losesRows;
	}

}
