package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * An embedded value as a whole: the columns of its properties that are stored, which are
 * compared and set together. None of its conditions is unknown where a column is NULL.
 *
 * @param model the embedded value
 * @param source where its columns are
 */
record Whole(EmbeddedModel model, Source source) {

	/**
	 * Return a condition that the value is another one.
	 */
	Predicate eq(Object value) {
		List<Predicate> parts = new ArrayList<>();
		forEach(value, (column, content) -> {
			if (content == null) {
				parts.add(new Predicate.NullTest(column, true));
				return;
			}
			parts.add(new Predicate.Comparison(column, Predicate.Operator.EQ, value(column, content)));
			if (isNullable(column)) {
				parts.add(new Predicate.NullTest(column, false));
			}
		});
		return Predicate.allOf(parts);
	}

	/**
	 * Return a condition that the value is not another one, or that there is none.
	 */
	Predicate isDistinctFrom(Object value) {
		List<Predicate> parts = new ArrayList<>();
		forEach(value,
				(column, content) -> parts
					.add((content != null) ? new Predicate.Sameness(column, false, value(column, content))
							: new Predicate.NullTest(column, false)));
		return Predicate.anyOf(parts);
	}

	/**
	 * Return a condition that there is a value, and that it is not another one.
	 */
	Predicate ne(Object value) {
		List<Predicate> parts = new ArrayList<>();
		forEach(value, (column, content) -> {
			if (content == null) {
				parts.add(new Predicate.NullTest(column, false));
				return;
			}
			parts.add(new Predicate.Comparison(column, Predicate.Operator.NE, value(column, content)));
			if (isNullable(column)) {
				parts.add(new Predicate.NullTest(column, true));
			}
		});
		return present().and(Predicate.anyOf(parts));
	}

	Predicate in(List<?> values) {
		return values.isEmpty() ? Predicate.NOTHING : Predicate.anyOf(values.stream().map(this::eq).toList());
	}

	Predicate notIn(List<?> values) {
		return values.isEmpty() ? Predicate.EVERYTHING
				: present().and(Predicate.allOf(values.stream().map(this::isDistinctFrom).toList()));
	}

	Predicate isNull() {
		return Predicate
			.allOf(columns().stream().<Predicate>map((each) -> new Predicate.NullTest(each, true)).toList());
	}

	Predicate isNotNull() {
		return Predicate
			.anyOf(columns().stream().<Predicate>map((each) -> new Predicate.NullTest(each, false)).toList());
	}

	private Predicate present() {
		return (this.model.nullable() || this.source.isNamed()) ? isNotNull() : Predicate.NONE;
	}

	/**
	 * Tell whether a column can be NULL. Those of a joined row are where it has no
	 * counterpart.
	 */
	private boolean isNullable(Operand.Column column) {
		return column.content().nullable() || this.source.isNamed();
	}

	/**
	 * Return what sets the value.
	 * @param value the value, or {@code null} for none
	 */
	List<Assignment> assignments(@Nullable Object value) {
		if (value == null && !this.model.nullable()) {
			throw new InvalidQueryException("%s cannot be set to NULL: there always is a value".formatted(this.model));
		}
		List<Assignment> assignments = new ArrayList<>();
		List<@Nullable Object> values = this.model.valuesOf(value);
		for (int i = 0; i < values.size(); i++) {
			PropertyModel property = this.model.properties().get(i);
			if (!property.isComputed()) {
				assignments.add(Assignment.of(this.source.column(property), property, values.get(i)));
			}
		}
		return assignments;
	}

	private List<Operand.Column> columns() {
		return this.model.properties()
			.stream()
			.filter((property) -> !property.isComputed())
			.map(this.source::column)
			.toList();
	}

	private static Operand value(Operand.Column column, Object content) {
		return new Operand.Value(new TypedValue(column.type(), content), column.content(), column.isComputed());
	}

	private void forEach(Object value, BiConsumer<Operand.Column, @Nullable Object> part) {
		List<@Nullable Object> values = this.model.valuesOf(value);
		for (int i = 0; i < values.size(); i++) {
			PropertyModel property = this.model.properties().get(i);
			if (!property.isComputed()) {
				part.accept(this.source.column(property), property.toColumn(values.get(i)));
			}
		}
	}

}
