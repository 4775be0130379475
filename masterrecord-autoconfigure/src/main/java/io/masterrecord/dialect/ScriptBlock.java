package io.masterrecord.dialect;

import java.util.List;

/**
 * A part of a script that looks at the database before it does anything.
 *
 * @param scope what no other process may be at meanwhile, within the database
 * @param done a query that has a row if there is nothing to do any more
 * @param refusals what nothing is done for
 * @param parts what is done, in order
 * @param failure a statement for the record if a statement of a part fails, where the
 * parts before it stay; empty if there is nothing to be put on record
 * @since 0.1.0
 */
public record ScriptBlock(String scope, String done, List<Refusal> refusals, List<Part> parts, String failure) {

	public ScriptBlock {
		refusals = List.copyOf(refusals);
		parts = List.copyOf(parts);
	}

	/**
	 * A state of the database in which nothing can be done.
	 *
	 * @param query a query that has a row if the database is in that state
	 * @param message what is said then, of 128 characters at most
	 */
	public record Refusal(String query, String message) {
	}

	/**
	 * Statements that are done together, as far as they fit into a transaction.
	 *
	 * @param done a query that has a row if they are done already
	 * @param statements the statements, without terminators
	 * @param records statements that put them on record
	 */
	public record Part(String done, List<String> statements, List<String> records) {

		public Part {
			statements = List.copyOf(statements);
			records = List.copyOf(records);
		}

	}

}
