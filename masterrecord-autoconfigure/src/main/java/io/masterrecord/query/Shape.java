package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.JsonSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Notes the shape of a tree, which decides on the text, apart from its values, which do
 * not.
 */
final class Shape implements SqlSink {

	/** Stands for an operand where only its number matters. */
	private static final String OPERAND = "\u0001";

	private static final ColumnType ROWS = ColumnType.of(TypeName.BIGINT);

	private final Dialect dialect;

	private final AppliedFilters filters;

	private final Slots slots;

	private final SourceNames names = new SourceNames();

	private final Windows windows = new Windows();

	private final List<CommonTable.Definition> common = new ArrayList<>(0);

	/** The values of what is defined at the start of the statement. */
	private final List<TypedValue> firstValues = new ArrayList<>(0);

	private List<TypedValue> values = new ArrayList<>();

	private final Set<String> tables = new HashSet<>(4);

	private @Nullable Object[] parts = new Object[32];

	private int size;

	private boolean readsAnyTable;

	Shape(Dialect dialect, AppliedFilters filters, Slots slots) {
		this.dialect = dialect;
		this.filters = filters;
		this.slots = slots;
	}

	Key key() {
		return new Key(Arrays.copyOf(this.parts, this.size));
	}

	List<TypedValue> values() {
		if (this.firstValues.isEmpty()) {
			return this.values;
		}
		List<TypedValue> all = new ArrayList<>(this.firstValues);
		all.addAll(this.values);
		return all;
	}

	/**
	 * Return the tables the tree reads or writes, as far as they can be told.
	 */
	Set<String> tables() {
		return this.tables;
	}

	/**
	 * Tell whether the tree may read others too.
	 */
	boolean readsAnyTable() {
		return this.readsAnyTable;
	}

	@Override
	public void sql(String constant) {
		add(constant);
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
		add(source.entity());
		add(this.names.numberOf(source));
		this.tables.add(source.entity().table());
	}

	@Override
	public void name(Source source) {
		add(this.names.numberOf(source));
	}

	@Override
	public void common(CommonTable.Definition definition) {
		if (this.dialect.inlinesCommonTables() && !definition.isRecursive()) {
			sql("(");
			definition.describe(this);
			sql(")");
			return;
		}
		int known = this.common.indexOf(definition);
		if (known >= 0) {
			add(known);
			return;
		}
		this.common.add(definition);
		add(definition.isRecursive() ? "recursive" : "common");
		List<TypedValue> around = this.values;
		this.values = new ArrayList<>();
		definition.describe(this);
		this.firstValues.addAll(this.values);
		this.values = around;
		add(")");
	}

	@Override
	public void column(Operand.Column column) {
		int number = this.names.numberOf(column.source());
		if (number != SourceNames.UNNAMED) {
			add(number);
		}
		add(column.name());
	}

	@Override
	public void label(String name) {
		add(name);
	}

	@Override
	public void columns(Source.Table source) {
		add(this.names.numberOf(source));
		add(source.entity());
	}

	@Override
	public void value(TypedValue value, boolean typed) {
		add(typed ? value.type().name() : TypedValue.class);
		this.values.add(value);
	}

	@Override
	public void fitted(Operand computed, ColumnType type) {
		describe(computed, (expression) -> this.dialect.fitted(expression, type));
		add(type);
	}

	@Override
	public void type(ColumnType type) {
		add(type);
	}

	@Override
	public void join(Join.Kind kind) {
		add(kind);
	}

	@Override
	public void indexes(List<String> names) {
		add(names);
	}

	@Override
	public boolean window(Aggregation.Frame frame) {
		if (this.dialect.confusesWindows()) {
			// Windows of the same text may differ in the values that are bound.
			add(this.windows.numberOf(frame));
		}
		return false;
	}

	@Override
	public void aggregation(Aggregation aggregation) {
		aggregation.describe(this, this.dialect.aggregateFilters());
	}

	@Override
	public void among(Operand operand, boolean negated, ColumnType type, List<Object> content) {
		operand.describe(this);
		add(negated);
		if (this.dialect.bindsArray(type, content)) {
			add(0);
			this.values.add(new TypedValue(type, content));
			return;
		}
		List<List<Object>> lists = LongLists.parts(this.dialect, this.slots, type, content);
		if (!lists.isEmpty()) {
			add(type);
			for (int i = 0; i < lists.size(); i++) {
				if (i > 0) {
					operand.describe(this);
				}
				this.values.add(LongLists.bound(this.dialect, type, lists.get(i)));
			}
			return;
		}
		if (operand.isComputed()) {
			add(type.name());
		}
		int number = this.slots.of(content.size());
		add(number);
		for (int i = 0; i < number; i++) {
			this.values.add(new TypedValue(type, content.get(Math.min(i, content.size() - 1))));
		}
	}

