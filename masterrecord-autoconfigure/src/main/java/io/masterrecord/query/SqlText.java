package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.JsonSql;
import io.masterrecord.dialect.LockClause;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of a tree: the only place where names, placeholders and key words are
 * put together.
 */
final class SqlText implements SqlSink {

	private final Dialect dialect;

	private final ShortNames shortNames;

	private final AppliedFilters filters;

	private final Slots slots;

	private final SourceNames names = new SourceNames();

	private final Windows windows = new Windows();

	private final List<CommonTable.Definition> common = new ArrayList<>(0);

	/** What is defined at the start of the statement. */
	private final StringBuilder definitions = new StringBuilder(0);

	private StringBuilder text = new StringBuilder();

	private Source.@Nullable Table written;

	/** How many selects around what follows are put aside. */
	private int aside;

	private int writtenNumber = SourceNames.UNNAMED;

	SqlText(Dialect dialect, ShortNames shortNames, AppliedFilters filters, Slots slots) {
		this.shortNames = shortNames;
		this.dialect = dialect;
		this.filters = filters;
		this.slots = slots;
	}

	@Override
	public String toString() {
		if (this.common.isEmpty()) {
			return this.text.toString();
		}
		boolean recursive = this.common.stream().anyMatch(CommonTable.Definition::isRecursive);
		return (recursive ? "WITH RECURSIVE " : "WITH ") + this.definitions + " " + this.text;
	}

	@Override
	public void sql(String constant) {
		this.text.append(constant);
	}

	@Override
	public void enter(From from) {
		this.names.enter(from);
		this.windows.enter(from);
	}

	@Override
	public void leave(From from) {
		this.windows.leave();
		this.names.leave(from);
	}

	@Override
	public void table(Source.Table source) {
		requireReadable(source);
		this.text.append(this.dialect.quote(source.entity().table()));
		name(source);
	}

	@Override
	public void name(Source source) {
		int number = this.names.numberOf(source);
		if (number != SourceNames.UNNAMED && writtenAs(number) == null) {
			this.text.append(' ').append(this.shortNames.source(number));
		}
	}

	@Override
	public void written(Source.Table source) {
		this.written = source;
		this.writtenNumber = this.names.numberOf(source);
	}

	@Override
	public boolean putsAside() {
		return this.written != null && !this.dialect.readsWhatItWrites();
	}

	@Override
	public void aside(Runnable select) {
		this.aside++;
		select.run();
		this.aside--;
	}

	private void requireReadable(Source.Table source) {
		Source.Table target = this.written;
		if (target != null && source != target && this.aside == 0 && putsAside()
				&& source.entity().table().equals(target.entity().table())) {
			throw new InvalidQueryException(
					"This database cannot read '%s' in a sub-query that refers to the row around it while it writes the same table. Read the ids of the rows first and write those, or compare with a sub-query that refers to nothing around it"
						.formatted(target.entity().table()));
		}
	}

	/**
	 * Return what stands before the columns of a source.
	 */
	private String qualifier(int number) {
		if (number == SourceNames.UNNAMED) {
			return "";
		}
		Source.Table table = writtenAs(number);
		return ((table != null) ? this.dialect.quote(table.entity().table()) : this.shortNames.source(number)) + ".";
	}

	// Without an alias it has no number, and the first of a sub-query is number 1.
	private Source.@Nullable Table writtenAs(int number) {
		return (number != SourceNames.UNNAMED && number == this.writtenNumber) ? this.written : null;
	}

	@Override
	public void common(CommonTable.Definition definition) {
		if (this.dialect.inlinesCommonTables() && !definition.isRecursive()) {
			sql("(");
			aside(() -> definition.describe(this));
			sql(")");
			return;
		}
		int known = this.common.indexOf(definition);
		if (known < 0) {
			known = this.common.size();
			this.common.add(definition);
			define(this.shortNames.common(known + 1), definition);
		}
		this.text.append(this.shortNames.common(known + 1));
	}

