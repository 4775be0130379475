package io.masterrecord.query;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;

/**
 * What the properties of a condition are looked up in when it becomes part of a query.
 *
 * @param source where the rows come from
 * @param settings the limits
 */
record Scope(Source source, QuerySettings settings) {

	/**
	 * Return the column of a property, or refuse one of another entity.
	 */
	Operand.Column column(Prop<?, ?> property) {
		return new Operand.Column(this.source, lookUp(this.source.entity(), property));
	}

	/**
	 * Return the column of a property which is looked up already.
	 */
	Operand.Column column(PropertyModel property) {
		EntityModel<?> entity = this.source.entity();
		if (entity.find(property.name()).filter((own) -> own == property).isEmpty()) {
			throw new InvalidQueryException("%s is none of '%s'".formatted(property, entity.type().getSimpleName()));
		}
		return new Operand.Column(this.source, property);
	}

	@SuppressWarnings("unchecked")
	private static <T> PropertyModel lookUp(EntityModel<T> entity, Prop<?, ?> property) {
		return entity.property((Prop<T, ?>) property);
	}

}
