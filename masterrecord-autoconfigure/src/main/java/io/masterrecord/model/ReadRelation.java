package io.masterrecord.model;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A relation whose other side was found.
 *
 * @param facts what the property says
 * @param target the other entity
 * @param ownerKey what is compared of the owner
 * @param targetKey what is compared of the other
 * @param link what stands between, if anything does
 */
record ReadRelation(RelationFacts facts, ReadEntity target, PropertyModel ownerKey, PropertyModel targetKey,
		@Nullable Link link) {

	RelationModel toModel(Function<ReadEntity, EntityModel<?>> models) {
		RelationLink between = (this.link == null) ? null
				: new RelationLink(models.apply(this.link.entity()), this.link.ownerKey(), this.link.targetKey());
		return new RelationModel(this.facts, models.apply(this.target), this.ownerKey, this.targetKey, between);
	}

	/**
	 * What stands between two entities.
	 *
	 * @param entity the entity between
	 * @param ownerKey holds the id of the owner
	 * @param targetKey holds the id of the other
	 */
	record Link(ReadEntity entity, PropertyModel ownerKey, PropertyModel targetKey) {
	}

}
