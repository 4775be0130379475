package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;

import org.springframework.util.Assert;

/**
 * SQL of the database for what queries have no words for. It is a constant template with
 * a {@code {}} for each argument; an argument that is an {@link Expression} is written as
 * what it stands for, any other is bound. Texts, names in quotes, comments and statement
 * ends are refused in a template, so that there is no reason to put one together.
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
	 * @throws InvalidQueryException if the template is not constant, or does not fit the
	 * arguments
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
	 * @throws InvalidQueryException if the template is not constant, or does not fit the
	 * arguments
	 */
	public static <V extends Comparable<? super V>> ComparableExpression<Object, V> expression(Class<V> type,
			String template, Object... arguments) {
		return new ComparableExpression<>(subject(type, template, arguments));
	}

	private static Subject subject(Class<?> type, String template, Object... arguments) {
		List<String> texts = RawSql.texts(template, arguments.length);
		List<Subject> subjects = new ArrayList<>();
		for (Object argument : arguments) {
			subjects.add((argument instanceof Expression<?, ?> expression) ? Subject.of(expression)
					: Subject.of(value(argument)));
		}
		ValueModel content = ValueModel.computed(type, true);
		boolean reading = RawSql.isReading(template);
		return (scope) -> new RawSql(texts, subjects.stream().map((subject) -> subject.in(scope)).toList(), content,
				reading);
	}

	private static Operand value(Object argument) {
		Assert.notNull(argument, "An argument of SQL must not be null. Write NULL into the template");
		Class<?> type = (argument instanceof Enum<?> constant) ? constant.getDeclaringClass() : argument.getClass();
		ValueModel content = ValueModel.computed(type, false);
		return new Operand.Value(new TypedValue(content.type(), content.toColumn(argument)), content, true);
	}

}
