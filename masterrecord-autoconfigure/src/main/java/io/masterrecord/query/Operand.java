package io.masterrecord.query;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;

import org.springframework.util.Assert;

/**
 * What has a value for each row: a column, a bound value.
 */
sealed interface Operand {

	void describe(SqlSink sink);

	/**
	 * The column of a property.
	 *
	 * @param source where the rows come from
	 * @param property the property
	 */
	record Column(Source source, PropertyModel property) implements Operand {

		@Override
		public void describe(SqlSink sink) {
			sink.column(this);
		}

		/**
		 * Return a value of the property as it is bound.
		 */
		TypedValue value(Object javaValue) {
			return new TypedValue(this.property.type(), contentOf(javaValue));
		}

		/**
		 * Return a value of the property as its column holds it.
		 */
		Object contentOf(Object javaValue) {
			Object content = this.property.toColumn(javaValue);
			Assert.state(content != null, "a value became NULL");
			return content;
		}

		@Override
		public String toString() {
			return this.source.entity().type().getSimpleName() + "." + this.property.name();
		}

	}

	/**
	 * A value that is bound.
	 */
	record Value(TypedValue value) implements Operand {

		@Override
		public void describe(SqlSink sink) {
			sink.value(this.value);
		}

	}

	/**
	 * A text in lower case, to sort without regard to case.
	 */
	record Lower(Operand operand) implements Operand {

		@Override
		public void describe(SqlSink sink) {
			sink.sql("lower(");
			this.operand.describe(sink);
			sink.sql(")");
		}

	}

}
