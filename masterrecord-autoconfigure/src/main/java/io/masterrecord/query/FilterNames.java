package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The names by which requests may filter an entity: what stands between the text of a
 * request and a condition. Each name means one property and one operator, and its values
 * are read as the type of the property. Immutable.
 *
 * <pre class="code">
 * static final FilterNames&lt;Plan&gt; FILTERS = FilterNames.of(Plan.class)
 *     .allow(Plan::status)
 *     .allow("from", Plan::createdAt, FilterOperator.AT_LEAST);
 *
 * plans.where(FILTERS.read(parameters)).page(pageable);
 * </pre>
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class FilterNames<T> {

	private static final int MOST_VALUES = 100;

	private final Map<String, Filter> filters;

	private final Set<String> ignored;

	private FilterNames(Map<String, Filter> filters, Set<String> ignored) {
		this.filters = filters;
		this.ignored = ignored;
	}

	/**
	 * Start with no names.
	 * @param <T> the entity
	 * @param type the entity
	 * @return no names
	 */
	public static <T> FilterNames<T> of(Class<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return new FilterNames<>(Map.of(), Set.of());
	}

	/**
	 * Allow to filter by the values of a property, under its own name.
	 * @param property the property
	 * @return new names
	 */
	public FilterNames<T> allow(Prop<T, ?> property) {
		return allow(ResolvedProperty.of(property).name(), property, FilterOperator.EQUAL);
	}

	/**
	 * Allow to filter by a property under a name.
	 * @param name the name
	 * @param property the property
	 * @param operator how its values are compared
	 * @return new names
	 */
	public FilterNames<T> allow(String name, Prop<T, ?> property, FilterOperator operator) {
		Assert.hasText(name, "'name' must not be empty");
		Map<String, Filter> all = new LinkedHashMap<>(this.filters);
		Assert.isTrue(all.put(name, new Filter(name, property, operator)) == null,
				() -> "There are two filters '%s'".formatted(name));
		return new FilterNames<>(all, this.ignored);
	}

	/**
	 * Pass over parameters that are no filters, such as those of paging.
	 * @param names the names
	 * @return new names
	 */
	public FilterNames<T> ignore(String... names) {
		Set<String> all = new LinkedHashSet<>(this.ignored);
		all.addAll(List.of(names));
		return new FilterNames<>(this.filters, all);
	}

	/**
	 * Read parameters as a condition: that all of them hold. Empty values count as not
	 * given, since forms send them so.
	 * @param parameters the values by name
	 * @return the condition
	 * @throws InvalidFilterException if a name is not allowed, or a value is none of the
	 * property
	 */
	public Condition<T> read(Map<String, ? extends Collection<String>> parameters) {
		List<Binding> parts = new ArrayList<>();
		parameters.forEach((name, values) -> {
			List<String> given = values.stream().filter((value) -> value != null && !value.isBlank()).toList();
			if (this.ignored.contains(name) || given.isEmpty()) {
				return;
			}
			Filter filter = this.filters.get(name);
			if (filter == null) {
				throw refusal(null, "Rows cannot be filtered by this name");
			}
			if (given.size() > MOST_VALUES) {
				throw refusal(name, "Filter '%s' has more than %d values".formatted(name, MOST_VALUES));
			}
			parts.add((scope) -> filter.in(scope, given, this));
		});
		return Condition.of((scope) -> Predicate.allOf(parts.stream().map((part) -> part.in(scope)).toList()));
	}

	private InvalidFilterException refusal(@Nullable String filter, String what) {
		List<String> names = List.copyOf(this.filters.keySet());
		return new InvalidFilterException("%s. Filter by: %s".formatted(what, String.join(", ", names)), filter, names);
	}

	/**
	 * What a name means.
	 */
	private record Filter(String name, Prop<?, ?> property, FilterOperator operator) {

		Predicate in(Scope scope, List<String> given, FilterNames<?> names) {
			Operand.Column column = scope.column(this.property);
			if (this.operator == FilterOperator.PRESENT) {
				boolean present = (boolean) value(boolean.class, single(given, names), names);
				return new Predicate.NullTest(column, !present);
			}
			if (this.operator == FilterOperator.CONTAINS || this.operator == FilterOperator.STARTS_WITH) {
				return like(scope, column, single(given, names), names);
			}
			List<Object> contents = new ArrayList<>();
			for (String text : given) {
				contents.add(column.contentOf(value(column.content().javaType(), text, names)));
			}
			boolean negated = this.operator == FilterOperator.NOT_EQUAL;
			if (contents.size() > 1 && (negated || this.operator == FilterOperator.EQUAL)) {
				return new Predicate.Among(column, negated, column.type(), contents);
			}
			single(given, names);
			Operand.Value value = new Operand.Value(new TypedValue(column.type(), contents.get(0)), column.content(),
					false);
			return new Predicate.Comparison(column, comparison(), value);
		}

		private Predicate like(Scope scope, Operand.Column column, String text, FilterNames<?> names) {
			ColumnType type = column.type();
			if (type.name() != TypeName.VARCHAR && type.name() != TypeName.TEXT) {
				throw new InvalidQueryException(
						"Filter '%s' looks into '%s', which is no text".formatted(this.name, column));
			}
			if (text.length() > scope.settings().maxSearchLength()) {
				throw names.refusal(this.name, "Filter '%s' has more than %d characters".formatted(this.name,
						scope.settings().maxSearchLength()));
			}
			return new Predicate.Like(column, type, true, (this.operator == FilterOperator.CONTAINS)
					? LikePattern.containing(text) : LikePattern.startingWith(text));
		}

		private Predicate.Operator comparison() {
			return switch (this.operator) {
				case NOT_EQUAL -> Predicate.Operator.NE;
				case LESS -> Predicate.Operator.LT;
				case AT_MOST -> Predicate.Operator.LE;
				case GREATER -> Predicate.Operator.GT;
				case AT_LEAST -> Predicate.Operator.GE;
				default -> Predicate.Operator.EQ;
			};
		}

		private String single(List<String> given, FilterNames<?> names) {
			if (given.size() > 1) {
				throw names.refusal(this.name, "Filter '%s' takes one value".formatted(this.name));
			}
			return given.get(0);
		}

		private Object value(Class<?> type, String text, FilterNames<?> names) {
			Object value = TextValue.of(type, text);
			if (value == null) {
				throw names.refusal(this.name, "Filter '%s' takes %s".formatted(this.name, TextValue.describe(type)));
			}
			return value;
		}

	}

}
