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
	 * Begin a select: its sources can be referred to until it ends.
	 */
	void enter(From from);

	/**
	 * End the select that was begun last.
	 */
	void leave(From from);

	/**
	 * Take a constant part of the text.
	 */
	void sql(String constant);

	/**
	 * Take a table that is read, and the name it has in the statement.
	 */
	void table(Source.Table source);

	/**
	 * Take notice of the table that is written: it keeps its own name, since not every
	 * database lets it have another one.
	 */
	default void written(Source.Table source) {
	}

	/**
	 * Take the words of a join, which not every database knows.
	 */
	void join(Join.Kind kind);

	/**
	 * Take the indexes by which the table before is to be read.
	 */
	void indexes(List<String> names);

	/**
	 * Take what the rows of a window are told apart by before all else, if the database
	 * needs it.
	 * @return whether something was taken
	 */
	boolean window(Aggregation.Frame frame);

	/**
	 * Take the name a source has in the statement, if it has one.
	 */
	void name(Source source);

	/**
	 * Take what is defined at the start of the statement, by its name.
	 */
	void common(CommonTable.Definition definition);

	void column(Operand.Column column);

	/**
	 * Take what is computed to be stored in a column.
	 * @param type the type of the column
	 */
	void fitted(Operand computed, ColumnType type);

	/**
	 * Take the name a column of a sub-query gets.
	 */
	void label(String name);

	/**
	 * Take all columns of a table.
	 */
	void columns(Source.Table source);

	/**
	 * Take a value.
	 * @param typed whether its type has to be told, since it does not follow from what it
	 * is compared with
	 */
	void value(TypedValue value, boolean typed);

	/**
	 * Take a type as it is written in a column definition.
	 */
	void type(ColumnType type);

	void aggregation(Aggregation aggregation);

	void among(Operand operand, boolean negated, ColumnType type, List<Object> values);

	/**
	 * Take a condition that several operands are among rows of values.
	 */
	void amongRows(List<Operand> operands, boolean negated, List<List<TypedValue>> rows);

	void like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern);

	void sameness(Operand left, Operand right, boolean same);

	/**
	 * Take a condition by a regular expression, in its portable form.
	 */
	void matches(Operand operand, boolean ignoreCase, TypedValue pattern);

	void json(JsonValue value);

	void json(JsonChange change);

	/**
	 * Take a condition on a JSON document.
	 * @param whole whether it has to contain the other one, or only an element of it
	 */
	void jsonMatch(Operand document, boolean whole, TypedValue other);

	void lock(RowLock lock);

	/**
	 * Take what rows are sorted by.
	 * @param nullable whether it can be NULL
	 */
	void orderBy(SortTerm term, boolean nullable);

	/**
	 * Take what groups of the rows of a sub-query have in common and are sorted by.
	 */
	default void sortedGroup(Operand key) {
		key.describe(this);
	}

	/**
	 * Return what has to hold for a row of a source to be seen, to be described wherever
	 * the source is read.
	 * @param except the names of filters that are left out
	 */
	Predicate filters(Source source, Set<String> except);

	/**
	 * Take a comparison with a pattern without regard to case and accents.
	 */
	void likeFolded(Operand operand, TypedValue pattern);

	/**
	 * Take how similar two texts are.
	 * @param measure whether the number is meant, or the condition that the index serves
	 */
	void similar(Similarity similarity, boolean measure);

	/**
	 * Take the condition that a search finds a row.
	 */
	void search(SearchPlan plan);

	/**
	 * Take how well a row fits a search.
	 */
	void score(SearchPlan plan);

	/**
	 * Take a question to a search index.
	 */
	void lookup(SearchPlan.Lookup lookup);

	/**
	 * Take what limits the rows.
	 * @param limit how many rows, or {@code null} for all
	 * @param offset how many rows to pass over before, 0 for none
	 */
	void limit(@Nullable Long limit, long offset);

	/**
	 * Tell whether what a sub-query reads is to be put aside by another select around it.
	 */
	default boolean putsAside() {
		return false;
	}

	/**
	 * Take a select that another one is put around, so that its rows are read before
	 * anything is written.
	 */
	default void aside(Runnable select) {
		select.run();
	}

	/**
	 * Take note that tables may be read which nobody can tell.
	 */
	default void anyTable() {
	}

	/**
	 * Take note that a select follows that is limited, refers to the row around it, and
	 * is a list of values.
	 */
	default void limitedList() {
	}

	/**
	 * Take note that groups are chosen by a condition, different values of them counted,
	 * and a window function computed over them.
	 */
	default void countedGroups() {
	}

	/**
	 * Take note that the frame of a window counts groups of equal rows.
	 */
	default void groupFrames() {
	}

}
