package io.masterrecord.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the name as it stands in the database
 * @param type what it holds
 * @param nullable whether it accepts NULL
 * @param defaultValue what is stored where an insert names no value, or {@code null}
 * @param identity whether the database numbers the rows by itself
 * @param computed the expression from which the database computes and stores the value,
 * or {@code null} if values are written; names of columns stand in it as in SQL
 * @param collation the name of the order in which texts are compared and sorted, as the
 * database calls it, or {@code null} for the usual one
 * @param comment what the database keeps to be read by people, or {@code null}
 * @since 0.1.0
 */
public record Column(String name, ColumnType type, boolean nullable, @Nullable ColumnDefault defaultValue,
		boolean identity, @Nullable String computed, @Nullable String collation, @Nullable String comment) {

	/**
	 * Create a column that is not computed and has neither collation nor comment.
	 * @param name the name as it stands in the database
	 * @param type what it holds
	 * @param nullable whether it accepts NULL
	 * @param defaultValue what is stored where an insert names no value, or {@code null}
	 * @param identity whether the database numbers the rows by itself
	 */
	public Column(String name, ColumnType type, boolean nullable, @Nullable ColumnDefault defaultValue,
			boolean identity) {
		this(name, type, nullable, defaultValue, identity, null, null, null);
	}

	/**
	 * Tell whether the database computes the value.
	 * @return whether no value can be written
	 */
	public boolean isComputed() {
		return this.computed != null;
	}

	/**
	 * Tell whether a row has to bring its value along: the column neither holds NULL nor
	 * gets a value by itself.
	 * @return whether a row cannot be without it
	 */
	public boolean isRequired() {
		return !this.nullable && this.defaultValue == null && !this.identity && !isComputed();
	}

	/**
	 * Tell whether rows get the default of this column in place of NULL when a column
	 * becomes what this one is.
	 * @param before the column so far
	 * @return whether NULL is accepted no more, and there is a default for it
	 */
	public boolean fillsNullsOf(Column before) {
		return before.nullable && !this.nullable && this.defaultValue != null;
	}

	/**
	 * Return this column under another name.
	 * @param newName the name
	 * @return a copy
	 */
	public Column named(String newName) {
		return new Column(newName, this.type, this.nullable, this.defaultValue, this.identity, this.computed,
				this.collation, this.comment);
	}

	/**
	 * Return this column with another type.
	 * @param newType the type
	 * @return a copy
	 */
	public Column withType(ColumnType newType) {
		return new Column(this.name, newType, this.nullable, this.defaultValue, this.identity, this.computed,
				this.collation, this.comment);
	}

	/**
	 * Return this column that accepts NULL or not.
	 * @param accepts whether it accepts NULL
	 * @return a copy
	 */
	public Column withNullable(boolean accepts) {
		return new Column(this.name, this.type, accepts, this.defaultValue, this.identity, this.computed,
				this.collation, this.comment);
	}

	/**
	 * Return this column with another default.
	 * @param newDefault the default, or {@code null} for none
	 * @return a copy
	 */
	public Column withDefault(@Nullable ColumnDefault newDefault) {
		return new Column(this.name, this.type, this.nullable, newDefault, this.identity, this.computed, this.collation,
				this.comment);
	}

	/**
	 * Return this column numbered by the database or not.
	 * @param numbered whether the database numbers the rows
	 * @return a copy
	 */
	public Column withIdentity(boolean numbered) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, numbered, this.computed,
				this.collation, this.comment);
	}

	/**
	 * Return this column computed from an expression.
	 * @param expression the expression, or {@code null} for written values
	 * @return a copy
	 */
	public Column withComputed(@Nullable String expression) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, expression,
				this.collation, this.comment);
	}

	/**
	 * Return this column with another collation.
	 * @param newCollation the collation, or {@code null} for the usual one
	 * @return a copy
	 */
	public Column withCollation(@Nullable String newCollation) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.computed,
				newCollation, this.comment);
	}

	/**
	 * Return this column with another comment.
	 * @param newComment the comment, or {@code null} for none
	 * @return a copy
	 */
	public Column withComment(@Nullable String newComment) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.computed,
				this.collation, newComment);
	}

}
