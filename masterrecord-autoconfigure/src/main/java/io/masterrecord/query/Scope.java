package io.masterrecord.query;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.ValueModel;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

/**
 * What the properties of a condition are looked up in when it becomes part of a query.
 *
 * @param source where properties without an alias belong to
 * @param settings the limits
 * @param model the entities an alias may stand for, or {@code null} for no aliases
 * @param clause what the condition or expression becomes a part of
 */
record Scope(Source source, QuerySettings settings, @Nullable Model model, Clause clause) {

	Scope(Source source, QuerySettings settings) {
		this(source, settings, null, Clause.WHERE);
	}

	/**
	 * Return the column of a property, or refuse one of another entity.
	 */
	Operand.Column column(Prop<?, ?> property) {
		return this.source.column(property);
	}

	/**
	 * Return the column of a property which is looked up already.
	 */
	Operand.Column column(PropertyModel property) {
		return this.source.column(property);
	}

	/**
	 * Return the description of an entity an alias stands for.
	 */
	<T> EntityModel<T> entity(Class<T> type) {
		if (this.model == null) {
			throw new InvalidQueryException("'%s' cannot be reached from here, where no other tables are known"
				.formatted(type.getSimpleName()));
		}
		return this.model.entity(type);
	}

	/**
	 * Return what values of a type are like that belong to no property.
	 */
	ValueModel value(Class<?> type, boolean nullable) {
		return (this.model != null) ? this.model.value(type, nullable) : ValueModel.computed(type, nullable);
	}

	/**
	 * Return this scope for properties of another source.
	 */
	Scope at(Source other) {
		return new Scope(other, this.settings, this.model, this.clause);
	}

	/**
	 * Return this scope for another part of the select.
	 */
	Scope in(Clause part) {
		return new Scope(this.source, this.settings, this.model, part);
	}

	/**
	 * The parts of a select that differ in what may be computed there.
	 */
	enum Clause {

		/** Conditions on single rows, where nothing is known of other rows. */
		WHERE,

		/** Conditions on groups. */
		HAVING,

		/** What is read and sorted by. */
		SELECT

	}

}
