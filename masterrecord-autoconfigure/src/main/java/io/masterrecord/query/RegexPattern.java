package io.masterrecord.query;

import java.util.List;

/**
 * Reads regular expressions and writes them so that they mean the same on every database:
 * characters, {@code .}, classes, groups, alternatives, greedy repetitions, {@code ^} at
 * the start and {@code $} at the end. What takes some databases very long, such as the
 * repetition of repetitions, is refused.
 */
final class RegexPattern {

	private static final int MOST_REPETITIONS = 3;

	private static final int MOST_TIMES = 255;

	/** No character follows, where some take {@code $} for before a last line break. */
	private static final String END = "(?!x|[^x])";

	private static final List<String> RANGES = List.of("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
			"0123456789");

	private final String pattern;

	private final StringBuilder portable = new StringBuilder();

	private int position;

	private int depth;

	private int repetitions;

	private RegexPattern(String pattern) {
		this.pattern = pattern;
	}

	/**
	 * Return the portable form of a regular expression.
	 * @throws InvalidQueryException if it has none
	 */
	static String portable(String pattern) {
		RegexPattern reading = new RegexPattern(pattern);
		if (reading.take('^')) {
			reading.portable.append('^');
		}
		reading.alternatives();
		if (!reading.isAtEnd()) {
			throw reading.refusal("a ')' without its '('");
		}
		return reading.portable.toString();
	}

	/**
	 * Read alternatives.
	 * @return whether they can be repeated: there is one, without repetitions
	 */
	private boolean alternatives() {
		boolean simple = sequence();
		while (take('|')) {
			this.portable.append('|');
			sequence();
			simple = false;
		}
		return simple;
	}

	private boolean sequence() {
		boolean simple = true;
		while (!isAtEnd() && peek() != '|' && peek() != ')') {
			if (peek() == '$') {
				if (this.position != this.pattern.length() - 1 || this.depth > 0) {
					throw refusal("a '$' that is not at the end. Write '\\$' for the character");
				}
				this.position++;
				this.portable.append(END);
				return simple;
			}
			boolean repeatable = atom();
			simple &= !repetition(repeatable);
		}
		return simple;
	}

	/**
	 * Read what may be repeated.
	 * @return whether repeating it is harmless
	 */
	private boolean atom() {
		char c = next();
		switch (c) {
			case '(' -> {
				return group();
			}
			case '.' -> this.portable.append("[^\n]");
			case '[' -> characterClass();
			case '\\' -> escape(false);
			case '*', '+', '?', '{' -> throw refusal("a '%c' with nothing before it".formatted(c));
			case '^' -> throw refusal("a '^' that is not at the start. Write '\\^' for the character");
			default -> literal(c);
		}
		return true;
	}

	private boolean group() {
		if (!isAtEnd() && peek() == '?') {
			throw refusal("'(?'");
		}
		if (++this.depth > 20) {
			throw refusal("groups of more than 20 levels");
		}
		this.portable.append('(');
		boolean simple = alternatives();
		if (!take(')')) {
			throw refusal("a '(' without its ')'");
		}
		this.depth--;
		this.portable.append(')');
		return simple;
	}

	private void characterClass() {
		this.portable.append('[');
		if (take('^')) {
			this.portable.append('^');
		}
		int start = this.position;
		while (!isAtEnd() && (peek() != ']' || this.position == start)) {
			char c = next();
			if (c == '\\') {
				escape(true);
			}
			else if (c == '[') {
				throw refusal("a '[' in a class. Write '\\['");
			}
			else if (c == '-' && this.position - 1 > start && !isAtEnd() && peek() != ']') {
				throw refusal("a '-' that is neither between two letters or digits nor at an end. Write '\\-'");
			}
			else {
				classPart(c);
			}
		}
		if (!take(']')) {
			throw refusal("a '[' without its ']'");
		}
		this.portable.append(']');
	}

