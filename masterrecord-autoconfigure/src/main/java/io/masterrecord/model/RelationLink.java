package io.masterrecord.model;

import java.util.List;

/**
 * What stands between two related entities: a table with a foreign key to each, of as
 * many properties as the id of the entity has.
 *
 * @param entity the entity between; one without a class of the application if the table
 * holds nothing but pairs
 * @param ownerKeys hold the id of the entity that has the relation, in the order of its
 * properties
 * @param targetKeys hold the id of the other, in the order of its properties
 * @since 0.1.0
 */
public record RelationLink(EntityModel<?> entity, List<PropertyModel> ownerKeys, List<PropertyModel> targetKeys) {

	/**
	 * Create it.
	 */
	public RelationLink {
		ownerKeys = List.copyOf(ownerKeys);
		targetKeys = List.copyOf(targetKeys);
	}

}
