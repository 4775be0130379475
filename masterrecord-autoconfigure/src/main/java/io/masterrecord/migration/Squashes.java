package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * All migrations of an application, of which some may stand for others. A database sees
 * either the one or the others: a view has the migrations that one kind of database sees.
 */
final class Squashes {

	private final List<MigrationDefinition> all;

	private final Map<String, MigrationDefinition> byId = new LinkedHashMap<>();

	/** The migrations that stand for others, by the ids of these. */
	private final Map<String, MigrationDefinition> replacing = new LinkedHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private Squashes(List<MigrationDefinition> all) {
		this.all = all;
		all.forEach((definition) -> this.byId.putIfAbsent(definition.id(), definition));
		squashes().forEach(this::index);
	}

	/**
	 * Find out which migrations stand for which.
	 * @throws MigrationValidationException if that is not clear
	 */
	static Squashes of(Collection<MigrationDefinition> definitions) {
		Squashes squashes = new Squashes(
				definitions.stream().sorted(Comparator.comparing(MigrationDefinition::name)).toList());
		if (!squashes.problems.isEmpty()) {
			throw new MigrationValidationException(squashes.problems);
		}
		return squashes;
	}

	private void index(MigrationDefinition squash) {
		for (String id : squash.replaces()) {
			MigrationDefinition replaced = this.byId.get(id);
			MigrationDefinition other = this.replacing.putIfAbsent(id, squash);
			if (id.equals(squash.id()) || !MigrationId.isValid(id)) {
				this.problems.add("Migration %s names '%s' in 'replaces', which is %s".formatted(squash, id,
						id.equals(squash.id()) ? "itself" : "no id of a migration"));
			}
			else if (other != null) {
				this.problems.add("Migration '%s' is replaced by %s: leave it out of one of them".formatted(id,
						other.equals(squash) ? squash + " twice" : other + " and by " + squash));
			}
			else if (replaced != null && !replaced.replaces().isEmpty()) {
				this.problems
					.add(("Migration %s replaces %s, which itself replaces others: first delete the classes of "
							+ "these and its 'replaces', once all databases have it")
						.formatted(squash, replaced));
			}
		}
	}

	List<MigrationDefinition> all() {
		return this.all;
	}

	/**
	 * Return the migrations that stand for others.
	 */
	List<MigrationDefinition> squashes() {
		return this.all.stream().filter((definition) -> !definition.replaces().isEmpty()).toList();
	}

	/**
	 * Return the migration that stands for another one.
	 * @param id the id of the other one
	 */
	@Nullable MigrationDefinition replacing(String id) {
		return this.replacing.get(id);
	}

	/**
	 * Return the ids of the migrations that one replaces and whose classes are gone.
	 */
	List<String> missing(MigrationDefinition squash) {
		return squash.replaces().stream().filter((id) -> !this.byId.containsKey(id)).toList();
	}

	/**
	 * Return the migrations as some databases see them.
	 * @param expanded the ids of those in whose place the others are seen
	 */
	View view(Set<String> expanded) {
		return new View(expanded);
	}

	/**
	 * The migrations that one kind of database sees.
	 */
	final class View {

		private final Set<String> expanded;

		View(Set<String> expanded) {
			this.expanded = Set.copyOf(expanded);
		}

		List<MigrationDefinition> definitions() {
			return Squashes.this.all.stream().filter(this::isSeen).toList();
		}

		private boolean isSeen(MigrationDefinition definition) {
			if (!definition.replaces().isEmpty()) {
				return !this.expanded.contains(definition.id());
			}
			MigrationDefinition squash = Squashes.this.replacing.get(definition.id());
			return squash == null || this.expanded.contains(squash.id());
		}

		/**
		 * Return the ids of the migrations that are seen in place of one: that one, what
		 * stands for it, or the last of those for which it stands; none if it is unknown.
		 */
		List<String> seen(String id) {
			MigrationDefinition definition = Squashes.this.byId.get(id);
			MigrationDefinition squash = Squashes.this.replacing.get(id);
			if (squash != null && !this.expanded.contains(squash.id())) {
				return List.of(squash.id());
			}
			if (definition != null && this.expanded.contains(id)) {
				return ends(definition);
			}
			return (definition != null) ? List.of(id) : List.of();
		}

		/** Of those without named parents each is the end of the one before it. */
		private List<String> ends(MigrationDefinition squash) {
			List<String> replaced = squash.replaces().stream().sorted(MigrationId.ORDER).toList();
			Set<String> ends = new LinkedHashSet<>(replaced);
			for (int i = 0; i < replaced.size(); i++) {
				MigrationDefinition definition = Squashes.this.byId.get(replaced.get(i));
				if (definition != null && !definition.parents().isEmpty()) {
					definition.parents().forEach(ends::remove);
				}
				else if (i > 0) {
					ends.remove(replaced.get(i - 1));
				}
			}
			return List.copyOf(ends);
		}

		/**
		 * Return the ids of which one may come before a migration that names no parent.
		 * What stands for others has no place of its own between them.
		 */
		NavigableSet<String> places() {
			NavigableSet<String> places = new TreeSet<>(MigrationId.ORDER);
			Squashes.this.all.stream()
				.filter((definition) -> definition.replaces().isEmpty())
				.forEach((definition) -> places.add(definition.id()));
			places.addAll(Squashes.this.replacing.keySet());
			return places;
		}

	}

}
