package io.masterrecord.query;

import org.springframework.data.domain.Sort;

/**
 * Names to sort by that come from outside: from a request. They are told from those that
 * Java code states, since they may only be names that were declared, by {@code sortable}
 * or by {@link io.masterrecord.annotation.Sortable @Sortable}. Sorts that Spring MVC
 * reads for a controller are such already.
 *
 * @since 0.1.0
 */
public final class RequestedSort {

	private RequestedSort() {
	}

	/**
	 * Mark names as those of a request. They stay marked in whatever Spring Data makes of
	 * the sort: other directions, a part of another sort, a page.
	 * @param sort the names and directions
	 * @return an equal sort
	 */
	public static Sort of(Sort sort) {
		return Sort.by(sort.stream().<Sort.Order>map(Name::new).toList());
	}

	static boolean isOne(Sort.Order order) {
		return order instanceof Name;
	}

	/**
	 * A name that a request brought along.
	 */
	private static final class Name extends Sort.Order {

		private static final long serialVersionUID = 1L;

		Name(Sort.Order order) {
			super(order.getDirection(), order.getProperty(), order.isIgnoreCase(), order.getNullHandling());
		}

		@Override
		public Sort.Order with(Sort.Direction direction) {
			return new Name(super.with(direction));
		}

		@Override
		public Sort.Order with(Sort.NullHandling nullHandling) {
			return new Name(super.with(nullHandling));
		}

		@Override
		public Sort.Order withProperty(String property) {
			return new Name(super.withProperty(property));
		}

		@Override
		public Sort withProperties(String... properties) {
			return RequestedSort.of(super.withProperties(properties));
		}

		@Override
		public Sort.Order ignoreCase() {
			return new Name(super.ignoreCase());
		}

	}

}
