package io.masterrecord.model;

import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A value like another one, apart from NULL: an aggregate of a property, or a property of
 * the optional side of a join.
 *
 * @param origin what the value is like
 * @param nullable whether it can be NULL
 */
record DerivedValue(ValueModel origin, boolean nullable) implements ValueModel {

	@Override
	public boolean isConverted() {
		return this.origin.isConverted();
	}

	@Override
	public Object storedForm() {
		return this.origin.storedForm();
	}

	@Override
	public ColumnType type() {
		return this.origin.type();
	}

	@Override
	public Class<?> javaType() {
		return this.origin.javaType();
	}

	@Override
	public boolean isOptional() {
		return this.origin.isOptional();
	}

	@Override
	public @Nullable Object toColumn(@Nullable Object javaValue) {
		return this.origin.toColumn(javaValue);
	}

	// A primitive property refuses NULL, which is right for its own column only.
	@Override
	public @Nullable Object fromColumn(@Nullable Object columnValue) {
		if (columnValue == null && this.nullable && !isOptional()) {
			return null;
		}
		return this.origin.fromColumn(columnValue);
	}

	@Override
	public String toString() {
		return this.origin.toString();
	}

}
