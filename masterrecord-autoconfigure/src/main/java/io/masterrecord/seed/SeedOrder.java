package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.DependencyOrder;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.Table;

/**
 * Orders sets by the references that their rows really make. A foreign key that every row
 * leaves NULL orders nothing.
 */
final class SeedOrder {

	private final SeedConfig config;

	private final SeedProblems problems;

	SeedOrder(SeedConfig config, SeedProblems problems) {
		this.config = config;
		this.problems = problems;
	}

	List<CheckedSet> order(List<CheckedSet> sets) {
		if (!this.config.detectCircularDependencies()) {
			return sets;
		}
		Map<String, List<CheckedSet>> byTable = new LinkedHashMap<>();
		sets.forEach((set) -> byTable.computeIfAbsent(set.table(), (table) -> new ArrayList<>()).add(set));
		List<CheckedSet> result = new ArrayList<>();
		List<String> tables = orderTables(byTable);
		Set<String> written = new HashSet<>();
		for (String table : tables) {
			List<CheckedSet> ordered = orderWithin(byTable.getOrDefault(table, List.of()));
			written.add(table);
			ordered.forEach((set) -> result.add(deferring(set, byTable.keySet(), written)));
		}
		return result;
	}

	/**
	 * Order the tables by all references, and those of a circle by the references that
	 * cannot be NULL. The second order starts from the first, so that it moves nothing
	 * but members of circles.
	 */
	private List<String> orderTables(Map<String, List<CheckedSet>> byTable) {
		DependencyOrder<String> order = DependencyOrder.of(byTable.keySet(),
				(table) -> parents(byTable.getOrDefault(table, List.of()), false));
		if (order.cycles().isEmpty()) {
			return order.ordered();
		}
		Function<String, Set<String>> required = (table) -> parents(byTable.getOrDefault(table, List.of()), true);
		List<List<String>> closed = DependencyOrder.of(byTable.keySet(), required).cycles();
		for (List<String> cycle : closed) {
			this.problems.add("The seeds of the tables " + names(cycle), null,
					"refer to each other in a circle, %s, and no column in it accepts NULL, so none can be written first"
						.formatted(circle(cycle)),
					"Make one of the references '@Nullable'.");
		}
		order.cycles()
			.stream()
			.filter((cycle) -> closed.stream().allMatch((other) -> Collections.disjoint(cycle, other)))
			.forEach(this::react);
		return DependencyOrder.of(order.ordered(), required).ordered();
	}

	/**
	 * Leave to a second step what refers to tables that are written later, and to rows of
	 * the own table in a circle.
	 */
	private CheckedSet deferring(CheckedSet set, Set<String> seeded, Set<String> written) {
		List<String> deferred = new ArrayList<>(set.deferred());
		for (ForeignKey foreignKey : set.entity().toTable().foreignKeys()) {
			if (seeded.contains(foreignKey.targetTable()) && !written.contains(foreignKey.targetTable())
					&& set.rows().stream().anyMatch((row) -> refers(row, foreignKey))) {
				deferred.addAll(nullable(set.entity().toTable(), foreignKey));
			}
		}
		if (deferred.isEmpty()) {
			return set;
		}
		boolean found = !set.key().isEmpty() && set.entity().toTable().isKey(set.key());
		if (!found || set.policy() == SeedPolicy.SKIP_IF_PRESENT || set.key().stream().anyMatch(deferred::contains)) {
			this.problems.add(set.rows().get(0).place(), null,
					"refers to a row in a circle, so that it is written in two steps, and "
							+ ((set.policy() == SeedPolicy.SKIP_IF_PRESENT)
									? "the second would change rows to be skipped" : "the second would not find it"),
					"Give the rows of the set ids, or say '.upsert(…)' with a unique key.");
		}
		return set.deferring(deferred.stream().distinct().toList());
	}

	private static List<String> nullable(Table table, ForeignKey foreignKey) {
		return foreignKey.columns()
			.stream()
			.filter((column) -> table.column(column).filter(Column::nullable).isPresent())
			.toList();
	}

	private void react(List<String> cycle) {
		String message = "The seeds of the tables %s refer to each other in a circle: %s".formatted(names(cycle),
				circle(cycle));
		switch (this.config.circularStrategy()) {
			case THROW -> this.problems.add("The seeds of the tables " + names(cycle), null,
					"refer to each other in a circle: " + circle(cycle),
					"Leave one of the references out, or choose another 'masterrecord.seed.circular-strategy'.");
			case WARN -> this.problems.warn(message + ". References within it are written in a second step.");
			case IGNORE -> {
			}
		}
	}

