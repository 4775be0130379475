package io.masterrecord.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

import io.masterrecord.annotation.Column;
import io.masterrecord.schema.ColumnDefault;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * Reads the default of a column, which stands as text in the annotation.
 */
final class DefaultValues {

	private DefaultValues() {
	}

	static @Nullable ColumnDefault read(Class<?> entity, PropertySource source, PropertyFacts facts,
			Problems problems) {
		MergedAnnotation<Column> column = source.find(Column.class);
		if (column == null) {
			return null;
		}
		String[] values = column.getStringArray("defaultValue");
		String expression = column.getString("defaultExpression");
		if (values.length > 1 || (values.length == 1 && !expression.isEmpty())) {
			problems.add(entity, source.name(), "more than one default is stated",
					"State one 'defaultValue' or one 'defaultExpression' in '@Column'.");
		}
		if (!expression.isEmpty()) {
			return new ColumnDefault.Expression(expression);
		}
		if (values.length == 0) {
			return null;
		}
		try {
			return new ColumnDefault.Literal(parse(facts, values[0]));
		}
		catch (IllegalArgumentException | ArithmeticException | DateTimeException ex) {
			problems.add(entity, source.name(),
					"default '%s' is no value of type '%s'".formatted(values[0], Problems.nameOf(facts.javaType)),
					"Correct 'defaultValue', or use 'defaultExpression' for an SQL expression.");
			return null;
		}
	}

	private static Object parse(PropertyFacts facts, String text) {
		return switch (facts.type.name()) {
			case BOOLEAN -> bool(text);
			case SMALLINT, INTEGER, BIGINT -> {
				long number = Long.parseLong(text);
				facts.scalar.fromColumn().apply(number);
				yield number;
			}
			case REAL, DOUBLE -> Double.valueOf(text);
			case DECIMAL -> new BigDecimal(text);
			case VARCHAR, TEXT -> {
				facts.scalar.fromColumn().apply(text);
				if (facts.type.size() > 0 && text.codePointCount(0, text.length()) > facts.type.size()) {
					throw new IllegalArgumentException("too long");
				}
				yield text;
			}
			case UUID -> UUID.fromString(text).toString();
			case DATE -> LocalDate.parse(text).toString();
			case TIME -> LocalTime.parse(text).toString();
			case DATETIME -> LocalDateTime.parse(text).toString();
			case TIMESTAMP -> Instant.parse(text).toString();
			case JSON -> text;
			case BINARY, ARRAY -> throw new IllegalArgumentException("no text");
		};
	}

	private static Boolean bool(String text) {
		if (!text.equals("true") && !text.equals("false")) {
			throw new IllegalArgumentException("neither true nor false");
		}
		return Boolean.valueOf(text);
	}

}
