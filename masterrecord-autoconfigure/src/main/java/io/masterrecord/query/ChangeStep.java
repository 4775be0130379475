package io.masterrecord.query;

import java.util.List;
import java.util.function.BiFunction;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A property that waits for what it is set to.
 *
 * @param <T> the entity
 * @param <V> the type of the property
 * @since 0.1.0
 */
public sealed class ChangeStep<T, V> permits NumberChangeStep {

	private final Prop<T, ?> property;

	ChangeStep(Prop<T, ?> property) {
		Assert.notNull(property, "'property' must not be null");
		this.property = property;
	}

	/**
	 * Set the property to a value.
	 * @param value the value; to store NULL, say {@link #toNull()}
	 * @return the change
	 */
	public final Change<T> to(V value) {
		Assert.notNull(value, "'value' must not be null: say toNull() to store NULL");
		return new Change<>((scope) -> {
			Whole whole = scope.source().whole(this.property);
			if (whole != null) {
				return Target.checked(whole.assignments(value));
			}
			Target target = target(scope);
			return List.of(target.assignment(value));
		});
	}

	/**
	 * Set the property to NULL.
	 * @return the change
	 * @throws InvalidQueryException when it becomes part of an update, if the column is
	 * NOT NULL
	 */
	public final Change<T> toNull() {
		return new Change<>((scope) -> {
			Whole whole = scope.source().whole(this.property);
			if (whole != null) {
				return Target.checked(whole.assignments(null));
			}
			Target target = target(scope);
			if (!target.property().nullable()) {
				throw new InvalidQueryException("%s cannot be set to NULL: column '%s' is NOT NULL"
					.formatted(target.property(), target.property().column()));
			}
			return List.of(target.assignment(null));
		});
	}

	/**
	 * Set the property to what another one has in the same row, before the update.
	 * @param other the other property, of the same type
	 * @return the change
	 */
	public final Change<T> toProperty(Prop<T, ? extends V> other) {
		Assert.notNull(other, "'other' must not be null");
		return change((scope, column) -> column.computed(column.alike(scope.column(other))));
	}

	/**
	 * Set the property to what SQL of the database computes.
	 * @param template the constant template, as in {@link Sql#expression}: such as
	 * <code>greatest({} - {}, 0)</code>
	 * @param arguments a property, other expression or value for each {@code {}}
	 * @return the change
	 * @throws InvalidQueryException if there is in the template what must not be in one,
	 * or it does not fit the arguments
	 */
	public final Change<T> toSql(String template, Object... arguments) {
		Sql.Template checked = Sql.Template.of(template, arguments);
		return change((scope, column) -> column.computed(checked.in(scope, column.property())));
	}

	/**
	 * Name a key in the JSON document that the property holds, to change that alone.
	 * @param path the keys of objects, from the outside to the inside
	 * @return the step that takes the value
	 * @throws InvalidQueryException when it becomes part of an update, if the property
	 * holds no JSON document or a key is empty, a position in an array, longer than 200
	 * characters, or has a quote, a backslash or a control character in it
	 */
	public final JsonChangeStep<T> json(String... path) {
		List<String> keys = List.of(path);
		return new JsonChangeStep<>(
				(value) -> change((scope, column) -> column.computed(new JsonChange(column.column(), keys, value))));
	}

	final Change<T> calculated(String operator, Object value) {
		Assert.notNull(value, "'value' must not be null");
		return change(
				(scope, column) -> column.computed(new Calculation(column.column(), operator, column.value(value))));
	}

	final Change<T> calculated(String operator, Prop<T, ?> other) {
		Assert.notNull(other, "'other' must not be null");
		return change((scope, column) -> column
			.computed(new Calculation(column.column(), operator, column.alike(scope.column(other)))));
	}

	private Change<T> change(BiFunction<Scope, Target, Assignment> assignment) {
		return new Change<>((scope) -> List.of(assignment.apply(scope, target(scope))));
	}

	private Target target(Scope scope) {
		return Target.of(scope.column(this.property));
	}

	/**
	 * A column that is about to be set.
	 */
	private record Target(Operand.Column column, PropertyModel property) {

		static Target of(Operand.Column column) {
			if (!(column.content() instanceof PropertyModel property)) {
				throw new InvalidQueryException("'%s' is computed, so it cannot be set".formatted(column));
			}
			if (property.isId() || property.isVersion() || property.isAudited()) {
				throw new InvalidQueryException(
						"%s cannot be set: ids, versions and auditing properties are taken care of by themselves"
							.formatted(property));
			}
			return new Target(column, property);
		}

		static List<Assignment> checked(List<Assignment> assignments) {
			assignments.forEach((assignment) -> of(assignment.column()));
			return assignments;
		}

		Assignment assignment(@Nullable Object value) {
			return Assignment.of(this.column, this.property, value);
		}

		Operand value(@Nullable Object value) {
			return new Operand.Value(new TypedValue(this.property.type(), this.property.toStored(value)), this.property,
					false);
		}

		Operand alike(Operand.Column other) {
			this.column.refuseOtherForm(other.content(), "set to");
			return other;
		}

		Assignment computed(Operand operand) {
			return new Assignment(this.property, this.column, operand, Assignment.COMPUTED);
		}

	}

}
