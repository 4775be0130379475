package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A property of rows that are inserted, which waits for what it is set to.
 *
 * @param <T> the entity that is read
 * @param <E> the entity of the rows that are inserted
 * @param <V> the type of the property
 * @since 0.1.0
 * @see RowCopy
 */
public final class CopyStep<T, E, V> {

	private final RowCopy<T, E> copy;

	private final Prop<E, ?> property;

	CopyStep(RowCopy<T, E> copy, Prop<E, ?> property) {
		Assert.notNull(property, "'property' must not be null");
		this.copy = copy;
		this.property = property;
	}

	/**
	 * Set the property to a value, which is the same in all rows.
	 * @param value the value; to store NULL, say {@link #toNull()}
	 * @return the insert
	 */
	public RowCopy<T, E> to(V value) {
		Assert.notNull(value, "'value' must not be null: say toNull() to store NULL");
		return toValue(value);
	}

	/**
	 * Set the property to NULL.
	 * @return the insert
	 * @throws InvalidQueryException if the column is NOT NULL
	 */
	public RowCopy<T, E> toNull() {
		return toValue(null);
	}

	private RowCopy<T, E> toValue(@Nullable Object value) {
		Whole whole = this.copy.target().whole(this.property);
		if (whole != null) {
			return this.copy.with(whole.assignments(value));
		}
		Operand.Column column = column();
		PropertyModel property = (PropertyModel) column.content();
		if (value == null && !property.nullable()) {
			throw new InvalidQueryException(
					"%s cannot be set to NULL: column '%s' is NOT NULL".formatted(property, property.column()));
		}
		return this.copy.with(List.of(Assignment.of(column, property, value)));
	}

	/**
	 * Set the property to one of the row that is read. An embedded value is taken as a
	 * whole.
	 * @param other the property that is read, of the same type
	 * @return the insert
	 * @throws InvalidQueryException if it is stored in another form
	 */
	public RowCopy<T, E> toProperty(Prop<T, ? extends V> other) {
		return toRead(other);
	}

	/**
	 * Set the property to one of the row that is read, whose accessor returns an
	 * {@code Optional}.
	 * @param other the property that is read, of the same type
	 * @return the insert
	 * @throws InvalidQueryException if it is stored in another form
	 */
	public RowCopy<T, E> toProperty(OptionalProp<T, ? extends V> other) {
		return toRead(other);
	}

	private RowCopy<T, E> toRead(Prop<T, ?> other) {
		Assert.notNull(other, "'other' must not be null");
		Whole whole = this.copy.target().whole(this.property);
		Whole read = this.copy.scope().source().whole(other);
		if (whole == null || read == null) {
			return toOperand(this.copy.scope().column(other));
		}
		List<Assignment> assignments = new ArrayList<>();
		for (int i = 0; i < whole.model().properties().size(); i++) {
			PropertyModel part = whole.model().properties().get(i);
			if (!part.isComputed()) {
				assignments
					.add(computed(whole.source().column(part), read.source().column(read.model().properties().get(i))));
			}
		}
		return this.copy.with(assignments);
	}

	/**
	 * Set the property to what is computed of the row or group that is read.
	 * @param expression what is computed
	 * @return the insert
	 */
	public RowCopy<T, E> toExpression(Expression<? super T, ? extends V> expression) {
		Assert.notNull(expression, "'expression' must not be null");
		return toOperand(Subject.of(expression).in(this.copy.scope()));
	}

	/**
	 * Set the property to what SQL of the database computes of the row that is read.
	 * @param template the constant template, as in {@link Sql#expression}: such as
	 * <code>greatest({} - {}, 0)</code>
	 * @param arguments a property, other expression or value for each {@code {}}
	 * @return the insert
	 * @throws InvalidQueryException if there is in the template what must not be in one,
	 * or it does not fit the arguments
	 */
	public RowCopy<T, E> toSql(String template, Object... arguments) {
		return toOperand(
				Sql.Template.of(template, arguments).in(this.copy.scope(), (PropertyModel) column().content()));
	}

	private RowCopy<T, E> toOperand(Operand operand) {
		return this.copy.with(List.of(computed(column(), operand)));
	}

	private Operand.Column column() {
		return this.copy.target().column(this.property);
	}

	private static Assignment computed(Operand.Column column, Operand operand) {
		column.refuseOtherForm(operand.content(), "set to");
		return new Assignment((PropertyModel) column.content(), column, operand, Assignment.COMPUTED);
	}

}
