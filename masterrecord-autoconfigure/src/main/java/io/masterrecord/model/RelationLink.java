package io.masterrecord.model;

/**
 * What stands between two related entities: a table with a foreign key to each.
 *
 * @param entity the entity between; one without a class of the application if the table
 * holds nothing but pairs
 * @param ownerKey holds the id of the entity that has the relation
 * @param targetKey holds the id of the other
 * @since 0.1.0
 */
public record RelationLink(EntityModel<?> entity, PropertyModel ownerKey, PropertyModel targetKey) {
}
