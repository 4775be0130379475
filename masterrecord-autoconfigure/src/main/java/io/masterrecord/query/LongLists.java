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
	 * Return values as lists.
	 * @return the lists, none if the values are bound one by one
	 */
	static List<TypedValue> of(Dialect dialect, Slots slots, ColumnType type, List<Object> content) {
		if (!slots.listsLong(content.size()) || dialect.listed("", false, type) == null) {
			return List.of();
		}
		ColumnType array = ColumnType.arrayOf((type.name() == TypeName.VARCHAR) ? TypeName.TEXT : type.name());
		boolean arrays = dialect.arrayElementType(array) != null;
		List<TypedValue> lists = new ArrayList<>();
		int most = Math.min(dialect.mostListed(), content.size());
		for (int start = 0; start < content.size(); start += most) {
			List<Object> part = content.subList(start, Math.min(content.size(), start + most));
			lists.add(arrays ? new TypedValue(array, part) : json(part));
		}
		return lists;
	}

	private static TypedValue json(List<Object> values) {
		List<Object> plain = values.stream()
			.map((value) -> (value instanceof Number) ? value : (Object) String.valueOf(value))
			.toList();
		return new TypedValue(ColumnType.of(TypeName.TEXT), JsonWriter.write(plain));
	}

}
