package io.masterrecord.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;

/**
 * What may be named to sort by: what stands between the text of a request and the text of
 * a statement.
 *
 * @param subjects what Java code can sort by, by name
 * @param declared the names among them that a request may use
 */
record SortNames(Map<String, Subject> subjects, Set<String> declared) {

	static SortNames of(List<PropertyModel> properties) {
		Map<String, Subject> byName = new LinkedHashMap<>();
		Set<String> declared = new LinkedHashSet<>();
		for (PropertyModel property : properties) {
			if (property.type().name() != TypeName.BINARY) {
				byName.put(property.name(), Subject.of(property));
			}
			if (property.isSortable()) {
				declared.add(property.name());
			}
		}
		return new SortNames(byName, declared);
	}

	/**
	 * Create the names of what is read. Those that show a property are declared where
	 * that is.
	 */
	static SortNames of(Map<String, ? extends Operand> operands) {
		Map<String, Subject> byName = new LinkedHashMap<>();
		Set<String> declared = new LinkedHashSet<>();
		operands.forEach((name, operand) -> {
			if (SortTerm.isSortable(operand)) {
				byName.put(name, Subject.of(operand));
			}
			if (operand.content().origin() instanceof PropertyModel property && operand instanceof Operand.Column
					&& property.isSortable()) {
				declared.add(name);
			}
		});
		return new SortNames(byName, declared);
	}

	/**
	 * Create names that were all declared.
	 */
	static SortNames declared(Map<String, Subject> subjects) {
		return new SortNames(subjects, subjects.keySet());
	}

	List<SortTerm> resolve(Sort sort, Scope scope) {
		List<SortTerm> terms = new ArrayList<>();
		for (Sort.Order order : sort) {
			Set<String> allowed = RequestedSort.isOne(order) ? this.declared : this.subjects.keySet();
			Subject subject = this.subjects.get(order.getProperty());
			if (subject == null || !allowed.contains(order.getProperty())) {
				throw new InvalidSortException(order.getProperty(), List.copyOf(allowed));
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
