package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * A column and what it is set to.
 *
 * @param property the property of the column
 * @param column the column
 * @param operand what it is set to
 * @param value the value as it is in Java, or {@link #COMPUTED}
 */
record Assignment(PropertyModel property, Operand.Column column, Operand operand, @Nullable Object value) {

	/** In place of a value that only the database knows. */
	static final Object COMPUTED = new Object();

	/**
	 * Return what sets a column to a value.
	 * @param value the value as it is in Java
	 */
	static Assignment of(Operand.Column column, PropertyModel property, @Nullable Object value) {
		TypedValue bound = new TypedValue(property.type(), property.toStored(value));
		return new Assignment(property, column, new Operand.Value(bound, property, false), value);
	}

	boolean reads(Assignment other) {
		return reads(this.operand, other.column);
	}

	private static boolean reads(Operand operand, Operand.Column column) {
		return operand.equals(column) || operand.parts().stream().anyMatch((part) -> reads(part, column));
	}

	void describe(SqlSink sink) {
		sink.label(this.column.name());
		sink.sql(" = ");
		if (this.value == COMPUTED) {
			sink.fitted(this.operand, this.column.type());
		}
		else {
			this.operand.describe(sink);
		}
	}

	/**
	 * Order assignments so that what is read by one is set after it, for databases that
	 * set one after the other; to the others the order means nothing.
	 * @return the assignments, or {@code null} if there is no such order
	 */
	static @Nullable List<Assignment> readersFirst(List<Assignment> assignments) {
		List<Assignment> left = new ArrayList<>(assignments);
		List<Assignment> ordered = new ArrayList<>(assignments.size());
		while (!left.isEmpty()) {
			Assignment next = left.stream()
				.filter((candidate) -> left.stream().noneMatch((other) -> other != candidate && other.reads(candidate)))
				.findFirst()
				.orElse(null);
			if (next == null) {
				return null;
			}
			left.remove(next);
			ordered.add(next);
		}
		return ordered;
	}

}
