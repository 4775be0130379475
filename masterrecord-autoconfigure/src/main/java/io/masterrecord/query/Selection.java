package io.masterrecord.query;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.masterrecord.model.ValueModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
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

	private final boolean isRecord;

	private Selection(QueryContext context, Select select, SortNames sortNames, RowKind<R> kind,
			List<? extends Operand> operands, List<ValueModel> contents) {
		super(context, select, sortNames);
		this.isRecord = kind.type().isRecord();
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

	/**
	 * Return rows of which something is made that is no record. They are sorted by the
	 * names of the query.
	 */
	static <T, R> Selection<T, R> of(Rows<T, ?, ?> rows, Class<R> type, List<Operand.Column> columns,
			Function<@Nullable Object[], R> maker) {
		List<ValueModel> contents = contents(rows.select(), columns);
		RowKind<R> kind = new RowKind<>(type, (readers) -> readers.ofMade(contents, maker));
		return new Selection<>(rows.context(), rows.select(), rows.sortNames(), kind, columns, contents);
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
	static Select checked(Select select, List<? extends Operand> operands) {
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
	Selection<T, R> in(QueryContext other) {
		return new Selection<>(other, select(), sortNames(), this.kind, this.operands, this.contents);
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
	 * State which components may be named to sort by, in a {@link Sort} or a
	 * {@link Pageable}. If it is not stated, a request may name those that show a
	 * property with {@link io.masterrecord.annotation.Sortable @Sortable}, and Java code
	 * all but those that hold bytes.
	 * @param components the components of the record; none for no sorting by name
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Selection<T, R> sortable(Prop<R, ?>... components) {
		Map<String, Subject> chosen = new LinkedHashMap<>();
		for (Prop<R, ?> component : components) {
			String name = ResolvedProperty.of(component).name();
			Subject subject = sortNames().subjects().get(name);
			if (subject == null) {
				throw new InvalidQueryException(
						"Rows cannot be sorted by '%s' of '%s'".formatted(name, type().getSimpleName()));
			}
			chosen.put(name, subject);
		}
		return new Selection<>(context(), select(), SortNames.declared(chosen), this.kind, this.operands,
				this.contents);
	}

	/**
	 * Take these rows as the source of another query, whose conditions and sort keys are
	 * on the components of the record.
	 * @return a query of these rows
	 */
	public Query<R> asQuery() {
		return query(derived(null));
	}

	Query<R> query(Derived rows) {
		return Query.of(rows, this.kind, context());
	}

	/**
	 * Return these rows as a source.
	 * @param alias what stands for it
	 */
	Derived derived(@Nullable Alias<R> alias) {
		return new Derived((sink) -> subquery().describePart(sink), type(), columns(), alias);
	}

	/**
	 * Return what the columns are like, by component.
	 */
	Map<String, ValueModel> columns() {
		Map<String, ValueModel> columns = new LinkedHashMap<>();
		List<RecordComponent> components = RecordTarget.components(type());
		if (components.size() != this.contents.size()) {
			throw new InvalidQueryException(
					"Rows of '%s' hold embedded values, so they cannot be the source of another query. Read their properties one by one"
						.formatted(type().getSimpleName()));
		}
		for (int i = 0; i < components.size(); i++) {
			columns.put(components.get(i).getName(), this.contents.get(i));
		}
		return columns;
	}

	/**
	 * Put the rows of this and of another query together, each once.
	 * @param other the other query
	 * @return all rows
	 * @throws InvalidQueryException if the columns differ in type
	 */
	public Selection<R, R> union(Selection<?, R> other) {
		return combined(" UNION ", other);
	}

	/**
	 * Put the rows of this and of another query together, as often as they are there.
	 * @param other the other query
	 * @return all rows
	 * @throws InvalidQueryException if the columns differ in type
	 */
	public Selection<R, R> unionAll(Selection<?, R> other) {
		return combined(" UNION ALL ", other);
	}

	/**
	 * Take the rows that another query has too, each once.
	 * @param other the other query
	 * @return the rows
	 * @throws InvalidQueryException if the columns differ in type
	 */
	public Selection<R, R> intersect(Selection<?, R> other) {
		return combined(" INTERSECT ", other);
	}

	/**
	 * Take the rows that another query does not have, each once.
	 * @param other the other query
	 * @return the rows
	 * @throws InvalidQueryException if the columns differ in type
	 */
	public Selection<R, R> except(Selection<?, R> other) {
		return combined(" EXCEPT ", other);
	}

	private Selection<R, R> combined(String operator, Selection<?, R> other) {
		Map<String, ValueModel> columns = combinedColumns(other);
		Derived rows = new Derived((sink) -> {
			subquery().describePart(sink);
			sink.sql(operator);
			other.subquery().describePart(sink);
		}, type(), columns, null);
		Select all = Select.of(rows);
		List<Operand.Column> read = rows.columns();
		return new Selection<>(context(), all, SortNames.of(rows.columnsByName()), kind(read), read,
				contents(all, read));
	}

	/**
	 * Return what columns are like that hold the rows of this and of another query.
	 */
	Map<String, ValueModel> combinedColumns(Selection<?, R> other) {
		Map<String, ValueModel> columns = new LinkedHashMap<>();
		List<String> names = columnNames();
		for (int i = 0; i < names.size(); i++) {
			ValueModel own = this.contents.get(i);
			ValueModel others = other.contents.get(i);
			if (own.type().name() != others.type().name()) {
				throw new InvalidQueryException("'%s' is of type '%s' in one part, and of type '%s' in the other"
					.formatted(names.get(i), own.type(), others.type()));
			}
			if (!own.storedForm().equals(others.storedForm())) {
				throw new InvalidQueryException(
						"'%s' is stored in one form in one part, and in another one in the other"
							.formatted(names.get(i)));
			}
			columns.put(names.get(i), ValueModel.like(own, own.nullable() || others.nullable()));
		}
		return columns;
	}

	private RowKind<R> kind(List<Operand.Column> columns) {
		List<ValueModel> read = columns.stream().map(Operand.Column::content).toList();
		return this.isRecord ? RowKind.of(RecordTarget.of(type(), columns, read)) : RowKind.of(type(), read.get(0));
	}

	private List<String> columnNames() {
		return this.isRecord ? RecordTarget.components(type()).stream().map(RecordComponent::getName).toList()
				: List.of("value");
	}

	Subquery subquery() {
		return new Subquery(select(), projection());
	}

	/**
	 * Return the only value of the only row.
	 */
	SubqueryValue scalar() {
		boolean always = select().groups().isSingle() && !content().nullable();
		return new SubqueryValue(subquery(), ValueModel.like(content(), !always));
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
