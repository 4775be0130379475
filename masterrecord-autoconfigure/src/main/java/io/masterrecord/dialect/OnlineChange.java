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
 * @since 0.1.0
 */
public record OnlineChange(@Nullable String leftovers, List<SqlCommand> commands) {

	public OnlineChange {
		commands = List.copyOf(commands);
	}

}
