package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that all have to hold, as one alternative among others.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Group<T> extends Filterable<T, Group<T>> {

	private final List<Binding> conditions;

	Group() {
		this(List.of());
	}

	private Group(List<Binding> conditions) {
		this.conditions = conditions;
	}

	@Override
	Group<T> with(Binding condition) {
		List<Binding> all = new ArrayList<>(this.conditions);
		all.add(condition);
		return new Group<>(List.copyOf(all));
	}

	Condition<T> condition() {
		List<Binding> all = this.conditions;
		return Condition.of((scope) -> Predicate.allOf(all.stream().map((part) -> part.in(scope)).toList()));
	}

}
