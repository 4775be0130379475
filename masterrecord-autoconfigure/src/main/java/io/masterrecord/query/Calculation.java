package io.masterrecord.query;

import java.util.List;

import io.masterrecord.model.ValueModel;

/**
 * A sum or difference.
 *
 * @param left what is calculated with
 * @param operator the operator, between blanks
 * @param right what is added or subtracted
 */
record Calculation(Operand left, String operator, Operand right) implements Computation {

	@Override
	public void describe(SqlSink sink) {
		this.left.describe(sink);
		sink.sql(this.operator);
		this.right.describe(sink);
	}

	@Override
	public ValueModel content() {
		return this.left.content();
	}

	@Override
	public List<Operand> parts() {
		return List.of(this.left, this.right);
	}

}
