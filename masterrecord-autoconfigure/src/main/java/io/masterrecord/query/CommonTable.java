package io.masterrecord.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.masterrecord.model.ValueModel;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sub-query under a name of their own at the start of a statement, a common
 * table expression: they are stated once, can be used several times, and a recursive one
 * can build on itself.
 *
 * <pre class="code">
 * CommonTable&lt;Node&gt; below = CommonTable.recursive(
 *     parts.where(Part::id).eq(1).select(Node.class, …),
 *     (node) -&gt; parts.join(node, col(Part::parentId).eq(node.col(Node::id))).select(Node.class, …));
 * below.asQuery().list();
 * </pre>
 *
 * @param <R> the record its rows are read into
 * @since 0.1.0
 */
public final class CommonTable<R> {

	private final Selection<?, R> rows;

	private final Definition definition;

	private Map<String, ValueModel> columns;

	private CommonTable(Selection<?, R> rows, boolean recursive) {
		this.rows = rows;
		this.columns = rows.columns();
		this.definition = new Definition(this.columns.size(), recursive);
		this.definition.body = rows.subquery()::describePart;
	}

	/**
	 * Name the rows of a sub-query.
	 * @param <R> the record
	 * @param rows the sub-query, read into a record
	 * @return the rows under a name
	 */
	public static <R> CommonTable<R> of(Selection<?, R> rows) {
		return new CommonTable<>(rows, false);
	}

	/**
	 * Name rows that follow from each other: those to start with, and for each of them
	 * those of a step, and so on until a step finds nothing. Rows that lead back to
	 * themselves would go on for ever: where there may be such, let the record have a
	 * number that counts the steps, and the step end at some number.
	 * @param <R> the record
	 * @param start the rows to start with, read into a record
	 * @param step the rows that follow from those the alias stands for
	 * @return the rows under a name
	 * @throws InvalidQueryException if the columns of the two differ in type
	 */
	public static <R> CommonTable<R> recursive(Selection<?, R> start,
			Function<Alias<R>, ? extends Selection<?, R>> step) {
		CommonTable<R> table = new CommonTable<>(start, true);
		Selection<?, R> next = step.apply(Alias.of(table));
		table.columns = start.combinedColumns(next);
		table.definition.body = (sink) -> {
			start.subquery().describePart(sink);
			sink.sql(" UNION ALL ");
			next.subquery().describePart(sink);
		};
		return table;
	}

	/**
	 * Take the rows as the source of a query.
	 * @return a query of these rows
	 */
	public Query<R> asQuery() {
		return this.rows.query(derived(null));
	}

	Class<R> type() {
		return this.rows.type();
	}

	/**
	 * Return the rows as a source.
	 * @param alias what stands for it
	 */
	Derived derived(@Nullable Alias<R> alias) {
		return new Derived(this.definition, type(), this.columns, alias);
	}

	/**
	 * What stands at the start of a statement.
	 */
	static final class Definition implements Derived.Body {

		private final int size;

		private final boolean recursive;

		private Derived.@Nullable Body body;

		Definition(int size, boolean recursive) {
			this.size = size;
			this.recursive = recursive;
		}

		boolean isRecursive() {
			return this.recursive;
		}

		/**
		 * Return the names of the columns.
		 */
		List<String> columns() {
			return IntStream.range(0, this.size).mapToObj(Derived::columnName).toList();
		}

		@Override
		public void describe(SqlSink sink) {
			if (this.body != null) {
				this.body.describe(sink);
			}
		}

	}

}
