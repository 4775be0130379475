package io.masterrecord.schema;

/**
 * What the database stores where an insert names no value: a value, or an expression that
 * the database evaluates.
 *
 * @since 0.1.0
 */
public sealed interface ColumnDefault {

	/**
	 * A constant.
	 *
	 * @param value a {@code Boolean}, {@code Long}, {@code BigDecimal}, {@code Double} or
	 * {@code String}; temporal values and UUIDs are given as their ISO text
	 */
	record Literal(Object value) implements ColumnDefault {
	}

	/**
	 * An expression, evaluated by the database on each insert. {@code CURRENT_TIMESTAMP},
	 * {@code CURRENT_DATE} and {@code CURRENT_TIME} are understood by every dialect;
	 * anything else is passed on as it is.
	 *
	 * @param sql the expression
	 */
	record Expression(String sql) implements ColumnDefault {
	}

	/**
	 * The next number of a sequence.
	 *
	 * @param sequence the name of the sequence
	 */
	record NextValue(String sequence) implements ColumnDefault {
	}

}
