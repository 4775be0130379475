package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.masterrecord.schema.SqlText;

/**
 * The arguments of a function as the statement that creates it states them, by which
 * PostgreSQL tells functions of one name apart.
 */
final class FunctionArguments {

	private static final Pattern DEFAULT = Pattern.compile("(?is)(\\s+DEFAULT\\s|\\s*=).*");

	private FunctionArguments() {
	}

	/**
	 * Return the arguments in parentheses, without their defaults.
	 * @param create the statement
	 * @return the arguments; empty if they are written in a way that is not understood
	 */
	static String of(String create) {
		String sql = SqlText.withoutComments(create);
		List<String> arguments = new ArrayList<>();
		int begin = sql.indexOf('(') + 1;
		int depth = 1;
		char quote = 0;
		for (int i = begin; i > 0 && i < sql.length(); i++) {
			char next = sql.charAt(i);
			if (quote != 0 || next == '\'' || next == '"') {
				quote = (quote == 0) ? next : (next == quote) ? 0 : quote;
				continue;
			}
			depth += (next == '(') ? 1 : (next == ')') ? -1 : 0;
			if (depth == 0 || (next == ',' && depth == 1)) {
				arguments.add(sql.substring(begin, i));
				begin = i + 1;
			}
			if (depth == 0) {
				return arguments.stream()
					.map((argument) -> DEFAULT.matcher(argument).replaceFirst("").strip())
					.collect(Collectors.joining(", ", "(", ")"));
			}
		}
		return "";
	}

}
