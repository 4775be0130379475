package io.masterrecord.model;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.EnumCode;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.ClassUtils;

/**
 * The forms in which a property can ask to be stored, other than the usual one of its
 * type: an enum by position or code, a document, an array.
 */
final class StoredForm {

	/** Kept, since the constants of an enum are looked at once. */
	private static final ClassValue<Optional<ScalarType>> OF_TYPES = new ClassValue<>() {

		@Override
		protected Optional<ScalarType> computeValue(Class<?> type) {
			Field code = type.isEnum() ? codeField(type) : null;
			return Optional.ofNullable((code != null) ? coded(type, code) : ScalarType.of(type));
		}

	};

	private StoredForm() {
	}

	/**
	 * Return the scalar type of a property.
	 * @return the type, or {@code null} if values of the property fit into no column
	 */
	static @Nullable ScalarType of(PropertySource source) {
		Class<?> type = source.valueType();
		if (asked(source, "json")) {
			return Documents.scalarType(source.genericType());
		}
		if (asked(source, "array")) {
			return array(source);
		}
		if (!type.isEnum()) {
			return ScalarType.of(type);
		}
		if (asked(source, "ordinal")) {
			List<Object> constants = List.of((Object[]) type.getEnumConstants());
			return new ScalarType(TypeName.SMALLINT, "ordinal", (value) -> (short) ((Enum<?>) value).ordinal(),
					(value) -> constant(constants, ((Number) value).intValue()));
		}
		return of(type);
	}

	/**
	 * Return the scalar type of values that no property says anything about.
	 * @return the type, or {@code null} if the values fit into no column
	 */
	static @Nullable ScalarType of(Class<?> type) {
		return OF_TYPES.get(type).orElse(null);
	}

	/**
	 * Return the values that the constants of an enum are stored as.
	 * @return texts or {@code Long}s, in the order of the constants
	 */
	static List<Object> values(Class<?> type, ScalarType scalar) {
		List<Object> values = new ArrayList<>();
		for (Object constant : type.getEnumConstants()) {
			Object value = scalar.toColumn().apply(constant);
			values.add((value instanceof Number number) ? (Object) number.longValue() : value);
		}
		return values;
	}

	static @Nullable Field codeField(Class<?> type) {
		for (Field field : type.getDeclaredFields()) {
			if (field.isAnnotationPresent(EnumCode.class)) {
				field.setAccessible(true);
				return field;
			}
		}
		return null;
	}

	private static boolean asked(PropertySource source, String attribute) {
		MergedAnnotation<Column> column = source.find(Column.class);
		return column != null && column.getBoolean(attribute);
	}

	private static Object constant(List<Object> constants, int position) {
		if (position < 0 || position >= constants.size()) {
			throw new IllegalArgumentException("there is no constant at position %d".formatted(position));
		}
		return constants.get(position);
	}

	private static @Nullable ScalarType coded(Class<?> type, Field field) {
		ScalarType code = ScalarType.of(field.getType());
		Class<?> box = ClassUtils.resolvePrimitiveIfNecessary(field.getType());
		if (code == null || !(box == String.class || box == Integer.class || box == Long.class || box == Short.class)) {
			return null;
		}
		Map<Object, Object> byCode = new LinkedHashMap<>();
		Map<Object, Object> codes = new LinkedHashMap<>();
		for (Object constant : type.getEnumConstants()) {
			Object value = read(field, constant);
			codes.put(constant, value);
			Object other = byCode.put((value instanceof Number number) ? (Object) number.longValue() : value, constant);
			if (other != null) {
				throw new IllegalStateException("The constants '%s' and '%s' of '%s' have the same code '%s'"
					.formatted(other, constant, type.getName(), value));
			}
		}
		return new ScalarType(code.typeName(), field, codes::get, (value) -> {
			Object constant = byCode.get((value instanceof Number number) ? (Object) number.longValue() : value);
			if (constant == null) {
				throw new IllegalArgumentException("no constant has the code '%s'".formatted(value));
			}
			return constant;
		});
	}

	private static Object read(Field field, Object constant) {
		try {
			return field.get(constant);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Field '%s' was made accessible".formatted(field), ex);
		}
	}

	private static @Nullable ScalarType array(PropertySource source) {
		Class<?> element = source.elementType();
		ScalarType scalar = (element != null && source.valueType() == List.class) ? ScalarType.of(element) : null;
		if (scalar == null || scalar.typeName() == TypeName.BINARY || scalar.typeName() == TypeName.DECIMAL) {
			return null;
		}
		return new ScalarType(TypeName.ARRAY, List.of("array", scalar.typeName()),
				(value) -> each((List<?>) value, scalar.toColumn()),
				(value) -> each((List<?>) value, scalar.fromColumn()));
	}

	private static List<@Nullable Object> each(List<?> elements, UnaryOperator<Object> way) {
		List<@Nullable Object> result = new ArrayList<>(elements.size());
		for (Object element : elements) {
			result.add((element != null) ? way.apply(element) : null);
		}
		return Collections.unmodifiableList(result);
	}

}
