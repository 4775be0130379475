package io.masterrecord.query;

import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of a tree: the only place where names, placeholders and key words are
 * put together.
 */
final class SqlText implements SqlSink {

	private final Dialect dialect;

	private final AppliedFilters filters;

	private final StringBuilder text = new StringBuilder();

	SqlText(Dialect dialect, AppliedFilters filters) {
		this.dialect = dialect;
		this.filters = filters;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	@Override
	public void sql(String constant) {
		this.text.append(constant);
	}

	@Override
	public void table(Source source) {
		this.text.append(this.dialect.quote(source.entity().table()));
	}

	@Override
	public void column(Operand.Column column) {
		this.text.append(this.dialect.quote(column.property().column()));
	}

	@Override
	public void value(TypedValue value) {
		this.text.append('?');
	}

	@Override
	public void among(Operand operand, boolean negated, ColumnType type, List<Object> values) {
		operand.describe(this);
		if (this.dialect.arrayElementType(type) != null) {
			this.text.append(negated ? " <> ALL (?)" : " = ANY (?)");
			return;
		}
		this.text.append(negated ? " NOT IN (?" : " IN (?")
			.append(", ?".repeat(Shape.slots(values.size()) - 1))
			.append(')');
	}

	@Override
	public void like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern) {
		this.text.append(this.dialect.like(textOf(operand), ignoreCase, type));
	}

	@Override
	public void sameness(Operand left, Operand right, boolean same) {
		this.text.append(this.dialect.sameness(textOf(left), textOf(right), same));
	}

	@Override
	public void matches(Operand operand, boolean ignoreCase, TypedValue pattern) {
		this.text.append(this.dialect.matches(textOf(operand), ignoreCase));
	}

	@Override
	public void lock(RowLock lock) {
		this.text.append(this.dialect.lockRows(lock.clause()));
	}

	@Override
	public void orderBy(SortTerm term) {
		String expression = textOf(term.operand());
		if (term.column().property().nullable()) {
			this.text.append(this.dialect.orderBy(expression, term.descending(), term.nullsFirst()));
		}
		else {
			this.text.append(this.dialect.orderBy(expression, term.descending()));
		}
	}

	@Override
	public Predicate filters(Source source, Set<String> except) {
		return this.filters.of(source, except);
	}

	@Override
	public void limit(@Nullable Long limit, long offset) {
		this.text.append(this.dialect.limit(limit != null, offset > 0));
	}

	private String textOf(Operand operand) {
		SqlText inner = new SqlText(this.dialect, this.filters);
		operand.describe(inner);
		return inner.toString();
	}

}
