package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.masterrecord.model.ValueModel;

/**
 * A part of a statement in the words of the database, with operands in it. It stands in
 * parentheses, so that it means the same wherever it stands.
 *
 * @param texts the constant parts, one more than there are operands
 * @param operands the operands between them
 * @param content what the value is like
 * @param reading whether it may read tables
 */
record RawSql(List<String> texts, List<Operand> operands, ValueModel content, boolean reading) implements Computation {

	private static final String PLACE = "{}";

	private static final Pattern READING = Pattern.compile("\\b(?:select|table)\\b", Pattern.CASE_INSENSITIVE);

	/**
	 * Split a template at its places.
	 * @throws InvalidQueryException if it holds what must not be in it
	 */
	static List<String> texts(String template, int arguments) {
		for (int i = 0; i < template.length(); i++) {
			if ("'\"`?;\\".indexOf(template.charAt(i)) >= 0) {
				throw new InvalidQueryException(
						"A template of SQL has a '%s' in it. Texts and numbers are bound: write {} in their place and pass the value; columns are passed as col(…)"
							.formatted(template.charAt(i)));
			}
		}
		if (template.contains("--") || template.contains("/*") || template.contains("#")) {
			throw new InvalidQueryException("A template of SQL has a comment in it. Leave it out");
		}
		if (!isConstant(template)) {
			throw new InvalidQueryException(
					"A template of SQL is no constant of the source, so parts of it could come from a request. Write {} in the place of what varies and pass it, or say Sql.unsafe(template) if nothing of it can");
		}
		List<String> texts = new ArrayList<>();
		int from = 0;
		for (int at = template.indexOf(PLACE); at >= 0; at = template.indexOf(PLACE, from)) {
			texts.add(template.substring(from, at));
			from = at + PLACE.length();
		}
		texts.add(template.substring(from));
		if (texts.size() != arguments + 1) {
			throw new InvalidQueryException("A template of SQL has %d places, and %d arguments are passed"
				.formatted(texts.size() - 1, arguments));
		}
		return List.copyOf(texts);
	}

	/**
	 * Tell whether a text stands in the source as it is. Constants of all classes are one
	 * and the same object, the one that an equal text is interned as; a text that was put
	 * together is another one.
	 */
	@SuppressWarnings("StringEquality")
	private static boolean isConstant(String text) {
		return new String(text).intern() == text;
	}

	/**
	 * Tell whether a template may read tables.
	 */
	static boolean isReading(String template) {
		return READING.matcher(template).find();
	}

	@Override
	public void describe(SqlSink sink) {
		if (this.reading) {
			sink.anyTable();
		}
		sink.sql("(");
		sink.sql(this.texts.get(0));
		for (int i = 0; i < this.operands.size(); i++) {
			this.operands.get(i).describe(sink);
			sink.sql(this.texts.get(i + 1));
		}
		sink.sql(")");
	}

	@Override
	public List<Operand> parts() {
		return this.operands;
	}

	@Override
	public String toString() {
		return String.join(PLACE, this.texts);
	}

}
