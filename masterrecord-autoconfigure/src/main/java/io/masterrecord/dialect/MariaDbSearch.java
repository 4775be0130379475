package io.masterrecord.dialect;

import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;

/**
 * Search of MariaDB, which has no index of parts.
 */
final class MariaDbSearch extends MySqlFamilySearch {

	private static final String BREAKS = SearchWords.breakClass(Character::toString) + "+";

	MariaDbSearch(MariaDbDialect dialect) {
		super(dialect);
	}

	@Override
	public boolean keeps(Table table, SearchIndex index) {
		return index.match() == SearchMatch.WORDS;
	}

	@Override
	String breaks() {
		return BREAKS;
	}

	@Override
	String collation() {
		return "utf8mb4_unicode_520_ci";
	}

}
