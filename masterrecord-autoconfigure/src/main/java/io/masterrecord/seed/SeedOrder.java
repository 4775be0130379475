package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

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
		for (String table : orderTables(byTable)) {
			result.addAll(orderWithin(byTable.getOrDefault(table, List.of())));
		}
		warnOfNarrowerParents(byTable);
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

	private void react(List<String> cycle) {
		String message = "The seeds of the tables %s refer to each other in a circle: %s".formatted(names(cycle),
				circle(cycle));
		switch (this.config.circularStrategy()) {
			case THROW -> this.problems.add("The seeds of the tables " + names(cycle), null,
					"refer to each other in a circle: " + circle(cycle),
					"Leave one of the references out, or choose another 'masterrecord.seed.circular-strategy'.");
			case WARN -> this.problems.warn(message + ". One of them is written before the row it refers to is there.");
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
		own.forEach((foreignKey) -> collectParents(sets, foreignKey, parents));
		List<CheckedSet> ordered = sets.stream().map((set) -> set.withRows(orderRows(set, parents))).toList();
		Map<GivenRow, CheckedSet> setOf = new HashMap<>();
		ordered.forEach((set) -> set.rows().forEach((row) -> setOf.put(row, set)));
		return DependencyOrder
			.of(ordered,
					(set) -> set.rows()
						.stream()
						.flatMap((row) -> parents.getOrDefault(row, Set.of()).stream())
						.map((row) -> setOf.getOrDefault(row, set))
						.collect(Collectors.toCollection(LinkedHashSet::new)))
			.ordered();
	}

	private List<GivenRow> orderRows(CheckedSet set, Map<GivenRow, Set<GivenRow>> parents) {
		DependencyOrder<GivenRow> order = DependencyOrder.of(set.rows(), (row) -> parents.getOrDefault(row, Set.of()));
		for (List<GivenRow> cycle : order.cycles()) {
			String circle = cycle.stream().map(GivenRow::place).collect(Collectors.joining(" → "));
			switch (this.config.circularStrategy()) {
				case THROW -> this.problems.add(cycle.get(0).place(), null,
						"refers to itself in a circle: %s".formatted(circle), "Leave one of the references out.");
				case WARN -> this.problems.warn(
						"Rows of '%s' refer to each other in a circle: %s. One of them is written before the row it refers to is there."
							.formatted(set.entity().name(), circle));
				case IGNORE -> {
				}
			}
		}
		return order.ordered();
	}

	private static void collectParents(List<CheckedSet> sets, ForeignKey foreignKey,
			Map<GivenRow, Set<GivenRow>> parents) {
		Map<List<Object>, List<Located>> targets = index(sets, foreignKey.targetColumns());
		for (CheckedSet set : sets) {
			for (GivenRow row : set.rows()) {
				if (refers(row, foreignKey)) {
					targets.getOrDefault(row.values(foreignKey.columns()), List.of())
						.forEach((target) -> parents.computeIfAbsent(row, (any) -> new LinkedHashSet<>())
							.add(target.row()));
				}
			}
		}
	}

	/**
	 * A row that exists in more environments than the only declared row it refers to will
	 * miss it somewhere, unless that came there in another way.
	 */
	private void warnOfNarrowerParents(Map<String, List<CheckedSet>> byTable) {
		for (List<CheckedSet> sets : byTable.values()) {
			for (ForeignKey foreignKey : sets.get(0).entity().toTable().foreignKeys()) {
				Map<List<Object>, List<Located>> targets = index(
						byTable.getOrDefault(foreignKey.targetTable(), List.of()), foreignKey.targetColumns());
				for (CheckedSet set : sets) {
					for (GivenRow row : set.rows()) {
						if (refers(row, foreignKey)) {
							warnIfNarrower(set, row, targets.get(row.values(foreignKey.columns())));
						}
					}
				}
			}
		}
	}

	private void warnIfNarrower(CheckedSet set, GivenRow row, @Nullable List<Located> targets) {
		if (targets == null) {
			return;
		}
		Set<String> covered = new LinkedHashSet<>();
		for (Located target : targets) {
			if (target.set().environments().isEverywhere()) {
				return;
			}
			covered.addAll(target.set().environments().names());
		}
		if (set.environments().isEverywhere() || !covered.containsAll(set.environments().names())) {
			this.problems.warn("%s refers to %s, which exists only when %s. Say the same '.when(…)' for both."
				.formatted(row.place(), targets.get(0).row().place(), String.join(", ", covered)));
		}
	}

	private static Map<List<Object>, List<Located>> index(List<CheckedSet> sets, List<String> columns) {
		Map<List<Object>, List<Located>> index = new HashMap<>();
		for (CheckedSet set : sets) {
			for (GivenRow row : set.rows()) {
				if (columns.stream().allMatch((column) -> row.value(column) != null)) {
					index.computeIfAbsent(row.values(columns), (any) -> new ArrayList<>()).add(new Located(set, row));
				}
			}
		}
		return index;
	}

	private static String names(List<String> cycle) {
		return cycle.stream().map((table) -> "'" + table + "'").collect(Collectors.joining(", "));
	}

	private static String circle(List<String> cycle) {
		return String.join(" → ", cycle) + " → " + cycle.get(0);
	}

	private record Located(CheckedSet set, GivenRow row) {
	}

}
