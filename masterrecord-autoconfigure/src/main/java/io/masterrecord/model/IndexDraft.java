package io.masterrecord.model;

import java.util.List;

import io.masterrecord.schema.Environments;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table that may not have its name yet.
 *
 * @param name the name, empty if it is to be derived
 * @param property the property it is declared on, or {@code null} for several
 * @param columns the columns, in order
 * @param descending those of them that are held from the greatest value to the least
 * @param filter the SQL condition of the rows in the index; empty for all
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @param implied whether a foreign key brings it, so that any other index will do as well
 */
record IndexDraft(String name, @Nullable String property, List<String> columns, List<String> descending, String filter,
		boolean unique, Environments environments, boolean implied) {

	/**
	 * Tell whether the index serves whatever an ascending one of all rows does.
	 */
	boolean isPlain() {
		return this.descending.isEmpty() && this.filter.isEmpty();
	}

	boolean isNamed() {
		return !this.name.isEmpty();
	}

	boolean hasSameDefinition(IndexDraft other) {
		return this.columns.equals(other.columns) && this.unique == other.unique
				&& this.environments.equals(other.environments) && this.descending.equals(other.descending)
				&& this.filter.equals(other.filter);
	}

	String describe(String table) {
		String where = this.environments.isEverywhere() ? "" : " when " + String.join(", ", this.environments.names());
		return "%s on '%s' (%s)%s".formatted(this.unique ? "unique index" : "index", table,
				String.join(", ", this.columns), where);
	}

}
