package io.masterrecord.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.masterrecord.annotation.Convert;
import io.masterrecord.annotation.ValueConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.Assert;

/**
 * The converters of a model: those registered for types, and those that properties name.
 */
final class Conversions {

	private final List<Conversion> byType;

	private final boolean platformTypesOnly;

	private Conversions(List<Conversion> byType, boolean platformTypesOnly) {
		this.byType = byType;
		this.platformTypesOnly = platformTypesOnly;
	}

	/**
	 * Return no conversions, and refuse every property for which a class of the
	 * application would have to be initialized.
	 */
	static Conversions ofPlatformTypesOnly() {
		return new Conversions(List.of(), true);
	}

	/**
	 * Tell whether there are none for types.
	 */
	boolean isEmpty() {
		return this.byType.isEmpty();
	}

	static Conversions of(Collection<? extends ValueConverter<?, ?>> converters, Problems problems) {
		List<Conversion> byType = new ArrayList<>();
		for (ValueConverter<?, ?> converter : converters) {
			Conversion conversion = Conversion.of(converter);
			if (conversion == null) {
				problems.add(converter.getClass(), null, "does not say which types it converts",
						"Write it as a class that implements 'ValueConverter' with its two types.");
			}
			else if (byType.stream().anyMatch((known) -> known.takes(conversion.propertyType()))) {
				problems.add(converter.getClass(), null,
						"converts '%s', and so does another converter"
							.formatted(Problems.nameOf(conversion.propertyType())),
						"Register one of them, and name the other one with '@Convert' where it is meant.");
			}
			else {
				byType.add(conversion);
			}
		}
		return new Conversions(byType, false);
	}

	/**
	 * Return the conversion of all values of a type.
	 * @return the conversion, or {@code null} if there is none
	 */
	@Nullable Conversion of(Class<?> type) {
		return this.byType.stream().filter((conversion) -> conversion.takes(type)).findFirst().orElse(null);
	}

	/**
	 * Return the conversion of a property.
	 * @return the conversion, or {@code null} if its values are stored as they are
	 */
	@Nullable Conversion of(Class<?> entity, PropertySource source, Problems problems) {
		MergedAnnotation<Convert> stated = source.find(Convert.class);
		Assert.state(!this.platformTypesOnly || (stated == null && source.isOfPlatformTypes()),
				() -> "'%s' is not of a type of the platform".formatted(source.name()));
		if (stated == null) {
			return of(source.valueType());
		}
		Class<?> type = stated.getClass("value");
		Conversion conversion = Conversion.of((ValueConverter<?, ?>) BeanUtils.instantiateClass(type));
		if (conversion == null || !conversion.takes(source.valueType())) {
			problems.add(entity, source.name(),
					"is of type '%s', which '%s' does not convert".formatted(source.typeName(), Problems.nameOf(type)),
					"Name a converter of the type, as a class that implements 'ValueConverter' with its two types.");
			return null;
		}
		return conversion;
	}

}
