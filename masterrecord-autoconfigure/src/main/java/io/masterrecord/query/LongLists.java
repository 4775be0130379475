package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

/**
 * More values to compare with than a statement can have, bound as few lists.
 */
final class LongLists {

	private LongLists() {
	}

	/**
	 * Cut values into lists.
	 * @return the values of each list, none if the values are bound one by one
	 */
	static List<List<Object>> parts(Dialect dialect, Slots slots, ColumnType type, List<Object> content) {
		if (!slots.listsLong(content.size()) || dialect.listed("", false, type) == null) {
			return List.of();
		}
		List<List<Object>> parts = new ArrayList<>();
		int most = Math.min(dialect.mostListed(), content.size());
		for (int start = 0; start < content.size(); start += most) {
			parts.add(content.subList(start, Math.min(content.size(), start + most)));
		}
		return parts;
	}

	/**
	 * Return a list as it is bound.
	 */
	static TypedValue bound(Dialect dialect, ColumnType type, List<Object> part) {
		ColumnType array = ColumnType.arrayOf((type.name() == TypeName.VARCHAR) ? TypeName.TEXT : type.name());
		return (dialect.arrayElementType(array) != null) ? new TypedValue(array, part) : json(part);
	}

	private static TypedValue json(List<Object> values) {
		List<Object> plain = values.stream()
			.map((value) -> (value instanceof Number) ? value : (Object) String.valueOf(value))
			.toList();
		return new TypedValue(ColumnType.of(TypeName.TEXT), JsonWriter.write(plain));
	}

}
