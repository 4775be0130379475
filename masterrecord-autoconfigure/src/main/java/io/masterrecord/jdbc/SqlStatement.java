package io.masterrecord.jdbc;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.dialect.TypedValues;

/**
 * A statement ready to run: its text, the values for its placeholders, and what it
 * touches.
 *
 * @param sql the text of one statement with {@code ?} placeholders, without a terminator
 * @param values the values, in order of the placeholders; a value that is a {@link List}
 * is bound as an array of its column type
 * @param tables the tables it reads or writes, as they stand in the database; empty where
 * they are not known
 * @param kind what it does
 * @since 0.1.0
 */
public record SqlStatement(String sql, List<TypedValue> values, Set<String> tables, StatementKind kind) {

	public SqlStatement {
		values = TypedValues.copyOf(values);
		tables = Set.copyOf(tables);
	}

	/**
	 * Return a statement without values on tables that are not known.
	 * @param kind what it does
	 * @param sql the text
	 * @return the statement
	 */
	public static SqlStatement of(StatementKind kind, String sql) {
		return new SqlStatement(sql, List.of(), Set.of(), kind);
	}

	/**
	 * Return a statement with values on tables that are not known.
	 * @param kind what it does
	 * @param sql the text
	 * @param values the values, in order of the placeholders
	 * @return the statement
	 */
	public static SqlStatement of(StatementKind kind, String sql, TypedValue... values) {
		return new SqlStatement(sql, List.of(values), Set.of(), kind);
	}

	/**
	 * Return a statement of what a dialect rendered.
	 * @param kind what it does
	 * @param command the text and values
	 * @param tables the tables it reads or writes
	 * @return the statement
	 */
	public static SqlStatement of(StatementKind kind, SqlCommand command, Set<String> tables) {
		return new SqlStatement(command.sql(), command.values(), tables, kind);
	}

	/**
	 * Describe the statement without its values.
	 * @return the text, and the types of the values
	 */
	@Override
	public String toString() {
		return this.values.stream()
			.map((value) -> value.type().toString())
			.collect(Collectors.joining(", ", this.sql + " [", "]"));
	}

}
