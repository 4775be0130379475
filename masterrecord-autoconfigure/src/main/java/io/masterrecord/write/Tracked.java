package io.masterrecord.write;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * An instance of a unit of work. It stays the same when the instance is replaced by
 * another one of the same row, as records are.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Tracked<T> {

	private final UnitOfWork unit;

	private final EntityModel<T> model;

	private T entity;

	private TrackedState state;

	private @Nullable Snapshot<T> snapshot;

	private final Map<PropertyModel, Tracked<?>> parents = new LinkedHashMap<>();

	Tracked(UnitOfWork unit, EntityModel<T> model, T entity, TrackedState state) {
		this.unit = unit;
		this.model = model;
		this.entity = entity;
		this.state = state;
		this.snapshot = (state == TrackedState.STORED) ? Snapshot.of(model, entity) : null;
	}

	/**
	 * Return the instance as it is now: after the changes were saved, with everything
	 * that was generated.
	 * @return the instance
	 */
	public T get() {
		return this.entity;
	}

	/**
	 * Return how the instance stands to its row.
	 * @return the state
	 */
	public TrackedState state() {
		return this.state;
	}

	/**
	 * Put another instance of the same row in the place of this one.
	 * @param changed the other instance
	 * @return this
	 */
	public Tracked<T> replace(T changed) {
		Assert.notNull(changed, "'changed' must not be null");
		requireTracked();
		if (this.state == TrackedState.STORED && !this.unit.sameRow(this.model, this.entity, changed)) {
			throw new InvalidDataAccessApiUsageException(
					"This '%s' is replaced by one of another id: remove it and add the other one"
						.formatted(this.model.name()));
		}
		this.entity = changed;
		return this;
	}

	/**
	 * Put another instance of the same row in the place of this one.
	 * @param change makes the other instance of this one
	 * @return this
	 */
	public Tracked<T> change(UnaryOperator<T> change) {
		return replace(change.apply(this.entity));
	}

	/**
	 * Let a property hold the id of another instance of the unit, once it is known: it is
	 * set before this instance is written, and after the other one was.
	 * @param property the property, such as a foreign key
	 * @param parent the other instance
	 * @return this
	 */
	public Tracked<T> refer(Prop<T, ?> property, Tracked<?> parent) {
		requireTracked();
		PropertyModel reference = this.model.property(property);
		boolean other = reference.belongsTo().filter((target) -> target != parent.model.type()).isPresent();
		if (other || parent.unit != this.unit) {
			throw new InvalidDataAccessApiUsageException("%s cannot refer to this '%s': %s".formatted(reference,
					parent.model.name(), other ? "it belongs to another entity" : "it is of another unit of work"));
		}
		this.parents.put(reference, parent);
		return this;
	}

	/**
	 * Let the row be deleted. An instance that has no row yet gets none.
	 */
	public void remove() {
		requireTracked();
		if (this.state == TrackedState.ADDED) {
			detach();
		}
		else {
			this.state = TrackedState.REMOVED;
		}
	}

	/**
	 * Forget the instance, and what has been changed in it.
	 */
	public void detach() {
		this.unit.forget(this);
		this.state = TrackedState.DETACHED;
	}

	EntityModel<T> model() {
		return this.model;
	}

	Map<PropertyModel, Tracked<?>> parents() {
		return Collections.unmodifiableMap(this.parents);
	}

	boolean waits() {
		return this.parents.values().stream().anyMatch((parent) -> parent.state == TrackedState.ADDED);
	}

	/**
	 * Tell whether the row is not to be removed.
	 */
	boolean isThere() {
		return this.state != TrackedState.REMOVED;
	}

	/**
	 * Tell whether there is something to save.
	 */
	boolean isChanged() {
		return this.state != TrackedState.STORED || !this.parents.isEmpty() || this.snapshot == null
				|| !this.snapshot.differences(this.model.values(this.entity)).isEmpty();
	}

	@Nullable Snapshot<T> snapshot() {
		return this.snapshot;
	}

	/**
	 * Let all properties count as changed.
	 */
	void forgetSnapshot() {
		this.snapshot = null;
	}

	/**
	 * Set the references whose targets are known by now.
	 */
	void resolveParents() {
		if (!this.parents.isEmpty()) {
			PropertyValues ids = this.model.values(this.entity);
			this.parents.forEach((property, parent) -> ids.replace(property,
					property.fromColumn(parent.model.id().toColumn(parent.model.id().get(parent.entity)))));
			this.entity = this.model.with(this.entity, ids);
		}
	}

	/**
	 * Take note of what has been written. A hook may have put another object in the place
	 * of one that whoever added it goes on to change: that one is to be the row.
	 */
	void stored(T written) {
		boolean replaced = written != this.entity && !this.model.type().isRecord();
		this.entity = replaced ? this.model.with(this.entity, copied(written)) : written;
		this.state = TrackedState.STORED;
		this.snapshot = Snapshot.of(this.model, this.entity);
		this.parents.clear();
	}

	void gone() {
		this.state = TrackedState.DETACHED;
	}

	/**
	 * Return what brings everything back to how it is now, the values of an object of a
	 * class included.
	 */
	Runnable memento() {
		T currentEntity = this.entity;
		TrackedState currentState = this.state;
		Snapshot<T> currentSnapshot = this.snapshot;
		Map<PropertyModel, Tracked<?>> currentParents = new LinkedHashMap<>(this.parents);
		PropertyValues values = this.model.type().isRecord() ? this.model.values(currentEntity) : copied(currentEntity);
		return () -> {
			this.entity = this.model.with(currentEntity, values);
			this.state = currentState;
			this.snapshot = currentSnapshot;
			this.parents.clear();
			this.parents.putAll(currentParents);
		};
	}

	/**
	 * Return the values of an object as they are now, to be set on another one or on the
	 * same later on.
	 */
	private PropertyValues copied(T source) {
		PropertyValues values = this.model.values(source);
		this.model.properties().forEach((property) -> values.replace(property, values.get(property)));
		return values;
	}

	private void requireTracked() {
		if (this.state == TrackedState.REMOVED || this.state == TrackedState.DETACHED) {
			throw new InvalidDataAccessApiUsageException("This '%s' was %s, so nothing can be done with it any more"
				.formatted(this.model.name(), (this.state == TrackedState.REMOVED) ? "removed" : "detached"));
		}
	}

}
