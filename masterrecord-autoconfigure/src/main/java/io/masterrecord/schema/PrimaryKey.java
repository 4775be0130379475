package io.masterrecord.schema;

import java.util.List;

/**
 * The primary key of a table.
 *
 * @param name the name of the constraint; dialects without named primary keys ignore it
 * @param columns the columns, in order
 * @since 0.1.0
 */
public record PrimaryKey(String name, List<String> columns) {

	public PrimaryKey {
		columns = List.copyOf(columns);
	}

}
