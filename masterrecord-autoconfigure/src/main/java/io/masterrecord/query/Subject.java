package io.masterrecord.query;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;

/**
 * What a step compares: a property, as a reference or looked up already.
 */
interface Subject {

	Operand.Column in(Scope scope);

	static Subject of(Prop<?, ?> property) {
		return new Reference(property);
	}

	static Subject of(PropertyModel property) {
		return new Known(property);
	}

	/**
	 * A reference to an accessor.
	 */
	record Reference(Prop<?, ?> property) implements Subject {

		@Override
		public Operand.Column in(Scope scope) {
			return scope.column(this.property);
		}

		@Override
		public String toString() {
			return ResolvedProperty.of(this.property).toString();
		}

	}

	/**
	 * A property of a model.
	 */
	record Known(PropertyModel property) implements Subject {

		@Override
		public Operand.Column in(Scope scope) {
			return scope.column(this.property);
		}

		@Override
		public String toString() {
			return this.property.name();
		}

	}

}
