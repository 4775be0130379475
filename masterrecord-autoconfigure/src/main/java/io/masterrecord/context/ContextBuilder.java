package io.masterrecord.context;

import java.util.function.Consumer;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.schema.Routine;
import io.masterrecord.seed.SeedConfig;

/**
 * Takes what configurers declare. An entity that is named here belongs to the context,
 * whether it is in a scanned package or not.
 *
 * @since 0.1.0
 */
public final class ContextBuilder {

	private final Declarations declarations;

	ContextBuilder(Declarations declarations) {
		this.declarations = declarations;
	}

	/**
	 * Declare something about an entity. It may be named as often as one likes.
	 * @param <T> the entity
	 * @param type the annotated record or class
	 * @return a builder for its indexes and seeds
	 */
	public <T> EntityBuilder<T> entity(Class<T> type) {
		return new EntityBuilder<>(this.declarations.entity(type));
	}

	/**
	 * Declare a view.
	 * @param name the name of the view
	 * @return a builder for its query
	 */
	public RoutineBuilder view(String name) {
		return this.declarations.routine(new RoutineBuilder(Routine.Kind.VIEW, name, null));
	}

	/**
	 * Declare a function.
	 * @param name the name of the function, as it stands in its statements
	 * @return a builder for its statements
	 */
	public RoutineBuilder function(String name) {
		return this.declarations.routine(new RoutineBuilder(Routine.Kind.FUNCTION, name, null));
	}

	/**
	 * Declare a trigger.
	 * @param name the name of the trigger, as it stands in its statements
	 * @param table the name of its table
	 * @return a builder for its statements
	 */
	public RoutineBuilder trigger(String name, String table) {
		return this.declarations.routine(new RoutineBuilder(Routine.Kind.TRIGGER, name, table));
	}

	/**
	 * State how seeds are treated where a set does not say so itself. It holds for all
	 * sets, those declared before too; {@code masterrecord.seed.*} wins over it.
	 * @param options states the options
	 * @return this
	 */
	public ContextBuilder seedConfig(Consumer<SeedConfig.Builder> options) {
		options.accept(this.declarations.seedConfig());
		return this;
	}

	/**
	 * Convert all properties of a type that name no converter themselves. Beans of
	 * {@link ValueConverter} are registered without this.
	 * @param converter the converter, of a class that states its types
	 * @return this
	 */
	public ContextBuilder converter(ValueConverter<?, ?> converter) {
		this.declarations.converters().add(converter);
		return this;
	}

}
