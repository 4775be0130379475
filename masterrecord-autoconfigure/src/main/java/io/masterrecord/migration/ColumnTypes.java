package io.masterrecord.migration;

import java.util.Locale;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

/**
 * The words for the types of a column. What they return says the rest of the column; a
 * column accepts NULL unless something is said against it.
 *
 * @since 0.1.0
 */
public abstract class ColumnTypes extends Step {

	ColumnTypes() {
	}

	abstract ColumnEditor column(String name, ColumnType type);

	/**
	 * Name a column that is true or false.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor bool(String name) {
		return column(name, ColumnType.of(TypeName.BOOLEAN));
	}

	/**
	 * Name a column of integers of 16 bits.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor smallint(String name) {
		return column(name, ColumnType.of(TypeName.SMALLINT));
	}

	/**
	 * Name a column of integers of 32 bits.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor integer(String name) {
		return column(name, ColumnType.of(TypeName.INTEGER));
	}

	/**
	 * Name a column of integers of 64 bits.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor bigint(String name) {
		return column(name, ColumnType.of(TypeName.BIGINT));
	}

	/**
	 * Name a column of floating point numbers of 32 bits.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor real(String name) {
		return column(name, ColumnType.of(TypeName.REAL));
	}

	/**
	 * Name a column of floating point numbers of 64 bits.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor doublePrecision(String name) {
		return column(name, ColumnType.of(TypeName.DOUBLE));
	}

	/**
	 * Name a column of exact numbers.
	 * @param name the name
	 * @param digits the total number of digits
	 * @param scale how many of them stand after the point
	 * @return the rest of the column
	 */
	public ColumnEditor decimal(String name, int digits, int scale) {
		return column(name, ColumnType.decimal(digits, scale));
	}

	/**
	 * Name a column of text with a limit.
	 * @param name the name
	 * @param characters the greatest number of characters
	 * @return the rest of the column
	 */
	public ColumnEditor varchar(String name, int characters) {
		return column(name, ColumnType.varchar(characters));
	}

	/**
	 * Name a column of text without a declared limit.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor text(String name) {
		return column(name, ColumnType.of(TypeName.TEXT));
	}

	/**
	 * Name a column of universally unique identifiers.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor uuid(String name) {
		return column(name, ColumnType.of(TypeName.UUID));
	}

	/**
	 * Name a column of dates.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor date(String name) {
		return column(name, ColumnType.of(TypeName.DATE));
	}

	/**
	 * Name a column of times of day, to the microsecond.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor time(String name) {
		return column(name, ColumnType.of(TypeName.TIME));
	}

	/**
	 * Name a column of dates with times but no zone, to the microsecond.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor datetime(String name) {
		return column(name, ColumnType.of(TypeName.DATETIME));
	}

	/**
	 * Name a column of instants on the time line, to the microsecond.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor timestamp(String name) {
		return column(name, ColumnType.of(TypeName.TIMESTAMP));
	}

	/**
	 * Name a column of bytes without a declared limit.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor binary(String name) {
		return column(name, ColumnType.of(TypeName.BINARY));
	}

	/**
	 * Name a column of bytes with a limit.
	 * @param name the name
	 * @param bytes the greatest number of bytes
	 * @return the rest of the column
	 */
	public ColumnEditor binary(String name, int bytes) {
		return column(name, new ColumnType(TypeName.BINARY, bytes, 0));
	}

	/**
	 * Name a column of JSON documents.
	 * @param name the name
	 * @return the rest of the column
	 */
	public ColumnEditor json(String name) {
		return column(name, ColumnType.of(TypeName.JSON));
	}

	/**
	 * Name a column of arrays, which not every database has.
	 * @param name the name
	 * @param element the type of the elements as the method for such a column is called,
	 * such as {@code bigint}, {@code text} or {@code uuid}
	 * @return the rest of the column
	 */
	public ColumnEditor array(String name, String element) {
		return column(name, ColumnType.arrayOf(switch (element) {
			case "bool" -> TypeName.BOOLEAN;
			case "doublePrecision" -> TypeName.DOUBLE;
			default -> TypeName.valueOf(element.toUpperCase(Locale.ROOT));
		}));
	}

}
