package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Rows as arrays, one for each column: the text of a statement does not depend on how
 * many rows there are, so that the server prepares it once, and the number of
 * placeholders is that of the columns.
 */
final class PostgreSqlBulkSql extends BulkSql {

	private final Dialect dialect;

	PostgreSqlBulkSql(Dialect dialect) {
		super(dialect);
		this.dialect = dialect;
	}

	@Override
	public String way() {
		return "one array for each column";
	}

	@Override
	public int mostRows() {
		return 2000;
	}

	// Arrays of arrays would be one long list.
	@Override
	public boolean bindsLists(List<Column> columns) {
		return columns.stream()
			.map(Column::type)
			.allMatch((type) -> type.name() != TypeName.ARRAY && this.dialect.arrayElementType(type) != null);
	}

	@Override
	public String load(String table, List<Column> columns) {
		return "COPY " + quote(table) + " (" + columns(columns) + ") FROM STDIN";
	}

	@Override
	public long load(Connection connection, String command, Iterable<List<TypedValue>> rows) throws SQLException {
		CopyRows stream = new CopyRows(rows.iterator());
		return PostgreSqlCopy.send(connection, command, stream) ? stream.count() : -1;
	}

	// Numbers are drawn in the order of the sorted rows.
	@Override
	public String insert(String table, List<Column> columns, int rows) {
		if (!bindsLists(columns)) {
			return super.insert(table, columns, rows);
		}
		return "INSERT INTO " + quote(table) + " (" + columns(columns) + ") SELECT " + given(columns.size()) + " FROM "
				+ lists(columns) + " WITH ORDINALITY AS s (" + names(columns.size())
				+ ", given_order) ORDER BY s.given_order";
	}

	@Override
	public @Nullable String update(String table, List<Column> keys, List<Column> columns, @Nullable String counted,
			int rows) {
		List<Column> all = new ArrayList<>(keys);
		all.addAll(columns);
		if (!bindsLists(all)) {
			return null;
		}
		List<String> set = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			set.add(quote(columns.get(i).name()) + " = s.given_" + (keys.size() + i + 1));
		}
		if (counted != null) {
			set.add(quote(counted) + " = t." + quote(counted) + " + 1");
		}
		String same = IntStream.range(0, keys.size())
			.mapToObj((i) -> "t." + quote(keys.get(i).name()) + " = s.given_" + (i + 1))
			.collect(Collectors.joining(" AND "));
		return "UPDATE " + quote(table) + " AS t SET " + String.join(", ", set) + " FROM " + lists(all) + " AS s ("
				+ names(all.size()) + ") WHERE " + same;
	}

	// Dates may be of years that have no four digits.
	@Override
	public @Nullable String among(Column column) {
		return switch (column.type().name()) {
			case SMALLINT, INTEGER, BIGINT, VARCHAR, TEXT, UUID ->
				quote(column.name()) + " = ANY (" + list(column) + ")";
			default -> null;
		};
	}

	@Override
	public @Nullable String delete(String table, List<Column> keys) {
		if (keys.stream().anyMatch((key) -> among(key) == null)) {
			return null;
		}
		String same = IntStream.range(0, keys.size())
			.mapToObj((i) -> "t." + quote(keys.get(i).name()) + " = s.given_" + (i + 1))
			.collect(Collectors.joining(" AND "));
		return "DELETE FROM " + quote(table) + " AS t USING " + lists(keys) + " AS s (" + names(keys.size())
				+ ") WHERE " + same;
	}

	// An inserted row was never locked by anybody, which its system column tells.
	@Override
	public @Nullable String upsert(Upsert upsert, int rows) {
		return onConflict(upsert, rows) + " RETURNING "
				+ upsert.returning().stream().map((name) -> "t." + quote(name)).collect(Collectors.joining(", "))
				+ ", CASE WHEN t.xmax = 0 THEN 1 ELSE 0 END";
	}

	private String lists(List<Column> columns) {
		return columns.stream().map(this::list).collect(Collectors.joining(", ", "unnest(", ")"));
	}

	private String list(Column column) {
		return "CAST(? AS " + this.dialect.arrayElementType(column.type()) + "[])";
	}

	private static String names(int number) {
		return IntStream.rangeClosed(1, number).mapToObj((i) -> "given_" + i).collect(Collectors.joining(", "));
	}

	private static String given(int number) {
		return IntStream.rangeClosed(1, number).mapToObj((i) -> "s.given_" + i).collect(Collectors.joining(", "));
	}

}
