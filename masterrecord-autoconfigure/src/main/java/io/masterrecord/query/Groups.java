package io.masterrecord.query;

import java.util.List;

/**
 * How rows become groups, and which groups are read.
 *
 * @param keys what the rows of a group have in common; none for no groups
 * @param having which groups
 * @param isSingle whether all rows are one group
 */
record Groups(List<Operand> keys, Predicate having, boolean isSingle) {

	static final Groups NONE = new Groups(List.of(), Predicate.NONE, false);

	/** All rows as one group, which is there even if there are no rows. */
	static final Groups ALL_ROWS = new Groups(List.of(), Predicate.NONE, true);

	Groups {
		keys = List.copyOf(keys);
	}

	boolean isNone() {
		return this.keys.isEmpty() && !this.isSingle;
	}

	Groups and(Predicate condition) {
		return new Groups(this.keys, this.having.and(condition), this.isSingle);
	}

	/**
	 * Refuse an operand that may differ from row to row of a group.
	 */
	void check(Operand operand) {
		if (this.keys.contains(operand)
				|| (operand instanceof Aggregation aggregation && aggregation.frame() == null)) {
			return;
		}
		if (operand instanceof Operand.Column) {
			throw new InvalidQueryException(
					"'%s' may differ from row to row of a group. Group by it too, or read an aggregate of it such as max(…)"
						.formatted(operand));
		}
		operand.parts().forEach(this::check);
	}

	void describe(SqlSink sink) {
		for (int i = 0; i < this.keys.size(); i++) {
			sink.sql((i == 0) ? " GROUP BY " : ", ");
			this.keys.get(i).describe(sink);
		}
		if (!this.having.isNone()) {
			sink.sql(" HAVING ");
			this.having.describe(sink);
		}
	}

}
