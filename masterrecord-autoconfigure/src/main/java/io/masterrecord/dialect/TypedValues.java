package io.masterrecord.dialect;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Values that are bound to a statement, kept apart from their types, so that there is no
 * object for each of the many values of many rows. Never changed by whoever gets it.
 *
 * @since 0.1.0
 */
public final class TypedValues extends AbstractList<TypedValue> implements RandomAccess {

	private final ColumnType[] types;

	private final @Nullable Object[] values;

	/**
	 * Create the list. The arrays become its own.
	 * @param types the types
	 * @param values the values, one for each type; more of them do not count
	 */
	public TypedValues(ColumnType[] types, @Nullable Object[] values) {
		this.types = types;
		this.values = values;
	}

	/**
	 * Return values that nobody changes.
	 * @param values the values
	 * @return the same list if it never changes, otherwise a copy
	 */
	public static List<TypedValue> copyOf(List<TypedValue> values) {
		return (values instanceof TypedValues) ? values : List.copyOf(values);
	}

	/**
	 * Return the type of a value.
	 * @param index the place of the value, from 0
	 * @return the type of the column it is meant for
	 */
	public ColumnType type(int index) {
		return this.types[index];
	}

	/**
	 * Return a value without its type.
	 * @param index the place of the value, from 0
	 * @return the value, or {@code null} for NULL
	 */
	public @Nullable Object value(int index) {
		return this.values[index];
	}

	@Override
	public TypedValue get(int index) {
		return new TypedValue(this.types[index], this.values[index]);
	}

	@Override
	public int size() {
		return this.types.length;
	}

}
