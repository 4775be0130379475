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
	static List<RowChange> byId(List<RowChange> changes) {
		Set<Object> ids = new HashSet<>(changes.size() * 2);
		for (RowChange change : changes) {
			if (!ids.add(change.key())) {
				return changes;
			}
		}
		List<RowChange> sorted = new ArrayList<>(changes);
		sorted.sort(Comparator.comparing(RowChange::key, RowOrder::compare));
		List<List<RowChange>> shapes = new ArrayList<>();
		for (RowChange change : sorted) {
			shapeOf(change, shapes).add(change);
		}
		return (shapes.size() == 1) ? sorted : shapes.stream().flatMap(List::stream).toList();
	}

	private static List<RowChange> shapeOf(RowChange change, List<List<RowChange>> shapes) {
		for (List<RowChange> shape : shapes) {
			if (shape.get(0).sameShape(change)) {
				return shape;
			}
		}
		List<RowChange> shape = new ArrayList<>();
		shapes.add(shape);
		return shape;
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
