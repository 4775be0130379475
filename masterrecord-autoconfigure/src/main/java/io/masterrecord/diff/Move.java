package io.masterrecord.diff;

import java.util.List;

import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Values that may be on their way from one table to another: columns that are gone from
 * one while the other has new ones of the same names and types. Whether they are, only a
 * person knows.
 *
 * @param source the table that loses the columns, or goes itself
 * @param target the table that gets them
 * @param columns the columns, in order
 * @param sql a statement that copies the values while both are there, as far as keys tell
 * which rows belong together; {@code null} if they do not
 * @since 0.1.0
 */
public record Move(String source, String target, List<String> columns, @Nullable String sql) {

	public Move {
		columns = List.copyOf(columns);
	}

	/**
	 * Find what may have moved between two schemas. Renames are not looked at: the schema
	 * before has the names of the one after.
	 * @param from the schema before
	 * @param to the schema after
	 * @return the moves, by source and target
	 */
	public static List<Move> between(Schema from, Schema to) {
		return new MoveFinder(from, to).find();
	}

	/**
	 * Return the columns with their table, as a part of a sentence.
	 * @return their names
	 */
	public String names() {
		return String.join(", ", this.columns.stream().map((column) -> this.source + "." + column).toList());
	}

}
