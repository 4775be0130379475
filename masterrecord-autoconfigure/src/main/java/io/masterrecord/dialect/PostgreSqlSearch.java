package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Search of PostgreSQL. An index of words is a generated column of type {@code tsvector}
 * and a GIN index on it, both of the name of the index. The texts are cut into words
 * before the parser sees them, since it would make one word of an address and a number of
 * a hyphen and digits. An index of parts is a GIN index of trigrams, which serves the
 * condition that is used without it.
 */
final class PostgreSqlSearch extends SearchIndexes {

	private static final String BREAKS = SearchWords.breakClass(PostgreSqlSearch::escaped);

	private static final String LABELS = "ABCD";

	private final PostgreSqlDialect dialect;

	PostgreSqlSearch(PostgreSqlDialect dialect) {
		this.dialect = dialect;
	}

	private static String escaped(int character) {
		if (character > 0xFFFF) {
			return "\\U%08X".formatted(character);
		}
		return (character < 0x80) ? Character.toString(character) : "\\u%04X".formatted(character);
	}

	@Override
	public boolean keeps(Table table, SearchIndex index) {
		return true;
	}

	@Override
	public String engine(SearchIndex index) {
		return (index.match() == SearchMatch.WORDS) ? "tsvector" : "trigram";
	}

	@Override
	List<SqlCommand> create(Table table, SearchIndex index) {
		String name = this.dialect.quote(index.name());
		String on = "CREATE INDEX " + name + " ON " + this.dialect.quote(table.name()) + " USING gin (";
		List<SqlCommand> commands = new ArrayList<>();
		if (index.match() == SearchMatch.WORDS) {
			commands.add(SqlCommand.of("ALTER TABLE " + this.dialect.quote(table.name()) + " ADD COLUMN " + name
					+ " tsvector GENERATED ALWAYS AS (" + vector(index) + ") STORED"));
			commands.add(SqlCommand.of(on + name + ")"));
		}
		else {
			commands.add(SqlCommand.of("CREATE EXTENSION IF NOT EXISTS pg_trgm"));
			commands.add(SqlCommand.of(on + index.columnNames()
				.stream()
				.map((column) -> this.dialect.quote(column) + " gin_trgm_ops")
				.collect(Collectors.joining(", ")) + ")"));
		}
		commands.add(comment(index));
		return commands;
	}

	/**
	 * Return the statement that notes what an index is made from.
	 */
	SqlCommand comment(SearchIndex index) {
		return SqlCommand.of("COMMENT ON INDEX " + this.dialect.quote(index.name()) + " IS "
				+ this.dialect.textLiteral(SearchIndexText.write(index)));
	}

	@Override
	List<SqlCommand> drop(Table table, SearchIndex index) {
		String name = this.dialect.quote(index.name());
		return List.of(SqlCommand.of((index.match() == SearchMatch.WORDS)
				? "ALTER TABLE " + this.dialect.quote(table.name()) + " DROP COLUMN " + name : "DROP INDEX " + name));
	}

	private String vector(SearchIndex index) {
		List<Integer> weights = weights(index);
		return index.columns()
			.stream()
			.map((column) -> "setweight(to_tsvector(" + configuration(index) + ", " + words(column) + "), '"
					+ LABELS.charAt(weights.indexOf(column.weight())) + "')")
			.collect(Collectors.joining(" || to_tsvector('simple', '" + BREAK + "') || "));
	}

	private String words(SearchColumn column) {
		return "regexp_replace(" + withoutMarks("coalesce(" + this.dialect.quote(column.name()) + ", '')") + ", "
				+ this.dialect.textLiteral(BREAKS + "+") + ", ' ', 'g')";
	}

	@Override
	public @Nullable String similarity(String expression, SearchIndex index) {
		return (index.match() == SearchMatch.PARTS) ? "word_similarity(?, " + expression + ")" : null;
	}

	@Override
	public String similar(String expression) {
		return "? <% " + expression;
	}

	// What pg_trgm.word_similarity_threshold is unless somebody changed it.
	@Override
	public double usualSimilarity() {
		return 0.6;
	}

	private static String withoutMarks(String expression) {
		return "regexp_replace(normalize(" + expression + ", NFD), '[\\u0300-\\u036F]+', '', 'g')";
	}

	@Override
	public String likeFolded(String expression) {
		return "lower(" + withoutMarks(expression) + ") LIKE ? ESCAPE '!'";
	}

	@Override
	public String folded(String pattern) {
		return SearchWords.folded(pattern);
	}

	/**
	 * Return the different weights, the greatest first.
	 */
	private static List<Integer> weights(SearchIndex index) {
		return index.columns()
			.stream()
			.map(SearchColumn::weight)
			.distinct()
			.sorted(Collections.reverseOrder())
			.toList();
	}

	private String configuration(SearchIndex index) {
		return this.dialect.textLiteral(index.language().isEmpty() ? "simple" : index.language());
	}

	@Override
	public @Nullable String objection(SearchIndex index, SearchTerm term) {
		return null;
	}

	@Override
	public String ask(SearchIndex index, List<SearchTerm> terms, boolean all) {
		return terms.stream().map(PostgreSqlSearch::operand).collect(Collectors.joining(all ? " & " : " | "));
	}

	private static String operand(SearchTerm term) {
		String words = term.words()
			.stream()
			.map((word) -> "'" + SearchWords.withoutMarks(word) + "'")
			.collect(Collectors.joining(" <-> "));
		String whole = term.prefix() ? words + ":*" : words;
		return (term.words().size() > 1) ? "(" + whole + ")" : whole;
	}

	@Override
	public @Nullable String condition(String qualifier, Table table, SearchIndex index) {
		return (index.match() == SearchMatch.WORDS)
				? qualifier + this.dialect.quote(index.name()) + " @@ to_tsquery(" + configuration(index) + ", ?)"
				: null;
	}

	@Override
	public String score(String qualifier, Table table, SearchIndex index) {
		List<Integer> weights = weights(index);
		List<String> array = new ArrayList<>();
		for (int i = LABELS.length() - 1; i >= 0; i--) {
			array.add((i < weights.size()) ? String.valueOf(weights.get(i) / (double) weights.get(0)) : "0");
		}
		return "ts_rank('{" + String.join(",", array) + "}', " + qualifier + this.dialect.quote(index.name())
				+ ", to_tsquery(" + configuration(index) + ", ?))";
	}

}
