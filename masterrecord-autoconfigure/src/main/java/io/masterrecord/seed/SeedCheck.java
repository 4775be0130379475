package io.masterrecord.seed;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with the values of seeds, by the rules that hold for entities when
 * they are saved.
 *
 * @since 0.1.0
 */
public interface SeedCheck {

	/** Has no objections. */
	SeedCheck NONE = new SeedCheck() {

		@Override
		public List<Objection> instance(Object instance) {
			return List.of();
		}

		@Override
		public List<Objection> value(Class<?> entity, String property, @Nullable Object value) {
			return List.of();
		}

	};

	/**
	 * Check a whole instance.
	 * @param instance the instance
	 * @return what is wrong
	 */
	List<Objection> instance(Object instance);

	/**
	 * Check a value of one property.
	 * @param entity the entity
	 * @param property the name of the property
	 * @param value the value
	 * @return what is wrong
	 */
	List<Objection> value(Class<?> entity, String property, @Nullable Object value);

	/**
	 * Something that is wrong.
	 *
	 * @param property the name of the property, or a path from there; empty for the whole
	 * instance
	 * @param message what is wrong, as a clause
	 */
	record Objection(String property, String message) {

		/**
		 * Tell whether something is wrong with the value of a property, or inside of it.
		 * @param name the name of the property
		 * @return whether it is
		 */
		boolean isOf(String name) {
			return this.property.equals(name) || this.property.startsWith(name + ".")
					|| this.property.startsWith(name + "[");
		}

	}

}
