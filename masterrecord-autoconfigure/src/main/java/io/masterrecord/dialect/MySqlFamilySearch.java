package io.masterrecord.dialect;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Search of MariaDB and MySQL: a generated column and a FULLTEXT index on it, both of the
 * name of the index. The column has a collation that ignores case and accents. Each word
 * in it ends with a mark, so that none is too short for the index or one of the words it
 * leaves out; a column that counts more is in it more often.
 */
abstract class MySqlFamilySearch extends SearchIndexes {

	private static final String MARK = "zz";

	private static final int LONGEST_COMMENT = 1024;

	private final MySqlFamilyDialect dialect;

	MySqlFamilySearch(MySqlFamilyDialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Return a regular expression for one or more characters that separate words.
	 */
	abstract String breaks();

	/**
	 * Return a collation that ignores case and accents.
	 */
	abstract String collation();

	/**
	 * Return how an index of parts is cut, to be appended to its definition.
	 */
	String parser(SearchIndex index) {
		return "";
	}

	@Override
	public String engine(SearchIndex index) {
		return (index.match() == SearchMatch.WORDS) ? "fulltext" : "ngram";
	}

	@Override
	List<SqlCommand> create(Table table, SearchIndex index) {
		String comment = SearchIndexText.write(index);
		if (comment.length() > LONGEST_COMMENT) {
			throw new DialectException("The search index '%s' of '%s' has more columns than %s can note: take some out"
				.formatted(index.name(), table.name(), this.dialect.id()));
		}
		String name = this.dialect.quote(index.name());
		return List.of(SqlCommand.of("ALTER TABLE " + this.dialect.quote(table.name()) + " ADD COLUMN " + name
				+ " longtext CHARACTER SET utf8mb4 COLLATE " + collation() + " GENERATED ALWAYS AS ("
				+ content(table, index) + ") STORED INVISIBLE, ADD FULLTEXT INDEX " + name + " (" + name + ")"
				+ parser(index) + " COMMENT " + this.dialect.textLiteral(comment)));
	}

	@Override
	List<SqlCommand> drop(Table table, SearchIndex index) {
		String name = this.dialect.quote(index.name());
		return List.of(SqlCommand
			.of("ALTER TABLE " + this.dialect.quote(table.name()) + " DROP INDEX " + name + ", DROP COLUMN " + name));
	}

	/**
	 * Tell whether an index is made from other columns of a table in the same way.
	 */
	final boolean isMadeAlike(Table table, Table other, SearchIndex index) {
		return content(table, index).equals(content(other, index));
	}

	// Texts of several collations are put together in none of them.
	private String content(Table table, SearchIndex index) {
		long collations = index.columns()
			.stream()
			.map((column) -> table.column(column.name()).map(Column::collation))
			.distinct()
			.count();
		String collate = (collations > 1) ? " COLLATE " + collation() : "";
		String texts = index.columns().stream().map((column) -> {
			String text = "concat(' " + BREAK + " ', coalesce(" + this.dialect.quote(column.name()) + collate
					+ ", ''))";
			return (column.weight() > 1) ? "repeat(" + text + ", " + column.weight() + ")" : text;
		}).collect(Collectors.joining(", "));
		return (index.match() == SearchMatch.PARTS) ? "concat(" + texts + ")" : "regexp_replace(concat(" + texts
				+ ", ' '), " + this.dialect.textLiteral(breaks()) + ", '" + MARK + " ')";
	}

	@Override
	public @Nullable String objection(SearchIndex index, SearchTerm term) {
		return null;
	}

	// A beginning cannot be part of a phrase: the words before it are a phrase of their
	// own.
	@Override
	public String ask(SearchIndex index, List<SearchTerm> terms, boolean all) {
		String required = all ? "+" : "";
		return terms.stream().map((term) -> required + operand(index, term)).collect(Collectors.joining(" "));
	}

	private static String operand(SearchIndex index, SearchTerm term) {
		List<String> words = term.words();
		if (index.match() == SearchMatch.PARTS) {
			return "\"" + String.join(" ", words) + "\"";
		}
		if (!term.prefix()) {
			return phrase(words);
		}
		String last = words.get(words.size() - 1) + "*";
		return (words.size() == 1) ? last : "(+" + phrase(words.subList(0, words.size() - 1)) + " +" + last + ")";
	}

	private static String phrase(List<String> words) {
		return words.stream().map((word) -> word + MARK).collect(Collectors.joining(" ", "\"", "\""));
	}

	@Override
	public String condition(String qualifier, Table table, SearchIndex index) {
		return "MATCH(" + qualifier + this.dialect.quote(index.name()) + ") AGAINST (? IN BOOLEAN MODE)";
	}

	@Override
	public String score(String qualifier, Table table, SearchIndex index) {
		return condition(qualifier, table, index);
	}

	@Override
	public String likeFolded(String expression) {
		return expression + " COLLATE " + collation() + " LIKE ? ESCAPE '!'";
	}

	@Override
	public String folded(String pattern) {
		return Normalizer.normalize(pattern, Normalizer.Form.NFC);
	}

}
