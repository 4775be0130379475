package io.masterrecord.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Search of SQLite: a table of FTS5 that has the name of the index, takes its texts from
 * the rows themselves, and is kept up by three triggers. It knows a row by a whole
 * number, so the table needs one for its key.
 */
final class SqliteSearch extends SearchIndexes {

	private static final Set<String> RESERVED = Set.of("rank", "rowid");

	private static final int TRIGRAM = 3;

	private final SqliteDialect dialect;

	SqliteSearch(SqliteDialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public boolean keeps(Table table, SearchIndex index) {
		return key(table).isPresent()
				&& index.columnNames().stream().noneMatch((name) -> RESERVED.contains(name.toLowerCase(Locale.ROOT)));
	}

	private static Optional<String> key(Table table) {
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey == null || primaryKey.columns().size() != 1) {
			return Optional.empty();
		}
		return table.column(primaryKey.columns().get(0)).filter(SqliteSearch::isWhole).map(Column::name);
	}

	private static boolean isWhole(Column column) {
		return switch (column.type().name()) {
			case SMALLINT, INTEGER, BIGINT -> true;
			default -> false;
		};
	}

	@Override
	public String engine(SearchIndex index) {
		return (index.match() == SearchMatch.WORDS) ? "fts5" : "fts5 trigram";
	}

	@Override
	List<SqlCommand> create(Table table, SearchIndex index) {
		String name = this.dialect.quote(index.name());
		String key = key(table).orElseThrow();
		String on = " ON " + this.dialect.quote(table.name()) + " BEGIN ";
		String add = "INSERT INTO " + name + " (rowid, " + columns(index, "") + ") VALUES (" + row("new", key, index)
				+ ");";
		String remove = "INSERT INTO " + name + " (" + name + ", rowid, " + columns(index, "") + ") VALUES ('delete', "
				+ row("old", key, index) + ");";
		return List.of(
				SqlCommand.of("CREATE VIRTUAL TABLE " + name + " USING fts5(" + columns(index, "") + ", content="
						+ Text.literal(table.name()) + ", content_rowid=" + Text.literal(key) + ", tokenize="
						+ Text.literal(tokenizer(index)) + ")"),
				SqlCommand.of(trigger(index, "insert") + " AFTER INSERT" + on + "/* " + SearchIndexText.write(index)
						+ " */ " + add + " END"),
				SqlCommand.of(trigger(index, "delete") + " AFTER DELETE" + on + remove + " END"),
				SqlCommand.of(trigger(index, "update") + " AFTER UPDATE" + on + remove + " " + add + " END"),
				SqlCommand.of("INSERT INTO " + name + " (" + name + ") VALUES ('rebuild')"));
	}

	private String trigger(SearchIndex index, String event) {
		return "CREATE TRIGGER " + this.dialect.quote(index.name() + "_" + event);
	}

	private String columns(SearchIndex index, String qualifier) {
		return index.columnNames()
			.stream()
			.map((column) -> qualifier + this.dialect.quote(column))
			.collect(Collectors.joining(", "));
	}

	private String row(String state, String key, SearchIndex index) {
		return state + "." + this.dialect.quote(key) + ", " + columns(index, state + ".");
	}

	private static String tokenizer(SearchIndex index) {
		if (index.match() == SearchMatch.PARTS) {
			return "trigram";
		}
		return (index.language().equals("english") ? "porter " : "") + "unicode61 remove_diacritics 2";
	}

	@Override
	List<SqlCommand> drop(Table table, SearchIndex index) {
		return List.of(dropTrigger(index, "insert"), dropTrigger(index, "delete"), dropTrigger(index, "update"),
				SqlCommand.of("DROP TABLE " + this.dialect.quote(index.name())));
	}

	private SqlCommand dropTrigger(SearchIndex index, String event) {
		return SqlCommand.of("DROP TRIGGER " + this.dialect.quote(index.name() + "_" + event));
	}

	@Override
	public @Nullable String objection(SearchIndex index, SearchTerm term) {
		boolean isShort = index.match() == SearchMatch.PARTS
				&& text(term).codePointCount(0, text(term).length()) < TRIGRAM;
		return isShort ? "an index of parts holds nothing shorter than three characters" : null;
	}

	private static String text(SearchTerm term) {
		return String.join(" ", term.words());
	}

	@Override
	public String ask(SearchIndex index, List<SearchTerm> terms, boolean all) {
		return terms.stream()
			.map((term) -> "\"" + text(term).replace("\"", "\"\"") + "\"" + (term.prefix() ? "*" : ""))
			.collect(Collectors.joining(all ? " AND " : " OR "));
	}

	@Override
	public String condition(String qualifier, Table table, SearchIndex index) {
		String name = this.dialect.quote(index.name());
		return qualifier + this.dialect.quote(key(table).orElseThrow()) + " IN (SELECT rowid FROM " + name + " WHERE "
				+ name + " MATCH ?)";
	}

	// A function that takes marks off does not exist; a pattern may name all forms of a
	// letter.
	@Override
	public String likeFolded(String expression) {
		return expression + " GLOB ?";
	}

	@Override
	public String folded(String pattern) {
		StringBuilder glob = new StringBuilder();
		String text = LetterVariants.withoutMarks(pattern);
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			switch (character) {
				case '%' -> glob.append('*');
				case '_' -> glob.append('?');
				case '!' -> appendForms(glob, text.charAt(++i));
				default -> appendForms(glob, character);
			}
		}
		return glob.toString();
	}

	private static void appendForms(StringBuilder glob, char character) {
		char lower = Character.toLowerCase(character);
		char upper = Character.toUpperCase(character);
		String forms = LetterVariants.of(lower);
		boolean special = character == '*' || character == '?' || character == '[';
		if (lower == upper && forms.isEmpty() && !special) {
			glob.append(character);
		}
		else {
			glob.append('[').append((lower != upper) ? lower + "" + upper : character).append(forms).append(']');
		}
	}

	// The limit keeps the ranking a table of its own, which is made once for all rows; it
	// would be made for each row otherwise.
	@Override
	public String score(String qualifier, Table table, SearchIndex index) {
		String name = this.dialect.quote(index.name());
		String weights = index.columns()
			.stream()
			.map(SearchColumn::weight)
			.map(String::valueOf)
			.collect(Collectors.joining(", "));
		String key = qualifier.isEmpty() ? this.dialect.quote(table.name()) + "." : qualifier;
		return "(SELECT ranked.score FROM (SELECT rowid AS hit, -bm25(" + name + ", " + weights + ") AS score FROM "
				+ name + " WHERE " + name + " MATCH ? LIMIT -1) ranked WHERE ranked.hit = " + key
				+ this.dialect.quote(key(table).orElseThrow()) + ")";
	}

}
