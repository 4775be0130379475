package io.masterrecord.dialect;

import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;

/**
 * Search of MySQL, whose parser for parts of words cuts a text into pairs of characters.
 */
final class MySqlSearch extends MySqlFamilySearch {

	MySqlSearch(MySqlDialect dialect) {
		super(dialect);
	}

	@Override
	public boolean keeps(Table table, SearchIndex index) {
		return true;
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
