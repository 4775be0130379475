package io.masterrecord.repository;

import java.beans.PropertyDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.model.EntityModel;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.Selection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.projection.ProjectionInformation;

/**
 * Reads no more of rows than what is shown of them: the components of a record, the
 * getters of an interface.
 *
 * @param <T> the entity
 * @param entity the entity
 * @param factory makes instances of interfaces
 */
record Projections<T>(EntityModel<T> entity, ProjectionFactory factory) {

	/**
	 * Tell whether a type shows a part of the entity. An interface whose getters compute
	 * something of the whole entity does not.
	 */
	boolean isPart(Class<?> type) {
		if (type.isAssignableFrom(this.entity.type())) {
			return false;
		}
		return type.isRecord() || (type.isInterface() && information(type).isClosed());
	}

	/**
	 * Read the part that a type shows.
	 * @throws InvalidQueryException if the type shows something that is no property
	 */
	<P> Selection<T, P> select(Query<T> query, Class<P> type) {
		if (type.isRecord()) {
			return query.select(type);
		}
		List<String> names = names(type);
		return query.select(type, names, (values) -> {
			Map<String, @Nullable Object> row = new LinkedHashMap<>();
			for (int i = 0; i < values.length; i++) {
				row.put(names.get(i), values[i]);
			}
			return this.factory.createProjection(type, row);
		});
	}

	/**
	 * Find out what is wrong with a type, before anything is read.
	 */
	Optional<String> problem(Query<T> query, Class<?> type) {
		try {
			select(query, type);
			return Optional.empty();
		}
		catch (InvalidQueryException ex) {
			return Optional.ofNullable(ex.getMessage());
		}
	}

	private List<String> names(Class<?> type) {
		return information(type).getInputProperties().stream().map(PropertyDescriptor::getName).toList();
	}

	private ProjectionInformation information(Class<?> type) {
		return this.factory.getProjectionInformation(type);
	}

}
