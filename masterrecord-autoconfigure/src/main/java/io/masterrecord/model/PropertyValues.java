package io.masterrecord.model;

import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The values of all properties of an instance, of which some may be replaced before the
 * instance gets them. They are read with one call, which is much less than one for each.
 * For use by one thread.
 *
 * @since 0.1.0
 * @see EntityModel#values(Object)
 */
public final class PropertyValues {

	private static final boolean[] NONE = new boolean[0];

	private final @Nullable Object[] values;

	/** Whether the value of each property was replaced, empty if none was. */
	private boolean[] replaced;

	PropertyValues(@Nullable Object[] values) {
		this(values, NONE);
	}

	private PropertyValues(@Nullable Object[] values, boolean[] replaced) {
		this.values = values;
		this.replaced = replaced;
	}

	/**
	 * Return the value of a property.
	 * @param property a property of the entity
	 * @return the value as it is in Java, the last one it was replaced with
	 */
	public @Nullable Object get(PropertyModel property) {
		return this.values[property.position()];
	}

	/**
	 * Replace the value of a property.
	 * @param property a property of the entity
	 * @param value the value as it is in Java
	 * @return these values
	 */
	public PropertyValues replace(PropertyModel property, @Nullable Object value) {
		if (this.replaced == NONE) {
			this.replaced = new boolean[this.values.length];
		}
		this.replaced[property.position()] = true;
		this.values[property.position()] = value;
		return this;
	}

	/**
	 * Return the same values, to be replaced apart from these.
	 * @return a copy
	 */
	public PropertyValues copy() {
		return new PropertyValues(this.values.clone(), (this.replaced == NONE) ? NONE : this.replaced.clone());
	}

	/**
	 * Return what undoes these replacements.
	 * @param before the values of the instance before it gets these
	 * @return the values of before, of which those are replacements that are here
	 */
	public PropertyValues takenBack(PropertyValues before) {
		return new PropertyValues(before.values, this.replaced);
	}

	/**
	 * Tell whether the instance has all of these values.
	 * @return whether none was replaced
	 */
	boolean areThoseOfInstance() {
		return this.replaced == NONE;
	}

	@Nullable Object[] all() {
		return this.values;
	}

	/**
	 * Return the positions of the properties that were replaced.
	 */
	int[] replacedPositions() {
		return IntStream.range(0, this.replaced.length).filter((position) -> this.replaced[position]).toArray();
	}

}
