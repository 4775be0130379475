package io.masterrecord.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Collects the sources whose columns something refers to, sub-queries included. It is a
 * sink, so that nothing a statement would contain can be overlooked.
 */
final class SourceUse implements SqlSink {

	private final Set<Source> sources = new HashSet<>();

	/** Those of the selects that were described. */
	private final Set<Source> own = new HashSet<>();

	static SourceUse of(Operand operand) {
		SourceUse use = new SourceUse();
		use.add(operand);
		return use;
	}

	static SourceUse of(Predicate predicate) {
		SourceUse use = new SourceUse();
		use.add(predicate);
		return use;
	}

	void add(Operand operand) {
		operand.describe(this);
	}

	void add(Predicate predicate) {
		predicate.describe(this);
	}

	boolean contains(Source source) {
		return this.sources.contains(source);
	}

	/**
	 * Tell whether a sub-query reads a table.
	 */
	boolean reads(String table) {
		return this.own.stream()
			.anyMatch((source) -> source instanceof Source.Table read && read.entity().table().equals(table));
	}

	/**
	 * Tell whether what was described refers to a source of something around it.
	 */
	boolean isOpen() {
		return !this.own.containsAll(this.sources);
	}

	@Override
	public void column(Operand.Column column) {
		this.sources.add(column.source());
	}

	@Override
	public void columns(Source.Table source) {
		this.sources.add(source);
	}

	@Override
	public void among(Operand operand, boolean negated, ColumnType type, List<Object> values) {
		add(operand);
	}

	@Override
	public void amongRows(List<Operand> operands, boolean negated, List<List<TypedValue>> rows) {
		operands.forEach(this::add);
	}

	@Override
	public void like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern) {
		add(operand);
	}

	@Override
	public void sameness(Operand left, Operand right, boolean same) {
		add(left);
		add(right);
	}

	@Override
	public void matches(Operand operand, boolean ignoreCase, TypedValue pattern) {
		add(operand);
	}

	@Override
	public void likeFolded(Operand operand, TypedValue pattern) {
		add(operand);
	}

	@Override
	public void similar(Similarity similarity, boolean measure) {
		add(similarity.operand());
	}

	@Override
	public void search(SearchPlan plan) {
		plan.columns().forEach(this::add);
	}

	@Override
	public void score(SearchPlan plan) {
		plan.columns().forEach(this::add);
	}

	@Override
	public void lookup(SearchPlan.Lookup lookup) {
		this.sources.add(lookup.source());
	}

	@Override
	public void json(JsonValue value) {
		add(value.document());
	}

	@Override
	public void json(JsonChange change) {
		add(change.document());
	}

	@Override
	public void jsonMatch(Operand document, boolean whole, TypedValue other) {
		add(document);
	}

	@Override
	public void lock(RowLock lock) {
	}

	@Override
	public void orderBy(SortTerm term, boolean nullable) {
		add(term.operand());
	}

	@Override
	public Predicate filters(Source source, Set<String> except) {
		return Predicate.NONE;
	}

	@Override
	public void enter(From from) {
		this.own.addAll(from.sources());
	}

	@Override
	public void leave(From from) {
	}

	@Override
	public void sql(String constant) {
	}

	@Override
	public void join(Join.Kind kind) {
	}

	@Override
	public void indexes(List<String> names) {
	}

	@Override
	public boolean window(Aggregation.Frame frame) {
		return false;
	}

	@Override
	public void table(Source.Table source) {
	}

	// What is defined at the start of a statement can refer to nothing in it.
	@Override
	public void common(CommonTable.Definition definition) {
	}

	@Override
	public void label(String name) {
	}

	@Override
	public void name(Source source) {
	}

	@Override
	public void value(TypedValue value, boolean typed) {
	}

	@Override
	public void fitted(Operand computed, ColumnType type) {
		computed.describe(this);
	}

	@Override
	public void type(ColumnType type) {
	}

	@Override
	public void aggregation(Aggregation aggregation) {
		aggregation.describe(this, true);
	}

	@Override
	public void limit(@Nullable Long limit, long offset) {
	}

}
