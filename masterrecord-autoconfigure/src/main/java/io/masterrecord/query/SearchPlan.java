package io.masterrecord.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SearchSql;
import io.masterrecord.dialect.SearchTerm;
import io.masterrecord.dialect.SearchWords;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * How a search is answered: by the search index over just these columns, if the database
 * keeps it and can look for every part in it, otherwise by comparing the columns. Which
 * one it is depends on the database, so it is decided when the statement is written.
 *
 * @param source where the rows come from
 * @param columns the columns to look into
 * @param parts what is looked for
 * @param all whether all parts have to be there, or any
 * @param folding what does not matter
 * @param similarity how similar a word has to be where that can be told, 1 for equal
 */
record SearchPlan(Source source, List<Operand> columns, List<SearchPart> parts, boolean all, SearchFolding folding,
		double similarity) {

	private static final ColumnType TEXT = ColumnType.of(TypeName.TEXT);

	SearchPlan {
		columns = List.copyOf(columns);
		parts = List.copyOf(parts);
	}

	/**
	 * Plan a search.
	 * @param subjects what to look into; nothing for the properties that are annotated
	 */
	static SearchPlan of(Scope scope, Search search, List<Subject> subjects) {
		List<Operand> columns = new ArrayList<>(subjects.stream().map((subject) -> subject.in(scope)).toList());
		if (subjects.isEmpty()) {
			scope.source()
				.columns()
				.stream()
				.filter((column) -> column.content() instanceof PropertyModel property && property.isSearchable())
				.forEach(columns::add);
		}
		if (columns.isEmpty()) {
			throw new InvalidQueryException(
					"'%s' has nothing to search in: annotate properties with @Searchable, or name them in the call"
						.formatted(scope.source().name()));
		}
		return new SearchPlan(scope.source(), columns, search.parts(scope.settings()), search.isAll(), search.folding(),
				search.similarity());
	}

	/**
	 * Return the condition that a row is found.
	 */
	Predicate predicate() {
		return this.parts.isEmpty() ? Predicate.NONE : new Predicate.Found(this);
	}

	/**
	 * Return what answers on a database.
	 */
	SearchEngine engine(Dialect dialect) {
		SearchIndex index = index().orElse(null);
		if (index == null) {
			return SearchEngine.scan("There is no search index over just these properties");
		}
		String objection = objection(dialect, index);
		return (objection != null) ? SearchEngine.scan(objection)
				: new SearchEngine(dialect.search().engine(index), index.name(), null);
	}

	/**
	 * Describe the condition that a row is found.
	 */
	void describeCondition(SqlSink sink, Dialect dialect) {
		SearchIndex index = usable(dialect);
		Predicate predicate = (index != null) ? indexed(dialect, index) : scan(dialect);
		predicate.describe(sink);
	}

	/**
	 * Describe how well a row fits, as a number.
	 */
	void describeScore(SqlSink sink, Dialect dialect) {
		List<SearchPart> wanted = wanted();
		SearchIndex index = usable(dialect);
		if (wanted.isEmpty()) {
			sink.sql("0");
		}
		else if (index != null) {
			sink.lookup(lookup(dialect, index, true, wanted, this.all));
		}
		else {
			describeHits(sink, dialect, wanted);
		}
	}

	// Each part counts once for each column it is found in, as much as the column weighs.
	private void describeHits(SqlSink sink, Dialect dialect, List<SearchPart> wanted) {
		SearchIndex measured = measured(dialect);
		String separator = "";
		for (SearchPart part : wanted) {
			for (Operand column : this.columns) {
				sink.sql(separator);
				if (measured != null) {
					sink.sql(weight(column) + " * coalesce(");
					sink.similar(similarity(column, measured, part), true);
					sink.sql(", 0)");
				}
				else {
					sink.sql("CASE WHEN ");
					containing(column, part).describe(sink);
					sink.sql(" THEN " + weight(column) + " ELSE 0 END");
				}
				separator = " + ";
			}
		}
	}

	/**
	 * Return the index by which it can be told how similar texts are, if that is asked
	 * for.
	 */
	private @Nullable SearchIndex measured(Dialect dialect) {
		return index().filter((index) -> this.similarity < 1 && objection(dialect, index) == null)
			.filter((index) -> dialect.search().similarity("", index) != null)
			.orElse(null);
	}

	private static Similarity similarity(Operand column, SearchIndex index, SearchPart part) {
		return new Similarity(column, index, new TypedValue(TEXT, part.text()));
	}

	private static int weight(Operand operand) {
		boolean weighted = operand.content() instanceof PropertyModel property && property.isSearchable();
		return weighted ? ((PropertyModel) operand.content()).searchWeight() : 1;
	}

	private @Nullable SearchIndex usable(Dialect dialect) {
		return index().filter((index) -> objection(dialect, index) == null)
			.filter((index) -> dialect.search().condition("", table(), index) != null)
			.orElse(null);
	}

	private Optional<SearchIndex> index() {
		Set<String> names = new HashSet<>();
		for (Operand operand : this.columns) {
			if (!(operand instanceof Operand.Column column) || !column.source().equals(this.source)) {
				return Optional.empty();
			}
			names.add(column.name());
		}
		return (this.source instanceof Source.Table) ? table().searchIndexes()
			.stream()
			.filter((index) -> names.equals(Set.copyOf(index.columnNames())))
			.findFirst() : Optional.empty();
	}

	private @Nullable String objection(Dialect dialect, SearchIndex index) {
		SearchSql search = dialect.search();
		if (!search.keeps(table(), index)) {
			return "The database keeps no search index of this kind for this table";
		}
		SearchFolding own = (index.match() == SearchMatch.WORDS) ? SearchFolding.CASE_AND_ACCENTS : SearchFolding.CASE;
		if (this.folding != SearchFolding.USUAL && this.folding != own) {
			return "The search index does not tell case and accents apart as it was asked for";
		}
		for (SearchPart part : this.parts) {
			SearchTerm term = part.term(index);
			if (term.words().isEmpty()) {
				return "A word has no letter and no digit, and a search index knows no other characters";
			}
			if (index.match() == SearchMatch.WORDS && term.words().stream().anyMatch(SearchPlan::isTooLong)) {
				return "A word is longer than the %d characters a search index holds".formatted(SearchWords.LONGEST);
			}
			String objection = search.objection(index, term);
			if (objection != null) {
				return objection;
			}
		}
		return null;
	}

	private static boolean isTooLong(String word) {
		return word.codePointCount(0, word.length()) > SearchWords.LONGEST;
	}

	private Predicate indexed(Dialect dialect, SearchIndex index) {
		List<SearchPart> wanted = wanted();
		List<SearchPart> excluded = excluded();
		Predicate found = wanted.isEmpty() ? Predicate.NONE
				: new Predicate.Indexed(lookup(dialect, index, false, wanted, this.all));
		return excluded.isEmpty() ? found
				: found.and(Predicate.not(new Predicate.Indexed(lookup(dialect, index, false, excluded, false))));
	}

	private Predicate scan(Dialect dialect) {
		SearchIndex measured = measured(dialect);
		List<Predicate> wanted = wanted().stream()
			.map((part) -> (measured != null) ? alike(dialect, measured, part) : anywhere(part))
			.toList();
		List<Predicate> rest = new ArrayList<>();
		if (!wanted.isEmpty()) {
			rest.add(this.all ? Predicate.allOf(wanted) : Predicate.anyOf(wanted));
		}
		excluded().forEach((part) -> rest.add(Predicate.not(anywhere(part))));
		return Predicate.allOf(rest);
	}

	private Predicate alike(Dialect dialect, SearchIndex index, SearchPart part) {
		return Predicate.anyOf(this.columns.stream()
			.<Predicate>map(
					(column) -> new Predicate.Similar(similarity(column, index, part), this.similarity, dialect))
			.toList());
	}

	private Predicate anywhere(SearchPart part) {
		return Predicate.anyOf(this.columns.stream().map((column) -> containing(column, part)).toList());
	}

	// Where there is no text nothing is found, so that the opposite holds.
	private Predicate containing(Operand operand, SearchPart part) {
		TypedValue pattern = LikePattern.containing(part.text());
		Predicate like = (this.folding == SearchFolding.CASE_AND_ACCENTS) ? new Predicate.LikeFolded(operand, pattern)
				: new Predicate.Like(operand, operand.type(), this.folding != SearchFolding.NONE, pattern);
		boolean own = operand instanceof Operand.Column column && column.source().equals(this.source);
		return (own && !operand.content().nullable()) ? like : new Predicate.NullTest(operand, false).and(like);
	}

	private List<SearchPart> wanted() {
		return this.parts.stream().filter((part) -> !part.excluded()).toList();
	}

	private List<SearchPart> excluded() {
		return this.parts.stream().filter(SearchPart::excluded).toList();
	}

	private Table table() {
		return ((Source.Table) this.source).entity().toTable();
	}

	private Lookup lookup(Dialect dialect, SearchIndex index, boolean score, List<SearchPart> asked, boolean together) {
		List<SearchTerm> terms = asked.stream().map((part) -> part.term(index)).toList();
		TypedValue ask = new TypedValue(TEXT, dialect.search().ask(index, terms, together));
		return new Lookup((Source.Table) this.source, index, score, ask);
	}

	/**
	 * A question to a search index, as it is written.
	 *
	 * @param source where the rows come from
	 * @param index the index
	 * @param score whether the answer is a number or a condition
	 * @param ask what is bound
	 */
	record Lookup(Source.Table source, SearchIndex index, boolean score, TypedValue ask) {

		String write(Dialect dialect, String qualifier) {
			Table table = this.source.entity().toTable();
			SearchSql search = dialect.search();
			return this.score ? search.score(qualifier, table, this.index)
					: Objects.requireNonNull(search.condition(qualifier, table, this.index));
		}

	}

}
