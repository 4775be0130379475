package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.core.PropertyPath;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.Part.IgnoreCaseType;
import org.springframework.data.repository.query.parser.Part.Type;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.ClassUtils;

/**
 * Finds out what is wrong with the name and the parameters of a method before it is
 * called.
 */
final class DerivedQueryChecks {

	private static final Set<Type> OF_TEXT = EnumSet.of(Type.LIKE, Type.NOT_LIKE, Type.STARTING_WITH, Type.ENDING_WITH,
			Type.CONTAINING, Type.NOT_CONTAINING);

	private static final Set<Type> OF_ORDER = EnumSet.of(Type.LESS_THAN, Type.LESS_THAN_EQUAL, Type.GREATER_THAN,
			Type.GREATER_THAN_EQUAL, Type.BEFORE, Type.AFTER, Type.BETWEEN);

	private static final Set<Type> OF_VALUE = EnumSet.of(Type.SIMPLE_PROPERTY, Type.NEGATING_SIMPLE_PROPERTY, Type.IN,
			Type.NOT_IN, Type.IS_NULL, Type.IS_NOT_NULL);

	private static final Set<Type> OF_BOOLEAN = EnumSet.of(Type.TRUE, Type.FALSE);

	private final List<String> problems = new ArrayList<>();

	private final EntityModel<?> entity;

	private final IntFunction<ResolvableType> parameterTypes;

	private DerivedQueryChecks(EntityModel<?> entity, IntFunction<ResolvableType> parameterTypes) {
		this.entity = entity;
		this.parameterTypes = parameterTypes;
	}

	/**
	 * Find out what is wrong.
	 * @param parameterTypes the type of the parameter at a position, from 0
	 * @return the problems, empty if there are none
	 */
	static List<String> of(EntityModel<?> entity, PartTree tree, Parameters<?, ?> parameters,
			IntFunction<ResolvableType> parameterTypes) {
		DerivedQueryChecks checks = new DerivedQueryChecks(entity, parameterTypes);
		Parameters<?, ?> bindable = parameters.getBindableParameters();
		int position = 0;
		for (Part part : tree.getParts()) {
			PropertyModel property = checks.check(part);
			int needed = part.getNumberOfArguments();
			if (property != null) {
				for (int i = position; i < Math.min(position + needed, bindable.getNumberOfParameters()); i++) {
					checks.check(part, property, bindable.getParameter(i));
				}
			}
			position += needed;
		}
		if (position != bindable.getNumberOfParameters()) {
			checks.problems.add("its name asks for %d values, but it has %d parameters for values".formatted(position,
					bindable.getNumberOfParameters()));
		}
		tree.getSort().forEach((order) -> {
			if (entity.find(order.getProperty()).isEmpty()) {
				checks.problems.add("'%s' is no property to sort by".formatted(order.getProperty()));
			}
		});
		return checks.problems;
	}

	private @Nullable PropertyModel check(Part part) {
		String path = part.getProperty().toDotPath();
		PropertyModel property = find(this.entity, part.getProperty());
		if (property == null) {
			this.problems.add("'%s' is no property of '%s', nor of an entity that it is related to".formatted(path,
					this.entity.name()));
			return null;
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(property.javaType());
		boolean text = type == String.class;
		boolean fits = OF_VALUE.contains(part.getType()) || (OF_TEXT.contains(part.getType()) && text)
				|| (OF_BOOLEAN.contains(part.getType()) && type == Boolean.class)
				|| (OF_ORDER.contains(part.getType()) && isOrdered(type));
		if (!fits) {
			this.problems.add("'%s' does not go with '%s' of type '%s'".formatted(word(part.getType()), path,
					type.getSimpleName()));
		}
		if (part.shouldIgnoreCase() == IgnoreCaseType.ALWAYS && !text) {
			this.problems.add("'IgnoreCase' does not go with '%s' of type '%s'".formatted(path, type.getSimpleName()));
		}
		return property;
	}

	/**
	 * Find the property at the end of a path, whose other parts are relations or embedded
	 * values.
	 */
	private static @Nullable PropertyModel find(EntityModel<?> entity, PropertyPath path) {
		PropertyPath next = path.next();
		PropertyModel own = entity.find(path.toDotPath()).orElse(null);
		if (next == null || own != null) {
			return own;
		}
		return entity.findRelation(path.getSegment()).map((relation) -> find(relation.target(), next)).orElse(null);
	}

	private void check(Part part, PropertyModel property, Parameter parameter) {
		Class<?> expected = ClassUtils.resolvePrimitiveIfNecessary(property.javaType());
		boolean several = part.getType() == Type.IN || part.getType() == Type.NOT_IN;
		Class<?> actual = several ? elementType(parameter) : this.parameterTypes.apply(parameter.getIndex()).resolve();
		if (actual == null || !expected.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(actual))) {
			this.problems.add("parameter %d is to be %s of type '%s'".formatted(parameter.getIndex() + 1,
					several ? "a collection of values" : "a value", expected.getSimpleName()));
		}
	}

	/**
	 * Return the type of the elements of a parameter, or {@code null} if it has none.
	 */
	private @Nullable Class<?> elementType(Parameter parameter) {
		ResolvableType type = this.parameterTypes.apply(parameter.getIndex());
		return (type.isArray() ? type.getComponentType() : type.as(Collection.class).getGeneric(0)).resolve();
	}

	private static boolean isOrdered(Class<?> type) {
		return Comparable.class.isAssignableFrom(type) && !type.isEnum() && type != Boolean.class;
	}

	private static String word(Type type) {
		return type.getKeywords().stream().reduce((first, second) -> second).orElse(type.name());
	}

}
