package io.masterrecord.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.masterrecord.schema.SqlText;

/**
 * Tells of SQL that a person wrote whether it takes rows or columns away: what it says
 * after comments, in one statement or several. What a routine does when it is called is
 * not looked at.
 */
final class DestructiveSql {

	private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'");

	/** Around what MySQL and MariaDB run of a comment. */
	private static final Pattern MARK = Pattern.compile("/\\*![0-9]*|\\*/");

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_$]+");

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
		String code = MARK.matcher(SqlText.withoutComments(sql)).replaceAll(" ");
		String text = TEXT.matcher(code).replaceAll("''").toUpperCase(Locale.ROOT);
		List<String> first = words(text);
		if (!first.isEmpty() && first.get(0).equals("CREATE") && first.stream().limit(8).anyMatch(ROUTINES::contains)) {
			return false;
		}
		return Arrays.stream(text.split(";")).map(DestructiveSql::words).anyMatch(DestructiveSql::takesAway);
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

	private static List<String> words(String text) {
		return NO_WORD.splitAsStream(text).filter((word) -> !word.isEmpty()).toList();
	}

}
