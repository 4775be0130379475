package io.masterrecord.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;

/**
 * The properties that may be named to sort by: what stands between the text of a request
 * and the text of a statement.
 *
 * @param properties the properties by name
 */
record SortNames(Map<String, PropertyModel> properties) {

	static SortNames of(List<PropertyModel> properties) {
		Map<String, PropertyModel> byName = new LinkedHashMap<>();
		for (PropertyModel property : properties) {
			if (property.type().name() != TypeName.BINARY) {
				byName.put(property.name(), property);
			}
		}
		return new SortNames(byName);
	}

	List<SortTerm> resolve(Sort sort, Scope scope) {
		List<SortTerm> terms = new ArrayList<>();
		for (Sort.Order order : sort) {
			PropertyModel property = this.properties.get(order.getProperty());
			if (property == null) {
				throw new InvalidSortException(order.getProperty(), List.copyOf(this.properties.keySet()));
			}
			terms.add(
					SortTerm.of(scope.column(property), order.isDescending(), nullsFirst(order), order.isIgnoreCase()));
		}
		return terms;
	}

	private static @Nullable Boolean nullsFirst(Sort.Order order) {
		return switch (order.getNullHandling()) {
			case NATIVE -> null;
			case NULLS_FIRST -> true;
			case NULLS_LAST -> false;
		};
	}

}
