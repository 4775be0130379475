package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import org.jspecify.annotations.Nullable;

/**
 * Says where a check constraint goes and what it demands.
 *
 * @since 0.1.0
 */
public final class CheckEditor extends Step {

	private final String name;

	private @Nullable String table;

	private @Nullable Check check;

	CheckEditor(String name) {
		this.name = name;
	}

	/**
	 * Name the table.
	 * @param tableName the table
	 * @return this
	 */
	public CheckEditor on(String tableName) {
		once(this.table, "on");
		this.table = tableName;
		return this;
	}

	/**
	 * Demand a condition.
	 * @param sql a condition over the columns of the table
	 */
	public void that(String sql) {
		once(this.check, "that");
		this.check = Check.that(this.name, sql);
	}

	/**
	 * Let a column hold one of a few values, or NULL.
	 * @param column the column
	 * @param values the values: texts or whole numbers
	 */
	public void oneOf(String column, Object... values) {
		once(this.check, "oneOf");
		this.check = oneOf(this.name, column, values);
	}

	static Check oneOf(String name, String column, Object... values) {
		List<Object> widened = new ArrayList<>();
		for (Object value : values) {
			if (value instanceof Long || value instanceof Integer || value instanceof Short) {
				widened.add(((Number) value).longValue());
			}
			else if (value instanceof String) {
				widened.add(value);
			}
			else {
				throw new IllegalArgumentException(
						"Check constraint '%s' lists '%s': list texts or whole numbers".formatted(name, value));
			}
		}
		return Check.oneOf(name, column, widened);
	}

	@Override
	List<SchemaOperation> operations() {
		String tableName = finished(this.table, ".on(table)");
		return List.of(new AddCheck(tableName, finished(this.check, ".that(sql) or .oneOf(column, values)")));
	}

	@Override
	String chain() {
		return "addCheck(\"%s\")".formatted(this.name);
	}

}
