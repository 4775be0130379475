package io.masterrecord.query;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ValueForm;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Composes row readers and remembers them by what they read.
 */
final class RowReaders {

	private static final MethodType ROW = MethodType.methodType(Object.class, ResultSet.class);

	private final Map<Object, RowReader<?>> readers = new ConcurrentHashMap<>();

	private final Dialect dialect;

	RowReaders(Dialect dialect) {
		this.dialect = dialect;
	}

	@SuppressWarnings("unchecked")
	<T> RowReader<T> ofEntity(Source source, EntityModel<T> entity) {
		RowReader<?> reader = this.readers.get(entity);
		return (RowReader<T>) ((reader != null) ? reader
				: this.readers.computeIfAbsent(entity, (key) -> compose(source, entity)));
	}

	@SuppressWarnings("unchecked")
	<V extends @Nullable Object> RowReader<V> ofProperty(Source source, PropertyModel property) {
		RowReader<?> reader = this.readers.get(property);
		return (RowReader<V>) ((reader != null) ? reader
				: this.readers.computeIfAbsent(property, (key) -> compose(source, property)));
	}

	private <T> RowReader<T> compose(Source source, EntityModel<T> entity) {
		List<PropertyModel> properties = entity.properties();
		MethodHandle handle = entity.creator();
		MethodHandle[] getters = new MethodHandle[properties.size()];
		for (int i = 0; i < getters.length; i++) {
			getters[i] = getter(properties.get(i), i + 1)
				.asType(MethodType.methodType(handle.type().parameterType(i), ResultSet.class));
		}
		handle = MethodHandles.filterArguments(handle, 0, getters);
		MethodHandle row = MethodHandles.permuteArguments(handle,
				MethodType.methodType(handle.type().returnType(), ResultSet.class), new int[getters.length]);
		List<Operand.Column> columns = properties.stream()
			.map((property) -> new Operand.Column(source, property))
			.toList();
		return new RowReader<>(new Projection.Columns(columns), row.asType(ROW));
	}

	private <V> RowReader<V> compose(Source source, PropertyModel property) {
		Projection projection = new Projection.Columns(List.of(new Operand.Column(source, property)));
		return new RowReader<>(projection, getter(property, 1).asType(ROW));
	}

	/**
	 * Return a handle of type {@code (ResultSet)type of the property}: straight to a
	 * getter of the result where the Java type allows it.
	 */
	private MethodHandle getter(PropertyModel property, int index) {
		MethodHandle direct = direct(property);
		if (direct != null) {
			return MethodHandles.insertArguments(direct, 1, index);
		}
		MethodHandle column = MethodHandles.insertArguments(Lookup.COLUMN, 1, index, property.type(), form(property));
		MethodHandle converted = MethodHandles.filterReturnValue(column, Lookup.FROM_COLUMN.bindTo(property));
		Class<?> type = property.isOptional() ? Optional.class : property.javaType();
		return converted.asType(MethodType.methodType(type, ResultSet.class));
	}

	private @Nullable MethodHandle direct(PropertyModel property) {
		Class<?> type = property.javaType();
		if (property.isOptional() || (property.nullable() && type.isPrimitive())) {
			return null;
		}
		if (!property.nullable()) {
			MethodHandle primitive = ColumnReader.handle(property.type(), form(property), primitive(type));
			if (primitive != null) {
				return primitive.asType(primitive.type().changeReturnType(type));
			}
		}
		return ColumnReader.handle(property.type(), form(property), type);
	}

	private ValueForm form(PropertyModel property) {
		return this.dialect.valueForm(property.type().name());
	}

	private static Class<?> primitive(Class<?> type) {
		Class<?> primitive = MethodType.methodType(type).unwrap().returnType();
		return ClassUtils.isPrimitiveOrWrapper(type) ? primitive : type;
	}

	/**
	 * The handles that are the same for all.
	 */
	private static final class Lookup {

		static final MethodHandle COLUMN;

		static final MethodHandle FROM_COLUMN;

		static {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			try {
				COLUMN = lookup.findStatic(ColumnReader.class, "read", MethodType.methodType(Object.class,
						ResultSet.class, int.class, ColumnType.class, ValueForm.class));
				FROM_COLUMN = lookup.findVirtual(PropertyModel.class, "fromColumn",
						MethodType.methodType(Object.class, Object.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("The methods that read columns have other signatures", ex);
			}
		}

	}

}
