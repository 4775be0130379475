package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which rows are written. Writers that lock rows in the same order do not
 * wait for each other in a circle.
 */
final class RowOrder {

	private RowOrder() {
	}

	/**
	 * Order changes by id, and those of the same properties together. Changes of which
	 * two are of the same row stay as they are.
	 */
	static List<RowChange> byId(List<RowChange> changes, RowLookup<?> lookup) {
		Set<Object> ids = new HashSet<>();
		for (RowChange change : changes) {
			if (!ids.add(lookup.key(change.id()))) {
				return changes;
			}
		}
		List<RowChange> sorted = new ArrayList<>(changes);
		sorted.sort(Comparator.comparing((change) -> lookup.key(change.id()), RowOrder::compare));
		List<List<RowChange>> shapes = new ArrayList<>();
		for (RowChange change : sorted) {
			shapes.stream().filter((shape) -> shape.get(0).sameShape(change)).findFirst().orElseGet(() -> {
				shapes.add(new ArrayList<>());
				return shapes.get(shapes.size() - 1);
			}).add(change);
		}
		return shapes.stream().flatMap(List::stream).toList();
	}

	/**
	 * Compare values of columns where they can be, and leave the others in their order.
	 */
	@SuppressWarnings("unchecked")
	static int compare(Object one, Object other) {
		if (one instanceof List<?> values && other instanceof List<?> others) {
			int order = 0;
			for (int i = 0; i < values.size() && order == 0; i++) {
				order = compare(values.get(i), others.get(i));
			}
			return order;
		}
		return (one instanceof Comparable<?> && one.getClass() == other.getClass())
				? ((Comparable<Object>) one).compareTo(other) : 0;
	}

}
