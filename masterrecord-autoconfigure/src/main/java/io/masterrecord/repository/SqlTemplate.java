package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.masterrecord.schema.SqlToken;

/**
 * The text of a statement, cut at its named parameters and at names in backticks, which
 * each database quotes in its own way. What looks like one inside of a literal, a quoted
 * name or a comment is none, and neither is a cast ({@code ::date}).
 *
 * @param parts the pieces, in order
 */
record SqlTemplate(List<Part> parts) {

	private static final SqlToken END = new SqlToken(SqlToken.Kind.BLANK, "", 0);

	SqlTemplate {
		parts = List.copyOf(parts);
	}

	/**
	 * Read a text.
	 * @throws IllegalArgumentException if it cannot be used, with the reason
	 */
	static SqlTemplate of(String sql) {
		List<SqlToken> tokens = SqlToken.of(sql);
		List<Part> parts = new ArrayList<>();
		int from = 0;
		for (int i = 0; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			SqlToken next = (i + 1 < tokens.size()) ? tokens.get(i + 1) : END;
			if (token.is(":") && next.is(":")) {
				i++;
				continue;
			}
			refuse(token, sql);
			if (token.is(":") && next.kind() == SqlToken.Kind.WORD) {
				parts.add(new Part(Kind.TEXT, sql.substring(from, token.start())));
				parts.add(new Part(Kind.PARAMETER, next.text()));
				from = next.end();
			}
			else if (token.text().startsWith("`") && token.text().length() > 2) {
				parts.add(new Part(Kind.TEXT, sql.substring(from, token.start())));
				parts.add(new Part(Kind.NAME, token.content()));
				from = token.end();
			}
		}
		parts.add(new Part(Kind.TEXT, sql.substring(from)));
		return new SqlTemplate(parts);
	}

	private static void refuse(SqlToken token, String sql) {
		if ((token.is(":") || token.is("?")) && sql.startsWith("#{", token.end())) {
			throw new IllegalArgumentException(
					"expressions in its text are not evaluated. Compute the value before, and pass it as a parameter");
		}
		if (token.is("?")) {
			throw new IllegalArgumentException("'?' in its text has no name. Name its parameters as in ':title'");
		}
		if (token.is(";")) {
			throw new IllegalArgumentException("its text has a ';'. State one statement without a terminator");
		}
		if (token.kind() == SqlToken.Kind.OPEN) {
			throw new IllegalArgumentException("its text has a %s without an end".formatted(token.text()));
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
		return SqlToken.of(this.parts.get(0).content())
			.stream()
			.filter((token) -> token.isCode() && !token.is("("))
			.findFirst()
			.filter((token) -> token.kind() == SqlToken.Kind.WORD)
			.map((token) -> token.text().toUpperCase(Locale.ROOT))
			.orElse("");
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