	/**
	 * Write a definition behind those which it makes use of.
	 */
	private void define(String name, CommonTable.Definition definition) {
		StringBuilder around = this.text;
		this.text = new StringBuilder();
		aside(() -> definition.describe(this));
		String columns = definition.columns().stream().map(this.dialect::quote).collect(Collectors.joining(", "));
		this.definitions.append(this.definitions.isEmpty() ? "" : ", ")
			.append(name)
			.append(" (")
			.append(columns)
			.append(") AS (")
			.append(this.text)
			.append(')');
		this.text = around;
	}

	@Override
	public void column(Operand.Column column) {
		column(this.names.numberOf(column.source()), column.name());
	}

	@Override
	public void label(String name) {
		this.text.append(this.dialect.quote(name));
	}

	@Override
	public void columns(Source.Table source) {
		int number = this.names.numberOf(source);
		boolean first = true;
		for (PropertyModel property : source.entity().properties()) {
			if (!first) {
				this.text.append(", ");
			}
			column(number, property.column());
			first = false;
		}
	}

	private void column(int number, String name) {
		this.text.append(qualifier(number)).append(this.dialect.quote(name));
	}

	@Override
	public void value(TypedValue value, boolean typed) {
		this.text.append(typed ? this.dialect.placeholder(value.type()) : "?");
	}

	@Override
	public void fitted(Operand computed, ColumnType type) {
		this.text.append(this.dialect.fitted(textOf(computed), type));
	}

	@Override
	public void type(ColumnType type) {
		this.text.append(this.dialect.columnType(type));
	}

	@Override
	public void join(Join.Kind kind) {
		if (kind == Join.Kind.FULL && !this.dialect.fullJoins()) {
			throw new InvalidQueryException(
					"'%s' has no full join. Join to the left, and add the other rows without a counterpart with unionAll(…)"
						.formatted(this.dialect.id()));
		}
		if (kind.isLateral() && !this.dialect.lateralJoins()) {
			throw new InvalidQueryException(
					"'%s' has no lateral join. Number the rows of the sub-query with rowNumber(Over.partitionBy(…)), and join those of the first numbers"
						.formatted(this.dialect.id()));
		}
		this.text.append(kind.sql());
	}

	@Override
	public void indexes(List<String> names) {
		this.text.append(this.dialect.useIndexes(names));
	}

	@Override
	public boolean window(Aggregation.Frame frame) {
		if (!this.dialect.confusesWindows()) {
			return false;
		}
		int number = this.windows.numberOf(frame);
		if (number == 0) {
			return false;
		}
		sql("PARTITION BY (");
		column(this.windows.column());
		sql(" IS NULL) * " + number);
		return true;
	}

	@Override
	public void aggregation(Aggregation aggregation) {
		aggregation.describe(this, this.dialect.aggregateFilters());
	}

	@Override
	public void among(Operand operand, boolean negated, ColumnType type, List<Object> values) {
		List<List<Object>> lists = LongLists.parts(this.dialect, this.slots, type, values);
		if (!lists.isEmpty()) {
			this.text.append(lists.stream()
				.map((list) -> this.dialect.listed(textOf(operand), negated, type))
				.collect(Collectors.joining(negated ? " AND " : " OR ", "(", ")")));
			return;
		}
		operand.describe(this);
		if (this.dialect.bindsArray(type, values)) {
			this.text.append(negated ? " <> ALL (?)" : " = ANY (?)");
			return;
		}
		String slot = operand.isComputed() ? this.dialect.placeholder(type) : "?";
		this.text.append(negated ? " NOT IN (" : " IN (")
			.append(slot)
			.append((", " + slot).repeat(this.slots.of(values.size()) - 1))
			.append(')');
	}

