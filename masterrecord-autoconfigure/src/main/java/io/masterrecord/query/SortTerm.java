package io.masterrecord.query;

import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * One of the things rows are sorted by.
 *
 * @param operand what they are sorted by
 * @param descending whether from the greatest to the least
 * @param nullsFirst whether NULL comes first; {@code null} for NULL as the least value
 * @param ignoreCase whether case does not matter
 */
record SortTerm(Operand operand, boolean descending, @Nullable Boolean nullsFirst, boolean ignoreCase) {

	static SortTerm of(Operand operand, boolean descending, @Nullable Boolean nullsFirst, boolean ignoreCase) {
		if (!isSortable(operand)) {
			throw new InvalidQueryException("Rows cannot be sorted by '%s': it holds bytes".formatted(operand));
		}
		TypeName type = operand.type().name();
		boolean text = type == TypeName.VARCHAR || type == TypeName.TEXT;
		boolean folded = ignoreCase && text;
		return new SortTerm(folded ? new Operand.Lower(operand) : operand, descending, nullsFirst, folded);
	}

	/**
	 * Return the same term by another form of what rows are sorted by.
	 */
	SortTerm of(Operand form) {
		return new SortTerm(form, this.descending, this.nullsFirst, this.ignoreCase);
	}

	static boolean isSortable(Operand operand) {
		return operand.type().name() != TypeName.BINARY;
	}

}
