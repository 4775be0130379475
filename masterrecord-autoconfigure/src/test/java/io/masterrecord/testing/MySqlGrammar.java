package io.masterrecord.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.apache.shardingsphere.sql.parser.autogen.MySQLStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.MySQLStatementParser;
import org.jspecify.annotations.Nullable;

/**
 * Parses statements by a grammar of MySQL that others maintain, so that the SQL for MySQL
 * is looked at where there is no server to run it. What the grammar lets pass although
 * MySQL does not is refused here: names in double quotes, and rows that a statement
 * returns. It knows nothing about tables, types and functions.
 *
 * @since 0.1.0
 */
public final class MySqlGrammar {

	private static final Set<String> BEFORE_RETURNED_ROWS = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "WITH");

	/** Legal since MySQL 8.0.17, and unknown to the grammar. */
	private static final Pattern CAST_TO_DOUBLE = Pattern.compile("(?i)\\bAS double\\)");

	private MySqlGrammar() {
	}

	/**
	 * Parse a statement.
	 * @param sql the text of one statement, without a terminator
	 * @return what is wrong with it, each with line and column; none if nothing is
	 */
	public static List<String> check(String sql) {
		List<String> errors = new ArrayList<>();
		ErrorCollector collector = new ErrorCollector(errors);
		MySQLStatementLexer lexer = new MySQLStatementLexer(
				CharStreams.fromString(CAST_TO_DOUBLE.matcher(sql).replaceAll("AS signed)")));
		lexer.removeErrorListeners();
		lexer.addErrorListener(collector);
		CommonTokenStream tokens = new CommonTokenStream(lexer);
		MySQLStatementParser parser = new MySQLStatementParser(tokens);
		parser.removeErrorListeners();
		parser.addErrorListener(collector);
		parser.execute();
		tokens.fill();
		if (errors.isEmpty()) {
			refuseWhatTheGrammarLetsPass(tokens.getTokens(), errors);
		}
		return errors;
	}

	private static void refuseWhatTheGrammarLetsPass(List<Token> tokens, List<String> errors) {
		String first = "";
		for (Token token : tokens) {
			String text = token.getText();
			if (token.getChannel() != Token.DEFAULT_CHANNEL) {
				continue;
			}
			if (first.isEmpty()) {
				first = text.toUpperCase(Locale.ROOT);
			}
			if (text.startsWith("\"")) {
				errors.add(at(token) + "double quotes are no quotes of names");
			}
			if (text.equals(";")) {
				errors.add(at(token) + "one statement has no terminator");
			}
			if (text.equalsIgnoreCase("RETURNING") && BEFORE_RETURNED_ROWS.contains(first)) {
				errors.add(at(token) + "a statement that writes returns no rows");
			}
		}
	}

	private static String at(Token token) {
		return "%d:%d ".formatted(token.getLine(), token.getCharPositionInLine());
	}

	private static final class ErrorCollector extends BaseErrorListener {

		private final List<String> errors;

		ErrorCollector(List<String> errors) {
			this.errors = errors;
		}

		@Override
		public void syntaxError(Recognizer<?, ?> recognizer, @Nullable Object symbol, int line, int column,
				String message, @Nullable RecognitionException ex) {
			this.errors.add("%d:%d %s".formatted(line, column, message));
		}

	}

}
