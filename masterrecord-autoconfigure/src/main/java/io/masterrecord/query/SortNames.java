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
 * What may be named to sort by: what stands between the text of a request and the text of
 * a statement.
 *
 * @param subjects what can be sorted by, by name
 */
record SortNames(Map<String, Subject> subjects) {

	static SortNames of(List<PropertyModel> properties) {
		Map<String, Subject> byName = new LinkedHashMap<>();
		for (PropertyModel property : properties) {
			if (property.type().name() != TypeName.BINARY) {
				byName.put(property.name(), Subject.of(property));
			}
		}
		return new SortNames(byName);
	}

	static SortNames of(Map<String, ? extends Operand> operands) {
		Map<String, Subject> byName = new LinkedHashMap<>();
		operands.forEach((name, operand) -> {
			if (SortTerm.isSortable(operand)) {
				byName.put(name, Subject.of(operand));
			}
		});
		return new SortNames(byName);
	}

	List<SortTerm> resolve(Sort sort, Scope scope) {
		List<SortTerm> terms = new ArrayList<>();
		for (Sort.Order order : sort) {
			Subject subject = this.subjects.get(order.getProperty());
			if (subject == null) {
				throw new InvalidSortException(order.getProperty(), List.copyOf(this.subjects.keySet()));
			}
			terms.add(SortTerm.of(subject.in(scope), order.isDescending(), nullsFirst(order), order.isIgnoreCase()));
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
