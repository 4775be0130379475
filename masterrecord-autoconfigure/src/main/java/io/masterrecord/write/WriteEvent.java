package io.masterrecord.write;

import java.util.List;

/**
 * A write of instances of one entity, as {@link WriteListener}s learn about it.
 *
 * @param entity the entity
 * @param kind what is done
 * @param subjects the instances; of a patch and of a deletion by ids, the ids
 * @since 0.1.0
 */
public record WriteEvent(Class<?> entity, Kind kind, List<?> subjects) {

	/**
	 * What is done with instances.
	 */
	public enum Kind {

		/** Rows are inserted. */
		INSERT,

		/** Rows that exist are changed. */
		UPDATE,

		/** New rows are inserted and the others changed. */
		SAVE,

		/** Rows are inserted, or change those there are of the same keys. */
		UPSERT,

		/** Rows are deleted, or marked as such. */
		DELETE

	}

	/**
	 * Describe the event without what is in the instances.
	 */
	@Override
	public String toString() {
		return "%s of %d '%s'".formatted(this.kind, this.subjects.size(), this.entity.getSimpleName());
	}

}
