package io.masterrecord.schema;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The environments in which a seed or an index exists: names of Spring profiles. They are
 * matched when a migration runs, never when it is generated.
 *
 * @param names the names in alphabetical order; none means everywhere
 * @since 0.1.0
 */
public record Environments(List<String> names) {

	private static final Environments EVERYWHERE = new Environments(List.of());

	public Environments {
		names = List.copyOf(new TreeSet<>(names));
	}

	/**
	 * Return the condition that always holds.
	 * @return everywhere
	 */
	public static Environments everywhere() {
		return EVERYWHERE;
	}

	/**
	 * Return the condition that holds where one of the names is active.
	 * @param names the names of profiles
	 * @return the condition
	 */
	public static Environments of(String... names) {
		return new Environments(List.of(names));
	}

	/**
	 * Tell whether this is no condition at all.
	 * @return whether it always holds
	 */
	public boolean isEverywhere() {
		return this.names.isEmpty();
	}

	/**
	 * Return the condition that holds where both hold.
	 * @param other the other condition
	 * @return the condition; neither is to exclude the other
	 */
	public Environments intersect(Environments other) {
		if (isEverywhere() || other.isEverywhere()) {
			return isEverywhere() ? other : this;
		}
		return new Environments(this.names.stream().filter(other.names::contains).toList());
	}

	/**
	 * Tell whether the condition holds.
	 * @param active the environments that are active now
	 * @return whether one of the names is active, or there is no condition
	 */
	public boolean match(Collection<String> active) {
		return this.names.isEmpty() || this.names.stream().anyMatch(active::contains);
	}

}
