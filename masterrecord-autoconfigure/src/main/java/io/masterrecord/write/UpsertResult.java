package io.masterrecord.write;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an upsert did.
 *
 * @param <T> the entity
 * @param entities the instances to use, as their rows are now, in the order in which they
 * were given
 * @param outcomes what was done with each of them
 * @since 0.1.0
 */
public record UpsertResult<T>(List<T> entities, List<UpsertOutcome> outcomes) {

	public UpsertResult {
		entities = List.copyOf(entities);
		outcomes = List.copyOf(outcomes);
	}

	/**
	 * Return the instances whose rows are new.
	 * @return the instances, in order
	 */
	public List<T> inserted() {
		return only(UpsertOutcome.INSERTED);
	}

	/**
	 * Return the instances whose rows existed and were changed.
	 * @return the instances, in order
	 */
	public List<T> updated() {
		return only(UpsertOutcome.UPDATED);
	}

	/**
	 * Return the instances whose rows existed and were left as they were.
	 * @return the instances, in order
	 */
	public List<T> unchanged() {
		return only(UpsertOutcome.UNCHANGED);
	}

	private List<T> only(UpsertOutcome outcome) {
		return IntStream.range(0, this.entities.size())
			.filter((i) -> this.outcomes.get(i) == outcome)
			.mapToObj(this.entities::get)
			.toList();
	}

}
