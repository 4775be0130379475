package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.masterrecord.operation.Collisions;

/**
 * Puts migrations in one order, each after its parents, and collects whatever keeps them
 * from it. Branches that have nothing to do with each other need nobody to put them in
 * order: of those the smaller id comes first, on every machine.
 */
final class ChainOrder {

	private final NavigableMap<String, MigrationDefinition> byId = new TreeMap<>(MigrationId.ORDER);

	private final Map<String, List<String>> parents = new LinkedHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private ChainOrder() {
	}

	static Ancestry of(Collection<MigrationDefinition> definitions) {
		ChainOrder order = new ChainOrder();
		order.index(definitions);
		order.connect();
		Ancestry ancestry = order.ancestry(order.sorted());
		order.findCollisions(ancestry);
		if (!order.problems.isEmpty()) {
			throw new MigrationValidationException(order.problems);
		}
		return ancestry;
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

	private void connect() {
		for (MigrationDefinition migration : this.byId.values()) {
			if (migration.parents().isEmpty()) {
				String preceding = precedingOf(migration.id());
				this.parents.put(migration.id(), preceding.isEmpty() ? List.of() : List.of(preceding));
				continue;
			}
			List<String> known = new ArrayList<>();
			for (String parent : migration.parents()) {
				if (this.byId.containsKey(parent)) {
					known.add(named(parent).id());
				}
				else {
					this.problems.add("Migration %s names the parent '%s', which is missing or has another id now"
						.formatted(migration, parent));
				}
			}
			this.parents.put(migration.id(), known);
		}
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
		List<String> next = new ArrayList<>(List.of(id));
		while (!next.isEmpty()) {
			MigrationDefinition current = this.byId.get(next.remove(0));
			if (current == null || !seen.add(current.id())) {
				continue;
			}
			for (String parent : current.parents()) {
				MigrationDefinition named = this.byId.get(parent);
				if (named != null && named.id().equals(ancestor)) {
					return true;
				}
				next.add(parent);
			}
		}
		return false;
	}

	/**
	 * Return the ids, parents first, and of those without an order between them the
	 * smaller first.
	 */
	private List<String> sorted() {
		Map<String, List<String>> children = new LinkedHashMap<>();
		Map<String, Integer> open = new LinkedHashMap<>();
		this.parents.forEach((id, before) -> {
			open.put(id, before.size());
			before.forEach((parent) -> children.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(id));
		});
		PriorityQueue<String> ready = new PriorityQueue<>(MigrationId.ORDER);
		open.forEach((id, count) -> {
			if (count == 0) {
				ready.add(id);
			}
		});
		List<String> sorted = new ArrayList<>();
		while (!ready.isEmpty()) {
			String id = ready.remove();
			sorted.add(id);
			for (String child : children.getOrDefault(id, List.of())) {
				if (open.merge(child, -1, Integer::sum) == 0) {
					ready.add(child);
				}
			}
		}
		findCircles(sorted);
		return sorted;
	}

	private void findCircles(List<String> sorted) {
		List<String> circular = this.byId.keySet()
			.stream()
			.filter((id) -> !sorted.contains(id) && isInCircle(id))
			.toList();
		if (!circular.isEmpty()) {
			this.problems.add(
					"Migrations %s are each other's parents: one of them has to come first".formatted(names(circular)));
		}
	}

	private boolean isInCircle(String id) {
		Set<String> seen = new LinkedHashSet<>();
		List<String> next = new ArrayList<>(this.parents.getOrDefault(id, List.of()));
		while (!next.isEmpty()) {
			String current = next.remove(0);
			if (current.equals(id)) {
				return true;
			}
			if (seen.add(current)) {
				next.addAll(this.parents.getOrDefault(current, List.of()));
			}
		}
		return false;
	}

	private Ancestry ancestry(List<String> sorted) {
		Map<String, BitSet> ancestors = new LinkedHashMap<>();
		List<MigrationDefinition> ordered = new ArrayList<>();
		Set<String> heads = new LinkedHashSet<>(sorted);
		Map<String, Integer> places = new LinkedHashMap<>();
		String preceding = "";
		for (String id : sorted) {
			BitSet before = new BitSet();
			for (String parent : this.parents.getOrDefault(id, List.of())) {
				heads.remove(parent);
				before.or(Objects.requireNonNull(ancestors.get(parent)));
				before.set(Objects.requireNonNull(places.get(parent)));
			}
			places.put(id, ordered.size());
			ancestors.put(id, before);
			ordered.add(named(id).after(preceding));
			preceding = id;
		}
		return new Ancestry(ordered, List.copyOf(ancestors.values()), List.copyOf(heads));
	}

	private void findCollisions(Ancestry ancestry) {
		List<MigrationDefinition> ordered = ancestry.ordered();
		for (int later = 1; later < ordered.size(); later++) {
			for (int earlier = 0; earlier < later; earlier++) {
				if (!ancestry.descends(later, earlier)) {
					findCollisions(ordered.get(earlier), ordered.get(later));
				}
			}
		}
	}

	private void findCollisions(MigrationDefinition first, MigrationDefinition second) {
		List<String> collisions = Collisions.between(first.up(), second.up());
		if (!collisions.isEmpty()) {
			this.problems.add(("Migrations %s and %s come from two branches, and the order in which they run makes a "
					+ "difference for %s: put one after the other, such as with '%s' as the parent of %s")
				.formatted(first, second, String.join(", ", collisions), first.id(), second));
		}
	}

	private MigrationDefinition named(String id) {
		return Objects.requireNonNull(this.byId.get(id));
	}

	private String names(Collection<String> ids) {
		return ids.stream().map((id) -> named(id).toString()).collect(Collectors.joining(" and "));
	}

}
