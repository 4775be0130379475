package io.masterrecord.query;

import java.util.function.Function;

import io.masterrecord.property.BoolProp;
import io.masterrecord.property.EnumProp;
import io.masterrecord.property.LongProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;
import org.jspecify.annotations.Nullable;

/**
 * Stands for one occurrence of a table or sub-query in a query, so that its columns can
 * be told from those of the others, also of the same table. It is a handle without a
 * name: make one per occurrence, and share it between the join and what refers to it.
 * Conditions on it fit into every query.
 *
 * <pre class="code">
 * Alias&lt;User&gt; author = Alias.of(User.class);
 * plans.leftJoin(author, author.col(User::id).eq(col(Plan::createdBy)))
 *     .where(author.where(User::name).contains("nn"))
 *     .sortBy(asc(author.col(User::name)))
 * </pre>
 *
 * @param <T> the entity, or what the rows of the sub-query are read into
 * @since 0.1.0
 */
public final class Alias<T> extends Filterable<T, Condition<Object>> {

	private final Class<T> type;

	private final Function<Scope, Source> source;

	private Alias(Class<T> type, Function<Alias<T>, Function<Scope, Source>> source) {
		this.type = type;
		this.source = source.apply(this);
	}

	/**
	 * Create an alias of the table of an entity.
	 * @param <T> the entity
	 * @param type the entity
	 * @return a new alias, equal to no other
	 */
	public static <T> Alias<T> of(Class<T> type) {
		return new Alias<>(type, (alias) -> (scope) -> new Source.Table(scope.entity(type), alias));
	}

	/**
	 * Create an alias of the rows of a sub-query, whose columns are the components of the
	 * record it reads.
	 * @param <R> the record
	 * @param rows the sub-query
	 * @return a new alias, equal to no other
	 */
	public static <R> Alias<R> of(Selection<?, R> rows) {
		return new Alias<>(rows.type(), (alias) -> {
			Derived derived = rows.derived(alias);
			return (scope) -> derived;
		});
	}

	/**
	 * Create an alias of rows that are stated at the start of the statement.
	 * @param <R> the record
	 * @param rows the rows
	 * @return a new alias, equal to no other
	 */
	public static <R> Alias<R> of(CommonTable<R> rows) {
		return new Alias<>(rows.type(), (alias) -> {
			Derived derived = rows.derived(alias);
			return (scope) -> derived;
		});
	}

	@Override
	Condition<Object> with(Binding condition) {
		return Condition.of((scope) -> condition.in(scope.at(source(scope))));
	}

	/**
	 * Return what this stands for.
	 */
	Source source(Scope scope) {
		return this.source.apply(scope);
	}

	Class<T> type() {
		return this.type;
	}

	private Subject subject(Prop<T, ?> property) {
		Subject subject = Subject.of(property);
		return new Located(this, subject);
	}

	/**
	 * Return a property without an order as an expression.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the expression
	 */
	public <V> ValueExpression<Object, V> col(Prop<T, V> property) {
		return new ValueExpression<>(subject(property));
	}

	/**
	 * Return a property of ordered values as an expression.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the expression
	 */
	public <V extends Comparable<? super V>> ComparableExpression<Object, V> col(OrderedProp<T, V> property) {
		return new ComparableExpression<>(subject(property));
	}

	/**
	 * Return a text property as an expression.
	 * @param property the property
	 * @return the expression
	 */
	public TextExpression<Object> col(TextProp<T> property) {
		return new TextExpression<>(subject(property));
	}

	/**
	 * Return a boolean property as an expression.
	 * @param property the property
	 * @return the expression
	 */
	public BooleanExpression<Object> col(BoolProp<T> property) {
		return new BooleanExpression<>(subject(property));
	}

	/**
	 * Return a property of type {@code long} as an expression.
	 * @param property the property
	 * @return the expression
	 */
	public LongExpression<Object> col(LongProp<T> property) {
		return new LongExpression<>(subject(property));
	}

	/**
	 * Return a property of an enum as an expression.
	 * @param <E> the enum
	 * @param property the property
	 * @return the expression
	 */
	public <E extends Enum<E>> ValueExpression<Object, E> col(EnumProp<T, E> property) {
		return new ValueExpression<>(subject(property));
	}

	/**
	 * Return a property whose accessor returns an {@code Optional} as an expression.
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return the expression
	 */
	public <V> ValueExpression<Object, V> col(OptionalProp<T, V> property) {
		return new ValueExpression<>(subject(property));
	}

	@Override
	public String toString() {
		return "Alias of '%s'".formatted(this.type.getSimpleName());
	}

	/**
	 * A property of what an alias stands for.
	 */
	private record Located(Alias<?> alias, Subject subject) implements Subject {

		@Override
		public Operand in(Scope scope) {
			return this.subject.in(scope.at(this.alias.source(scope)));
		}

		@Override
		public @Nullable Whole whole(Scope scope) {
			return this.subject.whole(scope.at(this.alias.source(scope)));
		}

		@Override
		public String toString() {
			return this.subject.toString();
		}

	}

}
