package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.masterrecord.schema.SqlToken;

/**
 * Tells of SQL that a person wrote whether it takes rows or columns away: what it says
 * after comments, in one statement or several. What a routine does when it is called is
 * not looked at.
 */
final class DestructiveSql {

	private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "TRIGGER", "EVENT", "RULE", "ALIAS");

	private static final Set<String> WITH_ROWS = Set.of("TABLE", "SCHEMA", "DATABASE", "OWNED", "COLUMN", "PARTITION");

	/** What is dropped from a table or column without taking a value away. */
	private static final Set<String> WITHOUT_ROWS = Set.of("CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK",
			"DEFAULT", "NOT", "IDENTITY", "EXPRESSION");

	/** What begins a statement that others may stand in. */
	private static final Set<String> AROUND = Set.of("WITH", "MERGE", "DO", "BEGIN", "EXECUTE", "EXPLAIN");

	private DestructiveSql() {
	}

	static boolean takesAway(String sql) {
		List<List<String>> statements = new ArrayList<>();
		statements.add(new ArrayList<>());
		read(sql, statements);
		List<String> first = statements.get(0);
		if (!first.isEmpty() && first.get(0).equals("CREATE") && first.stream().limit(8).anyMatch(ROUTINES::contains)) {
			return false;
		}
		return statements.stream().anyMatch(DestructiveSql::takesAway);
	}

	/** What some databases run of a comment is part of the text. */
	private static void read(String sql, List<List<String>> statements) {
		for (SqlToken token : SqlToken.of(sql)) {
			List<String> words = statements.get(statements.size() - 1);
			if (token.isRun()) {
				read(token.text().substring(token.text().indexOf('!') + 1, token.text().length() - 2), statements);
			}
			else if (token.is(";")) {
				statements.add(new ArrayList<>());
			}
			else {
				addWords(token, words);
			}
		}
	}

	/**
	 * A body between dollars belongs to the statement around it, with all its statements.
	 */
	private static void addWords(SqlToken token, List<String> words) {
		if (token.isWord()) {
			words.add(token.content().toUpperCase(Locale.ROOT));
		}
		else if (token.kind() == SqlToken.Kind.TEXT && token.text().startsWith("$")) {
			SqlToken.of(token.content()).forEach((part) -> addWords(part, words));
		}
	}

	private static boolean takesAway(List<String> words) {
		if (words.isEmpty()) {
			return false;
		}
		return switch (words.get(0)) {
			case "DELETE", "TRUNCATE" -> true;
			case "DROP" -> words.size() > 1 && WITH_ROWS.contains(words.get(1));
			case "ALTER" -> words.size() > 1 && words.get(1).equals("TABLE") && dropsColumn(words);
			default -> AROUND.contains(words.get(0))
					&& (words.contains("DELETE") || words.contains("TRUNCATE") || words.contains("DROP"));
		};
	}

	private static boolean dropsColumn(List<String> words) {
		for (int i = 2; i < words.size() - 1; i++) {
			if (words.get(i).equals("DROP") && !WITHOUT_ROWS.contains(words.get(i + 1))) {
				return true;
			}
		}
		return false;
	}

}
