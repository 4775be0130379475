package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Follows the parents from migration to migration, and collects whatever keeps them from
 * forming one line.
 */
final class ChainOrder {

	private final NavigableMap<String, MigrationDefinition> byId = new TreeMap<>(MigrationId.ORDER);

	private final List<String> problems = new ArrayList<>();

	private ChainOrder() {
	}

	static List<MigrationDefinition> of(Collection<MigrationDefinition> definitions) {
		ChainOrder order = new ChainOrder();
		order.index(definitions);
		Map<String, String> parents = order.parents();
		List<MigrationDefinition> ordered = order.follow(parents);
		if (!order.problems.isEmpty()) {
			throw new MigrationValidationException(order.problems);
		}
		return ordered;
	}

	private void index(Collection<MigrationDefinition> definitions) {
		definitions.stream().sorted(Comparator.comparing(MigrationDefinition::name)).forEach((definition) -> {
			MigrationDefinition other = this.byId.putIfAbsent(definition.id(), definition);
			if (other != null) {
				this.problems.add(
						"Migrations %s and %s have the same id: give one of them another".formatted(other, definition));
			}
		});
	}

	private Map<String, String> parents() {
		Map<String, String> parents = new LinkedHashMap<>();
		for (MigrationDefinition migration : this.byId.values()) {
			String parent = migration.parent();
			if (parent.isEmpty()) {
				parents.put(migration.id(), precedingOf(migration.id()));
			}
			else if (this.byId.containsKey(parent)) {
				parents.put(migration.id(), named(parent).id());
			}
			else {
				this.problems.add("Migration %s names the parent '%s', which is missing or has another id now"
					.formatted(migration, parent));
			}
		}
		return parents;
	}

	/**
	 * Return the id before another one, passing over those that come after it by the
	 * parents they name.
	 * @param id the id
	 * @return the id before it; empty if there is none
	 */
	private String precedingOf(String id) {
		String candidate = this.byId.lowerKey(id);
		while (candidate != null && descends(candidate, id)) {
			candidate = this.byId.lowerKey(candidate);
		}
		return (candidate != null) ? candidate : "";
	}

	private boolean descends(String id, String ancestor) {
		Set<String> seen = new LinkedHashSet<>();
		MigrationDefinition current = this.byId.get(id);
		while (current != null && seen.add(current.id()) && !current.parent().isEmpty()) {
			current = this.byId.get(current.parent());
			if (current != null && current.id().equals(ancestor)) {
				return true;
			}
		}
		return false;
	}

	private List<MigrationDefinition> follow(Map<String, String> parents) {
		Map<String, List<String>> children = new LinkedHashMap<>();
		parents.forEach((id, parent) -> children.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(id));
		Set<String> reached = new LinkedHashSet<>();
		List<String> next = new ArrayList<>(children.getOrDefault("", List.of()));
		while (!next.isEmpty()) {
			String id = next.remove(0);
			reached.add(id);
			next.addAll(children.getOrDefault(id, List.of()));
		}
		List<String> heads = reached.stream().filter((id) -> !children.containsKey(id)).toList();
		if (heads.size() > 1) {
			this.problems.add("The migrations have %d heads, %s: name one of them as the parent of the other"
				.formatted(heads.size(), names(heads)));
		}
		List<String> circular = parents.keySet()
			.stream()
			.filter((id) -> !reached.contains(id) && inCycle(id, parents))
			.toList();
		if (!circular.isEmpty()) {
			this.problems.add(
					"Migrations %s are each other's parents: one of them has to come first".formatted(names(circular)));
		}
		return this.problems.isEmpty()
				? reached.stream().map((id) -> named(id).withParent(parents.getOrDefault(id, ""))).toList() : List.of();
	}

	private MigrationDefinition named(String id) {
		return Objects.requireNonNull(this.byId.get(id));
	}

	private static boolean inCycle(String id, Map<String, String> parents) {
		Set<String> seen = new LinkedHashSet<>();
		String current = parents.get(id);
		while (current != null && seen.add(current)) {
			if (current.equals(id)) {
				return true;
			}
			current = parents.get(current);
		}
		return false;
	}

	private String names(Collection<String> ids) {
		return ids.stream().map((id) -> named(id).toString()).collect(Collectors.joining(" and "));
	}

}
