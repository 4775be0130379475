package io.masterrecord.query;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.DialectException;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;

/**
 * Turns trees into statements. Texts are remembered by the shape of the tree, without any
 * of its values.
 */
final class Statements {

	/** Beyond this the texts are forgotten, so that odd shapes cannot fill the memory. */
	private static final int MOST_TEXTS = 4096;

	/** Longer texts are those of long lists or of many parts, which seldom come again. */
	private static final int LONGEST_TEXT = 16_384;

	private final Map<Shape.Key, String> texts = new ConcurrentHashMap<>();

	private final Dialect dialect;

	private final ShortNames shortNames;

	private final Supplier<AppliedFilters> filters;

	Statements(Dialect dialect, ShortNames shortNames, Supplier<AppliedFilters> filters) {
		this.shortNames = shortNames;
		this.dialect = dialect;
		this.filters = filters;
	}

	SqlStatement select(Consumer<SqlSink> tree) {
		Rendered rendered = rendered(tree);
		Shape shape = rendered.shape();
		return new SqlStatement(rendered.text(), shape.values(), shape.readsAnyTable() ? Set.of() : shape.tables(),
				StatementKind.SELECT);
	}

	SqlStatement write(StatementKind kind, Consumer<SqlSink> tree) {
		Rendered rendered = rendered(tree);
		return new SqlStatement(rendered.text(), rendered.shape().values(), rendered.shape().tables(), kind);
	}

	/**
	 * Return the text and the values of a tree.
	 */
	SqlCommand render(Consumer<SqlSink> tree) {
		Rendered rendered = rendered(tree);
		return new SqlCommand(rendered.text(), rendered.shape().values());
	}

	private Rendered rendered(Consumer<SqlSink> tree) {
		try {
			return render(tree, this.filters.get());
		}
		catch (DialectException ex) {
			throw new InvalidQueryException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private Rendered render(Consumer<SqlSink> tree, AppliedFilters applied) {
		Rendered rounded = render(tree, applied, Slots.ROUNDED);
		if (fits(rounded)) {
			return rounded;
		}
		Rendered exact = render(tree, applied, Slots.EXACT);
		return fits(exact) ? exact : render(tree, applied, Slots.LISTED);
	}

	private boolean fits(Rendered rendered) {
		return rendered.shape().values().size() <= this.dialect.maxValues();
	}

	private Rendered render(Consumer<SqlSink> tree, AppliedFilters applied, Slots slots) {
		Shape shape = new Shape(this.dialect, applied, slots);
		tree.accept(shape);
		Shape.Key key = shape.key();
		String text = this.texts.get(key);
		if (text == null) {
			text = write(tree, applied, slots);
			remember(key, text);
		}
		return new Rendered(shape, text);
	}

	private void remember(Shape.Key key, String text) {
		if (text.length() > LONGEST_TEXT) {
			return;
		}
		if (this.texts.size() >= MOST_TEXTS) {
			this.texts.clear();
		}
		this.texts.put(key, text);
	}

	private String write(Consumer<SqlSink> tree, AppliedFilters applied, Slots slots) {
		SqlText text = new SqlText(this.dialect, this.shortNames, applied, slots);
		tree.accept(text);
		return text.toString();
	}

	/**
	 * A shape and its text.
	 */
	private record Rendered(Shape shape, String text) {

	}

}
