package io.masterrecord.model;

import java.util.List;

import io.masterrecord.schema.Environments;
import org.jspecify.annotations.Nullable;

/**
 * An index as it is declared, in terms of properties.
 *
 * @param parts the properties and expressions, in order
 * @param filter the SQL condition of the rows in the index; empty for all
 * @param name the name of the index; empty for a derived one
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @param constraint whether it belongs to a unique constraint
 * @param included the properties that it holds without being sorted by them
 * @since 0.1.0
 */
public record IndexDefinition(List<Part> parts, String filter, String name, boolean unique, Environments environments,
		boolean constraint, List<String> included) {

	public IndexDefinition {
		parts = List.copyOf(parts);
		included = List.copyOf(included);
	}

	/**
	 * Create an ascending index of all rows.
	 * @param properties the names of the properties, in order
	 * @param name the name of the index; empty for a derived one
	 * @param unique whether it refuses equal rows
	 * @param environments where it exists
	 */
	public IndexDefinition(List<String> properties, String name, boolean unique, Environments environments) {
		this(properties.stream().map(Part::of).toList(), "", name, unique, environments, false, List.of());
	}

	/**
	 * Read an index whose parts are written as in {@code @CompositeIndex}.
	 */
	static IndexDefinition of(List<String> parts, String filter, String name, boolean unique, boolean constraint,
			List<String> included) {
		return new IndexDefinition(parts.stream().map(Part::parse).toList(), filter, name, unique,
				Environments.everywhere(), constraint, included);
	}

	/**
	 * A part of an index.
	 *
	 * @param text the name of a property, or an SQL expression over the columns of the
	 * table
	 * @param isExpression whether it is an expression
	 * @param descending whether it is held from the greatest value to the least
	 * @param nullsFirst whether NULL comes before all values, or {@code null} for NULL as
	 * the least value
	 */
	public record Part(String text, boolean isExpression, boolean descending, @Nullable Boolean nullsFirst) {

		/**
		 * Return the part of a property, ascending.
		 * @param property the name of the property
		 * @return the part
		 */
		public static Part of(String property) {
			return new Part(property, false, false, null);
		}

		/**
		 * Return the part of an expression, ascending.
		 * @param sql the expression
		 * @return the part
		 */
		public static Part expression(String sql) {
			return new Part(sql, true, false, null);
		}

		/**
		 * Read a part: a property or an expression in parentheses, which {@code desc},
		 * {@code nulls first} and {@code nulls last} may follow.
		 */
		static Part parse(String text) {
			String rest = text.strip();
			Boolean nullsFirst = null;
			if (rest.endsWith(" nulls first") || rest.endsWith(" nulls last")) {
				nullsFirst = rest.endsWith(" nulls first");
				rest = rest.substring(0, rest.lastIndexOf(" nulls ")).strip();
			}
			boolean descending = rest.endsWith(" desc");
			if (descending || rest.endsWith(" asc")) {
				rest = rest.substring(0, rest.lastIndexOf(' ')).strip();
			}
			boolean expression = rest.startsWith("(") && rest.endsWith(")");
			return new Part(expression ? rest.substring(1, rest.length() - 1).strip() : rest, expression, descending,
					nullsFirst);
		}

		/**
		 * Return this part from the greatest value to the least.
		 * @return a copy
		 */
		public Part reversed() {
			return new Part(this.text, this.isExpression, true, this.nullsFirst);
		}

		/**
		 * Return this part with NULL at one end.
		 * @param first whether NULL comes before all values
		 * @return a copy
		 */
		public Part withNulls(boolean first) {
			return new Part(this.text, this.isExpression, this.descending, first);
		}

	}

}
