package io.masterrecord.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ReferentialAction;

/**
 * Finds the tables that a database changes by itself along with others, as their foreign
 * keys cascade.
 */
final class DependentTables {

	private DependentTables() {
	}

	/**
	 * Return the tables that may change when rows of a table are changed or deleted.
	 * @return the other tables by the name of the table, near and far ones
	 */
	static Map<String, Set<String>> of(Model model) {
		Map<String, Set<String>> near = new LinkedHashMap<>();
		for (EntityModel<?> entity : model.entities()) {
			for (ForeignKey key : entity.toTable().foreignKeys()) {
				if (cascades(key.onDelete()) || cascades(key.onUpdate())) {
					near.computeIfAbsent(key.targetTable(), (table) -> new LinkedHashSet<>()).add(entity.table());
				}
			}
		}
		Map<String, Set<String>> all = new LinkedHashMap<>();
		near.keySet().forEach((table) -> all.put(table, reachable(table, near)));
		return all;
	}

	private static boolean cascades(ReferentialAction action) {
		return action != ReferentialAction.RESTRICT;
	}

	private static Set<String> reachable(String table, Map<String, Set<String>> near) {
		Set<String> found = new LinkedHashSet<>();
		Deque<String> open = new ArrayDeque<>(Set.of(table));
		while (!open.isEmpty()) {
			for (String next : near.getOrDefault(open.pop(), Set.of())) {
				if (found.add(next)) {
					open.push(next);
				}
			}
		}
		return found;
	}

}
