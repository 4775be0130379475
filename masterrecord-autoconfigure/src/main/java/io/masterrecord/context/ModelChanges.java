package io.masterrecord.context;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.model.Model;
import io.masterrecord.model.RenameHint;
import io.masterrecord.operation.Description;

/**
 * What the entities of an application say about tables, columns and indexes, and none of
 * its migrations does. Neither the database nor the seeds are looked at.
 *
 * @param descriptions one line for people per change; a rename that only a person can
 * tell counts as two
 * @since 0.1.0
 */
public record ModelChanges(List<String> descriptions) {

	private static final int MOST_CHANGES = 5;

	public ModelChanges {
		descriptions = List.copyOf(descriptions);
	}

	/**
	 * Compare a model with the schema after all migrations.
	 * @param model the entities
	 * @param chain the migrations
	 * @return what is missing
	 */
	public static ModelChanges between(Model model, MigrationChain chain) {
		RenameHints hints = RenameHints.none().butNothingElse();
		for (RenameHint hint : model.renameHints(chain.schema())) {
			hints = hints.former(hint.table(), hint.column(), hint.formerName());
		}
		SchemaDiff diff = SchemaDiff.between(chain.schema(), model.toSchema(), hints);
		return new ModelChanges(diff.operations().stream().map(Description::of).toList());
	}

	/**
	 * Return how many changes there are.
	 * @return the number
	 */
	public int count() {
		return this.descriptions.size();
	}

	/**
	 * Return the first changes in one line, and how many there are.
	 */
	String summary() {
		String list = this.descriptions.stream().limit(MOST_CHANGES).collect(Collectors.joining("; "));
		String more = (count() > MOST_CHANGES) ? "; and %d more".formatted(count() - MOST_CHANGES) : "";
		return "%s that no migration makes: %s%s".formatted((count() == 1) ? "1 change" : count() + " changes", list,
				more);
	}

	/**
	 * Tell whether the migrations say all that the entities do.
	 * @return whether there is no change
	 */
	public boolean isEmpty() {
		return this.descriptions.isEmpty();
	}

}
