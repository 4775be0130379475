package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;

/**
 * The operations that turn the tables of one schema into those of another, and what there
 * is to say about them. The same schemas always give the same operations; equal ones give
 * none. The order of columns and constraints, and the names of primary keys, are no
 * differences.
 *
 * @param operations the operations, in an order in which they can be applied
 * @param remarks sentences for the person who asked for the difference
 * @since 0.1.0
 */
public record SchemaDiff(List<SchemaOperation> operations, List<String> remarks) {

	public SchemaDiff {
		operations = List.copyOf(operations);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Compare the tables of two schemas.
	 * @param from the schema before
	 * @param to the schema after
	 * @param hints what is known about renames
	 * @return the difference
	 * @throws AmbiguousRenameException if something may have been renamed and no hint
	 * tells
	 */
	public static SchemaDiff between(Schema from, Schema to, RenameHints hints) {
		Renames renames = Renames.between(from.withRoutines(List.of()), to, hints);
		NameChanges names = NameChanges.between(renames.renamed(), to);
		Changes changes = new Changes(names.renamed(), to);
		List<SchemaOperation> operations = new ArrayList<>(renames.operations());
		operations.addAll(names.operations());
		operations.addAll(changes.operations());
		return new SchemaDiff(new RoutineChanges(from, to, operations).all(),
				concat(renames.remarks(), changes.remarks()));
	}

	/**
	 * Return what is gone and new in a difference, and may have been renamed.
	 * @param from the schema before
	 * @param to the schema after
	 * @return a sentence for each thing that is gone while something like it is new
	 */
	public static List<String> possibleRenames(Schema from, Schema to) {
		try {
			between(from, to, RenameHints.none());
			return List.of();
		}
		catch (AmbiguousRenameException ex) {
			return ex.candidates()
				.stream()
				.map("It may be a rename, and its values are lost if it is taken for two things: %s"::formatted)
				.toList();
		}
	}

	/**
	 * Tell whether the schemas are alike.
	 * @return whether there is nothing to do
	 */
	public boolean isEmpty() {
		return this.operations.isEmpty();
	}

	private static <T> List<T> concat(List<? extends T> first, List<? extends T> second) {
		return Stream.<T>concat(first.stream(), second.stream()).toList();
	}

}
