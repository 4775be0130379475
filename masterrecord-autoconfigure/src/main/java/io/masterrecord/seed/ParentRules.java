package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows from being written where the declared rows they refer to are not: they are
 * refused, or exist only where those do if their set says so.
 */
final class ParentRules {

	private final SeedProblems problems;

	ParentRules(SeedProblems problems) {
		this.problems = problems;
	}

	/**
	 * Apply the rules.
	 * @param sets the sets, those that are referred to first
	 * @return the sets, with rows that follow others in environments of their own
	 */
	List<CheckedSet> apply(List<CheckedSet> sets) {
		List<CheckedSet> result = new ArrayList<>();
		List<CheckedSet> known = new ArrayList<>(sets);
		for (int i = 0; i < sets.size(); i++) {
			CheckedSet set = sets.get(i);
			List<CheckedSet> parts = set.followsParents() ? follow(set, new SeedTargets(known)) : List.of(set);
			if (!set.followsParents()) {
				check(set, new SeedTargets(known));
			}
			result.addAll(parts);
			known = new ArrayList<>(result);
			known.addAll(sets.subList(i + 1, sets.size()));
		}
		return result;
	}

	private List<CheckedSet> follow(CheckedSet set, SeedTargets targets) {
		Map<Environments, List<GivenRow>> rows = new LinkedHashMap<>();
		for (GivenRow row : set.rows()) {
			Environments where = set.environments();
			boolean nowhere = false;
			for (ForeignKey foreignKey : set.entity().toTable().foreignKeys()) {
				Environments parents = environments(targets.withLarge(row, foreignKey));
				if (parents != null && !nowhere) {
					nowhere = !where.isEverywhere() && !parents.isEverywhere() && !parents.match(where.names());
					where = nowhere ? where : where.intersect(parents);
				}
			}
			if (nowhere) {
				this.problems.warn("%s is left out everywhere: the rows it refers to never exist where it does"
					.formatted(row.place()));
			}
			else {
				rows.computeIfAbsent(where, (any) -> new ArrayList<>()).add(row);
			}
		}
		List<CheckedSet> parts = new ArrayList<>();
		rows.forEach((where, some) -> parts.add(set.withRows(some).in(where)));
		return parts;
	}

	private void check(CheckedSet set, SeedTargets targets) {
		LargeRows large = set.large();
		if (large == null) {
			set.rows().forEach((row) -> check(set, row, targets, true));
		}
		else if (set.entity()
			.toTable()
			.foreignKeys()
			.stream()
			.anyMatch((foreignKey) -> targets.isConditional(foreignKey.targetTable()))) {
			boolean[] reported = new boolean[1];
			large.source().accept((row) -> reported[0] |= check(set, row, targets, !reported[0]));
		}
	}

	/** Tell whether a row refers to one that exists in fewer environments. */
	private boolean check(CheckedSet set, GivenRow row, SeedTargets targets, boolean report) {
		for (ForeignKey foreignKey : set.entity().toTable().foreignKeys()) {
			List<SeedTargets.Located> parents = targets.withLarge(row, foreignKey);
			Environments covered = environments(parents);
			if (covered == null || covered.isEverywhere()) {
				continue;
			}
			if (set.environments().isEverywhere() || !covered.names().containsAll(set.environments().names())) {
				if (report) {
					this.problems.add(row.place(), null,
							"refers to %s, which exists only when %s".formatted(parents.get(0).row().place(),
									String.join(", ", covered.names())),
							"Say the same '.when(…)' for both"
									+ ((set.large() != null) ? "." : ", or '.followParents()' to leave the row out "
											+ "where the other one does not exist."));
				}
				return true;
			}
		}
		return false;
	}

	/** Where one of the rows exists; {@code null} if none is declared. */
	private static @Nullable Environments environments(List<SeedTargets.Located> parents) {
		if (parents.isEmpty()) {
			return null;
		}
		Set<String> names = new LinkedHashSet<>();
		for (SeedTargets.Located parent : parents) {
			if (parent.set().environments().isEverywhere()) {
				return Environments.everywhere();
			}
			names.addAll(parent.set().environments().names());
		}
		return new Environments(List.copyOf(names));
	}

}
