package io.masterrecord.query;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.TypeName;

/**
 * How similar a part of a search is to the best place in a column.
 *
 * @param operand the column
 * @param index the index over it
 * @param text what is looked for
 */
record Similarity(Operand operand, SearchIndex index, TypedValue text) {

	private static final ColumnType DOUBLE = ColumnType.of(TypeName.DOUBLE);

	/**
	 * Describe the condition that they are similar enough: first what the index knows, if
	 * that leaves nothing out.
	 */
	void describeCondition(SqlSink sink, Dialect dialect, double least) {
		if (least >= dialect.search().usualSimilarity()) {
			sink.similar(this, false);
			sink.sql(" AND ");
		}
		sink.similar(this, true);
		sink.sql(" >= ");
		sink.value(new TypedValue(DOUBLE, least), true);
	}

	/**
	 * Write the measure, or the condition that the index serves.
	 */
	String write(Dialect dialect, String expression, boolean measure) {
		return measure ? String.valueOf(dialect.search().similarity(expression, this.index))
				: dialect.search().similar(expression);
	}

}
