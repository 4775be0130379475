package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Search of MySQL, whose parser for parts of words cuts a text into pairs of characters.
 */
final class MySqlSearch extends MySqlFamilySearch {

	/** What the server calls {@code ngram_token_size}, unless it was set at its start. */
	private static final int PAIR = 2;

	MySqlSearch(MySqlDialect dialect) {
		super(dialect);
	}

	@Override
	public boolean keeps(Table table, SearchIndex index) {
		return true;
	}

	// A part with a word of the list in it, such as "a", would be left out.
	@Override
	List<SqlCommand> create(Table table, SearchIndex index) {
		if (index.match() != SearchMatch.PARTS) {
			return super.create(table, index);
		}
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(SqlCommand.of("SET SESSION innodb_ft_enable_stopword = 0"));
		commands.addAll(super.create(table, index));
		return commands;
	}

	@Override
	public @Nullable String objection(SearchIndex index, SearchTerm term) {
		if (index.match() != SearchMatch.PARTS) {
			return null;
		}
		String text = String.join(" ", term.words());
		if (text.codePoints().anyMatch(Character::isWhitespace)) {
			return "an index of parts holds no part that spans a blank";
		}
		if (text.indexOf('"') >= 0) {
			return "an index of parts cannot be asked for a quotation mark";
		}
		return (text.codePointCount(0, text.length()) < PAIR)
				? "an index of parts holds nothing shorter than two characters" : null;
	}

	@Override
	String breaks() {
		return "[^[:L:][:N:][:M:]]+";
	}

	@Override
	String collation() {
		return "utf8mb4_0900_ai_ci";
	}

	@Override
	String parser(SearchIndex index) {
		return (index.match() == SearchMatch.PARTS) ? " WITH PARSER ngram" : "";
	}

}
