package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.masterrecord.model.Model;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedSet;

/**
 * The seeds of an application, checked and in the order in which they can be written:
 * tables by their foreign keys, rows of a table that refers to itself parents first,
 * otherwise as declared.
 *
 * @param sets the sets, to be written from first to last
 * @param warnings what is no mistake, but should be known
 * @since 0.1.0
 */
public record SeedPlan(List<SeedSet> sets, List<String> warnings) {

	public SeedPlan {
		sets = List.copyOf(sets);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Return the plan without seeds.
	 * @return the empty plan
	 */
	public static SeedPlan empty() {
		return new SeedPlan(List.of(), List.of());
	}

	/**
	 * Check and order seeds. Factories are called here.
	 * @param model the entities
	 * @param definitions the sets in order of declaration
	 * @param config what holds where a set does not say
	 * @return the plan
	 * @throws SeedException if there are mistakes, with all of them
	 */
	public static SeedPlan of(Model model, List<SeedDefinition<?>> definitions, SeedConfig config) {
		return of(model, definitions, config, SeedCheck.NONE);
	}

	/**
	 * Check and order seeds, with rules for the values of entities.
	 * @param model the entities
	 * @param definitions the sets in order of declaration
	 * @param config what holds where a set does not say
	 * @param check says what is wrong with values
	 * @return the plan
	 * @throws SeedException if there are mistakes, with all of them
	 */
	public static SeedPlan of(Model model, List<SeedDefinition<?>> definitions, SeedConfig config, SeedCheck check) {
		return new SeedPlanner(model, config, new SeedProblems(check)).plan(definitions);
	}

	/**
	 * Return what is left in some environments, without conditions.
	 * @param active the environments that are active
	 * @return the plan of these environments alone
	 */
	public SeedPlan in(Collection<String> active) {
		List<SeedSet> left = new ArrayList<>();
		for (SeedSet set : this.sets) {
			if (set.environments().match(active)) {
				left.add(new SeedSet(set.table(), set.key(), set.policy(), set.updating(), Environments.everywhere(),
						set.rows(), set.deferred(), set.stored()));
			}
		}
		return new SeedPlan(left, this.warnings);
	}

}
