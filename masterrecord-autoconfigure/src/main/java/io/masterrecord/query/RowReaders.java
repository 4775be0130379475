package io.masterrecord.query;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ValueForm;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.ValueModel;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Composes row readers and remembers them by what they read.
 */
final class RowReaders {

	private static final MethodType ROW = MethodType.methodType(Object.class, ResultSet.class);

	private static final int MOST_OF_PART = 100;

	private final Map<Object, RowReader<?>> readers = new ConcurrentHashMap<>();

	private final Dialect dialect;

	private final WriteRules rules;

	RowReaders(Dialect dialect, WriteRules rules) {
		this.dialect = dialect;
		this.rules = rules;
	}

	@SuppressWarnings("unchecked")
	<T> RowReader<T> ofEntity(EntityModel<T> entity) {
		RowReader<?> reader = this.readers.get(entity);
		if (reader == null) {
			// Whoever is asked what is done with instances may read rows meanwhile.
			reader = loaded(compose(entity), this.rules.afterLoad(entity));
			this.readers.put(entity, reader);
		}
		return (RowReader<T>) reader;
	}

	private static <T> RowReader<T> loaded(RowReader<T> reader, @Nullable UnaryOperator<T> afterLoad) {
		return (afterLoad != null) ? reader.followedBy(afterLoad) : reader;
	}

	/**
	 * Return a reader of single values.
	 */
	@SuppressWarnings("unchecked")
	<V extends @Nullable Object> RowReader<V> ofValue(ValueModel content) {
		RowReader<?> reader = this.readers.get(content);
		return (RowReader<V>) ((reader != null) ? reader
				: this.readers.computeIfAbsent(content, (key) -> new RowReader<>(getter(content, 1).asType(ROW))));
	}

	/**
	 * Return a reader of one of the values of a row.
	 * @param index the position of its column, from 1
	 */
	<V extends @Nullable Object> RowReader<V> ofValue(ValueModel content, int index) {
		return new RowReader<>(getter(content, index).asType(ROW));
	}

	/**
	 * Return a reader of rows whose columns are the components of a record.
	 */
	@SuppressWarnings("unchecked")
	<R> RowReader<R> ofRecord(RecordTarget<R> target) {
		RowReader<?> reader = this.readers.get(target);
		return (RowReader<R>) ((reader != null) ? reader
				: this.readers.computeIfAbsent(target, (key) -> compose(target.constructor(), target.contents())));
	}

	/**
	 * Return a reader of rows of whose values something is made.
	 */
	<R> RowReader<R> ofMade(List<ValueModel> contents, Function<@Nullable Object[], R> maker) {
		MethodHandle make = Lookup.MAKE.bindTo(maker).asCollector(Object[].class, contents.size());
		return compose(make, contents);
	}

	private <T> RowReader<T> compose(EntityModel<T> entity) {
		MethodHandle creator = entity.creator();
		return (creator != null) ? compose(creator, entity.properties())
				: inParts(entity.properties(), (values) -> entity.create(values));
	}

	/**
	 * Return a reader of rows of more columns than a handle takes arguments.
	 */
	private <T> RowReader<T> inParts(List<? extends ValueModel> contents, Function<@Nullable Object[], T> maker) {
		List<RowReader<@Nullable Object[]>> parts = new ArrayList<>();
		for (int start = 0; start < contents.size(); start += MOST_OF_PART) {
			MethodHandle[] getters = new MethodHandle[Math.min(MOST_OF_PART, contents.size() - start)];
			for (int i = 0; i < getters.length; i++) {
				getters[i] = getter(contents.get(start + i), start + i + 1).asType(ROW);
			}
			MethodHandle array = MethodHandles.identity(Object[].class).asCollector(Object[].class, getters.length);
			MethodHandle filtered = MethodHandles.filterArguments(array, 0, getters);
			MethodHandle row = MethodHandles.permuteArguments(filtered,
					MethodType.methodType(Object[].class, ResultSet.class), new int[getters.length]);
			parts.add(new RowReader<>(row.asType(ROW)));
		}
		PartReader<T> reader = new PartReader<>(parts, contents.size(), maker);
		return new RowReader<>(MethodHandles.insertArguments(Lookup.PARTS, 0, reader));
	}

	/**
	 * Return a reader that passes columns to a constructor.
	 */
	private <T> RowReader<T> compose(MethodHandle constructor, List<? extends ValueModel> contents) {
		MethodHandle[] getters = new MethodHandle[contents.size()];
		for (int i = 0; i < getters.length; i++) {
			getters[i] = fitting(getter(contents.get(i), i + 1), constructor.type().parameterType(i));
		}
		MethodHandle handle = MethodHandles.filterArguments(constructor, 0, getters);
		MethodHandle row = MethodHandles.permuteArguments(handle,
				MethodType.methodType(handle.type().returnType(), ResultSet.class), new int[getters.length]);
		return new RowReader<>(row.asType(ROW));
	}