	@Override
	public void amongRows(List<Operand> operands, boolean negated, List<List<TypedValue>> rows) {
		operands.forEach((operand) -> {
			operand.describe(this);
			add(operand.type().name());
		});
		add(negated);
		int number = this.slots.of(rows.size());
		add(number);
		for (int i = 0; i < number; i++) {
			this.values.addAll(rows.get(Math.min(i, rows.size() - 1)));
		}
	}

	@Override
	public void like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern) {
		describe(operand, (expression) -> this.dialect.like(expression, ignoreCase, type));
		add(ignoreCase);
		add(type.name());
		this.values.add(pattern);
	}

	@Override
	public void sameness(Operand left, Operand right, boolean same) {
		left.describe(this);
		add(same);
		right.describe(this);
	}

	@Override
	public void matches(Operand operand, boolean ignoreCase, TypedValue pattern) {
		operand.describe(this);
		add(RegexPattern.class);
		add(ignoreCase);
		this.values.add(pattern);
	}

	@Override
	public void json(JsonValue value) {
		add(value.kind());
		JsonSql json = this.dialect.json();
		TypedValue path = JsonValue.bound(json.path(value.path()));
		describe(value.document(), value.kind().write(json, OPERAND), () -> path);
	}

	@Override
	public void json(JsonChange change) {
		JsonSql json = this.dialect.json();
		String text = change.write(json, OPERAND);
		add(text);
		describe(change.document(), text, change.values(json).iterator()::next);
	}

	@Override
	public void jsonMatch(Operand document, boolean whole, TypedValue other) {
		add(whole);
		JsonSql json = this.dialect.json();
		describe(document, whole ? json.contains(OPERAND) : json.overlaps(OPERAND), () -> other);
	}

	@Override
	public void lock(RowLock lock) {
		add(lock.strength());
		add(lock.waiting());
		lock.of().forEach((source) -> add(this.names.numberOf(source)));
	}

	@Override
	public void likeFolded(Operand operand, TypedValue pattern) {
		describe(operand, this.dialect.search()::likeFolded);
		add(SearchFolding.CASE_AND_ACCENTS);
		this.values.add(new TypedValue(pattern.type(), this.dialect.search().folded(String.valueOf(pattern.value()))));
	}

	// What is looked for stands before the text it is looked for in.
	@Override
	public void similar(Similarity similarity, boolean measure) {
		add(Similarity.class);
		add(measure);
		this.values.add(similarity.text());
		similarity.operand().describe(this);
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
		add(this.names.numberOf(lookup.source()));
		add(lookup.index());
		add(lookup.score());
		this.values.add(lookup.ask());
	}

	@Override
	public void orderBy(SortTerm term, boolean nullable) {
		describe(term.operand(), (expression) -> SqlText.orderBy(this.dialect, expression, term, nullable));
		add(term.descending());
		add(nullable ? String.valueOf(term.nullsFirst()) : "never null");
	}

	@Override
	public Predicate filters(Source source, Set<String> except) {
		return this.filters.of(source, except);
	}

	@Override
	public void limit(@Nullable Long limit, long offset) {
		add(limit != null);
		add(offset > 0);
		if (limit != null) {
			this.values.add(new TypedValue(ROWS, limit));
		}
		if (offset > 0) {
			this.values.add(new TypedValue(ROWS, offset));
		}
	}

	@Override
	public void anyTable() {
		this.readsAnyTable = true;
	}

	/**
	 * Describe an operand that becomes part of a text of the dialect, as often as it
	 * stands in there.
	 */
	private void describe(Operand operand, UnaryOperator<String> text) {
		int before = this.values.size();
		operand.describe(this);
		if (this.values.size() > before) {
			List<TypedValue> own = List.copyOf(this.values.subList(before, this.values.size()));
			int times = StringUtils.countOccurrencesOf(text.apply(OPERAND), OPERAND);
			for (int i = 1; i < times; i++) {
				this.values.addAll(own);
			}
		}
	}

	/**
	 * Describe an operand that becomes part of a text of the dialect, as often as it
	 * stands in there and between the places of values.
	 */
	private void describe(Operand operand, String text, Supplier<TypedValue> values) {
		int before = this.values.size();
		operand.describe(this);
		List<TypedValue> described = this.values.subList(before, this.values.size());
		List<TypedValue> own = List.copyOf(described);
		described.clear();
		for (int i = 0; i < text.length(); i++) {
			if (text.startsWith(OPERAND, i)) {
				this.values.addAll(own);
			}
			else if (text.charAt(i) == '?') {
				this.values.add(values.get());
			}
		}
	}

	private void add(Object part) {
		if (this.size == this.parts.length) {
			this.parts = Arrays.copyOf(this.parts, this.size * 2);
		}
		this.parts[this.size++] = part;
	}

	/**
	 * A shape as the key of a map.
	 */
	static final class Key {

		private final @Nullable Object[] parts;

		private final int hash;

		Key(@Nullable Object[] parts) {
			this.parts = parts;
			this.hash = Arrays.hashCode(parts);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other
					|| (other instanceof Key that && this.hash == that.hash && Arrays.equals(this.parts, that.parts));
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
