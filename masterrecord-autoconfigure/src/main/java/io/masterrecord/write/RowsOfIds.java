package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.query.Group;
import io.masterrecord.query.Query;

/**
 * The rows of ids.
 */
final class RowsOfIds {

	private RowsOfIds() {
	}

	/**
	 * Return a query of the rows among others that have one of some ids.
	 * @param rows the others
	 * @param ids the ids in any of their forms, at least one
	 */
	@SuppressWarnings("unchecked")
	static <T> Query<T> of(Query<T> rows, EntityModel<T> entity, List<?> ids) {
		List<PropertyModel> properties = entity.key().properties();
		if (properties.size() == 1) {
			List<Object> values = new ArrayList<>(ids.size());
			ids.forEach((id) -> values.addAll(entity.key().valuesOf(id)));
			return (values.size() == 1) ? rows.where(properties.get(0)).eq(values.get(0))
					: rows.where(properties.get(0)).in(values);
		}
		return rows.anyOf(ids.stream()
			.<UnaryOperator<Group<T>>>map((id) -> (group) -> equal(group, properties, entity.key().valuesOf(id)))
			.toArray(UnaryOperator[]::new));
	}

	private static <T> Group<T> equal(Group<T> group, List<PropertyModel> properties, List<Object> values) {
		Group<T> result = group;
		for (int i = 0; i < values.size(); i++) {
			result = result.where(properties.get(i)).eq(values.get(i));
		}
		return result;
	}

}
