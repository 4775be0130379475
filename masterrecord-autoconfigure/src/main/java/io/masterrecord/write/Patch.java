package io.masterrecord.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A change of some properties of one row, the others left as they are. Immutable: each
 * step returns another patch.
 * <p>
 * Where the entity has them, the version is counted up and the date of the last change is
 * set.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Patch<T> {

	private final EntityWriters writers;

	private final EntityWriter<T> writer;

	private final Function<Object, Optional<T>> reader;

	private final Object id;

	private final Map<PropertyModel, @Nullable Object> changes;

	private final @Nullable Long expectedVersion;

	Patch(EntityWriters writers, EntityWriter<T> writer, Function<Object, Optional<T>> reader, Object id,
			Map<PropertyModel, @Nullable Object> changes, @Nullable Long expectedVersion) {
		this.writers = writers;
		this.writer = writer;
		this.reader = reader;
		this.id = id;
		this.changes = changes;
		this.expectedVersion = expectedVersion;
	}

	/**
	 * Name a property to be set.
	 * @param <V> the type of the property
	 * @param property the property, other than the id, the version and auditing dates
	 * @return the step that takes the value
	 */
	public <V> Value<T, V> set(Prop<T, V> property) {
		PatchWriter<T> patches = this.writer.patches();
		return new Value<>(this, patches.settable(property), patches.embedded(property));
	}

	/**
	 * Name a property to be set whose accessor returns an {@code Optional}.
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return the step that takes the value
	 */
	public <V> Value<T, V> set(OptionalProp<T, V> property) {
		PatchWriter<T> patches = this.writer.patches();
		return new Value<>(this, patches.settable(property), patches.embedded(property));
	}

	/**
	 * Change the row only if it is still in a version.
	 * @param version the version in which it was read, from 1
	 * @return a patch that fails with {@link StaleVersionException} otherwise
	 */
	public Patch<T> ifVersion(long version) {
		this.writer.patches().requireVersion();
		return new Patch<>(this.writers, this.writer, this.reader, this.id, this.changes, version);
	}

	/**
	 * Write the change.
	 * @throws MissingRowException if there is no such row
	 * @throws StaleVersionException if the row is not in the version asked for
	 * @throws InvalidEntityException if a value breaks a rule of its property
	 */
	public void execute() {
		this.writers.inTransaction(this.writer, () -> {
			this.writer.patch(List.of(this));
			return this;
		});
	}

	/**
	 * Write the change and read the whole row.
	 * @return the instance to use
	 * @throws MissingRowException if there is no such row
	 * @throws StaleVersionException if the row is not in the version asked for
	 * @throws InvalidEntityException if a value breaks a rule of its property
	 */
	public T executeAndRead() {
		execute();
		return this.reader.apply(this.id)
			.orElseThrow(() -> new MissingRowException(this.writer.scope().model().type(), this.id));
	}

	Object id() {
		return this.id;
	}

	Map<PropertyModel, @Nullable Object> changes() {
		return this.changes;
	}

	@Nullable Long expectedVersion() {
		return this.expectedVersion;
	}

	private Patch<T> with(PropertyModel property, @Nullable Object value) {
		Map<PropertyModel, @Nullable Object> more = new LinkedHashMap<>(this.changes);
		more.put(property, value);
		return new Patch<>(this.writers, this.writer, this.reader, this.id, more, this.expectedVersion);
	}

	/**
	 * A property that waits for its value.
	 *
	 * @param <T> the entity
	 * @param <V> the type of the property
	 */
	public static final class Value<T, V> {

		private final Patch<T> patch;

		private final List<PropertyModel> properties;

		private final @Nullable EmbeddedModel embedded;

		/**
		 * Create it.
		 * @param properties the property, or those of the embedded value
		 * @param embedded the embedded value, if it is one
		 */
		Value(Patch<T> patch, List<PropertyModel> properties, @Nullable EmbeddedModel embedded) {
			this.patch = patch;
			this.properties = properties;
			this.embedded = embedded;
		}

		/**
		 * Set the property.
		 * @param value the value; to store NULL, say {@link #toNull()}
		 * @return the patch
		 */
		public Patch<T> to(V value) {
			Assert.notNull(value, "'value' must not be null: say toNull() to store NULL");
			return set(value);
		}

		/**
		 * Set the property if there is a value, and leave it as it is otherwise.
		 * @param value the value, or {@code null}
		 * @return the patch
		 */
		public Patch<T> toIfPresent(@Nullable V value) {
			return (value != null) ? set(value) : this.patch;
		}

		/**
		 * Set the property to NULL.
		 * @return the patch
		 */
		public Patch<T> toNull() {
			this.properties.forEach(this.patch.writer.patches()::requireNullable);
			return set(null);
		}

		private Patch<T> set(@Nullable Object value) {
			if (this.embedded == null) {
				return this.patch.with(this.properties.get(0), value);
			}
			List<@Nullable Object> values = this.embedded.valuesOf(value);
			Patch<T> result = this.patch;
			for (int i = 0; i < values.size(); i++) {
				PropertyModel property = this.embedded.properties().get(i);
				result = this.properties.contains(property) ? result.with(property, values.get(i)) : result;
			}
			return result;
		}

	}

}
