package io.masterrecord.query;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.ValueModel;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * SQL of the database for what queries have no words for. It is a constant template with
 * a {@code {}} for each argument; an argument that is an {@link Expression} is written as
 * what it stands for, any other is bound: one that is no text or number as the property
 * of its type in the same template stores it, or else as {@link Model#value} says. Texts,
 * names in quotes, comments and statement ends are refused in a template, and so is a
 * text that is put together when the application runs.
 *
 * <pre class="code">
 * plans.where(Sql.condition("char_length({}) &gt; {}", col(Plan::title), 20))
 *     .sortBy(asc(Sql.expression(Integer.class, "char_length({})", col(Plan::title))))
 * </pre>
 *
 * Conditions and expressions fit into every query, and count and page as others do.
 *
 * @since 0.1.0
 */
public final class Sql {

	private Sql() {
	}

	/**
	 * Return a condition.
	 * @param template the constant template
	 * @param arguments a property, other expression or value for each {@code {}}
	 * @return the condition
	 * @throws InvalidQueryException if there is in the template what must not be in one,
	 * or it does not fit the arguments
	 */
	public static Condition<Object> condition(String template, Object... arguments) {
		Subject subject = subject(Boolean.class, template, arguments);
		return Condition.of((scope) -> new Predicate.Raw(subject.in(scope)));
	}

	/**
	 * Return an expression.
	 * @param <V> the type of the value
	 * @param type the type of the value, one that fits into a column
	 * @param template the constant template
	 * @param arguments a property, other expression or value for each {@code {}}
	 * @return the expression, which can be NULL
	 * @throws InvalidQueryException if there is in the template what must not be in one,
	 * or it does not fit the arguments
	 */
	public static <V extends Comparable<? super V>> ComparableExpression<Object, V> expression(Class<V> type,
			String template, Object... arguments) {
		return new ComparableExpression<>(subject(type, template, arguments));
	}

	/**
	 * Return a value as a property holds it, for a place in a template where the database
	 * has to know it in that form: such as the position or the code of an enum constant.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property
	 * @param value the value
	 * @return an expression for the value, which is bound
	 */
	public static <T, V> ValueExpression<T, V> value(Prop<T, V> property, V value) {
		return valueLike(Subject.of(property), value);
	}

	/**
	 * Return a value as another expression holds it, such as a column of a joined table.
	 * @param <T> the entity
	 * @param <V> the type of the expression
	 * @param like the expression
	 * @param value the value
	 * @return an expression for the value, which is bound
	 */
	public static <T, V> ValueExpression<T, V> value(Expression<T, V> like, V value) {
		return valueLike(Subject.of(like), value);
	}

	/**
	 * Vouch for a template that is no constant of the source, such as one that is read
	 * from a resource or put together from constants: no part of it can come from a
	 * request or from a row.
	 * @param template the template; what must not be in one is refused in it too
	 * @return the template, to be passed on as it is
	 */
	public static String unsafe(String template) {
		return template.intern();
	}

	private static <T, V> ValueExpression<T, V> valueLike(Subject like, V value) {
		Assert.notNull(value, "'value' must not be null. Write NULL into the template");
		return new ValueExpression<>((scope) -> {
			Operand operand = like.in(scope);
			return new Operand.Value(operand.value(value), operand.content(), true);
		});
	}

	private static Subject subject(Class<?> type, String template, Object... arguments) {
		Template checked = Template.of(template, arguments);
		return (scope) -> checked.in(scope, scope.value(type, true));
	}

	/**
	 * A template with its arguments, before properties are looked up.
	 *
	 * @param texts the constant parts
	 * @param arguments expressions and values
	 * @param reading whether it may read tables
	 */
	record Template(List<String> texts, List<Object> arguments, boolean reading) {

		static Template of(String template, Object... arguments) {
			for (Object argument : arguments) {
				Assert.notNull(argument, "An argument of SQL must not be null. Write NULL into the template");
			}
			return new Template(RawSql.texts(template, arguments.length), List.of(arguments),
					RawSql.isReading(template));
		}

		/**
		 * Return the fragment.
		 * @param content what the value is like
		 */
		RawSql in(Scope scope, ValueModel content) {
			Map<Object, Operand> expressions = new IdentityHashMap<>();
			for (Object argument : this.arguments) {
				if (argument instanceof Expression<?, ?> expression) {
					expressions.put(argument, Subject.of(expression).in(scope));
				}
			}
			List<ValueModel> around = new ArrayList<>(expressions.values().stream().map(Operand::content).toList());
			around.add(content);
			List<Operand> operands = this.arguments.stream()
				.map((argument) -> (argument instanceof Expression) ? expressions.get(argument)
						: value(argument, around, scope))
				.toList();
			return new RawSql(this.texts, operands, content, this.reading);
		}

		private static Operand value(Object argument, List<ValueModel> around, Scope scope) {
			Class<?> type = typeOf(argument);
			ValueModel beside = (argument instanceof String || argument instanceof Number) ? null
					: formOf(argument, type, around);
			ValueModel content = (beside != null) ? beside : scope.value(type, false);
			return new Operand.Value(new TypedValue(content.type(), content.toColumn(argument)), content, true);
		}

		/**
		 * Return how a value is stored by what stands beside it.
		 */
		private static @Nullable ValueModel formOf(Object argument, Class<?> type, List<ValueModel> around) {
			Map<Object, ValueModel> forms = new LinkedHashMap<>();
			for (ValueModel content : around) {
				ValueModel origin = content.origin();
				if (origin instanceof PropertyModel
						&& ClassUtils.resolvePrimitiveIfNecessary(origin.javaType()) == type) {
					forms.putIfAbsent(origin.storedForm(), origin);
				}
			}
			if (forms.size() > 1) {
				throw new InvalidQueryException(
						"'%s' is stored in different forms by the properties of a template of SQL. Say which one is meant with Sql.value(property, value)"
							.formatted(argument));
			}
			return forms.isEmpty() ? null : forms.values().iterator().next();
		}

		private static Class<?> typeOf(Object argument) {
			return (argument instanceof Enum<?> constant) ? constant.getDeclaringClass() : argument.getClass();
		}

	}

}
