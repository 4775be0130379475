package io.masterrecord.query;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.masterrecord.model.Nullability;
import io.masterrecord.model.RecordConstructor;
import io.masterrecord.model.ValueModel;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A record that rows are read into, one column per component.
 *
 * @param <R> the record
 * @param type the record
 * @param contents what the columns are like
 */
record RecordTarget<R>(Class<R> type, List<ValueModel> contents) {

	/**
	 * Check that columns fit into the components of a record.
	 * @param <R> the record
	 * @param type the record
	 * @param columns what is read, for messages
	 * @param contents what the columns are like
	 * @throws InvalidQueryException if they do not, with all that does not fit
	 */
	static <R> RecordTarget<R> of(Class<R> type, List<? extends Operand> columns, List<ValueModel> contents) {
		List<RecordComponent> components = components(type);
		if (components.size() != contents.size()) {
			throw new InvalidQueryException(
					"'%s' has %d components (%s), and %d values are read: %s. Read one value per component, in their order"
						.formatted(type.getSimpleName(), components.size(), names(components), contents.size(),
								columns.stream().map(Object::toString).collect(Collectors.joining(", "))));
		}
		StringBuilder problems = new StringBuilder();
		for (int i = 0; i < contents.size(); i++) {
			String problem = problem(type, components.get(i), contents.get(i));
			if (!problem.isEmpty()) {
				problems.append("\n- '%s' %s".formatted(columns.get(i), problem));
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidQueryException(
					"What is read does not fit into '%s':%s".formatted(type.getSimpleName(), problems));
		}
		return new RecordTarget<>(type, List.copyOf(contents));
	}

	/**
	 * Check that a column fits into a component.
	 */
	static void check(Class<?> type, RecordComponent component, Operand column, ValueModel content) {
		String problem = problem(type, component, content);
		if (!problem.isEmpty()) {
			throw new InvalidQueryException(
					"What is read does not fit into '%s':\n- '%s' %s".formatted(type.getSimpleName(), column, problem));
		}
	}

	static List<RecordComponent> components(Class<?> type) {
		if (!type.isRecord()) {
			throw new InvalidQueryException(
					"'%s' is no record. Rows are read into the components of a record".formatted(type.getName()));
		}
		return Arrays.asList(type.getRecordComponents());
	}

	private static String names(List<RecordComponent> components) {
		return components.stream().map(RecordComponent::getName).collect(Collectors.joining(", "));
	}

	private static String problem(Class<?> type, RecordComponent component, ValueModel content) {
		boolean optional = component.getType() == Optional.class;
		Class<?> target = optional
				? ResolvableType.forType(component.getGenericType()).getGeneric(0).resolve(Object.class)
				: component.getType();
		Class<?> read = ClassUtils.resolvePrimitiveIfNecessary(content.javaType());
		if (ClassUtils.resolvePrimitiveIfNecessary(target) != read) {
			return "is of type '%s', and component '%s' of type '%s'. Make it '%s'".formatted(read.getSimpleName(),
					component.getName(), target.getSimpleName(), read.getSimpleName());
		}
		if (!content.nullable() || optional) {
			return "";
		}
		if (target.isPrimitive()) {
			return "can be NULL, and component '%s' is a primitive. Make it '%s'".formatted(component.getName(),
					read.getSimpleName());
		}
		return neverNull(type, component)
				? "can be NULL, and component '%s' cannot. Make it '@Nullable'".formatted(component.getName()) : "";
	}

	private static boolean neverNull(Class<?> type, RecordComponent component) {
		try {
			return Nullability.neverNull(type.getDeclaredField(component.getName()));
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("A record has no field for a component", ex);
		}
	}

	/**
	 * Return the canonical constructor.
	 */
	MethodHandle constructor() {
		return RecordConstructor.of(this.type).handle();
	}

}