	@Override
	public void amongRows(List<Operand> operands, boolean negated, List<List<TypedValue>> rows) {
		this.text.append('(').append(operands.stream().map(this::textOf).collect(Collectors.joining(", ")));
		String row = operands.stream()
			.map((operand) -> operand.isComputed() ? this.dialect.placeholder(operand.type()) : "?")
			.collect(Collectors.joining(", ", "(", ")"));
		this.text.append(negated ? ") NOT IN (" : ") IN (")
			.append(this.dialect.rowLists() ? "" : "VALUES ")
			.append(row)
			.append((", " + row).repeat(this.slots.of(rows.size()) - 1))
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
	public void json(JsonValue value) {
		this.text.append(value.kind().write(this.dialect.json(), textOf(value.document())));
	}

	@Override
	public void json(JsonChange change) {
		this.text.append(change.write(this.dialect.json(), textOf(change.document())));
	}

	@Override
	public void jsonMatch(Operand document, boolean whole, TypedValue other) {
		String expression = textOf(document);
		JsonSql json = this.dialect.json();
		this.text.append(whole ? json.contains(expression) : json.overlaps(expression));
	}

	@Override
	public void lock(RowLock lock) {
		List<String> names = lock.of()
			.stream()
			.map((source) -> this.shortNames.source(this.names.numberOf(source)))
			.toList();
		this.text.append(this.dialect.lockRows(new LockClause(lock.strength(), lock.waiting(), names)));
	}

	@Override
	public void likeFolded(Operand operand, TypedValue pattern) {
		this.text.append(this.dialect.search().likeFolded(textOf(operand)));
	}

	@Override
	public void similar(Similarity similarity, boolean measure) {
		this.text.append(similarity.write(this.dialect, textOf(similarity.operand()), measure));
	}

	@Override
	public void search(SearchPlan plan) {
		plan.describeCondition(this, this.dialect);
	}

	@Override
	public void score(SearchPlan plan) {
		plan.describeScore(this, this.dialect);
	}

	@Override
	public void lookup(SearchPlan.Lookup lookup) {
		int number = this.names.numberOf(lookup.source());
		this.text.append(lookup.write(this.dialect, qualifier(number)));
	}

	@Override
	public void orderBy(SortTerm term, boolean nullable) {
		this.text.append(orderBy(this.dialect, textOf(term.operand()), term, nullable));
	}

	static String orderBy(Dialect dialect, String expression, SortTerm term, boolean nullable) {
		return nullable ? dialect.orderBy(expression, term.descending(), term.nullsFirst())
				: dialect.orderBy(expression, term.descending());
	}

	@Override
	public void sortedGroup(Operand key) {
		this.text.append(this.dialect.sortedGroup(textOf(key)));
	}

	@Override
	public Predicate filters(Source source, Set<String> except) {
		return this.filters.of(source, except);
	}

	@Override
	public void limit(@Nullable Long limit, long offset) {
		this.text.append(this.dialect.limit(limit != null, offset > 0));
	}

	@Override
	public void limitedList() {
		if (!this.dialect.limitsLists()) {
			throw new InvalidQueryException(
					"This database takes no limit in a sub-query that refers to the row around it and is compared with as a list. Compare with one value of it, or ask with exists(…)");
		}
	}

	@Override
	public void countedGroups() {
		if (!this.dialect.choosesCountedGroups()) {
			throw new InvalidQueryException(
					"This database loses groups that are chosen by having(…) where countDistinct(…) and a window function are read of them. Read the groups into a record first, and choose among them with select(…).asQuery().where(…)");
		}
	}

	@Override
	public void groupFrames() {
		if (!this.dialect.groupFrames()) {
			throw new InvalidQueryException(
					"'%s' does not count the rows around a row by groups of equal ones. Take rows(…) or range(…)"
						.formatted(this.dialect.id()));
		}
	}

	private String textOf(Operand operand) {
		int start = this.text.length();
		operand.describe(this);
		String written = this.text.substring(start);
		this.text.setLength(start);
		return written;
	}

}
