package io.masterrecord.model;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in an entity, or a finding about it.
 *
 * @param entity the name of the class
 * @param property the name of the property, or {@code null} if the whole entity is meant
 * @param problem what is wrong, as a clause without a full stop
 * @param remedy what to do, as sentences
 * @since 0.1.0
 */
public record ModelProblem(String entity, @Nullable String property, String problem, String remedy) {

	@Override
	public String toString() {
		String place = (this.property != null) ? this.entity + "." + this.property : this.entity;
		return "'" + place + "': " + this.problem + ". " + this.remedy;
	}

}
