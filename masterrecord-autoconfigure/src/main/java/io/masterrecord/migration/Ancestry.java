package io.masterrecord.migration;

import java.util.BitSet;
import java.util.List;

/**
 * Migrations in order, and which of them come after which by the parents they name, not
 * just by the order.
 *
 * @param ordered the migrations, each after its parents
 * @param ancestors for each migration the places of those it comes after
 * @param heads the ids of those that none comes after, in order
 */
record Ancestry(List<MigrationDefinition> ordered, List<BitSet> ancestors, List<String> heads) {

	Ancestry {
		ordered = List.copyOf(ordered);
	}

	/**
	 * Tell whether a migration comes after another one, both given by their place.
	 */
	boolean descends(int later, int earlier) {
		return this.ancestors.get(later).get(earlier);
	}

}
