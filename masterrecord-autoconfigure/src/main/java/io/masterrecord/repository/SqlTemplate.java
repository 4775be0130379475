package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a statement, cut at its named parameters and at names in backticks, which
 * each database quotes in its own way. What looks like one inside of a literal, a quoted
 * name or a comment is none, and neither is a cast ({@code ::date}).
 *
 * @param parts the pieces, in order
 */
record SqlTemplate(List<Part> parts) {

	/**
	 * What is passed over as it stands, and what is looked for: the first alternative
	 * that fits wins.
	 */
	private static final Pattern TOKEN = Pattern.compile(
			"""
					(?<skipped> '[^']*+' | "[^"]*+" | \\$(?<tag>\\w*)\\$ .*? \\$\\k<tag>\\$ | --[^\\n]* \
					| /\\*.*?\\*/ | :: ) | [:?]\\#\\{(?<expression>) | :(?<parameter>[\\p{L}_][\\p{L}\\p{N}_]*) | `(?<name>[^`]+)` | (?<mark>\\?) | (?<end>;) \
					| (?<open>['"`]|/\\*)""",
			Pattern.COMMENTS | Pattern.DOTALL);

	private static final Pattern FIRST_WORD = Pattern.compile("\\A(?:\\s++|\\(|--[^\\n]*\\n|/\\*.*?\\*/)*(\\p{L}+)",
			Pattern.DOTALL);

	SqlTemplate {
		parts = List.copyOf(parts);
	}

	/**
	 * Read a text.
	 * @throws IllegalArgumentException if it cannot be used, with the reason
	 */
	static SqlTemplate of(String sql) {
		List<Part> parts = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(sql);
		int from = 0;
		while (matcher.find()) {
			if (matcher.group("skipped") != null) {
				continue;
			}
			refuse(matcher);
			parts.add(new Part(Kind.TEXT, sql.substring(from, matcher.start())));
			String name = matcher.group("name");
			parts
				.add((name != null) ? new Part(Kind.NAME, name) : new Part(Kind.PARAMETER, matcher.group("parameter")));
			from = matcher.end();
		}
		parts.add(new Part(Kind.TEXT, sql.substring(from)));
		return new SqlTemplate(parts);
	}

	private static void refuse(Matcher matcher) {
		if (matcher.group("expression") != null) {
			throw new IllegalArgumentException(
					"expressions in its text are not evaluated. Compute the value before, and pass it as a parameter");
		}
		if (matcher.group("mark") != null) {
			throw new IllegalArgumentException("'?' in its text has no name. Name its parameters as in ':title'");
		}
		if (matcher.group("end") != null) {
			throw new IllegalArgumentException("its text has a ';'. State one statement without a terminator");
		}
		if (matcher.group("open") != null) {
			throw new IllegalArgumentException("its text has a %s without an end".formatted(matcher.group("open")));
		}
	}

	/**
	 * Return the names of the parameters, in order.
	 */
	Set<String> parameters() {
		Set<String> names = new LinkedHashSet<>();
		for (Part part : this.parts) {
			if (part.kind() == Kind.PARAMETER) {
				names.add(part.content());
			}
		}
		return names;
	}

	/**
	 * Return the key word the text begins with, in upper case; empty if there is none.
	 */
	String verb() {
		Matcher matcher = FIRST_WORD.matcher(this.parts.get(0).content());
		return matcher.find() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
	}

	/**
	 * A piece of a text.
	 *
	 * @param kind what it is
	 * @param content the text, or the name without what marks it as one
	 */
	record Part(Kind kind, String content) {
	}

	/**
	 * What a piece is.
	 */
	enum Kind {

		/** Text that is sent as it is. */
		TEXT,

		/** The name of a parameter. */
		PARAMETER,

		/** A name that is quoted. */
		NAME

	}

}
