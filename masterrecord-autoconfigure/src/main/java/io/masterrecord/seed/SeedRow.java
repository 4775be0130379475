package io.masterrecord.seed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.masterrecord.MasterRecordException;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

/**
 * A row of which only some values are given: {@code row.set(Setting::key).to("api_url")}.
 * What is not set is left to the database.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SeedRow<T> {

	private final Map<ResolvedProperty, @Nullable Object> values = new LinkedHashMap<>();

	SeedRow() {
	}

	/**
	 * Name a property that is given a value.
	 * @param <V> its type
	 * @param property the property
	 * @return a step that takes the value
	 */
	public <V> Value<T, V> set(Prop<T, V> property) {
		return new Value<>(this, ResolvedProperty.of(property));
	}

	/**
	 * Name a property that is given a value, and whose accessor returns an
	 * {@code Optional}.
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return a step that takes the value
	 */
	public <V> Value<T, V> set(OptionalProp<T, V> property) {
		return new Value<>(this, ResolvedProperty.of(property));
	}

	Map<ResolvedProperty, @Nullable Object> values() {
		return this.values;
	}

	private SeedRow<T> put(ResolvedProperty property, @Nullable Object value) {
		if (this.values.containsKey(property)) {
			throw new MasterRecordException(
					"Property '%s' is set twice in one seed row. Set it once".formatted(property));
		}
		this.values.put(property, (value instanceof Optional<?> optional) ? optional.orElse(null) : value);
		return this;
	}

	/**
	 * Takes the value of a property.
	 *
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @since 0.1.0
	 */
	public static final class Value<T, V> {

		private final SeedRow<T> row;

		private final ResolvedProperty property;

		private Value(SeedRow<T> row, ResolvedProperty property) {
			this.row = row;
			this.property = property;
		}

		/**
		 * Give the value.
		 * @param value the value
		 * @return the row
		 */
		public SeedRow<T> to(V value) {
			return this.row.put(this.property, value);
		}

		/**
		 * Give the id of a row of another seed, which is recognised by a property that no
		 * other row has the same value of. So nobody has to know the id.
		 * @param key the property, such as {@code Tenant::slug}
		 * @param keyValue its value
		 * @param <R> the other entity
		 * @param <K> the type of the property
		 * @return the row
		 */
		public <R, K> SeedRow<T> toKeyOf(Prop<R, K> key, K keyValue) {
			ResolvedProperty resolved = ResolvedProperty.of(key);
			return this.row.put(this.property, new SeedReference(resolved.entity(), Map.of(resolved, keyValue)));
		}

		/**
		 * Give the id of a row of another seed, which is recognised by several properties
		 * together.
		 * @param entity the other entity
		 * @param key sets the properties
		 * @param <R> the other entity
		 * @return the row
		 */
		public <R> SeedRow<T> toRowOf(Class<R> entity, Consumer<SeedRow<R>> key) {
			SeedRow<R> values = new SeedRow<>();
			key.accept(values);
			return this.row.put(this.property, new SeedReference(entity, values.values));
		}

		/**
		 * Say that the column is to be NULL, even if it has a default.
		 * @return the row
		 */
		public SeedRow<T> toNull() {
			return this.row.put(this.property, null);
		}

	}

}
