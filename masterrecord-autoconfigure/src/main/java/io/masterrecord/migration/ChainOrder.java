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
import java.util.NavigableSet;
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

	private final Squashes.View view;

	private final NavigableSet<String> places;

	private ChainOrder(Squashes.View view) {
		this.view = view;
		this.places = view.places();
	}

	static Ancestry of(Squashes.View view) {
		ChainOrder order = new ChainOrder(view);
		order.index(view.definitions());
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
				this.parents.put(migration.id(),
						migration.replaces().isEmpty() ? precedingOf(migration.id()) : List.of());
				continue;
			}
			Set<String> known = new LinkedHashSet<>();
			for (String parent : migration.parents()) {
				List<String> seen = seen(parent);
				known.addAll(seen);
				if (seen.isEmpty()) {
					this.problems.add("Migration %s names the parent '%s', which is missing or has another id now"
						.formatted(migration, parent));
				}
			}
			this.parents.put(migration.id(), List.copyOf(known));
		}
	}

	/** Numbers may be written with zeros before them. */
	private List<String> seen(String id) {
		List<String> seen = this.view.seen(id);
		return (seen.isEmpty() && this.byId.containsKey(id)) ? List.of(named(id).id()) : seen;
	}

	/**
	 * Return the id before another one, passing over those that come after it by the
	 * parents they name.
	 * @param id the id
	 * @return the id before it, or what is seen in its place; none if there is none
	 */
	private List<String> precedingOf(String id) {
		String candidate = this.places.lower(id);
		while (candidate != null && isAfter(seen(candidate), id)) {
			candidate = this.places.lower(candidate);
		}
		return (candidate != null) ? seen(candidate) : List.of();
	}

	private boolean isAfter(List<String> ids, String id) {
		return ids.stream().anyMatch((each) -> descends(each, id));
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
				for (String place : seen(parent)) {
					if (place.equals(ancestor)) {
						return true;
					}
					next.add(place);
				}
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
