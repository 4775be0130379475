package io.masterrecord.migration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * Says the values of a row. A column that is not named is not written.
 *
 * @since 0.1.0
 */
public final class RowEditor {

	private static final List<Class<?>> TYPES = List.of(Boolean.class, Byte.class, Short.class, Integer.class,
			Long.class, Float.class, Double.class, BigDecimal.class, Character.class, String.class, UUID.class,
			LocalDate.class, LocalTime.class, LocalDateTime.class, Instant.class, RowReference.class);

	private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

	RowEditor() {
	}

	/**
	 * Name a value.
	 * @param column the column
	 * @param value a boolean, a number, a text, a {@code UUID}, a {@code LocalDate},
	 * {@code LocalTime}, {@code LocalDateTime} or {@code Instant}, {@code null} for NULL,
	 * or a {@link Reference} to a value of another row
	 * @return this
	 */
	public RowEditor set(String column, @Nullable Object value) {
		if (value != null && !TYPES.contains(value.getClass())) {
			throw new IllegalArgumentException("Column '%s' cannot be set to a '%s': give the value of the column"
				.formatted(column, value.getClass().getName()));
		}
		if (this.values.containsKey(column)) {
			throw new IllegalStateException("Column '%s' is set twice in one row".formatted(column));
		}
		this.values.put(column, value);
		return this;
	}

	Row row() {
		return Row.of(this.values);
	}

}
