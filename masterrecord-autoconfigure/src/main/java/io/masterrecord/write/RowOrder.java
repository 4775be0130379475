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
	 * Cut changes into runs that set the same properties. No run has the same row twice,
	 * so that a later change of a row comes after an earlier one. Rows are locked in the
	 * order of their ids where that makes no difference otherwise.
	 */
	static List<List<RowChange>> runs(List<RowChange> changes) {
		if (areAscending(changes)) {
			return byShape(changes);
		}
		Set<Object> ids = new HashSet<>(changes.size() * 2);
		for (RowChange change : changes) {
			if (!ids.add(change.key())) {
				return successive(changes);
			}
		}
		List<RowChange> sorted = new ArrayList<>(changes);
		sorted.sort(Comparator.comparing(RowChange::key, RowOrder::compare));
		return byShape(sorted);
	}

	/**
	 * Tell whether each row has a greater id than the one before, as rows have that were
	 * read in their order.
	 */
	private static boolean areAscending(List<RowChange> changes) {
		for (int i = 1; i < changes.size(); i++) {
			if (compare(changes.get(i - 1).key(), changes.get(i).key()) >= 0) {
				return false;
			}
		}
		return true;
	}

	private static List<List<RowChange>> byShape(List<RowChange> changes) {
		List<List<RowChange>> shapes = new ArrayList<>();
		for (RowChange change : changes) {
			shapeOf(change, shapes).add(change);
		}
		return shapes;
	}

	/**
	 * Cut changes of which some are of the same row, where they stand.
	 */
	private static List<List<RowChange>> successive(List<RowChange> changes) {
		List<List<RowChange>> runs = new ArrayList<>();
		List<RowChange> run = new ArrayList<>();
		Set<Object> ids = new HashSet<>();
		for (RowChange change : changes) {
			if (!run.isEmpty() && (!run.get(0).sameShape(change) || ids.contains(change.key()))) {
				runs.add(run);
				run = new ArrayList<>();
				ids.clear();
			}
			ids.add(change.key());
			run.add(change);
		}
		runs.add(run);
		return runs;
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
		if (one instanceof Long number && other instanceof Long otherNumber) {
			return Long.compare(number, otherNumber);
		}
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
