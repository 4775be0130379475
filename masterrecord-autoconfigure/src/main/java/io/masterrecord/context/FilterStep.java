package io.masterrecord.context;

import java.util.function.Supplier;

import io.masterrecord.property.Prop;
import io.masterrecord.query.GlobalFilter;
import org.jspecify.annotations.Nullable;

/**
 * A property that waits for the value which a filter compares it with.
 *
 * @param <T> the entity
 * @param <V> the type of the property
 * @since 0.1.0
 */
public final class FilterStep<T, V> {

	private final EntityDeclarations<T> declarations;

	private final String name;

	private final Prop<T, V> property;

	FilterStep(EntityDeclarations<T> declarations, String name, Prop<T, V> property) {
		this.declarations = declarations;
		this.name = name;
		this.property = property;
	}

	/**
	 * Let only rows be seen and changed whose property has a value, which is asked for
	 * with each statement. It fails closed: without a value nothing is read or changed.
	 * @param value returns the value, such as the tenant of a request; {@code null} if
	 * there is none
	 * @return the builder of the entity
	 */
	public EntityBuilder<T> eq(Supplier<? extends @Nullable V> value) {
		this.declarations.add(GlobalFilter.of(this.declarations.type(), this.name, this.property, value));
		return new EntityBuilder<>(this.declarations);
	}

}
