package io.masterrecord.query;

import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * One of the things rows are sorted by.
 *
 * @param column the column
 * @param descending whether from the greatest to the least
 * @param nullsFirst whether NULL comes first; {@code null} for NULL as the least value
 * @param ignoreCase whether case does not matter
 */
record SortTerm(Operand.Column column, boolean descending, @Nullable Boolean nullsFirst, boolean ignoreCase) {

	static SortTerm of(Operand.Column column, boolean descending, @Nullable Boolean nullsFirst, boolean ignoreCase) {
		TypeName type = column.property().type().name();
		if (type == TypeName.BINARY) {
			throw new InvalidQueryException("Rows cannot be sorted by '%s': it holds bytes".formatted(column));
		}
		boolean text = type == TypeName.VARCHAR || type == TypeName.TEXT;
		return new SortTerm(column, descending, nullsFirst, ignoreCase && text);
	}

	Operand operand() {
		return this.ignoreCase ? new Operand.Lower(this.column) : this.column;
	}

}
