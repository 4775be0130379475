package io.masterrecord.query;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Several properties that are compared at once, as the components of a record, and wait
 * for an operator.
 * <p>
 * Where one of the properties is NULL, none of these conditions holds.
 *
 * @param <K> the record
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public final class RowStep<K, R> {

	private final Class<K> type;

	private final List<Subject> subjects;

	private final Function<Binding, R> target;

	RowStep(Class<K> type, List<Subject> subjects, Function<Binding, R> target) {
		this.type = type;
		this.subjects = subjects;
		this.target = target;
	}

	/**
	 * Ask for the values of a record.
	 * @param row the record, none of whose components is {@code null}
	 * @return what the condition was added to
	 */
	public R eq(K row) {
		return in(List.of(row));
	}

	/**
	 * Ask for the values of one of some records.
	 * @param rows the records, none of whose components is {@code null}; none match no
	 * row
	 * @return what the condition was added to
	 */
	public R in(Collection<? extends K> rows) {
		return among(false, rows);
	}

	/**
	 * Ask for the values of one of some records.
	 * @param rows the records, none of whose components is {@code null}; none match no
	 * row
	 * @return what the condition was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R in(K... rows) {
		return in(Arrays.asList(rows));
	}

	/**
	 * Ask for one of the rows a sub-query reads. A row with NULL is none of them.
	 * @param rows a sub-query of such records
	 * @return what the condition was added to
	 */
	public R in(Selection<?, K> rows) {
		return inside(false, rows);
	}

	/**
	 * Ask for the values of none of some records.
	 * @param rows the records, none of whose components is {@code null}; none match all
	 * rows
	 * @return what the condition was added to
	 */
	public R notIn(Collection<? extends K> rows) {
		return among(true, rows);
	}

	/**
	 * Ask for the values of none of some records.
	 * @param rows the records, none of whose components is {@code null}; none match all
	 * rows
	 * @return what the condition was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R notIn(K... rows) {
		return notIn(Arrays.asList(rows));
	}

	/**
	 * Ask for none of the rows a sub-query reads. A row with NULL among them is left out,
	 * since otherwise hardly any row would match.
	 * @param rows a sub-query of such records
	 * @return what the condition was added to
	 */
	public R notIn(Selection<?, K> rows) {
		return inside(true, rows);
	}

	/**
	 * Return the condition that operands are together what others are in one row of a
	 * query.
	 */
	static Binding inside(List<Subject> subjects, Query<?> rows, List<Subject> others) {
		Scope there = rows.scope();
		List<Operand> read = others.stream().map((other) -> other.in(there)).toList();
		Subquery sought = new Subquery(rows.select(), new Projection.Values(read));
		boolean nullable = read.stream().anyMatch((other) -> other.content().nullable());
		return (scope) -> {
			List<Operand> compared = subjects.stream().map((subject) -> subject.in(scope)).toList();
			for (int i = 0; i < compared.size(); i++) {
				compared.get(i).refuseOtherForm(read.get(i).content(), "compared with");
			}
			return known(compared, (operands) -> new Predicate.InsideRows(operands, false, sought, nullable));
		};
	}

	private R inside(boolean negated, Selection<?, K> rows) {
		boolean nullable = rows.columns().values().stream().anyMatch(ValueModel::nullable);
		return this.target.apply((scope) -> {
			List<Operand> compared = operands(scope);
			List<ValueModel> read = List.copyOf(rows.columns().values());
			for (int i = 0; i < compared.size(); i++) {
				compared.get(i).refuseOtherForm(read.get(i), "compared with");
			}
			return known(compared,
					(operands) -> new Predicate.InsideRows(operands, negated, rows.subquery(), nullable));
		});
	}

	private R among(boolean negated, Collection<? extends K> rows) {
		List<List<Object>> values = new ArrayList<>(rows.size());
		for (K row : rows) {
			values.add(values(row));
		}
		return this.target.apply((scope) -> amongValues(operands(scope), negated, values));
	}

	/**
	 * Return the condition that properties are together what they are in one of some
	 * rows.
	 */
	static Binding among(List<Subject> subjects, boolean negated, List<? extends List<?>> rows) {
		return (scope) -> amongValues(subjects.stream().map((subject) -> subject.in(scope)).toList(), negated, rows);
	}

	private static Predicate amongValues(List<Operand> operands, boolean negated, List<? extends List<?>> rows) {
		if (rows.isEmpty()) {
			return negated ? Predicate.EVERYTHING : Predicate.NOTHING;
		}
		List<List<TypedValue>> bound = new ArrayList<>(rows.size());
		for (List<?> row : rows) {
			List<TypedValue> contents = new ArrayList<>(row.size());
			for (int i = 0; i < row.size(); i++) {
				contents.add(operands.get(i).value(row.get(i)));
			}
			bound.add(contents);
		}
		return known(operands, (compared) -> new Predicate.AmongRows(compared, negated, bound));
	}

	/**
	 * Return a condition on operands that are not NULL, of which databases think
	 * differently in rows.
	 */
	private static Predicate known(List<Operand> operands, Function<List<Operand>, Predicate> condition) {
		List<Predicate> parts = new ArrayList<>(operands.size() + 1);
		operands.forEach((operand) -> parts.add(new Predicate.NullTest(operand, false)));
		parts.add(condition.apply(operands));
		return Predicate.allOf(parts);
	}

	/**
	 * Return what is compared with the components, and refuse what does not fit.
	 */
	private List<Operand> operands(Scope scope) {
		List<Operand> operands = this.subjects.stream().map((subject) -> subject.in(scope)).toList();
		RecordTarget.of(this.type, operands,
				operands.stream().map((operand) -> ValueModel.like(operand.content(), false)).toList());
		return operands;
	}

	private List<Object> values(@Nullable K row) {
		if (row == null) {
			throw new InvalidQueryException("The rows that properties are compared with hold a null. Take it out");
		}
		List<Object> values = new ArrayList<>();
		for (RecordComponent component : RecordTarget.components(this.type)) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), row);
			if (value == null) {
				throw new InvalidQueryException(
						"'%s' of '%s' is compared with null, which no row meets. Ask for NULL with isNull() of that property"
							.formatted(component.getName(), this.type.getSimpleName()));
			}
			values.add(value);
		}
		return values;
	}

}
