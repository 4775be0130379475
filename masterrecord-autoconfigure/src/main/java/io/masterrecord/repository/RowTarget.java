package io.masterrecord.repository;

import java.beans.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RecordConstructor;
import io.masterrecord.model.ValueModel;
import io.masterrecord.schema.TypeName;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.projection.ProjectionFactory;

/**
 * What the rows of a text are read into: which values it needs, and how it is made of
 * them.
 *
 * @param type the class
 * @param values what each value is like, by the name of the property; one without a name
 * if the row is that value
 * @param maker makes an instance of the values, in their order
 */
record RowTarget(Class<?> type, Map<String, ValueModel> values, Function<@Nullable Object[], @Nullable Object> maker) {

	/** The name of the only column, where a row is nothing else. */
	static final String ONLY = "";

	/**
	 * Find out how to make instances of a type.
	 * @param operations know the entities, and what values are like
	 * @param projections makes instances of interfaces
	 * @return the target, or {@code null} if rows cannot be read into the type
	 */
	static @Nullable RowTarget of(Class<?> type, EntityOperations operations, ProjectionFactory projections) {
		Model model = operations.model();
		EntityModel<?> entity = model.find(type).orElse(null);
		if (entity != null) {
			return ofEntity(entity, operations);
		}
		if (model.isValue(type)) {
			return new RowTarget(type, Map.of(ONLY, model.value(type, !type.isPrimitive())), (values) -> values[0]);
		}
		if (type.isRecord()) {
			return ofRecord(type, model);
		}
		return (type.isInterface() && projections.getProjectionInformation(type).isClosed())
				? ofInterface(type, model, projections) : null;
	}

	/**
	 * Find the value that is read of a column.
	 * @param column the column, as the text calls it
	 * @return the name of the value
	 */
	Optional<String> find(String column) {
		return ColumnNames.find(SqlSort.plain(column), this.values.keySet());
	}

	/**
	 * Tell whether a column may hold texts, in which case can be told apart.
	 * @param column the column, as the text calls it
	 * @return whether it may; what is not read is not known
	 */
	boolean mayBeText(String column) {
		return find(column).map(this.values::get)
			.map((value) -> value.type().name() == TypeName.VARCHAR || value.type().name() == TypeName.TEXT)
			.orElse(true);
	}

	private static RowTarget ofEntity(EntityModel<?> entity, EntityOperations operations) {
		Map<String, ValueModel> values = new LinkedHashMap<>();
		for (PropertyModel property : entity.properties()) {
			values.put(property.column(), property);
		}
		return new RowTarget(entity.type(), values, (row) -> operations.make(entity, row));
	}

	private static @Nullable RowTarget ofRecord(Class<?> type, Model model) {
		Map<String, ValueModel> values = new LinkedHashMap<>();
		RecordComponent[] components = type.getRecordComponents();
		boolean[] optional = new boolean[components.length];
		for (int i = 0; i < components.length; i++) {
			optional[i] = components[i].getType() == Optional.class;
			Class<?> content = optional[i]
					? ResolvableType.forType(components[i].getGenericType()).getGeneric(0).resolve(Object.class)
					: components[i].getType();
			if (!model.isValue(content)) {
				return null;
			}
			values.put(components[i].getName(), model.value(content, !content.isPrimitive()));
		}
		RecordConstructor<?> constructor = RecordConstructor.of(type);
		return new RowTarget(type, values, (row) -> {
			for (int i = 0; i < row.length; i++) {
				if (optional[i]) {
					row[i] = Optional.ofNullable(row[i]);
				}
			}
			return constructor.make(row);
		});
	}

	private static @Nullable RowTarget ofInterface(Class<?> type, Model model, ProjectionFactory projections) {
		Map<String, ValueModel> values = new LinkedHashMap<>();
		for (PropertyDescriptor property : projections.getProjectionInformation(type).getInputProperties()) {
			ResolvableType read = ResolvableType.forMethodReturnType(property.getReadMethod(), type);
			Class<?> content = (read.resolve() == Optional.class ? read.getGeneric(0) : read).resolve(Object.class);
			if (!model.isValue(content)) {
				return null;
			}
			values.put(property.getName(), model.value(content, true));
		}
		List<String> names = List.copyOf(values.keySet());
		return new RowTarget(type, values, (row) -> {
			Map<String, @Nullable Object> source = new LinkedHashMap<>();
			for (int i = 0; i < row.length; i++) {
				source.put(names.get(i), row[i]);
			}
			return projections.createProjection(type, source);
		});
	}

}