	/**
	 * Wrap what is read into an {@code Optional}, or take it out, where a record has the
	 * one and the property the other.
	 */
	private static MethodHandle fitting(MethodHandle getter, Class<?> target) {
		Class<?> type = getter.type().returnType();
		MethodHandle fitting = getter;
		if (target == Optional.class && type != Optional.class) {
			fitting = MethodHandles.filterReturnValue(getter.asType(ROW), Lookup.WRAP);
		}
		else if (type == Optional.class && target != Optional.class) {
			fitting = MethodHandles.filterReturnValue(getter, Lookup.UNWRAP);
		}
		return fitting.asType(MethodType.methodType(target, ResultSet.class));
	}

	/**
	 * Return a handle of type {@code (ResultSet)type of the value}: straight to a getter
	 * of the result where the Java type allows it.
	 */
	private MethodHandle getter(ValueModel content, int index) {
		MethodHandle direct = direct(content);
		if (direct != null) {
			return MethodHandles.insertArguments(direct, 1, index);
		}
		MethodHandle column = MethodHandles.insertArguments(Lookup.COLUMN, 1, index, content.type(), form(content));
		MethodHandle converted = MethodHandles.filterReturnValue(column, Lookup.FROM_COLUMN.bindTo(content));
		Class<?> type = content.isOptional() ? Optional.class : content.javaType();
		if (content.nullable()) {
			type = ClassUtils.resolvePrimitiveIfNecessary(type);
		}
		return converted.asType(MethodType.methodType(type, ResultSet.class));
	}

	private @Nullable MethodHandle direct(ValueModel content) {
		if (content.isConverted() || content.isOptional()) {
			return null;
		}
		Class<?> type = content.nullable() ? ClassUtils.resolvePrimitiveIfNecessary(content.javaType())
				: content.javaType();
		if (!content.nullable()) {
			MethodHandle primitive = ColumnReader.handle(content.type(), form(content), primitive(type));
			if (primitive != null) {
				return primitive.asType(primitive.type().changeReturnType(type));
			}
		}
		return ColumnReader.handle(content.type(), form(content), type);
	}

	private ValueForm form(ValueModel content) {
		return this.dialect.valueForm(content.type().name());
	}

	private static Class<?> primitive(Class<?> type) {
		Class<?> primitive = MethodType.methodType(type).unwrap().returnType();
		return ClassUtils.isPrimitiveOrWrapper(type) ? primitive : type;
	}

	/**
	 * Reads the columns of a row part by part.
	 *
	 * @param parts reads some columns each
	 * @param size the number of all columns
	 * @param maker makes what a row is read into
	 */
	private record PartReader<T>(List<RowReader<@Nullable Object[]>> parts, int size,
			Function<@Nullable Object[], T> maker) {

		private Object read(ResultSet row) throws SQLException {
			@Nullable Object[] all = new Object[this.size];
			int next = 0;
			for (RowReader<@Nullable Object[]> reader : this.parts) {
				@Nullable Object[] part = reader.read(row);
				System.arraycopy(part, 0, all, next, part.length);
				next += part.length;
			}
			return this.maker.apply(all);
		}

	}

	/**
	 * The handles that are the same for all.
	 */
	private static final class Lookup {

		static final MethodHandle COLUMN;

		static final MethodHandle FROM_COLUMN;

		static final MethodHandle WRAP;

		static final MethodHandle UNWRAP;

		static final MethodHandle MAKE;

		static final MethodHandle PARTS;

		static {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			try {
				COLUMN = lookup.findStatic(ColumnReader.class, "read", MethodType.methodType(Object.class,
						ResultSet.class, int.class, ColumnType.class, ValueForm.class));
				FROM_COLUMN = lookup.findVirtual(ValueModel.class, "fromColumn",
						MethodType.methodType(Object.class, Object.class));
				WRAP = lookup.findStatic(Optional.class, "ofNullable",
						MethodType.methodType(Optional.class, Object.class));
				MAKE = lookup.findVirtual(Function.class, "apply", MethodType.methodType(Object.class, Object.class))
					.asType(MethodType.methodType(Object.class, Function.class, Object[].class));
				PARTS = lookup.findVirtual(PartReader.class, "read",
						MethodType.methodType(Object.class, ResultSet.class));
				UNWRAP = MethodHandles.insertArguments(
						lookup.findVirtual(Optional.class, "orElse", MethodType.methodType(Object.class, Object.class)),
						1, (Object) null);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("The methods that read columns have other signatures", ex);
			}
		}

	}

}