	/**
	 * Read a character of a class, or a range of letters or digits, which alone have an
	 * order that is the same everywhere.
	 */
	private void classPart(char first) {
		literal(first);
		boolean range = this.position + 1 < this.pattern.length() && peek() == '-'
				&& this.pattern.charAt(this.position + 1) != ']';
		if (!range) {
			return;
		}
		next();
		char last = next();
		boolean ordered = first <= last
				&& RANGES.stream().anyMatch((letters) -> letters.indexOf(first) >= 0 && letters.indexOf(last) >= 0);
		if (!ordered) {
			throw refusal("a range of a class that is not within a-z, A-Z or 0-9");
		}
		this.portable.append('-').append(last);
	}

	private void escape(boolean inClass) {
		if (isAtEnd()) {
			throw refusal("a '\\' with nothing after it");
		}
		char c = next();
		String set = switch (c) {
			case 'd' -> "0-9";
			case 'w' -> "A-Za-z0-9_";
			case 's' -> " \t\n\r\f";
			default -> null;
		};
		if (set != null) {
			this.portable.append(inClass ? set : "[" + set + "]");
		}
		else if (c < 128 && !Character.isLetterOrDigit(c)) {
			literal(c);
		}
		else {
			throw refusal("'\\%c'".formatted(c));
		}
	}

	private void literal(char c) {
		boolean plain = c >= 128 || c <= ' ' || c == '_' || Character.isLetterOrDigit(c);
		this.portable.append(plain ? String.valueOf(c) : "\\" + c);
	}

	/**
	 * Read how often something is repeated.
	 * @return whether it is
	 */
	private boolean repetition(boolean repeatable) {
		if (isAtEnd()) {
			return false;
		}
		boolean often = true;
		switch (peek()) {
			case '*', '+' -> this.portable.append(next());
			case '?' -> {
				this.portable.append(next());
				often = false;
			}
			case '{' -> often = times();
			default -> {
				return false;
			}
		}
		if (!isAtEnd() && (peek() == '?' || peek() == '+' || peek() == '*' || peek() == '{')) {
			throw refusal("a repetition of a repetition");
		}
		if (often && !repeatable) {
			throw refusal("a repetition of a group with repetitions or alternatives");
		}
		if (often && ++this.repetitions > MOST_REPETITIONS) {
			throw refusal("more than %d repetitions".formatted(MOST_REPETITIONS));
		}
		return true;
	}

	/**
	 * Read a number of times.
	 * @return whether it is open, so that there are many ways to match
	 */
	private boolean times() {
		next();
		int least = number();
		int most = least;
		boolean open = false;
		if (take(',')) {
			open = true;
			most = (!isAtEnd() && peek() == '}') ? MOST_TIMES : number();
		}
		if (least > most || most > MOST_TIMES || !take('}')) {
			throw refusal("a '{' that is not followed by numbers up to %d and a '}'".formatted(MOST_TIMES));
		}
		boolean endless = open && this.pattern.charAt(this.position - 2) == ',';
		this.portable.append('{').append(least);
		if (open) {
			this.portable.append(',');
		}
		if (open && !endless) {
			this.portable.append(most);
		}
		this.portable.append('}');
		return open || most > 1;
	}

	private int number() {
		int start = this.position;
		while (!isAtEnd() && this.position - start < 4 && peek() >= '0' && peek() <= '9') {
			this.position++;
		}
		if (this.position == start) {
			throw refusal("a '{' without a number");
		}
		return Integer.parseInt(this.pattern.substring(start, this.position));
	}

	private boolean isAtEnd() {
		return this.position == this.pattern.length();
	}

	private char peek() {
		return this.pattern.charAt(this.position);
	}

	private char next() {
		return this.pattern.charAt(this.position++);
	}

	private boolean take(char expected) {
		boolean there = !isAtEnd() && peek() == expected;
		if (there) {
			this.position++;
		}
		return there;
	}

	private InvalidQueryException refusal(String what) {
		return new InvalidQueryException(
				"A regular expression has %s near position %d, which not every database can do, or not in short time"
					.formatted(what, this.position));
	}

}
