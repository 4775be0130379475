package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;

/**
 * A fragment of SQL, cut where columns and values stand.
 *
 * @param texts what stands before, between and after the parts, one more than those
 * @param parts the columns and values
 * @param content what the fragment computes
 */
record Fragment(List<String> texts, List<Operand> parts, ValueModel content) implements Computation {

	private static final Pattern PART = Pattern.compile("\\{(\\w+)}|\\?");

	static Fragment of(String sql, List<Object> values, Operand.Column target, Scope scope) {
		List<String> texts = new ArrayList<>();
		List<Operand> parts = new ArrayList<>();
		Iterator<Object> rest = values.iterator();
		Matcher matcher = PART.matcher(sql);
		int end = 0;
		while (matcher.find()) {
			texts.add(sql.substring(end, matcher.start()));
			end = matcher.end();
			String name = matcher.group(1);
			if (name != null) {
				parts.add(column(name, scope));
			}
			else if (rest.hasNext()) {
				parts.add(bound(rest.next()));
			}
			else {
				throw new InvalidQueryException("The fragment '%s' has more placeholders than the %d values given"
					.formatted(sql, values.size()));
			}
		}
		if (rest.hasNext()) {
			throw new InvalidQueryException(
					"The fragment '%s' has less placeholders than the %d values given".formatted(sql, values.size()));
		}
		texts.add(sql.substring(end));
		return new Fragment(List.copyOf(texts), List.copyOf(parts), target.content());
	}

	private static Operand column(String name, Scope scope) {
		Operand column = scope.source().columnsByName().get(name);
		if (column == null) {
			throw new InvalidQueryException("'{%s}' is no property of '%s'".formatted(name, scope.source().name()));
		}
		return column;
	}

	private static Operand bound(Object value) {
		ValueModel model = ValueModel.computed(value.getClass(), false);
		return new Operand.Value(new TypedValue(model.type(), model.toColumn(value)), model, true);
	}

	@Override
	public void describe(SqlSink sink) {
		sink.sql("(");
		for (int i = 0; i < this.parts.size(); i++) {
			sink.sql(this.texts.get(i));
			this.parts.get(i).describe(sink);
		}
		sink.sql(this.texts.get(this.parts.size()));
		sink.sql(")");
	}

}
