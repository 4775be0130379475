package io.masterrecord.query;

import io.masterrecord.model.ValueModel;

/**
 * How well a row fits a search, by the name it is read by, to be sorted by.
 */
record SearchScore() implements Computation {

	static final String NAME = "search_score";

	@Override
	public void describe(SqlSink sink) {
		sink.sql(NAME);
	}

	@Override
	public ValueModel content() {
		return ValueModel.computed(Double.class, false);
	}

}
