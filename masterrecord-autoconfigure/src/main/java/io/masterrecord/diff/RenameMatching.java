package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Pairs the names of before with the names of after: a name with itself, with a name that
 * differs in case only, or with a former name that a hint gives. Names that are left over
 * are gone or new.
 */
final class RenameMatching {

	private final Set<String> gone;

	private final Set<String> added;

	/** From the name before to the name after, in an order in which it can be done. */
	private final Map<String, String> renames = new LinkedHashMap<>();

	private final List<String> unheard = new ArrayList<>();

	private final List<String> cycle = new ArrayList<>();

	private RenameMatching(Collection<String> before, Collection<String> after) {
		this.gone = new LinkedHashSet<>(before);
		this.added = new LinkedHashSet<>(after);
	}

	static RenameMatching of(Collection<String> before, Collection<String> after,
			Function<String, List<String>> formerNames) {
		RenameMatching matching = new RenameMatching(before, after);
		matching.byHint(Set.copyOf(before), after, formerNames);
		matching.findCycle(formerNames);
		matching.byName();
		matching.byCase();
		matching.listen(formerNames);
		return matching;
	}

	Map<String, String> renames() {
		return this.renames;
	}

	Set<String> gone() {
		return this.gone;
	}

	Set<String> added() {
		return this.added;
	}

	/**
	 * Return the new names whose hints all name things that do not exist.
	 * @return the names
	 */
	List<String> unheard() {
		return this.unheard;
	}

	/**
	 * Return names that are there before and after and are said to be renamed from each
	 * other. Whether that has been done already nobody can tell.
	 * @return the names, each followed by its former name; none if there is no such
	 * circle
	 */
	List<String> cycle() {
		return this.cycle;
	}

	private void findCycle(Function<String, List<String>> formerNames) {
		for (String start : this.added) {
			Set<String> path = new LinkedHashSet<>();
			String name = start;
			while (name != null && path.add(name)) {
				name = formerNames.apply(name)
					.stream()
					.filter((former) -> this.gone.contains(former) && this.added.contains(former))
					.findFirst()
					.orElse(null);
			}
			if (start.equals(name) && path.size() > 1) {
				this.cycle.addAll(path);
				return;
			}
		}
	}

	/**
	 * Apply hints until none applies any more: a rename frees a name, which may let the
	 * next one apply.
	 * @param before the names before
	 * @param after the names after
	 * @param formerNames the former names by present name
	 */
	private void byHint(Set<String> before, Collection<String> after, Function<String, List<String>> formerNames) {
		boolean changed = true;
		while (changed) {
			changed = false;
			for (String present : after) {
				boolean free = !before.contains(present) || !this.gone.contains(present);
				if (!this.added.contains(present) || !free) {
					continue;
				}
				String former = choose(formerNames.apply(present), after);
				if (former != null) {
					this.renames.put(former, present);
					this.gone.remove(former);
					this.added.remove(present);
					changed = true;
				}
			}
		}
	}

	private @Nullable String choose(List<String> formerNames, Collection<String> after) {
		String kept = null;
		for (String former : formerNames) {
			if (this.gone.contains(former)) {
				if (!after.contains(former)) {
					return former;
				}
				kept = (kept != null) ? kept : former;
			}
		}
		return kept;
	}

	private void byName() {
		for (String name : List.copyOf(this.added)) {
			if (this.gone.remove(name)) {
				this.added.remove(name);
			}
		}
	}

	private void byCase() {
		for (String present : List.copyOf(this.added)) {
			for (String former : List.copyOf(this.gone)) {
				if (former.equalsIgnoreCase(present)) {
					this.renames.put(former, present);
					this.gone.remove(former);
					this.added.remove(present);
				}
			}
		}
	}

	private void listen(Function<String, List<String>> formerNames) {
		this.added.stream()
			.filter((name) -> formerNames.apply(name).stream().anyMatch((former) -> !former.isEmpty()))
			.forEach(this.unheard::add);
	}

}
