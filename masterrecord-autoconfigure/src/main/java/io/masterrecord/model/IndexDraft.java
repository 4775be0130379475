package io.masterrecord.model;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.IndexColumn;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table that may not have its name yet.
 *
 * @param name the name, empty if it is to be derived
 * @param property the property it is declared on, or {@code null} for several
 * @param parts the columns and expressions, in order
 * @param filter the SQL condition of the rows in the index; empty for all
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @param constraint whether it belongs to a unique constraint
 * @param implied whether a foreign key brings it, so that any other index that begins
 * with its columns will do as well
 * @param included the columns that it holds without being sorted by them
 */
record IndexDraft(String name, @Nullable String property, List<IndexColumn> parts, String filter, boolean unique,
		Environments environments, boolean constraint, boolean implied, List<String> included) {

	/**
	 * Tell whether the index serves whatever an ascending one of all rows does, and
	 * nothing more.
	 */
	boolean isPlain() {
		return this.filter.isEmpty() && this.included.isEmpty()
				&& this.parts.stream().allMatch((part) -> part.equals(IndexColumn.ascending(part.name())));
	}

	/**
	 * Tell whether the index finds the rows that have given values in the columns of
	 * another one, whose order does not matter for that.
	 */
	boolean startsWith(IndexDraft other) {
		int count = other.parts.size();
		return this.filter.isEmpty() && this.parts.size() >= count
				&& this.parts.subList(0, count).stream().noneMatch(IndexColumn::isExpression)
				&& columns().subList(0, count).equals(other.columns());
	}

	boolean isNamed() {
		return !this.name.isEmpty();
	}

	/**
	 * Return the columns, and the expressions as texts.
	 */
	List<String> columns() {
		return this.parts.stream().map(IndexColumn::name).toList();
	}

	/**
	 * Return what a derived name says of the columns and expressions.
	 */
	List<String> words() {
		return this.parts.stream()
			.map((part) -> part.isExpression() ? part.name().replaceAll("\\W+", " ").strip().replace(' ', '_')
					: part.name())
			.toList();
	}

	boolean hasSameDefinition(IndexDraft other) {
		return this.parts.equals(other.parts) && this.unique == other.unique && this.constraint == other.constraint
				&& this.environments.equals(other.environments) && this.filter.equals(other.filter)
				&& this.included.equals(other.included);
	}

	private String kind() {
		if (this.constraint) {
			return "unique constraint";
		}
		return this.unique ? "unique index" : "index";
	}

	String describe(String table) {
		String where = this.environments.isEverywhere() ? "" : " when " + String.join(", ", this.environments.names());
		return "%s on '%s' (%s)%s".formatted(kind(), table, columns().stream().collect(Collectors.joining(", ")),
				where);
	}

}
