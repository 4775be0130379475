package io.masterrecord.query;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a step compares: a property, as a reference or looked up already.
 */
interface Subject {

	Operand in(Scope scope);

	/**
	 * Return what is compared if it is an embedded value as a whole.
	 * @return the value; {@code null} for a single column
	 */
	default @Nullable Whole whole(Scope scope) {
		return null;
	}

	static Subject of(Prop<?, ?> property) {
		return new Reference(property);
	}

	static Subject of(PropertyModel property) {
		return new Known(property);
	}

	/**
	 * Return what an expression names.
	 */
	static Subject of(Expression<?, ?> expression) {
		return ((Step<?, ?>) expression).subject();
	}

	/**
	 * Return what is always the same operand.
	 */
	static Subject of(Operand operand) {
		return (scope) -> operand;
	}

	/**
	 * A reference to an accessor.
	 */
	record Reference(Prop<?, ?> property) implements Subject {

		@Override
		public Operand in(Scope scope) {
			return scope.column(this.property);
		}

		@Override
		public @Nullable Whole whole(Scope scope) {
			return scope.source().whole(this.property);
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
		public Operand in(Scope scope) {
			return scope.column(this.property);
		}

		@Override
		public String toString() {
			return this.property.name();
		}

	}

}
