package io.masterrecord.query;

import java.util.List;

/**
 * What is read of each row.
 */
sealed interface Projection {

	Projection COUNT = new Constant("COUNT(*)");

	Projection ONE = new Constant("1");

	/** All columns of the source a select is about. */
	Projection ROW = new Row();

	/**
	 * Describe what is read.
	 * @param from the sources of the select
	 * @param named whether columns get names, for another select to read them
	 */
	void describe(SqlSink sink, From from, boolean named);

	/**
	 * Return what is read, in order, so far as it depends on the row.
	 */
	List<? extends Operand> operands(From from);

	/**
	 * All columns of the source a select is about.
	 */
	record Row() implements Projection {

		@Override
		public void describe(SqlSink sink, From from, boolean named) {
			if (named) {
				new Values(from.root().columns()).describe(sink, from, true);
			}
			else {
				from.root().describeColumns(sink);
			}
		}

		@Override
		public List<? extends Operand> operands(From from) {
			return from.root().columns();
		}

	}

	/**
	 * Some operands, in order.
	 */
	record Values(List<? extends Operand> operands) implements Projection {

		@Override
		public void describe(SqlSink sink, From from, boolean named) {
			for (int i = 0; i < this.operands.size(); i++) {
				if (i > 0) {
					sink.sql(", ");
				}
				this.operands.get(i).describe(sink);
				if (named) {
					sink.sql(" AS ");
					sink.label(Derived.columnName(i));
				}
			}
		}

		@Override
		public List<? extends Operand> operands(From from) {
			return this.operands;
		}

	}

	/**
	 * The same for each row.
	 */
	record Constant(String sql) implements Projection {

		@Override
		public void describe(SqlSink sink, From from, boolean named) {
			sink.sql(this.sql);
		}

		@Override
		public List<? extends Operand> operands(From from) {
			return List.of();
		}

	}

	/**
	 * All columns of the source a select is about, and how well the row fits a search.
	 */
	record Scored(SearchPlan plan) implements Projection {

		@Override
		public void describe(SqlSink sink, From from, boolean named) {
			ROW.describe(sink, from, named);
			sink.sql(", ");
			sink.score(this.plan);
			sink.sql(" AS " + SearchScore.NAME);
		}

		@Override
		public List<? extends Operand> operands(From from) {
			return from.root().columns();
		}

	}

}
