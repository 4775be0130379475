package io.masterrecord.query;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.model.ValueModel;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Rows that are read into a record or a single value, with all readings of a query. It
 * can also be a part of another query: a source, by {@link Alias#of(Selection)} or
 * {@link #asQuery()}, and where it reads single values, a list or value to compare with.
 *
 * @param <T> the entity the query is about
 * @param <R> the record, or the type of the value
 * @since 0.1.0
 */
public final class Selection<T, R> extends Rows<T, R, Selection<T, R>> {

	private final RowKind<R> kind;

	private final List<? extends Operand> operands;

	private final List<ValueModel> contents;

	private Selection(QueryContext context, Select select, SortNames sortNames, RowKind<R> kind,
			List<? extends Operand> operands, List<ValueModel> contents) {
		super(context, select, sortNames);
		this.kind = kind;
		this.operands = List.copyOf(operands);
		this.contents = contents;
	}

	static <T, R> Selection<T, R> of(Rows<T, ?, ?> rows, Select select, Class<R> type,
			List<? extends Operand> operands) {
		Select checked = checked(select, operands);
		List<ValueModel> contents = contents(checked, operands);
		RecordTarget<R> target = RecordTarget.of(type, operands, contents);
		Map<String, Operand> named = new LinkedHashMap<>();
		List<RecordComponent> components = RecordTarget.components(type);
		for (int i = 0; i < operands.size(); i++) {
			named.put(components.get(i).getName(), operands.get(i));
		}
		return new Selection<>(rows.context(), checked, SortNames.of(named), RowKind.of(target), operands, contents);
	}

	@SuppressWarnings("unchecked")
	static <T, V> Selection<T, V> ofValue(Rows<T, ?, ?> rows, Select select, Operand operand) {
		Select checked = checked(select, List.of(operand));
		List<ValueModel> contents = contents(checked, List.of(operand));
		ValueModel content = contents.get(0);
		Class<V> type = (Class<V>) ClassUtils.resolvePrimitiveIfNecessary(content.javaType());
		return new Selection<>(rows.context(), checked, rows.sortNames(), RowKind.of(type, content), List.of(operand),
				contents);
	}

	/**
	 * Make all rows one group if there is an aggregate and no groups, and refuse what may
	 * differ within a group.
	 */
	private static Select checked(Select select, List<? extends Operand> operands) {
		boolean single = select.groups().isNone() && operands.stream().anyMatch(Aggregation::isIn);
		Select checked = single ? select.grouped(Groups.ALL_ROWS) : select;
		if (!checked.groups().isNone()) {
			operands.forEach(checked.groups()::check);
		}
		return checked;
	}

	private static List<ValueModel> contents(Select select, List<? extends Operand> operands) {
		return operands.stream()
			.map((operand) -> select.from().isNullable(operand) ? ValueModel.like(operand.content(), true)
					: operand.content())
			.toList();
	}

	@Override
	Selection<T, R> with(Select changed) {
		return new Selection<>(context(), changed, sortNames(), this.kind, this.operands, this.contents);
	}

	@Override
	Selection<T, R> self() {
		return this;
	}

	@Override
	Projection projection() {
		return new Projection.Values(this.operands);
	}

	@Override
	RowReader<R> reader() {
		return this.kind.reader().apply(context().readers());
	}

	@Override
	Class<R> rowType() {
		return type();
	}

	Class<R> type() {
		return this.kind.type();
	}

	/**
	 * Take these rows as the source of another query, whose conditions and sort keys are
	 * on the components of the record.
	 * @return a query of these rows
	 */
	public Query<R> asQuery() {
		return Query.of(derived(null), this.kind, context());
	}

	/**
	 * Return these rows as a source.
	 * @param alias what stands for it
	 */
	Derived derived(@Nullable Alias<R> alias) {
		Map<String, ValueModel> columns = new LinkedHashMap<>();
		List<RecordComponent> components = RecordTarget.components(type());
		for (int i = 0; i < components.size(); i++) {
			columns.put(components.get(i).getName(), this.contents.get(i));
		}
		return new Derived((sink) -> select().describeNested(sink, projection()), type(), columns, alias);
	}

	/**
	 * Return the only value of a row.
	 */
	ValueModel content() {
		if (this.contents.size() != 1) {
			throw new InvalidQueryException("A sub-query that is compared with reads one value, and this one reads '%s'"
				.formatted(type().getSimpleName()));
		}
		return this.contents.get(0);
	}

}
