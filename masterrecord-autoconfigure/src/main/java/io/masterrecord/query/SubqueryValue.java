package io.masterrecord.query;

import io.masterrecord.model.ValueModel;

/**
 * The one value a sub-query reads.
 *
 * @param subquery the sub-query
 * @param content what the value is like
 */
record SubqueryValue(Subquery subquery, ValueModel content) implements Computation {

	@Override
	public void describe(SqlSink sink) {
		this.subquery.describeValue(sink);
	}

}
