package io.masterrecord.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * What values are like that belong to no property of a model.
 */
final class FreeValues {

	private final List<EntityModel<?>> entities;

	private final Conversions conversions;

	/** Kept, since a form is equal only to itself. */
	private final Map<Class<?>, ScalarType> known = new ConcurrentHashMap<>();

	FreeValues(List<EntityModel<?>> entities, Conversions conversions) {
		this.entities = entities;
		this.conversions = conversions;
	}

	boolean contains(Class<?> type) {
		return this.conversions.of(type) != null || StoredForm.of(type) != null;
	}

	ValueModel of(Class<?> type, boolean nullable) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		ScalarType scalar = this.known.get(boxed);
		if (scalar == null) {
			scalar = find(boxed);
			ScalarType other = this.known.putIfAbsent(boxed, scalar);
			scalar = (other != null) ? other : scalar;
		}
		return new ComputedValue(scalar, type, nullable);
	}

	private ScalarType find(Class<?> type) {
		ScalarType common = type.isEnum() ? common(type) : null;
		if (common != null) {
			return common;
		}
		Conversion conversion = this.conversions.of(type);
		ScalarType scalar = (conversion != null) ? ScalarType.of(conversion.columnType()) : StoredForm.of(type);
		Assert.notNull(scalar, () -> "'%s' fits into no column".formatted(type.getName()));
		return (conversion != null) ? conversion.around(scalar) : scalar;
	}

	/**
	 * Return the form in which all properties keep an enum.
	 * @return the form, or {@code null} if there is no such property
	 */
	private @Nullable ScalarType common(Class<?> type) {
		Map<Object, PropertyModel> byForm = new LinkedHashMap<>();
		for (EntityModel<?> entity : this.entities) {
			for (PropertyModel property : entity.properties()) {
				if (property.javaType() == type && property.type().name() != TypeName.JSON) {
					byForm.putIfAbsent(property.storedForm(), property);
				}
			}
		}
		List<PropertyModel> properties = List.copyOf(byForm.values());
		if (properties.size() > 1) {
			throw new ModelException(List.of(new ModelProblem(Problems.nameOf(type), null,
					"is kept in one form by %s and in another one by %s, so that SQL cannot tell which one is meant"
						.formatted(properties.get(0), properties.get(1)),
					"Keep it in one form, or pass and read the values of the column instead of constants.")));
		}
		return properties.isEmpty() ? null : properties.get(0).facts().scalar;
	}

}
