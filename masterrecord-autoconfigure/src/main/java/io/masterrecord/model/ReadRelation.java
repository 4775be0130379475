package io.masterrecord.model;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A relation whose other side was found.
 *
 * @param facts what the property says
 * @param target the other entity
 * @param ownerKeys what is compared of the owner
 * @param targetKeys what is compared of the other, in the same order
 * @param link what stands between, if anything does
 */
record ReadRelation(RelationFacts facts, ReadEntity target, List<PropertyModel> ownerKeys,
		List<PropertyModel> targetKeys, @Nullable Link link) {

	RelationModel toModel(Function<ReadEntity, EntityModel<?>> models) {
		RelationLink between = (this.link == null) ? null
				: new RelationLink(models.apply(this.link.entity()), this.link.ownerKeys(), this.link.targetKeys());
		return new RelationModel(this.facts, models.apply(this.target), this.ownerKeys, this.targetKeys, between);
	}

	/**
	 * What stands between two entities.
	 *
	 * @param entity the entity between
	 * @param ownerKeys hold the id of the owner
	 * @param targetKeys hold the id of the other
	 */
	record Link(ReadEntity entity, List<PropertyModel> ownerKeys, List<PropertyModel> targetKeys) {
	}

}
