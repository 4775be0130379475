package io.masterrecord.query;

import java.util.List;

/**
 * What is read of each row.
 */
sealed interface Projection {

	Projection COUNT = new Constant("COUNT(*)");

	Projection ONE = new Constant("1");

	void describe(SqlSink sink);

	/**
	 * Some columns, in order.
	 */
	record Columns(List<Operand.Column> columns) implements Projection {

		@Override
		public void describe(SqlSink sink) {
			for (int i = 0; i < this.columns.size(); i++) {
				if (i > 0) {
					sink.sql(", ");
				}
				sink.column(this.columns.get(i));
			}
		}

	}

	/**
	 * The same for each row.
	 */
	record Constant(String sql) implements Projection {

		@Override
		public void describe(SqlSink sink) {
			sink.sql(this.sql);
		}

	}

}
