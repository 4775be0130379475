package io.masterrecord.diff;

import java.util.Set;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

/**
 * Which types every database can turn into each other, as far as the values allow it.
 * What can be made one way only could not be undone.
 */
final class Conversions {

	private static final Set<TypeName> TEXTS = Set.of(TypeName.VARCHAR, TypeName.TEXT);

	private static final Set<TypeName> NUMBERS = Set.of(TypeName.BOOLEAN, TypeName.SMALLINT, TypeName.INTEGER,
			TypeName.BIGINT, TypeName.REAL, TypeName.DOUBLE, TypeName.DECIMAL);

	private static final Set<TypeName> DAYS = Set.of(TypeName.DATE, TypeName.DATETIME, TypeName.TIMESTAMP);

	private Conversions() {
	}

	/**
	 * Tell whether values of a type can become values of another one, and back.
	 * @param from the type so far
	 * @param to the type from now on
	 * @return whether the change makes sense anywhere
	 */
	static boolean isPossible(ColumnType from, ColumnType to) {
		TypeName old = from.name();
		TypeName now = to.name();
		return old == now || TEXTS.contains(old) || TEXTS.contains(now)
				|| (NUMBERS.contains(old) && NUMBERS.contains(now)) || (DAYS.contains(old) && DAYS.contains(now));
	}

}