	/** The tables that rows refer to; only by columns that are NOT NULL if asked for. */
	private static Set<String> parents(List<CheckedSet> sets, boolean required) {
		Set<String> parents = new LinkedHashSet<>();
		for (CheckedSet set : sets) {
			Table table = set.entity().toTable();
			for (ForeignKey foreignKey : table.foreignKeys()) {
				boolean counts = !required || foreignKey.columns()
					.stream()
					.allMatch((column) -> table.column(column).filter(Column::nullable).isEmpty());
				if (counts && set.rows().stream().anyMatch((row) -> refers(row, foreignKey))) {
					parents.add(foreignKey.targetTable());
				}
			}
			if (set.large() != null) {
				parents.addAll(set.large().parents());
			}
		}
		return parents;
	}

	private static boolean refers(GivenRow row, ForeignKey foreignKey) {
		return foreignKey.columns().stream().allMatch((column) -> row.value(column) != null);
	}

	/** Order rows of a table that refers to itself, and the sets they are in. */
	private List<CheckedSet> orderWithin(List<CheckedSet> sets) {
		List<ForeignKey> own = sets.get(0)
			.entity()
			.toTable()
			.foreignKeys()
			.stream()
			.filter((foreignKey) -> foreignKey.targetTable().equals(sets.get(0).table()))
			.toList();
		if (own.isEmpty()) {
			return sets;
		}
		Map<GivenRow, Set<GivenRow>> parents = new HashMap<>();
		SeedTargets targets = new SeedTargets(sets);
		own.forEach((foreignKey) -> collectParents(sets, foreignKey, targets, parents));
		List<CheckedSet> ordered = sets.stream().map((set) -> orderRows(set, own, parents)).toList();
		Map<GivenRow, CheckedSet> setOf = new HashMap<>();
		ordered.forEach((set) -> set.rows().forEach((row) -> setOf.put(row, set)));
		Set<CheckedSet> written = new HashSet<>();
		List<CheckedSet> result = new ArrayList<>();
		for (CheckedSet set : DependencyOrder.of(ordered, (each) -> parents(each, parents, setOf)).ordered()) {
			written.add(set);
			boolean complete = written.containsAll(parents(set, parents, setOf));
			result.add(complete ? set : set.deferring(nullable(set, own)));
		}
		return result;
	}

	private static Set<CheckedSet> parents(CheckedSet set, Map<GivenRow, Set<GivenRow>> parents,
			Map<GivenRow, CheckedSet> setOf) {
		return set.rows()
			.stream()
			.flatMap((row) -> parents.getOrDefault(row, Set.of()).stream())
			.map((row) -> setOf.getOrDefault(row, set))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static List<String> nullable(CheckedSet set, List<ForeignKey> foreignKeys) {
		return foreignKeys.stream()
			.flatMap((foreignKey) -> nullable(set.entity().toTable(), foreignKey).stream())
			.toList();
	}

	private CheckedSet orderRows(CheckedSet set, List<ForeignKey> own, Map<GivenRow, Set<GivenRow>> parents) {
		DependencyOrder<GivenRow> order = DependencyOrder.of(set.rows(), (row) -> parents.getOrDefault(row, Set.of()));
		CheckedSet ordered = set.withRows(order.ordered());
		List<String> deferred = nullable(set, own);
		// Not every database finds a row while it writes it.
		boolean toItself = set.rows().stream().anyMatch((row) -> parents.getOrDefault(row, Set.of()).contains(row));
		if (order.cycles().isEmpty()) {
			return toItself ? ordered.deferring(deferred) : ordered;
		}
		for (List<GivenRow> cycle : order.cycles()) {
			String circle = cycle.stream().map(GivenRow::place).collect(Collectors.joining(" → "));
			if (deferred.isEmpty()) {
				this.problems.add(cycle.get(0).place(), null,
						"refers to itself in a circle, %s, and no column in it accepts NULL, so none can be written first"
							.formatted(circle),
						"Make the reference '@Nullable'.");
				continue;
			}
			switch (this.config.circularStrategy()) {
				case THROW -> this.problems.add(cycle.get(0).place(), null,
						"refers to itself in a circle: %s".formatted(circle), "Leave one of the references out.");
				case WARN -> this.problems.warn(
						"Rows of '%s' refer to each other in a circle: %s. References within it are written in a second step."
							.formatted(set.entity().name(), circle));
				case IGNORE -> {
				}
			}
		}
		return ordered.deferring(deferred);
	}

	private static void collectParents(List<CheckedSet> sets, ForeignKey foreignKey, SeedTargets targets,
			Map<GivenRow, Set<GivenRow>> parents) {
		for (CheckedSet set : sets) {
			for (GivenRow row : set.rows()) {
				targets.of(row, foreignKey)
					.forEach(
							(target) -> parents.computeIfAbsent(row, (any) -> new LinkedHashSet<>()).add(target.row()));
			}
		}
	}

	private static String names(List<String> cycle) {
		return cycle.stream().map((table) -> "'" + table + "'").collect(Collectors.joining(", "));
	}

	private static String circle(List<String> cycle) {
		return String.join(" → ", cycle) + " → " + cycle.get(0);
	}

}
