package io.masterrecord.test;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;

import org.springframework.util.StringUtils;

/**
 * The statements that some work sent, in order. A batch is one statement.
 *
 * @param statements the statements
 * @since 0.1.0
 */
public record Queries(List<SqlStatement> statements) {

	private static final int MOST_CHARACTERS = 500;

	public Queries {
		statements = List.copyOf(statements);
	}

	/**
	 * Return how many statements there were.
	 * @return the number
	 */
	public int count() {
		return this.statements.size();
	}

	/**
	 * Return the statements of one kind.
	 * @param kind the kind
	 * @return those statements
	 */
	public Queries of(StatementKind kind) {
		return new Queries(this.statements.stream().filter((statement) -> statement.kind() == kind).toList());
	}

	/**
	 * Return the statements that touch a table.
	 * @param table the name of the table, as it stands in the database
	 * @return those statements
	 */
	public Queries on(String table) {
		return new Queries(this.statements.stream().filter((statement) -> statement.tables().contains(table)).toList());
	}

	/**
	 * Require a number of statements.
	 * @param expected how many there have to be
	 * @return this
	 * @throws AssertionError if there are more or fewer, with the text of each
	 */
	public Queries hasCount(int expected) {
		if (count() != expected) {
			throw new AssertionError(
					"Expected %d statements, but there were %d:%n%s".formatted(expected, count(), this));
		}
		return this;
	}

	/**
	 * Require that there are not more statements than some number.
	 * @param most how many there may be
	 * @return this
	 * @throws AssertionError if there are more, with the text of each
	 */
	public Queries hasAtMost(int most) {
		if (count() > most) {
			throw new AssertionError(
					"Expected at most %d statements, but there were %d:%n%s".formatted(most, count(), this));
		}
		return this;
	}

	/**
	 * Return the texts, one in a line, cut where they are long, without any value.
	 */
	@Override
	public String toString() {
		return this.statements.stream()
			.map((statement) -> StringUtils.truncate(statement.sql(), MOST_CHARACTERS))
			.collect(Collectors.joining(System.lineSeparator()));
	}

}
