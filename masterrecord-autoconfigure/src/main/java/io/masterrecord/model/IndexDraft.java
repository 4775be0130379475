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
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @param implied whether a foreign key brings it, so that any other index will do as well
 */
record IndexDraft(String name, @Nullable String property, List<String> columns, boolean unique,
		Environments environments, boolean implied) {

	boolean isNamed() {
		return !this.name.isEmpty();
	}

	boolean hasSameDefinition(IndexDraft other) {
		return this.columns.equals(other.columns) && this.unique == other.unique
				&& this.environments.equals(other.environments);
	}

	String describe(String table) {
		String where = this.environments.isEverywhere() ? "" : " when " + String.join(", ", this.environments.names());
		return "%s on '%s' (%s)%s".formatted(this.unique ? "unique index" : "index", table,
				String.join(", ", this.columns), where);
	}

}
