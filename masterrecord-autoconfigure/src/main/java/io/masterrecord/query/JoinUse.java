package io.masterrecord.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a join can change the number of rows. A left join of a row that is found by a
 * key never does, and need not be made just to count.
 */
final class JoinUse {

	private JoinUse() {
	}

	/**
	 * Return a select without the joins that cannot change how many rows there are.
	 * @param projection what is read of each row
	 */
	static Select withoutNeedless(Select select, Projection projection) {
		Select kept = select;
		List<Join> joins = select.from().joins();
		for (int i = joins.size() - 1; i >= 0; i--) {
			Join join = joins.get(i);
			if (keepsRows(join) && !isUsed(join, kept, projection)) {
				kept = kept.from(kept.from().without(join));
			}
		}
		return kept;
	}

	/**
	 * Tell whether a join leaves each row once: it finds at most one counterpart, and
	 * rows without one stay.
	 */
	static boolean keepsRows(Join join) {
		if (join.kind() != Join.Kind.LEFT || !(join.source() instanceof Source.Table table)) {
			return false;
		}
		Set<String> fixed = new HashSet<>();
		for (Predicate term : terms(join.on())) {
			if (term instanceof Predicate.Comparison comparison && comparison.operator() == Predicate.Operator.EQ) {
				collectFixed(table, comparison.left(), comparison.right(), fixed);
				collectFixed(table, comparison.right(), comparison.left(), fixed);
			}
		}
		return !fixed.isEmpty() && hasKeyWithin(table, fixed);
	}

	private static void collectFixed(Source.Table table, Operand side, Operand other, Set<String> fixed) {
		if (side instanceof Operand.Column column && column.source().equals(table)
				&& !SourceUse.of(other).contains(table)) {
			fixed.add(column.name());
		}
	}

	private static boolean hasKeyWithin(Source.Table table, Set<String> fixed) {
		if (fixed.containsAll(table.entity().key().columns())) {
			return true;
		}
		return table.entity().toTable().uniques().stream().anyMatch((unique) -> fixed.containsAll(unique.columns()));
	}

	private static boolean isUsed(Join join, Select select, Projection projection) {
		SourceUse use = new SourceUse();
		select.from().joins().stream().filter((other) -> other != join).forEach((other) -> {
			use.add(other.on());
			if (other.kind().isLateral()) {
				other.source().describe(use);
			}
		});
		use.add(select.where());
		use.add(select.groups().having());
		select.groups().keys().forEach(use::add);
		if (select.distinct()) {
			projection.operands(select.from()).forEach(use::add);
		}
		return use.contains(join.source());
	}

	private static List<Predicate> terms(Predicate on) {
		return (on instanceof Predicate.AllOf all) ? new ArrayList<>(all.parts()) : List.of(on);
	}

}
