package io.masterrecord.schema;

import java.util.List;
import java.util.Locale;

/**
 * A piece of a text in SQL. The pieces of a text, one after the other, are the text.
 *
 * @param kind what it is
 * @param text how it is written
 * @param start where in the whole text it begins
 * @since 0.1.0
 */
public record SqlToken(Kind kind, String text, int start) {

	/**
	 * Cut a text in pieces. Every text can be cut, whatever it says.
	 * @param sql the text
	 * @return the pieces in order, blanks and comments among them
	 */
	public static List<SqlToken> of(String sql) {
		return new SqlScanner(sql, false).tokens();
	}

	/**
	 * Cut a text in pieces where brackets quote a name, too.
	 * @param sql the text
	 * @return the pieces in order, blanks and comments among them
	 */
	public static List<SqlToken> withBrackets(String sql) {
		return new SqlScanner(sql, true).tokens();
	}

	/**
	 * Return where in the whole text the next piece begins.
	 * @return the place
	 */
	public int end() {
		return this.start + this.text.length();
	}

	/**
	 * Tell whether it is a certain key word or sign.
	 * @param word the word or sign, the case of which makes no difference
	 * @return whether it is
	 */
	public boolean is(String word) {
		return (this.kind == Kind.WORD || this.kind == Kind.SIGN) && this.text.equalsIgnoreCase(word);
	}

	/**
	 * Tell whether it may name something: a word, or a name in quotes.
	 * @return whether it may
	 */
	public boolean isWord() {
		return this.kind == Kind.WORD || this.kind == Kind.NAME;
	}

	/**
	 * Tell whether it says something to the database. Of a comment MySQL and MariaDB run
	 * what follows an exclamation mark.
	 * @return whether it does
	 */
	public boolean isCode() {
		return this.kind != Kind.BLANK && (this.kind != Kind.COMMENT || isRun());
	}

	/**
	 * Tell whether it is a comment that some databases run.
	 * @return whether it is
	 */
	public boolean isRun() {
		return this.kind == Kind.COMMENT && (this.text.startsWith("/*!") || this.text.startsWith("/*M!"));
	}

	/**
	 * Return what is meant by it: the name or the text that stands in the quotes, or the
	 * word itself.
	 * @return the content
	 */
	public String content() {
		if (this.kind != Kind.NAME && this.kind != Kind.TEXT) {
			return this.text;
		}
		char first = this.text.charAt(0);
		if (first == '[') {
			return this.text.substring(1, this.text.length() - 1);
		}
		if (first == '$') {
			int mark = this.text.indexOf('$', 1) + 1;
			return this.text.substring(mark, this.text.length() - mark);
		}
		int open = (first == 'e' || first == 'E') ? 1 : 0;
		String mark = this.text.substring(open, open + 1);
		return this.text.substring(open + 1, this.text.length() - 1).replace(mark + mark, mark);
	}

	/**
	 * Return its form in which the case of a word makes no difference.
	 * @return the text, in lower case where it is a word
	 */
	public String folded() {
		return (this.kind == Kind.WORD || this.kind == Kind.NUMBER) ? this.text.toLowerCase(Locale.ROOT) : this.text;
	}

	/**
	 * What a piece is.
	 *
	 * @since 0.1.0
	 */
	public enum Kind {

		/** A key word, or a name without quotes. */
		WORD,

		/** A name in quotes. */
		NAME,

		/** A text in quotes, or between marks of dollars. */
		TEXT,

		/** A number without a sign. */
		NUMBER,

		/** Blanks and ends of lines. */
		BLANK,

		/** A comment, to the end of its line or to its own end. */
		COMMENT,

		/** What opens a text, a name or a comment that has no end. */
		OPEN,

		/** Any other character. */
		SIGN

	}

}
