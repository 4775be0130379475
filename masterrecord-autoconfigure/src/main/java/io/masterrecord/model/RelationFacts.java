package io.masterrecord.model;

import java.util.List;

/**
 * What one property says about a relation, before the other entity is looked at.
 *
 * @param owner the entity that has the property
 * @param name the name of the property
 * @param kind how the rows are related
 * @param target the other entity
 * @param container the type of the property: a collection, {@code Optional}, or the other
 * entity itself
 * @param through the entity between; the owner where there is none
 * @param key the property or column that holds the id of the owner, or that of the other
 * where the owner refers to it; empty if it is to be found
 * @param otherKey the property or column that holds the id of the other where there is
 * something between; empty if it is to be found
 * @param table the table of pairs; empty for the derived one
 * @param formerNames the names that the table of pairs, or a column of it, had before
 * @param getter reads the property
 * @param field where loaded rows are put
 */
record RelationFacts(Class<?> owner, String name, RelationKind kind, Class<?> target, Class<?> container,
		Class<?> through, String key, String otherKey, String table, List<String> formerNames, Getter getter,
		RelationField field) {

	/**
	 * Return the annotation as people write it.
	 */
	String annotation() {
		return switch (this.kind) {
			case REFERS_TO -> "@RefersTo";
			case HAS_ONE -> "@HasOne";
			case HAS_MANY -> "@HasMany";
			case HAS_MANY_THROUGH -> "@HasManyThrough";
			case MANY_TO_MANY -> "@ManyToMany";
		};
	}

}
