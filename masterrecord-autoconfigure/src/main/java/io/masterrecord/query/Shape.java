package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Notes the shape of a tree, which decides on the text, apart from its values, which do
 * not.
 */
final class Shape implements SqlSink {

	private static final ColumnType ROWS = ColumnType.of(TypeName.BIGINT);

	private final Dialect dialect;

	private final AppliedFilters filters;

	private final List<TypedValue> values = new ArrayList<>();

	private @Nullable Object[] parts = new Object[32];

	private int size;

	Shape(Dialect dialect, AppliedFilters filters) {
		this.dialect = dialect;
		this.filters = filters;
	}

	Key key() {
		return new Key(Arrays.copyOf(this.parts, this.size));
	}

	List<TypedValue> values() {
		return this.values;
	}

	@Override
	public void sql(String constant) {
		add(constant);
	}

	@Override
	public void table(Source source) {
		add(source);
	}

	@Override
	public void column(Operand.Column column) {
		add(column);
	}

	@Override
	public void value(TypedValue value) {
		add(TypedValue.class);
		this.values.add(value);
	}

	@Override
	public void among(Operand operand, boolean negated, ColumnType type, List<Object> content) {
		operand.describe(this);
		add(negated);
		if (this.dialect.arrayElementType(type) != null) {
			add(0);
			this.values.add(new TypedValue(type, content));
			return;
		}
		int slots = slots(content.size());
		add(slots);
		for (int i = 0; i < slots; i++) {
			this.values.add(new TypedValue(type, content.get(Math.min(i, content.size() - 1))));
		}
	}

	@Override
	public void like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern) {
		operand.describe(this);
		add(ignoreCase);
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
	public void lock(RowLock lock) {
		add(lock);
	}

	@Override
	public void orderBy(SortTerm term) {
		add(term);
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

	private void add(Object part) {
		if (this.size == this.parts.length) {
			this.parts = Arrays.copyOf(this.parts, this.size * 2);
		}
		this.parts[this.size++] = part;
	}

	/**
	 * Return the number of placeholders for a list of values: the next power of two, or a
	 * multiple of 1024, so that lists of many sizes have few texts. The last value is
	 * repeated.
	 */
	static int slots(int size) {
		if (size <= 1024) {
			return (size <= 1) ? size : Integer.highestOneBit(size - 1) << 1;
		}
		return (size + 1023) / 1024 * 1024;
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
