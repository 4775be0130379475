package io.masterrecord.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Things in an order in which each comes after those it depends on: the one topological
 * sort there is. The order is stable: a thing leaves its place only to let others go
 * first. The members of a cycle stay together, ordered as far as that goes, and
 * everything else is ordered as if they were one thing.
 *
 * @param ordered all things, those that are depended on first
 * @param cycles the cycles, each from its first member along its dependencies; a thing
 * that depends on itself is no cycle
 * @param <T> the things, told apart by {@code equals}
 * @since 0.1.0
 */
public record DependencyOrder<T>(List<T> ordered, List<List<T>> cycles) {

	public DependencyOrder {
		ordered = List.copyOf(ordered);
		cycles = List.copyOf(cycles);
	}

	/**
	 * Order things.
	 * @param <T> the things
	 * @param things the things in the preferred order
	 * @param dependencies what a thing depends on; what is none of the things is ignored
	 * @return the order
	 */
	public static <T> DependencyOrder<T> of(Collection<T> things,
			Function<? super T, ? extends Collection<T>> dependencies) {
		return new Search<T>(things, dependencies).run();
	}

	/**
	 * Tarjan's search for strongly connected components, without recursion, because a
	 * chain of rows may be longer than the stack is deep.
	 */
	private static final class Search<T> {

		private final Map<T, Integer> preference = new LinkedHashMap<>();

		private final Map<T, List<T>> edges = new HashMap<>();

		private final Map<T, Integer> index = new HashMap<>();

		private final Map<T, Integer> low = new HashMap<>();

		private final Map<T, Integer> finished = new HashMap<>();

		private final Deque<T> open = new ArrayDeque<>();

		private final Set<T> isOpen = new HashSet<>();

		private final List<T> ordered = new ArrayList<>();

		private final List<List<T>> cycles = new ArrayList<>();

		Search(Collection<T> things, Function<? super T, ? extends Collection<T>> dependencies) {
			things.forEach((thing) -> this.preference.putIfAbsent(thing, this.preference.size()));
			for (T thing : this.preference.keySet()) {
				Set<T> targets = new LinkedHashSet<>(dependencies.apply(thing));
				targets.remove(thing);
				targets.retainAll(this.preference.keySet());
				this.edges.put(thing, List.copyOf(targets));
			}
		}

		DependencyOrder<T> run() {
			for (T thing : this.preference.keySet()) {
				if (!this.index.containsKey(thing)) {
					visit(thing);
				}
			}
			return new DependencyOrder<>(this.ordered, this.cycles);
		}

		private void visit(T start) {
			Deque<T> path = new ArrayDeque<>();
			Deque<Iterator<T>> remaining = new ArrayDeque<>();
			enter(start, path, remaining);
			while (!path.isEmpty()) {
				T thing = path.element();
				Iterator<T> targets = remaining.element();
				if (targets.hasNext()) {
					T target = targets.next();
					if (!this.index.containsKey(target)) {
						enter(target, path, remaining);
					}
					else if (this.isOpen.contains(target)) {
						this.low.merge(thing, at(this.index, target), Math::min);
					}
					continue;
				}
				path.pop();
				remaining.pop();
				this.finished.put(thing, this.finished.size());
				if (!path.isEmpty()) {
					this.low.merge(path.element(), at(this.low, thing), Math::min);
				}
				if (at(this.low, thing) == at(this.index, thing)) {
					close(thing);
				}
			}
		}

		private void enter(T thing, Deque<T> path, Deque<Iterator<T>> remaining) {
			this.index.put(thing, this.index.size());
			this.low.put(thing, at(this.index, thing));
			this.open.push(thing);
			this.isOpen.add(thing);
			path.push(thing);
			remaining.push(targets(thing).iterator());
		}

		private void close(T root) {
			List<T> members = new ArrayList<>();
			T member;
			do {
				member = this.open.pop();
				this.isOpen.remove(member);
				members.add(member);
			}
			while (!member.equals(root));
			members.sort(Comparator.comparingInt((each) -> at(this.finished, each)));
			this.ordered.addAll(members);
			if (members.size() > 1) {
				T first = Collections.min(members, Comparator.comparingInt((each) -> at(this.preference, each)));
				this.cycles.add(cycle(first, Set.copyOf(members)));
			}
		}

		/** Find the shortest way from a member of a cycle back to it. */
		private List<T> cycle(T start, Set<T> members) {
			Map<T, T> cameFrom = new HashMap<>();
			Deque<T> queue = new ArrayDeque<>(List.of(start));
			while (true) {
				T thing = queue.remove();
				for (T target : targets(thing)) {
					if (target.equals(start)) {
						return way(start, thing, cameFrom);
					}
					if (members.contains(target) && cameFrom.putIfAbsent(target, thing) == null) {
						queue.add(target);
					}
				}
			}
		}

		private List<T> way(T start, T end, Map<T, T> cameFrom) {
			Deque<T> way = new ArrayDeque<>();
			for (T thing = end; !thing.equals(start); thing = cameFrom.getOrDefault(thing, start)) {
				way.push(thing);
			}
			way.push(start);
			return List.copyOf(way);
		}

		private List<T> targets(T thing) {
			return this.edges.getOrDefault(thing, List.of());
		}

		private static <T> int at(Map<T, Integer> numbers, T thing) {
			return numbers.getOrDefault(thing, -1);
		}

	}

}
