package io.masterrecord.write;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ValueForm;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads some columns of rows as the values of their properties, by position.
 */
record RowReading(List<PropertyModel> properties,
		List<ValueForm> forms) implements ResultReader<List<List<@Nullable Object>>> {

	static RowReading of(List<PropertyModel> properties, Dialect dialect) {
		return new RowReading(properties,
				properties.stream().map((property) -> dialect.valueForm(property.type().name())).toList());
	}

	@Override
	public List<List<@Nullable Object>> read(ResultSet rows) throws SQLException {
		List<List<@Nullable Object>> result = new ArrayList<>();
		while (rows.next()) {
			result.add(readRow(rows));
		}
		return result;
	}

	/**
	 * Read the row at hand.
	 */
	List<@Nullable Object> readRow(ResultSet rows) throws SQLException {
		List<@Nullable Object> row = new ArrayList<>(this.properties.size());
		for (int i = 0; i < this.properties.size(); i++) {
			PropertyModel property = this.properties.get(i);
			row.add(property.fromColumn(isNumberedId(property) ? (Object) rows.getLong(i + 1)
					: ColumnReader.read(rows, i + 1, property.type(), this.forms.get(i))));
		}
		return row;
	}

	/**
	 * Tell whether a column is an id that is a number: it is never NULL, so that the
	 * driver need not be asked whether it is.
	 */
	private static boolean isNumberedId(PropertyModel property) {
		return property.isId() && switch (property.type().name()) {
			case SMALLINT, INTEGER, BIGINT -> true;
			default -> false;
		};
	}

}
