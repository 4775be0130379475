package io.masterrecord.model;

/**
 * How the rows of one entity are related to those of another.
 *
 * @since 0.1.0
 */
public enum RelationKind {

	/** A foreign key of this entity holds the id of the other. */
	REFERS_TO,

	/** A foreign key of the other entity holds the id of this one, at most once. */
	HAS_ONE,

	/** A foreign key of the other entity holds the id of this one. */
	HAS_MANY,

	/** A third entity has a foreign key to each of the two. */
	HAS_MANY_THROUGH,

	/** A table of pairs has a foreign key to each of the two. */
	MANY_TO_MANY;

	/**
	 * Tell whether there can be several rows.
	 * @return whether the property holds a collection
	 */
	public boolean isMany() {
		return this == HAS_MANY || this == HAS_MANY_THROUGH || this == MANY_TO_MANY;
	}

}
