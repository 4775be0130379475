package io.masterrecord.query;

import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;
import io.masterrecord.schema.ColumnType;

import org.springframework.util.Assert;

/**
 * What has a value for each row: a column, a bound value, a function of others, a
 * sub-query of one value.
 */
sealed interface Operand permits Operand.Column, Operand.Value, Operand.Lower, Operand.SortedGroup, Computation {

	void describe(SqlSink sink);

	/**
	 * Return what the value is like.
	 */
	ValueModel content();

	/**
	 * Return what the value is made of.
	 */
	default List<Operand> parts() {
		return List.of();
	}

	/**
	 * Tell whether the database knows no more of the type than the operand says.
	 */
	default boolean isComputed() {
		return true;
	}

	default ColumnType type() {
		return content().type();
	}

	/**
	 * Refuse values that are another thing in the database for the same value in Java.
	 * @param other what the values are like
	 * @param done what would be done with them
	 */
	default void refuseOtherForm(ValueModel other, String done) {
		if (!content().storedForm().equals(other.storedForm())) {
			throw new InvalidQueryException(
					"'%s' is %s what is stored in another form, so that equal values differ in the database. Store both in one form, with the same '@Convert' or none"
						.formatted(this, done));
		}
	}

	/**
	 * Return a value this is compared with, as it is bound.
	 */
	default TypedValue value(Object javaValue) {
		return new TypedValue(type(), contentOf(javaValue));
	}

	/**
	 * Return a value this is compared with, as a column holds it.
	 */
	default Object contentOf(Object javaValue) {
		Object neutral = content().toColumn(javaValue);
		Assert.state(neutral != null, "a value became NULL");
		return neutral;
	}

	/**
	 * A column of a source.
	 *
	 * @param source where the rows come from
	 * @param name the name of the column in the source
	 * @param content what its values are like
	 */
	record Column(Source source, String name, ValueModel content) implements Operand {

		@Override
		public void describe(SqlSink sink) {
			sink.column(this);
		}

		@Override
		public boolean isComputed() {
			return !(this.source instanceof Source.Table);
		}

		@Override
		public String toString() {
			return this.source.name() + "." + this.name;
		}

	}

	/**
	 * A value that is bound.
	 *
	 * @param value the value
	 * @param content what it is like
	 * @param typed whether its type has to be told, since what it is compared with does
	 * not tell it
	 */
	record Value(TypedValue value, ValueModel content, boolean typed) implements Operand {

		static Value of(Operand compared, Object javaValue) {
			return new Value(compared.value(javaValue), compared.content(), compared.isComputed());
		}

		@Override
		public void describe(SqlSink sink) {
			sink.value(this.value, this.typed);
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

		@Override
		public ValueModel content() {
			return this.operand.content();
		}

		@Override
		public List<Operand> parts() {
			return List.of(this.operand);
		}

		@Override
		public boolean isComputed() {
			return this.operand.isComputed();
		}

	}

	/**
	 * What groups have in common and are sorted by.
	 */
	record SortedGroup(Operand operand) implements Operand {

		@Override
		public void describe(SqlSink sink) {
			sink.sortedGroup(this.operand);
		}

		@Override
		public ValueModel content() {
			return this.operand.content();
		}

		@Override
		public List<Operand> parts() {
			return List.of(this.operand);
		}

		@Override
		public boolean isComputed() {
			return this.operand.isComputed();
		}

	}

}
