package io.masterrecord.model;

import java.util.List;

import io.masterrecord.schema.Environments;

/**
 * An index as it is declared, in terms of properties.
 *
 * @param properties the names of the properties, in order
 * @param name the name of the index; empty for a derived one
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @since 0.1.0
 */
public record IndexDefinition(List<String> properties, String name, boolean unique, Environments environments) {

	public IndexDefinition {
		properties = List.copyOf(properties);
	}

}
