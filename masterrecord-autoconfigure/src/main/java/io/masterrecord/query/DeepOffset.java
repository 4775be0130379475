package io.masterrecord.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.model.ValueModel;

/**
 * Reads rows far from the start by their ids: an inner select passes over the ids alone,
 * which an index may hold, and the outer one reads no more rows than are asked for.
 */
final class DeepOffset {

	/** Below this, the join costs more than it saves. */
	private static final long FAR = 1000;

	private DeepOffset() {
	}

	/**
	 * Return the select that reads the same rows.
	 * @param select a select in an order in which no two rows are equal
	 * @param projection what is read of each row
	 */
	static Select of(Select select, Projection projection) {
		boolean plain = select.lock() == null && select.from().joins().isEmpty() && select.groups().isNone()
				&& !select.distinct() && projection.operands(select.from()).stream().noneMatch(Aggregation::isWindow)
				&& select.order().stream().map(SortTerm::operand).noneMatch(Aggregation::isWindow);
		if (select.range().offset() < FAR || !plain || !(select.root() instanceof Source.Table)) {
			return select;
		}
		List<Operand.Column> id = select.root().key();
		Map<String, ValueModel> contents = new LinkedHashMap<>();
		id.forEach((column) -> contents.put(column.name(), column.content()));
		Derived ids = new Derived((sink) -> select.describeNested(sink, new Projection.Values(id)), Object.class,
				contents, null);
		Join found = new Join(Join.Kind.INNER, ids, Predicate.equal(id, ids.columns()));
		return new Select(From.of(select.root()).joined(found), Predicate.NONE, Groups.NONE, false, select.order(),
				Select.Range.ALL, select.unfiltered(), null);
	}

}
