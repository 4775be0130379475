package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;

/**
 * Turns declared seeds into a plan: read, look for rows that contradict each other, put
 * in order.
 */
final class SeedPlanner {

	private final Model model;

	private final SeedConfig config;

	private final SeedProblems problems;

	SeedPlanner(Model model, SeedConfig config, SeedProblems problems) {
		this.model = model;
		this.config = config;
		this.problems = problems;
	}

	SeedPlan plan(List<SeedDefinition<?>> definitions) {
		List<CheckedSet> sets = read(definitions);
		if (this.problems.isEmpty()) {
			checkDuplicates(sets);
		}
		this.problems.throwIfAny();
		List<CheckedSet> ordered = new ParentRules(this.problems)
			.apply(new SeedOrder(this.config, this.problems).order(sets));
		this.problems.throwIfAny();
		return new SeedPlan(ordered.stream().map(CheckedSet::toSeedSet).toList(), this.problems.warnings());
	}

	private List<CheckedSet> read(List<SeedDefinition<?>> definitions) {
		Map<Class<?>, Integer> numbers = new HashMap<>();
		List<CheckedSet> sets = new ArrayList<>();
		for (SeedDefinition<?> definition : definitions) {
			int number = numbers.merge(definition.entity(), 1, Integer::sum);
			sets.addAll(read(definition, number));
		}
		return sets;
	}

	private <T> List<CheckedSet> read(SeedDefinition<T> definition, int number) {
		EntityModel<T> entity = this.model.entity(definition.entity());
		return new SetReader<>(this.model, entity, definition, number, this.config, this.problems).read();
	}

	/**
	 * Two rows must not claim the same identity, and not the same unique value in one
	 * environment.
	 */
	private void checkDuplicates(List<CheckedSet> sets) {
		Map<List<Object>, GivenRow> identities = new HashMap<>();
		Map<List<Object>, List<Claim>> claims = new HashMap<>();
		Set<GivenRow> reported = new HashSet<>();
		for (CheckedSet set : sets) {
			for (GivenRow row : set.rows()) {
				Row values = set.key().isEmpty() ? row.toRow() : row.toRow().only(set.key());
				GivenRow same = identities.putIfAbsent(List.of(set.table(), values), row);
				if (same != null && reported.add(row)) {
					this.problems.add(row.place(), null,
							set.key().isEmpty() ? "is the same as %s".formatted(same.place())
									: "has the key %s, and so has %s".formatted(describe(set.key(), row), same.place()),
							"Declare each row once, for all its environments.");
				}
				for (List<String> key : UniqueKeys.withId(set.entity().toTable())) {
					claim(claims, set, row, key, reported);
				}
			}
		}
	}

	private void claim(Map<List<Object>, List<Claim>> claims, CheckedSet set, GivenRow row, List<String> key,
			Set<GivenRow> reported) {
		if (key.stream().anyMatch((column) -> row.value(column) == null)) {
			return;
		}
		List<Claim> others = claims.computeIfAbsent(List.of(set.table(), key, row.values(key)),
				(any) -> new ArrayList<>());
		for (Claim other : others) {
			if (overlap(other.environments(), set.environments()) && reported.add(row)) {
				this.problems.add(row.place(), null,
						"has the unique value %s, and so has %s".formatted(describe(key, row), other.row().place()),
						"Give one of them another value.");
			}
		}
		others.add(new Claim(row, set.environments()));
	}

	private static boolean overlap(Environments one, Environments other) {
		return one.isEverywhere() || other.match(one.names());
	}

	private static String describe(List<String> columns, GivenRow row) {
		return columns.stream()
			.map((column) -> "%s = '%s'".formatted(column, row.value(column)))
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private record Claim(GivenRow row, Environments environments) {
	}

}
