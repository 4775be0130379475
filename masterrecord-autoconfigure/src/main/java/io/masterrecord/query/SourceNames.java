package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of the sources while a tree is described. A select that stands alone and has
 * one source needs none; otherwise sources are {@code t1}, {@code t2} … in the order in
 * which they appear, inner ones hiding outer ones that are equal.
 */
final class SourceNames {

	/** The number of a source whose columns are written without a name. */
	static final int UNNAMED = 0;

	private final List<Source> sources = new ArrayList<>(4);

	private final List<Integer> numbers = new ArrayList<>(4);

	private int last;

	/**
	 * Start a select.
	 * @param from its sources
	 */
	void enter(From from) {
		if (this.sources.isEmpty() && from.joins().isEmpty() && !from.root().isNamed()) {
			add(from.root(), UNNAMED);
			return;
		}
		for (Source source : from.sources()) {
			add(source, ++this.last);
		}
	}

	/**
	 * End the select that was started last.
	 * @param from its sources
	 */
	void leave(From from) {
		for (int i = 0; i <= from.joins().size(); i++) {
			this.sources.remove(this.sources.size() - 1);
			this.numbers.remove(this.numbers.size() - 1);
		}
	}

	/**
	 * Return the number of a source that can be seen from here. Outside of any select
	 * there is one table, without a name.
	 */
	int numberOf(Source source) {
		if (this.sources.isEmpty()) {
			return UNNAMED;
		}
		for (int i = this.sources.size() - 1; i >= 0; i--) {
			if (this.sources.get(i).equals(source)) {
				requireName(source, this.numbers.get(i));
				return this.numbers.get(i);
			}
		}
		throw new InvalidQueryException(
				"A column of '%s' is used where its alias stands for nothing. Join the alias, or give it to the query with as(…)"
					.formatted(source.name()));
	}

	// Without a name, a column of the sub-query that is called the same would be meant.
	private void requireName(Source source, int number) {
		if (number == UNNAMED && this.sources.size() > 1) {
			throw new InvalidQueryException(
					"A column of '%s' is used in a sub-query of a query of '%s'. Give the query an alias with as(…), and take the column from the alias"
						.formatted(source.name(), source.name()));
		}
	}

	private void add(Source source, int number) {
		this.sources.add(source);
		this.numbers.add(number);
	}

}
