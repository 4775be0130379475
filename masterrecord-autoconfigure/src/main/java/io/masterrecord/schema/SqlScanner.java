package io.masterrecord.schema;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.SqlToken.Kind;

/**
 * Cuts a text in SQL in pieces, in one pass and without a stack, so that texts of any
 * length can be read. It knows the lexical rules of all databases at once; where they
 * contradict each other, those of standard SQL hold: a backslash is a character like any
 * other but in a text that begins with {@code E'}.
 */
final class SqlScanner {

	private final String sql;

	private final boolean brackets;

	private final List<SqlToken> tokens = new ArrayList<>();

	private int position;

	SqlScanner(String sql, boolean brackets) {
		this.sql = sql;
		this.brackets = brackets;
	}

	List<SqlToken> tokens() {
		while (this.position < this.sql.length()) {
			next();
		}
		return this.tokens;
	}

	private void next() {
		char first = this.sql.charAt(this.position);
		if (Character.isWhitespace(first)) {
			add(Kind.BLANK, endOfBlank());
		}
		else if (first == '\'') {
			quoted(Kind.TEXT, first, this.position);
		}
		else if (first == '"' || first == '`') {
			quoted(Kind.NAME, first, this.position);
		}
		else if (first == '[' && this.brackets) {
			closed(Kind.NAME, this.sql.indexOf(']', this.position), 1, 1);
		}
		else if ((first == 'e' || first == 'E') && follows("'", 1)) {
			escaped();
		}
		else if (first == '-' && follows("-", 1)) {
			int end = this.sql.indexOf('\n', this.position);
			add(Kind.COMMENT, (end < 0) ? this.sql.length() : end);
		}
		else if (first == '/' && follows("*", 1)) {
			closed(Kind.COMMENT, this.sql.indexOf("*/", this.position + 2), 2, 2);
		}
		else if (first == '$') {
			dollars();
		}
		else if (isDigit(first)) {
			add(Kind.NUMBER, endOfNumber());
		}
		else if (startsWord(this.sql.codePointAt(this.position))) {
			add(Kind.WORD, endOfWord());
		}
		else {
			add(Kind.SIGN, this.position + Character.charCount(this.sql.codePointAt(this.position)));
		}
	}

	private void quoted(Kind kind, char mark, int open) {
		int end = open + 1;
		while (true) {
			end = this.sql.indexOf(mark, end);
			if (end < 0) {
				add(Kind.OPEN, open + 1);
				return;
			}
			if (end + 1 == this.sql.length() || this.sql.charAt(end + 1) != mark) {
				add(kind, end + 1);
				return;
			}
			end += 2;
		}
	}

	private void escaped() {
		for (int end = this.position + 2; end < this.sql.length(); end++) {
			char next = this.sql.charAt(end);
			boolean doubled = next == '\'' && end + 1 < this.sql.length() && this.sql.charAt(end + 1) == '\'';
			if (next == '\\' || doubled) {
				end++;
			}
			else if (next == '\'') {
				add(Kind.TEXT, end + 1);
				return;
			}
		}
		add(Kind.OPEN, this.position + 2);
	}

	/** A body between two equal marks; a dollar that begins none is a sign. */
	private void dollars() {
		int end = this.position + 1;
		while (end < this.sql.length() && isPart(this.sql.codePointAt(end)) && this.sql.charAt(end) != '$') {
			end += Character.charCount(this.sql.codePointAt(end));
		}
		boolean marked = end < this.sql.length() && this.sql.charAt(end) == '$'
				&& !isDigit(this.sql.charAt(this.position + 1));
		if (!marked) {
			add(Kind.SIGN, this.position + 1);
			return;
		}
		String mark = this.sql.substring(this.position, end + 1);
		int close = this.sql.indexOf(mark, end + 1);
		closed(Kind.TEXT, close, mark.length(), mark.length());
	}

	private void closed(Kind kind, int close, int opening, int closing) {
		if (close < 0) {
			add(Kind.OPEN, this.position + opening);
		}
		else {
			add(kind, close + closing);
		}
	}

	private int endOfBlank() {
		int end = this.position;
		while (end < this.sql.length() && Character.isWhitespace(this.sql.charAt(end))) {
			end++;
		}
		return end;
	}

	/** Letters belong to it, as in {@code 1e6} and {@code 0xFF}. */
	private int endOfNumber() {
		int end = this.position;
		while (end < this.sql.length() && (isPart(this.sql.charAt(end)) || isFraction(end))) {
			end++;
		}
		return end;
	}

	private boolean isFraction(int place) {
		return this.sql.charAt(place) == '.' && place + 1 < this.sql.length() && isDigit(this.sql.charAt(place + 1));
	}

	private int endOfWord() {
		int end = this.position;
		while (end < this.sql.length() && isPart(this.sql.codePointAt(end))) {
			end += Character.charCount(this.sql.codePointAt(end));
		}
		return end;
	}

	private boolean follows(String text, int distance) {
		return this.sql.startsWith(text, this.position + distance);
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private static boolean startsWord(int character) {
		return Character.isLetter(character) || character == '_';
	}

	private static boolean isPart(int character) {
		return Character.isLetterOrDigit(character) || character == '_' || character == '$';
	}

	private void add(Kind kind, int end) {
		this.tokens.add(new SqlToken(kind, this.sql.substring(this.position, end), this.position));
		this.position = end;
	}

}
