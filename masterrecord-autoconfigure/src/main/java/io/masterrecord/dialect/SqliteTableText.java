package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.SqlToken;

/**
 * The constraints and computed columns in the text of a table, where alone SQLite keeps
 * their names and expressions.
 */
final class SqliteTableText {

	private static final Pattern NUMBERED = Pattern.compile("(\\d+):(.*)", Pattern.DOTALL);

	private final List<String> foreignKeys = new ArrayList<>();

	private final List<Deferral> deferrals = new ArrayList<>();

	private final List<Check> checks = new ArrayList<>();

	private final Map<String, String> computed = new HashMap<>();

	private String primaryKey = "";

	private SqliteTableText(String sql) {
		int depth = 0;
		String name = "";
		String previous = "";
		String element = "";
		int opened = 0;
		String opener = "";
		for (SqlToken token : SqlToken.withBrackets(sql)) {
			if (!token.isCode()) {
				continue;
			}
			String word = token.folded();
			if (word.equals("(")) {
				depth++;
				if (depth == 2) {
					opened = token.end();
					opener = previous;
				}
			}
			else if (word.equals(")")) {
				depth--;
				if (depth == 1) {
					expression(opener, name, element, sql.substring(opened, token.start()).strip());
				}
			}
			else if (depth == 1) {
				if (element.isEmpty()) {
					element = token.content();
				}
				if (word.equals(",")) {
					name = "";
					element = "";
				}
				else if (previous.equals("constraint")) {
					name = token.content();
					word = "";
				}
				else if (word.equals("primary")) {
					this.primaryKey = name;
				}
				else if (word.equals("references")) {
					this.foreignKeys.add(name);
					this.deferrals.add(Deferral.NOT_DEFERRABLE);
				}
				else if (word.equals("deferrable") && !previous.equals("not")) {
					this.deferrals.set(this.deferrals.size() - 1, Deferral.INITIALLY_IMMEDIATE);
				}
				else if (word.equals("deferred")) {
					this.deferrals.set(this.deferrals.size() - 1, Deferral.INITIALLY_DEFERRED);
				}
			}
			previous = word;
		}
	}

	private void expression(String opener, String constraint, String element, String text) {
		if (opener.equals("check")) {
			this.checks.add(Check.that(constraint, text));
		}
		else if (opener.equals("as")) {
			this.computed.put(element, text);
		}
	}

	/**
	 * Return the name of a constraint.
	 * @param told the text of the table for its primary key; for a foreign key with its
	 * number before, which counts from the last to the first
	 */
	static String constraintName(String told) {
		Matcher numbered = NUMBERED.matcher(told);
		if (!numbered.matches()) {
			return new SqliteTableText(told).primaryKey;
		}
		return numbered(new SqliteTableText(numbered.group(2)).foreignKeys, numbered, "");
	}

	/**
	 * Return the check constraints that have a name.
	 * @param told the text of the table
	 */
	static List<Check> checks(String told) {
		return new SqliteTableText(told).checks.stream().filter((check) -> !check.name().isEmpty()).toList();
	}

	/**
	 * Return what the check constraints say that have no name.
	 * @param told the text of the table
	 */
	static List<String> unnamedChecks(String told) {
		return new SqliteTableText(told).checks.stream()
			.filter((check) -> check.name().isEmpty())
			.map((check) -> ((Check.Sql) check.rule()).sql())
			.toList();
	}

	/**
	 * Return what a column is computed from.
	 * @param column the name of the column
	 * @param told the text of the table
	 */
	static String computedFrom(String column, String told) {
		return new SqliteTableText(told).computed.getOrDefault(column, "");
	}

	/**
	 * Return when a foreign key is checked.
	 * @param told the text of the table with the number of the foreign key before
	 */
	static Deferral deferral(String told) {
		Matcher numbered = NUMBERED.matcher(told);
		return numbered.matches()
				? numbered(new SqliteTableText(numbered.group(2)).deferrals, numbered, Deferral.NOT_DEFERRABLE)
				: Deferral.NOT_DEFERRABLE;
	}

	private static <T> T numbered(List<T> elements, Matcher numbered, T otherwise) {
		int index = elements.size() - 1 - Integer.parseInt(numbered.group(1));
		return (index >= 0) ? elements.get(index) : otherwise;
	}

}
