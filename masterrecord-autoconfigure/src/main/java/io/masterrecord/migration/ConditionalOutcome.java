package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.schema.Environments;

/**
 * What became of a step which is not meant for every environment.
 *
 * @param step which step of the migration, from 1
 * @param subject what it is about: an index by its name, rows by their table
 * @param environments where the step is meant to be run
 * @param active the environments that were active
 * @param applied whether it was run
 * @since 0.1.0
 */
public record ConditionalOutcome(int step, String subject, Environments environments, List<String> active,
		boolean applied) {

	public ConditionalOutcome {
		active = List.copyOf(active);
	}

	static String index(String name) {
		return "index " + name;
	}

	static String rows(String table) {
		return "rows of " + table;
	}

}
