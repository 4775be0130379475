package io.masterrecord.schema;

import java.util.List;

/**
 * A check constraint: a rule that every row of a table has to keep.
 *
 * @param name the name of the constraint
 * @param rule the rule
 * @since 0.1.0
 */
public record Check(String name, Rule rule) {

	/**
	 * Return a rule in SQL.
	 * @param name the name of the constraint
	 * @param sql a condition over the columns of the table
	 * @return the constraint
	 */
	public static Check that(String name, String sql) {
		return new Check(name, new Sql(sql));
	}

	/**
	 * Return the rule that a column holds one of a few values, or NULL.
	 * @param name the name of the constraint
	 * @param column the column
	 * @param values the values: texts or {@code Long}s
	 * @return the constraint
	 */
	public static Check oneOf(String name, String column, List<?> values) {
		return new Check(name, new OneOf(column, List.copyOf(values)));
	}

	/**
	 * Return this constraint under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public Check named(String newName) {
		return new Check(newName, this.rule);
	}

	/**
	 * Tell whether the rule speaks of a column.
	 * @param column the column
	 * @return whether it does
	 */
	public boolean mentions(String column) {
		return (this.rule instanceof OneOf values) ? values.column().equals(column)
				: SqlText.mentions(((Sql) this.rule).sql(), column);
	}

	/**
	 * Return this constraint as it is after a column has been renamed.
	 * @param column the former name of the column
	 * @param newName its name from now on
	 * @return a copy
	 */
	public Check withColumnRenamed(String column, String newName) {
		if (this.rule instanceof OneOf values) {
			return values.column().equals(column) ? oneOf(this.name, newName, values.values()) : this;
		}
		return that(this.name, SqlText.rename(((Sql) this.rule).sql(), column, newName));
	}

	/**
	 * What a check constraint demands.
	 */
	public sealed interface Rule {

	}

	/**
	 * A condition in SQL, passed on as it is.
	 *
	 * @param sql the condition
	 */
	public record Sql(String sql) implements Rule {
	}

	/**
	 * The values that a column may hold, besides NULL.
	 *
	 * @param column the column
	 * @param values the values: texts or {@code Long}s
	 */
	public record OneOf(String column, List<Object> values) implements Rule {

		public OneOf {
			values = List.copyOf(values);
		}

	}

}
