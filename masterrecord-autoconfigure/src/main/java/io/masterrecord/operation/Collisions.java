package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells whether two lists of operations may run in either order. They may if they have
 * nothing to do with each other: no table, column, name or row that one changes is
 * touched by the other. Where it is not certain the answer is that they may not.
 *
 * @since 0.1.0
 */
public final class Collisions {

	private static final TouchingVisitor TOUCHING = new TouchingVisitor();

	private Collisions() {
	}

	/**
	 * Return what is in the way of two lists of operations running in either order.
	 * @param first one list
	 * @param second the other
	 * @return what both touch, such as {@code column 'plan.code'}, in order of the first
	 * list; none if the order makes no difference
	 */
	public static List<String> between(List<? extends SchemaOperation> first, List<? extends SchemaOperation> second) {
		List<Touch> left = touches(first);
		List<Touch> right = touches(second);
		Set<String> collisions = new LinkedHashSet<>();
		for (Touch touch : left) {
			for (Touch other : right) {
				if (touch.collidesWith(other)) {
					collisions.add(((other.kind() == Touch.Kind.ANYTHING) ? other : touch).describe());
				}
			}
		}
		return List.copyOf(collisions);
	}

	private static List<Touch> touches(List<? extends SchemaOperation> operations) {
		List<Touch> touches = new ArrayList<>();
		operations.forEach((operation) -> touches.addAll(operation.accept(TOUCHING)));
		return touches.stream().distinct().toList();
	}

}
