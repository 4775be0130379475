package io.masterrecord.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The filters of one statement. Each is evaluated once, so that the shape, the values and
 * the text of the statement agree.
 */
final class AppliedFilters {

	private final GlobalFilters filters;

	private final QuerySettings settings;

	private final Map<Key, Predicate> applied = new HashMap<>();

	AppliedFilters(GlobalFilters filters, QuerySettings settings) {
		this.filters = filters;
		this.settings = settings;
	}

	/**
	 * Return what has to hold for a row of a source to be seen.
	 * @param source where the row comes from
	 * @param except the names of filters that are left out
	 */
	Predicate of(Source source, Set<String> except) {
		return this.applied.computeIfAbsent(new Key(source, except),
				(key) -> this.filters.in(new Scope(source, this.settings), except));
	}

	/**
	 * A source and what is left out there.
	 */
	private record Key(Source source, Set<String> except) {

	}

}
