package io.masterrecord.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.SqlToken.Kind;

/**
 * The words of an expression in SQL, and which of them may be names of columns and
 * tables. A word is none where it is a function, a type, the unit of a time or of an
 * interval, or says what kind of literal follows: {@code date} is a column in
 * {@code CAST(date AS date) > DATE '2020-01-01'} only where it stands first.
 */
final class SqlWords {

	private static final Set<String> BEFORE_TABLES = Set.of("into", "references", "table");

	private static final Set<String> CASTS = Set.of("cast", "try_cast", "safe_cast");

	/** What may follow the first word of a type. */
	private static final Set<String> TYPE_WORDS = Set.of("precision", "varying", "with", "without", "time", "zone");

	/** Functions whose first argument is a unit. */
	private static final Set<String> UNIT_FUNCTIONS = Set.of("timestampdiff", "timestampadd", "dateadd", "datediff",
			"date_part", "datepart", "datetrunc");

	private static final Set<String> UNITS = Set.of("microsecond", "millisecond", "second", "minute", "hour", "day",
			"week", "month", "quarter", "year");

	private final List<SqlToken> tokens;

	/** Where in the tokens something stands that is neither blank nor a comment. */
	private final List<Integer> places = new ArrayList<>();

	private final BitSet names = new BitSet();

	private final BitSet functions = new BitSet();

	SqlWords(String sql) {
		this.tokens = SqlToken.of(sql);
		for (int i = 0; i < this.tokens.size(); i++) {
			if (this.tokens.get(i).isCode()) {
				this.places.add(i);
			}
		}
		classify();
	}

	/**
	 * Return the text in pieces, blanks and comments included.
	 * @return the pieces, which make up the text
	 */
	List<SqlToken> tokens() {
		return this.tokens;
	}

	/**
	 * Tell whether a piece may be the name of a column or a table.
	 * @param token the number of the piece
	 * @return whether it may be one
	 */
	boolean isName(int token) {
		return this.names.get(token);
	}

	/**
	 * Tell whether a piece is the name of a function.
	 * @param token the number of the piece
	 * @return whether it is one
	 */
	boolean isFunction(int token) {
		return this.functions.get(token);
	}

	private void classify() {
		Deque<Level> levels = new ArrayDeque<>();
		levels.push(new Level(false, false));
		boolean type = false;
		for (int i = 0; i < this.places.size(); i++) {
			String word = word(i);
			if (word.equals("(")) {
				levels.push(new Level(CASTS.contains(word(i - 1)), type));
			}
			else if (word.equals(")")) {
				type = (levels.size() > 1) && levels.pop().inType();
			}
			else if (word.equals("as") && levels.element().cast()) {
				type = true;
			}
			else if (isWord(i)) {
				boolean function = word(i + 1).equals("(") && !BEFORE_TABLES.contains(word(i - 1));
				this.functions.set(this.places.get(i), function && !type);
				this.names.set(this.places.get(i), !function && !type && !isOther(i));
			}
		}
	}

	private boolean isOther(int place) {
		String word = word(place);
		String before = word(place - 1);
		String after = word(place + 1);
		if (is(place, Kind.NAME)) {
			return isCastTo(place);
		}
		return is(place + 1, Kind.TEXT) || before.equals("collate") || before.equals("using") || isCastTo(place)
				|| (word.equals("time") && after.equals("zone")) || (word.equals("zone") && before.equals("time"))
				|| isUnit(place);
	}

	/** The short form of a cast: two colons before a type. */
	private boolean isCastTo(int place) {
		int first = place;
		while (first > 0 && TYPE_WORDS.contains(word(first)) && isWord(first - 1)) {
			first--;
		}
		return word(first - 1).equals(":") && word(first - 2).equals(":");
	}

	private boolean isUnit(int place) {
		if (word(place - 1).equals("(")) {
			String function = word(place - 2);
			return (function.equals("extract") && word(place + 1).equals("from"))
					|| (UNIT_FUNCTIONS.contains(function) && word(place + 1).equals(","));
		}
		return UNITS.contains(word(place)) && isInterval(place - 1);
	}

	/** Tell whether an amount that ends somewhere belongs to the word INTERVAL. */
	private boolean isInterval(int end) {
		int start = end;
		if (word(end).equals(")")) {
			for (int depth = 0; start >= 0; start--) {
				depth += word(start).equals(")") ? 1 : word(start).equals("(") ? -1 : 0;
				if (depth == 0) {
					break;
				}
			}
		}
		else if (is(end, Kind.NUMBER) && word(end - 1).equals("-")) {
			start--;
		}
		return word(start - 1).equals("interval");
	}

	private String word(int place) {
		return (place < 0 || place >= this.places.size()) ? "" : this.tokens.get(this.places.get(place)).folded();
	}

	private boolean isWord(int place) {
		return is(place, Kind.WORD) || is(place, Kind.NAME);
	}

	private boolean is(int place, Kind kind) {
		return place >= 0 && place < this.places.size() && this.tokens.get(this.places.get(place)).kind() == kind;
	}

	/**
	 * What a parenthesis stands in.
	 *
	 * @param cast whether it holds what is cast, and to which type
	 * @param inType whether it is part of a type
	 */
	private record Level(boolean cast, boolean inType) {
	}

}
