package io.masterrecord.model;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.Environments;

/**
 * An index as it is declared, in terms of properties.
 *
 * @param properties the names of the properties, in order
 * @param descending those of them that are held from the greatest value to the least
 * @param filter the SQL condition of the rows in the index; empty for all
 * @param name the name of the index; empty for a derived one
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @since 0.1.0
 */
public record IndexDefinition(List<String> properties, List<String> descending, String filter, String name,
		boolean unique, Environments environments) {

	public IndexDefinition {
		properties = List.copyOf(properties);
		descending = List.copyOf(descending);
	}

	/**
	 * Create an ascending index of all rows.
	 * @param properties the names of the properties, in order
	 * @param name the name of the index; empty for a derived one
	 * @param unique whether it refuses equal rows
	 * @param environments where it exists
	 */
	public IndexDefinition(List<String> properties, String name, boolean unique, Environments environments) {
		this(properties, List.of(), "", name, unique, environments);
	}

	/**
	 * Read an index whose properties may be followed by {@code desc}.
	 */
	static IndexDefinition of(List<String> parts, String filter, String name, boolean unique) {
		List<String> properties = new ArrayList<>();
		List<String> descending = new ArrayList<>();
		for (String part : parts) {
			String property = part.endsWith(" desc") ? part.substring(0, part.length() - 5).strip() : part;
			properties.add(property);
			if (!property.equals(part)) {
				descending.add(property);
			}
		}
		return new IndexDefinition(properties, descending, filter, name, unique, Environments.everywhere());
	}

}
