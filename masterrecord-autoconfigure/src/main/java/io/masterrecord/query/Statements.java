package io.masterrecord.query;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;

/**
 * Turns trees into statements. Texts are remembered by the shape of the tree, without any
 * of its values.
 */
final class Statements {

	/** Beyond this the texts are forgotten, so that odd shapes cannot fill the memory. */
	private static final int MOST_TEXTS = 4096;

	private final Map<Shape.Key, String> texts = new ConcurrentHashMap<>();

	private final Dialect dialect;

	Statements(Dialect dialect) {
		this.dialect = dialect;
	}

	SqlStatement select(Set<String> tables, Consumer<SqlSink> tree) {
		Shape shape = new Shape(this.dialect);
		tree.accept(shape);
		Shape.Key key = shape.key();
		String text = this.texts.get(key);
		if (text == null) {
			text = write(tree);
			if (this.texts.size() >= MOST_TEXTS) {
				this.texts.clear();
			}
			this.texts.put(key, text);
		}
		return new SqlStatement(text, shape.values(), tables, StatementKind.SELECT);
	}

	private String write(Consumer<SqlSink> tree) {
		SqlText text = new SqlText(this.dialect);
		tree.accept(text);
		return text.toString();
	}

}
