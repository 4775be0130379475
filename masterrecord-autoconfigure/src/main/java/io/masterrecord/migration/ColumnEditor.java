package io.masterrecord.migration;

import java.math.BigDecimal;
import java.util.List;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Says the rest of a column, after its name and type. Nothing has to be said: such a
 * column accepts NULL and has no default.
 *
 * @since 0.1.0
 */
public final class ColumnEditor {

	private final String table;

	private final String name;

	private final ColumnType type;

	private final boolean altering;

	private boolean nullable = true;

	private boolean identity;

	private boolean primaryKey;

	private @Nullable ColumnDefault defaultValue;

	private @Nullable String computed;

	private @Nullable String collation;

	private @Nullable String comment;

	private @Nullable UniqueConstraint unique;

	private @Nullable ForeignKey foreignKey;

	ColumnEditor(String table, String name, ColumnType type, boolean altering) {
		this.table = table;
		this.name = name;
		this.type = type;
		this.altering = altering;
	}

	/**
	 * Refuse NULL.
	 * @return this
	 */
	public ColumnEditor notNull() {
		this.nullable = false;
		return this;
	}

	/**
	 * Let the database number the rows by itself. The column refuses NULL.
	 * @return this
	 */
	public ColumnEditor identity() {
		this.identity = true;
		return notNull();
	}

	/**
	 * Store a text where an insert names no value.
	 * @param value the text; for a temporal column or a UUID, its ISO form
	 * @return this
	 */
	public ColumnEditor defaultValue(String value) {
		return literal(value);
	}

	/**
	 * Store an integer where an insert names no value.
	 * @param value the integer
	 * @return this
	 */
	public ColumnEditor defaultValue(long value) {
		return literal(value);
	}

	/**
	 * Store a floating point number where an insert names no value.
	 * @param value the number
	 * @return this
	 */
	public ColumnEditor defaultValue(double value) {
		return literal(value);
	}

	/**
	 * Store an exact number where an insert names no value.
	 * @param value the number
	 * @return this
	 */
	public ColumnEditor defaultValue(BigDecimal value) {
		return literal(value);
	}

	/**
	 * Store true or false where an insert names no value.
	 * @param value the value
	 * @return this
	 */
	public ColumnEditor defaultValue(boolean value) {
		return literal(value);
	}

	/**
	 * Store what an expression gives where an insert names no value.
	 * @param sql {@code CURRENT_TIMESTAMP}, {@code CURRENT_DATE} or {@code CURRENT_TIME},
	 * which every database understands, or anything that the database in use understands
	 * @return this
	 */
	public ColumnEditor defaultExpression(String sql) {
		this.defaultValue = new ColumnDefault.Expression(sql);
		return this;
	}

	/**
	 * Store the next number of a sequence where an insert names no value.
	 * @param sequence the name of the sequence
	 * @return this
	 */
	public ColumnEditor defaultSequence(String sequence) {
		this.defaultValue = new ColumnDefault.NextValue(sequence);
		return this;
	}

	/**
	 * Let the database compute the value and store it. The column accepts NULL, and no
	 * value can be written.
	 * @param sql an expression over other columns of the row
	 * @return this
	 */
	public ColumnEditor computed(String sql) {
		this.computed = sql;
		return this;
	}

	/**
	 * Compare and sort the texts of the column in an order of its own.
	 * @param name the order, as the database calls it
	 * @return this
	 */
	public ColumnEditor collation(String name) {
		this.collation = name;
		return this;
	}

	/**
	 * Say what the column is for, where the database keeps that.
	 * @param text the comment
	 * @return this
	 */
	public ColumnEditor comment(String text) {
		this.comment = text;
		return this;
	}

	/**
	 * Make the column the primary key, named {@code pk_} and the table; several such
	 * columns make a primary key in the order of the columns. The column refuses NULL.
	 * @return this
	 */
	public ColumnEditor primaryKey() {
		refuseWhileAltering("primaryKey", "addPrimaryKey");
		this.primaryKey = true;
		return notNull();
	}

	/**
	 * Refuse equal values, with a constraint named {@code uq_}, the table and the column.
	 * @return this
	 */
	public ColumnEditor unique() {
		refuseWhileAltering("unique", "addUnique");
		List<String> columns = List.of(this.name);
		this.unique = new UniqueConstraint(DefaultName.unique(this.table, columns), columns);
		return this;
	}

	/**
	 * Let the column refer to a row of a table, with a foreign key named {@code fk_}, the
	 * referencing table and the column.
	 * @param targetTable the table referred to
	 * @param targetColumn its primary key, or a column that is unique
	 * @return this
	 */
	public ColumnEditor references(String targetTable, String targetColumn) {
		refuseWhileAltering("references", "addForeignKey");
		List<String> columns = List.of(this.name);
		this.foreignKey = new ForeignKey(DefaultName.foreignKey(this.table, columns), columns, targetTable,
				List.of(targetColumn), ReferentialAction.RESTRICT, ReferentialAction.RESTRICT);
		return this;
	}

	Column column() {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.computed,
				this.collation, this.comment);
	}

	boolean isPrimaryKey() {
		return this.primaryKey;
	}

	@Nullable UniqueConstraint uniqueConstraint() {
		return this.unique;
	}

	@Nullable ForeignKey foreignKey() {
		return this.foreignKey;
	}

	private ColumnEditor literal(Object value) {
		this.defaultValue = new ColumnDefault.Literal(value);
		return this;
	}

	private void refuseWhileAltering(String word, String instead) {
		if (this.altering) {
			throw new IllegalStateException("alterColumn(\"%s\") of '%s' cannot say '%s': use schema.%s"
				.formatted(this.table, this.name, word, instead));
		}
	}

}
