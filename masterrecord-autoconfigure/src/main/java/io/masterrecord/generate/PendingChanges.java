package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.diff.SeedDiff;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.model.Model;
import io.masterrecord.model.RenameHint;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.seed.SeedPlan;

/**
 * What the model says and the migrations do not.
 *
 * @param operations the changes, in an order in which they can be made
 * @param remarks what a person should know
 * @since 0.1.0
 */
public record PendingChanges(List<SchemaOperation> operations, List<String> remarks) {

	public PendingChanges {
		operations = List.copyOf(operations);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Compare entities and seeds with what the migrations make of an empty database.
	 * @param chain the migrations
	 * @param model the entities
	 * @param seeds the seeds
	 * @return what the migrations do not say
	 * @throws io.masterrecord.diff.AmbiguousRenameException if something may have been
	 * renamed or replaced, and only a person can tell
	 * @throws io.masterrecord.diff.SeedConflictException if rows are declared that cannot
	 * be brought to what migrations say of them
	 */
	public static PendingChanges between(MigrationChain chain, Model model, SeedPlan seeds) {
		return between(chain, model, seeds, RenameHints.none());
	}

	static PendingChanges between(MigrationChain chain, Model model, SeedPlan seeds, RenameHints known) {
		RenameHints hints = known;
		for (RenameHint hint : model.renameHints(chain.schema())) {
			hints = hints.former(hint.table(), hint.column(), hint.formerName());
		}
		SchemaDiff structure = SchemaDiff.between(chain.schema(), model.toSchema(), hints);
		Schema after = SchemaFold.apply(chain.schema(), structure.operations());
		SeedDiff rows = SeedDiff.between(after, seeds.sets(), (set) -> RowFileDraft.of(set).file());
		List<SchemaOperation> operations = new ArrayList<>(structure.operations());
		operations.addAll(rows.operations());
		List<String> remarks = new ArrayList<>(structure.remarks());
		remarks.addAll(rows.remarks());
		return new PendingChanges(operations, remarks);
	}

	/**
	 * Tell whether model and migrations say the same.
	 * @return whether there is nothing to do
	 */
	public boolean isEmpty() {
		return this.operations.isEmpty();
	}

}
