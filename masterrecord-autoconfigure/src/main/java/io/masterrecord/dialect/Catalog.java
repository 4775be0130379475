package io.masterrecord.dialect;

import java.util.List;
import java.util.Map;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.TypeName;

/**
 * What a vendor tells of the tables of a live database: the questions, and what the
 * answers mean.
 *
 * @since 0.1.0
 */
public interface Catalog {

	/**
	 * Return the questions to ask a live database about its tables.
	 * @return the queries
	 */
	CatalogQueries queries();

	/**
	 * Return the neutral types by their names in the catalog.
	 * @return the types, by names in lower case and without sizes
	 */
	Map<String, TypeName> typeNames();

	/**
	 * Return the query for what only a sequence itself tells.
	 * @param name the name of the sequence
	 * @return the query for its first number and its step, empty where the one for all
	 * sequences tells them
	 */
	default String sequence(String name) {
		return "";
	}

	/**
	 * Return check constraints of a table.
	 * @param told what a query of the catalog returned in place of a name
	 * @param text what it returned in place of the condition
	 * @return the constraints, without those that nobody gave a name
	 */
	default List<Check> checks(String told, String text) {
		return List.of(Check.that(told, text));
	}

	/**
	 * Return what the check constraints of a table say that nobody gave a name, where
	 * only the text of their table tells of them.
	 * @param told what a query of the catalog returned in place of a name
	 * @return the conditions, in order
	 */
	default List<String> unnamedChecks(String told) {
		return List.of();
	}

	/**
	 * Return what a column is computed from.
	 * @param column the name of the column
	 * @param told what a query of the catalog returned in place of the expression
	 * @return the expression as the catalog keeps it
	 */
	default String computedFrom(String column, String told) {
		return told;
	}

	/**
	 * Return the condition of an index.
	 * @param told what a query of the catalog returned in place of the condition
	 * @return the condition as the catalog keeps it
	 */
	default String indexFilter(String told) {
		return told;
	}

	/**
	 * Return an expression of an index.
	 * @param told what a query of the catalog returned in place of the expression
	 * @param position which part of the index it is, from 0
	 * @return the expression as the catalog keeps it
	 */
	default String indexExpression(String told, int position) {
		return told;
	}

	/**
	 * Tell whether a constraint or index has a name that nobody gave it, which is no use
	 * for anything.
	 * @param name the name as the catalog tells it
	 * @return whether it is as good as none
	 */
	default boolean isUnnamed(String name) {
		return name.isEmpty();
	}

	/**
	 * Return when a foreign key is checked.
	 * @param told what a query of the catalog returned: {@code n}, {@code i} or
	 * {@code d}, or what the dialect understands
	 * @return when
	 */
	default Deferral deferral(String told) {
		return switch (told) {
			case "i" -> Deferral.INITIALLY_IMMEDIATE;
			case "d" -> Deferral.INITIALLY_DEFERRED;
			default -> Deferral.NOT_DEFERRABLE;
		};
	}

	/**
	 * Tell whether tables and columns can have comments; where they cannot, comments are
	 * left out.
	 * @return whether the catalog keeps them
	 */
	default boolean comments() {
		return true;
	}

	/**
	 * Tell whether the catalog tells the collation of a column.
	 * @return whether it does
	 */
	default boolean collations() {
		return true;
	}

	/**
	 * Return the name of a constraint.
	 * @param told what a query of the catalog returned in place of the name
	 * @return the name, empty if the constraint has none
	 */
	default String constraintName(String told) {
		return told;
	}

	/**
	 * Tell whether a primary key keeps its name.
	 * @return whether the catalog knows the name
	 */
	default boolean namedPrimaryKeys() {
		return true;
	}

}
