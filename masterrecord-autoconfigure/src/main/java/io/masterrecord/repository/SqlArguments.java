package io.masterrecord.repository;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.model.ValueModel;
import io.masterrecord.query.InvalidQueryException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.Parameters;

/**
 * The parameters of a method as values of a text.
 *
 * @param byName the parameters by the name the text calls them
 */
record SqlArguments(Map<String, Argument> byName) {

	/**
	 * Find the parameters that a text names.
	 * @param model says what values are like
	 * @param types the type of the parameter at a position, from 0
	 * @param problems takes what does not fit
	 */
	static SqlArguments of(Model model, Set<String> names, Parameters<?, ?> parameters,
			IntFunction<ResolvableType> types, List<String> problems) {
		Map<String, Argument> byName = new LinkedHashMap<>();
		for (Parameter parameter : parameters.getBindableParameters()) {
			String name = parameter.getName().orElse(null);
			if (name == null) {
				problems.add("parameter %d has no name. Compile with '-parameters', or annotate it with @Param"
					.formatted(parameter.getIndex() + 1));
				continue;
			}
			Argument argument = argument(model, parameter.getIndex(), types.apply(parameter.getIndex()));
			if (argument == null) {
				problems.add("parameter '%s' is of type '%s', which fits into no column".formatted(name,
						types.apply(parameter.getIndex())));
				continue;
			}
			byName.put(name, argument);
		}
		Set<String> missing = new LinkedHashSet<>(names);
		missing.removeAll(byName.keySet());
		missing.forEach((name) -> problems.add("its text names ':%s', which is no parameter".formatted(name)));
		byName.keySet()
			.stream()
			.filter((name) -> !names.contains(name))
			.forEach((name) -> problems.add("parameter '%s' does not occur in its text".formatted(name)));
		return new SqlArguments(byName);
	}

	private static @Nullable Argument argument(Model model, int index, ResolvableType type) {
		boolean several = type.isArray() || Collection.class.isAssignableFrom(type.resolve(Object.class));
		Class<?> value = type.resolve(Object.class);
		if (several) {
			value = (type.isArray() ? type.getComponentType() : type.asCollection().getGeneric(0))
				.resolve(Object.class);
		}
		return model.isValue(value) ? new Argument(index, model.value(value, true), several) : null;
	}

	/**
	 * Return a text with the values of a call.
	 * @param dialect quotes names
	 * @param before what stands before the text
	 * @param after what stands behind it
	 * @param values the values of what stands behind it
	 * @param arguments the arguments of the call
	 */
	SqlStatement statement(Dialect dialect, StatementKind kind, String before, SqlTemplate text, String after,
			List<TypedValue> values, @Nullable Object[] arguments) {
		StringBuilder sql = new StringBuilder(before);
		List<TypedValue> bound = new ArrayList<>();
		for (SqlTemplate.Part part : text.parts()) {
			switch (part.kind()) {
				case TEXT -> sql.append(part.content());
				case NAME -> sql.append(dialect.quote(part.content()));
				case PARAMETER -> {
					Argument argument = Objects.requireNonNull(this.byName.get(part.content()));
					argument.write(sql, bound, arguments[argument.index()], dialect);
				}
			}
		}
		bound.addAll(values);
		if (!after.isEmpty() && sql.lastIndexOf("--") > sql.lastIndexOf("\n")) {
			// The text may end in a comment.
			sql.append('\n');
		}
		return new SqlStatement(sql.append(after).toString(), bound, Set.of(), kind);
	}

	/**
	 * A parameter of the method.
	 *
	 * @param index its position, from 0
	 * @param content what a value is like
	 * @param several whether it holds several values
	 */
	record Argument(int index, ValueModel content, boolean several) {

		private void write(StringBuilder sql, List<TypedValue> bound, @Nullable Object value, Dialect dialect) {
			String placeholder = dialect.placeholder(this.content.type());
			if (!this.several) {
				sql.append(placeholder);
				bound.add(bind(value));
				return;
			}
			List<@Nullable Object> elements = elements(value);
			if (elements.contains(null)) {
				throw new InvalidQueryException(
						"A parameter of several values holds a null, with which NOT IN would find nothing. Take it out, and ask for NULL in the text");
			}
			if (elements.isEmpty()) {
				// A query of no rows is no value to be IN, and none to be excluded by NOT
				// IN.
				sql.append(dialect.noValues(this.content.type()));
				return;
			}
			sql.append(placeholder).append((", " + placeholder).repeat(elements.size() - 1));
			elements.forEach((element) -> bound.add(bind(element)));
		}

		private TypedValue bind(@Nullable Object value) {
			return new TypedValue(this.content.type(), this.content.toColumn(value));
		}

		private static List<@Nullable Object> elements(@Nullable Object value) {
			if (value == null) {
				throw new IllegalArgumentException("A parameter of several values is null: pass none instead");
			}
			if (value instanceof Collection<?> collection) {
				return new ArrayList<>(collection);
			}
			List<@Nullable Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(Array.get(value, i));
			}
			return elements;
		}

	}

}
