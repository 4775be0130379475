package io.masterrecord.seed;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in a seed.
 *
 * @param place the entity, the set and the row, as people write them
 * @param property the name of the property, or {@code null} if the whole row or set is
 * meant
 * @param problem what is wrong, as a clause without a full stop
 * @param remedy what to do, as sentences
 * @since 0.1.0
 */
public record SeedProblem(String place, @Nullable String property, String problem, String remedy) {

	@Override
	public String toString() {
		String where = (this.property != null) ? this.place + ", property '" + this.property + "'" : this.place;
		return where + ": " + this.problem + ". " + this.remedy;
	}

}
