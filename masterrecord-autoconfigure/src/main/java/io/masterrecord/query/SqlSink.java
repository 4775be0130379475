package io.masterrecord.query;

import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What a tree describes itself to, part by part and in the order of the text. One sink
 * notes the shape and the values, another one writes the text, so that placeholders and
 * values cannot come apart.
 */
interface SqlSink {

	/**
	 * Take a constant part of the text.
	 */
	void sql(String constant);

	void table(Source source);

	void column(Operand.Column column);

	void value(TypedValue value);

	void among(Operand operand, boolean negated, ColumnType type, List<Object> values);

	void like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern);

	void sameness(Operand left, Operand right, boolean same);

	/**
	 * Take a condition by a regular expression, in its portable form.
	 */
	void matches(Operand operand, boolean ignoreCase, TypedValue pattern);

	void lock(RowLock lock);

	void orderBy(SortTerm term);

	/**
	 * Return what has to hold for a row of a source to be seen, to be described wherever
	 * the source is read.
	 * @param except the names of filters that are left out
	 */
	Predicate filters(Source source, Set<String> except);

	/**
	 * Take what limits the rows.
	 * @param limit how many rows, or {@code null} for all
	 * @param offset how many rows to pass over before, 0 for none
	 */
	void limit(@Nullable Long limit, long offset);

}
