package io.masterrecord.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A view, function or trigger: something that is made of SQL of the application's own and
 * is replaced as a whole.
 *
 * @param kind what it is
 * @param name the name as it stands in the database
 * @param table the table of a trigger, otherwise {@code null}
 * @param sql the text by dialect; the text under the empty name is for all dialects that
 * have none of their own. A view says its query, functions and triggers say their whole
 * statement. On a dialect without a text it does not exist.
 * @param uses the tables and other routines it is made of, by name
 * @since 0.1.0
 */
public record Routine(Kind kind, String name, @Nullable String table, SortedMap<String, String> sql,
		List<String> uses) {

	/** The key of the text that is for all dialects. */
	public static final String EVERY_DIALECT = "";

	public Routine {
		sql = Collections.unmodifiableSortedMap(new TreeMap<>(sql));
		uses = uses.stream().distinct().sorted().toList();
	}

	/**
	 * Return the text for a dialect.
	 * @param dialect the name of the dialect
	 * @return the text, or {@code null} if there is none
	 */
	public @Nullable String sqlFor(String dialect) {
		return this.sql.getOrDefault(dialect, this.sql.get(EVERY_DIALECT));
	}

	/**
	 * What a routine is.
	 */
	public enum Kind {

		/** A query that can be read like a table. */
		VIEW,

		/** A function that SQL can call. */
		FUNCTION,

		/** Something that runs when rows of a table change. */
		TRIGGER

	}

}
