package io.masterrecord.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change of a table that leaves the table in use meanwhile.
 *
 * @param leftovers a query for the statements that remove what an attempt leaves behind
 * which was cut off; {@code null} if nothing is ever left behind, and the statements fit
 * into whatever they are run in. With such a query, they have to be run one by one,
 * outside of any transaction
 * @param commands the statements, in order
 * @param building the place of the statement that leaves something behind when it fails,
 * from 0; a negative number if each of them is done as a whole or not at all
 * @param otherwise what is run instead where the table cannot be in use meanwhile,
 * {@code null} if every table can
 * @since 0.1.0
 */
public record OnlineChange(@Nullable String leftovers, List<SqlCommand> commands, int building,
		@Nullable Otherwise otherwise) {

	public OnlineChange {
		commands = List.copyOf(commands);
	}

	/**
	 * Create a change of statements that are done as a whole or not at all.
	 * @param leftovers a query for the statements that remove what is left behind if not
	 * all of them are done; {@code null} if they fit into whatever they are run in
	 * @param commands the statements, in order
	 */
	public OnlineChange(@Nullable String leftovers, List<SqlCommand> commands) {
		this(leftovers, commands, -1);
	}

	/**
	 * Create a change that every table can be in use meanwhile.
	 * @param leftovers a query for the statements that remove what is left behind;
	 * {@code null} if nothing ever is
	 * @param commands the statements, in order
	 * @param building the place of the statement that leaves something behind when it
	 * fails, from 0
	 */
	public OnlineChange(@Nullable String leftovers, List<SqlCommand> commands, int building) {
		this(leftovers, commands, building, null);
	}

	/**
	 * The same change for a table that is locked meanwhile, because of the way it is
	 * stored.
	 *
	 * @param reason a query that has a row where a table is stored in such a way, which
	 * says in which
	 * @param commands the statements, one for each of those that are run elsewhere
	 */
	public record Otherwise(String reason, List<SqlCommand> commands) {

		public Otherwise {
			commands = List.copyOf(commands);
		}

	}

}
