package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Inserts rows where an insert delivers nothing but generated keys, and looks up what
 * else was left to the database. Of the keys only the first is believed: a driver makes
 * up the others out of what it was told when it connected.
 *
 * @param <T> the entity
 */
final class KeyedInserts<T> {

	private static final ColumnType NUMBER = ColumnType.of(TypeName.BIGINT);

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	KeyedInserts(EntityScope<T> scope, RowLookup<T> lookup) {
		this.scope = scope;
		this.lookup = lookup;
	}

	/**
	 * Insert rows with one statement.
	 * @param shape what the rows have in common
	 * @param insert the statement
	 * @return what was left to the database, in the order of the rows: the ids, then the
	 * others
	 */
	List<List<@Nullable Object>> insert(InsertShape shape, List<PendingRow<T>> rows, SqlStatement insert) {
		List<Object> ids = shape.numbered() ? numbers(shape, rows.size(), insert) : given(rows, insert);
		int size = this.scope.key().size();
		List<PropertyModel> others = shape.delivered().subList(size, shape.delivered().size());
		Map<Object, List<@Nullable Object>> found = others.isEmpty() ? Map.of() : this.lookup.read(others, ids);
		List<List<@Nullable Object>> result = new ArrayList<>(ids.size());
		for (Object id : ids) {
			List<@Nullable Object> row = new ArrayList<>(shape.delivered().size());
			row.addAll(this.scope.key().valuesOf(id));
			if (!others.isEmpty()) {
				row.addAll(EntityInserter.found(found.get(this.lookup.key(id))));
			}
			result.add(row);
		}
		return result;
	}

	private List<Object> given(List<PendingRow<T>> rows, SqlStatement insert) {
		this.scope.gate().update(insert);
		return rows.stream().map(this.scope::givenId).toList();
	}

	private List<Object> numbers(InsertShape shape, int rows, SqlStatement insert) {
		PropertyModel id = this.scope.key().properties().get(0);
		List<List<@Nullable Object>> keys = this.scope.gate()
			.updateReturning(insert, this.scope.key().columns(), RowReading.of(List.of(id), this.scope.dialect()));
		Object first = EntityInserter.found(EntityInserter.found(keys.isEmpty() ? null : keys.get(0)).get(0));
		if (rows == 1) {
			return List.of(first);
		}
		long number = ((Number) EntityInserter.found(id.toColumn(first))).longValue();
		long step = step(shape, number, rows);
		return LongStream.range(0, rows).mapToObj((i) -> number(id, number + i * step)).toList();
	}

	private static Object number(PropertyModel id, long number) {
		return EntityInserter.found(id.fromColumn(number));
	}

	/**
	 * Return what lies between the numbers of two rows of one insert, and make sure that
	 * its rows have those numbers.
	 */
	private long step(InsertShape shape, long first, int rows) {
		TypedValue number = new TypedValue(NUMBER, first);
		long[] told = this.scope.gate()
			.query(this.scope.statement(StatementKind.SELECT, EntityInserter.found(shape.following()),
					List.of(number, number, new TypedValue(NUMBER, rows - 1L), number)),
					(found) -> found.next() ? new long[] { found.getLong(1), found.getLong(2) } : new long[2]);
		if (told[0] < 1 || told[1] != rows) {
			throw new InvalidDataAccessResourceUsageException(
					"%d rows of '%s' were inserted of which the first has the id %d, but the others have not those that follow it, so nothing tells which row has which id. Insert them one by one, or let no trigger set their ids"
						.formatted(rows, this.scope.model().table(), first));
		}
		return told[0];
	}

}
