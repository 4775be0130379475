package io.masterrecord.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.ValueModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sub-query as a source. Its columns are called {@code c1}, {@code c2} …
 * and found by the properties of what the rows of the sub-query are read into. Equal only
 * to itself.
 */
final class Derived implements Source {

	private final Body body;

	private final Class<?> type;

	private final Map<String, Operand.Column> columns = new LinkedHashMap<>();

	private final @Nullable Alias<?> alias;

	/**
	 * Create a source.
	 * @param body the sub-query
	 * @param type what its rows are read into
	 * @param contents what its columns are like, by property
	 * @param alias what stands for the source
	 */
	Derived(Body body, Class<?> type, Map<String, ValueModel> contents, @Nullable Alias<?> alias) {
		this.body = body;
		this.type = type;
		this.alias = alias;
		contents.forEach((name, content) -> this.columns.put(name,
				new Operand.Column(this, columnName(this.columns.size()), content)));
	}

	/**
	 * Return the name of a column of a sub-query.
	 * @param index the position, from 0
	 */
	static String columnName(int index) {
		return "c" + (index + 1);
	}

	@Override
	public String name() {
		return this.type.getSimpleName();
	}

	@Override
	public @Nullable Alias<?> alias() {
		return this.alias;
	}

	@Override
	public boolean isNamed() {
		return true;
	}

	@Override
	public void describe(SqlSink sink) {
		if (this.body instanceof CommonTable.Definition definition) {
			sink.common(definition);
		}
		else {
			sink.sql("(");
			this.body.describe(sink);
			sink.sql(")");
		}
		sink.name(this);
	}

	@Override
	public void describeColumns(SqlSink sink) {
		boolean first = true;
		for (Operand.Column column : this.columns.values()) {
			if (!first) {
				sink.sql(", ");
			}
			sink.column(column);
			first = false;
		}
	}

	@Override
	public Operand.Column column(Prop<?, ?> property) {
		ResolvedProperty reference = ResolvedProperty.of(property);
		Operand.Column column = this.columns.get(reference.name());
		if (column == null || !reference.entity().isAssignableFrom(this.type)) {
			throw new InvalidQueryException("'%s' is no column of the sub-query, which has these of '%s': %s"
				.formatted(reference, name(), String.join(", ", this.columns.keySet())));
		}
		return column;
	}

	@Override
	public Operand.Column column(PropertyModel property) {
		Operand.Column column = this.columns.get(property.name());
		if (column == null || column.content() != property) {
			throw new InvalidQueryException("%s is no column of the sub-query".formatted(property));
		}
		return column;
	}

	@Override
	public Map<String, Operand.Column> columnsByName() {
		return this.columns;
	}

	@Override
	public List<Operand.Column> key() {
		return new ArrayList<>(this.columns.values());
	}

	/**
	 * What a sub-query consists of.
	 */
	@FunctionalInterface
	interface Body {

		/**
		 * Describe the sub-query without parentheses around it, with columns that have
		 * the names of {@link Derived#columnName(int)}.
		 */
		void describe(SqlSink sink);

	}

}
