package io.masterrecord.schema;

import java.util.List;

/**
 * A unique constraint: a rule about the data, kept apart from a unique index.
 *
 * @param name the name of the constraint
 * @param columns the columns, in order
 * @since 0.1.0
 */
public record UniqueConstraint(String name, List<String> columns) {

	public UniqueConstraint {
		columns = List.copyOf(columns);
	}

}
