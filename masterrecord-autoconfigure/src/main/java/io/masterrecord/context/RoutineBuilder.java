package io.masterrecord.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import io.masterrecord.schema.Routine;
import org.jspecify.annotations.Nullable;

/**
 * Says what a view, function or trigger is made of. A view says its query, a function or
 * trigger its whole statement; on a dialect for which nothing is said it does not exist.
 * The tables whose names stand in the SQL are found by themselves.
 *
 * @since 0.1.0
 */
public final class RoutineBuilder {

	private final Routine.Kind kind;

	private final String name;

	private final @Nullable String table;

	private final TreeMap<String, String> sql = new TreeMap<>();

	private final List<String> uses = new ArrayList<>();

	RoutineBuilder(Routine.Kind kind, String name, @Nullable String table) {
		this.kind = kind;
		this.name = name;
		this.table = table;
	}

	/**
	 * State the SQL for all dialects that have none of their own. Tables and columns are
	 * named without quotes.
	 * @param text the query of a view, or a whole statement
	 * @return this
	 */
	public RoutineBuilder as(String text) {
		this.sql.put(Routine.EVERY_DIALECT, text);
		return this;
	}

	/**
	 * State the SQL for one dialect.
	 * @param dialect the name of the dialect
	 * @param text the query of a view, or a whole statement
	 * @return this
	 */
	public RoutineBuilder onDialect(String dialect, String text) {
		this.sql.put(dialect, text);
		return this;
	}

	/**
	 * Name other views and functions that it is made of, so that it goes before they
	 * change and comes back afterwards.
	 * @param names the names
	 * @return this
	 */
	public RoutineBuilder uses(String... names) {
		this.uses.addAll(Arrays.asList(names));
		return this;
	}

	Routine define() {
		return new Routine(this.kind, this.name, this.table, this.sql, this.uses);
	}

}
