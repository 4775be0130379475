package io.masterrecord.query;

import java.util.function.Supplier;

import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A condition that belongs to an entity wherever it is read or changed, under a name by
 * which a query can do without it. It is evaluated anew for each statement.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class GlobalFilter<T> {

	private final Class<T> type;

	private final String name;

	private final Binding condition;

	private final @Nullable BoundValue<T> value;

	private GlobalFilter(Class<T> type, String name, Binding condition, @Nullable BoundValue<T> value) {
		Assert.notNull(type, "'type' must not be null");
		Assert.hasText(name, "'name' must not be empty");
		this.type = type;
		this.name = name;
		this.condition = condition;
		this.value = value;
	}

	/**
	 * Return a filter by a condition that is always the same.
	 * @param <T> the entity
	 * @param type the entity
	 * @param name the name of the filter
	 * @param condition the condition
	 * @return the filter
	 */
	public static <T> GlobalFilter<T> of(Class<T> type, String name, Condition<T> condition) {
		return new GlobalFilter<>(type, name, condition.binding(), null);
	}

	/**
	 * Return a filter by a value that is asked for with each statement, such as the
	 * tenant of a request. It fails closed: without a value nothing is read or changed.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param type the entity
	 * @param name the name of the filter
	 * @param property the property that has to have the value
	 * @param value returns the value, or {@code null} if there is none
	 * @return the filter
	 */
	public static <T, V> GlobalFilter<T> of(Class<T> type, String name, Prop<T, V> property,
			Supplier<? extends @Nullable V> value) {
		BoundValue<T> bound = new BoundValue<>(property, () -> {
			V present = value.get();
			if (present == null) {
				throw new MissingFilterValueException(name, type);
			}
			return present;
		});
		Subject subject = Subject.of(property);
		return new GlobalFilter<>(type, name, (scope) -> {
			Operand operand = subject.in(scope);
			return new Predicate.Comparison(operand, Predicate.Operator.EQ,
					Operand.Value.of(operand, bound.value().get()));
		}, bound);
	}

	/**
	 * Return the entity.
	 * @return the class
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	@Nullable BoundValue<T> value() {
		return this.value;
	}

	Predicate in(Scope scope) {
		return this.condition.in(scope);
	}

	@Override
	public String toString() {
		return "Filter '%s' of '%s'".formatted(this.name, this.type.getSimpleName());
	}

	/**
	 * The value that a property has to have.
	 *
	 * @param <T> the entity
	 * @param property the property
	 * @param value returns the value, or fails if there is none
	 */
	record BoundValue<T>(Prop<T, ?> property, Supplier<Object> value) {

	}

}
