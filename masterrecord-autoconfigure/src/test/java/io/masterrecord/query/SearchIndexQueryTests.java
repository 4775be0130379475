package io.masterrecord.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.annotation.SearchIndexed;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Table;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.Hostile;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Search by what each database has for it, behind one call.
 */
@EngineSpec
class SearchIndexQueryTests {

	private final Database database;

	private final Query<SearchArticle> articles;

	SearchIndexQueryTests(TestDatabase database) {
		this.database = Database.of(database, SearchArticle.class, Part.class);
		this.articles = this.database.query(SearchArticle.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database created = Database.of(database, SearchArticle.class, Part.class);
		create(created, SearchArticle.class);
		create(created, Part.class);
		created.insert(SearchArticle.ALL);
		created.insert(new Part(1, "Foo pump"), new Part(2, "bar valve"), new Part(3, "100% cotton"),
				new Part(4, "Cr\u00e8me Br\u00fbl\u00e9e? [x]* 5_%!"));
	}

	private static void create(Database database, Class<?> type) {
		Schema schema = Schema.empty();
		for (SchemaOperation operation : CreateTable.complete(database.entity(type).toTable())) {
			for (SqlCommand command : database.dialect().render(schema, operation)) {
				database.gate().update(SqlStatement.of(StatementKind.DDL, command, Set.of()));
			}
			schema = SchemaFold.apply(schema, operation);
		}
	}

	private List<Long> find(Search search) {
		return ids(this.articles.search(search));
	}

	private static List<Long> ids(Query<SearchArticle> query) {
		List<Long> ids = query.list().stream().map(SearchArticle::id).sorted().toList();
		assertThat(query.count()).isEqualTo(ids.size());
		return ids;
	}

	private boolean isIndexed() {
		return this.articles.ranked(Search.of("pump")).engine().isIndexed();
	}

	@Test
	void tellsWhatAnswers() {
		SearchEngine engine = this.articles.ranked(Search.of("pump")).engine();
		switch (this.database.dialect().id()) {
			case "postgresql" -> assertThat(engine.name()).isEqualTo("tsvector");
			case "mariadb", "mysql" -> assertThat(engine.name()).isEqualTo("fulltext");
			case "sqlite" -> assertThat(engine.name()).isEqualTo("fts5");
			default -> {
				assertThat(engine.name()).isEqualTo("scan");
				assertThat(engine.reason()).contains("keeps no search index");
			}
		}
		assertThat(engine.index()).isEqualTo(engine.isIndexed() ? "search_article" : null);
		assertThat(this.articles.ranked(Search.of("pump"), SearchArticle::code).engine().reason())
			.contains("over just these properties");
		assertThat(this.articles.ranked(Search.of("%")).engine().isIndexed()).isFalse();
		assertThat(this.articles.ranked(Search.of("w".repeat(90))).engine().isIndexed()).isFalse();
	}

	@Test
	void ranksThePartThatTheQueryReads() {
		Search any = Search.of("pump valve wheel mill");
		List<Long> all = ranked(this.articles.ranked(any).list(Limit.unlimited()));
		assertThat(all).hasSizeGreaterThan(2);
		assertThat(ranked(this.articles.limit(2).ranked(any).list(Limit.unlimited()))).isEqualTo(all.subList(0, 2));
		assertThat(ranked(this.articles.limit(2).ranked(any).list(Limit.of(1)))).isEqualTo(all.subList(0, 1));
		assertThat(ranked(this.articles.offset(1).ranked(any).list(Limit.of(20))))
			.isEqualTo(all.subList(1, all.size()));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.articles.limit(2).ranked(any).page(PageRequest.of(0, 5)))
			.withMessageStartingWith("A page has a place and a size of its own");
		if (this.database.dialect().rowLocks()) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> this.articles.forUpdate().ranked(any).page(PageRequest.of(0, 50)))
				.withMessageContaining("cannot be locked");
		}
	}

	private static List<Long> ranked(List<SearchHit<SearchArticle>> hits) {
		return hits.stream().map((hit) -> hit.entity().id()).toList();
	}

	@Test
	void findsAnyOrAllWordsWhereverTheyStand() {
		assertThat(find(Search.of("valve wheel"))).containsExactly(2L, 4L);
		assertThat(find(Search.of("old mill").allWords())).containsExactly(1L, 4L);
		assertThat(find(Search.of("old mill valve").allWords())).isEmpty();
		assertThat(find(Search.of("VALVE"))).containsExactly(2L);
	}

	@Test
	void findsWholeWordsAndTheirBeginningsByAnIndex() {
		assertThat(find(Search.of("pump")))
			.containsExactlyElementsOf(isIndexed() ? List.of(1L, 2L) : List.of(1L, 2L, 5L));
		assertThat(find(Search.of("pum").typeAhead())).containsExactly(1L, 2L, 5L);
		assertThat(find(Search.of("old pum").allWords().typeAhead())).containsExactly(1L, 2L);
		assertThat(find(Search.of("p").typeAhead())).contains(1L, 2L, 3L, 5L);
	}

	@Test
	void keepsThePhraseTogetherInsideOfOneProperty() {
		assertThat(find(Search.of("\"old pump\""))).containsExactly(1L, 2L);
		assertThat(find(Search.of("\"pump old\""))).isEmpty();
		assertThat(find(Search.of("\"valve fits\""))).isEmpty();
		assertThat(find(Search.of("PN-001"))).containsExactly(3L);
		assertThat(find(Search.of("\"old pump"))).containsExactly(1L, 2L);
	}

	@Test
	void leavesOutWhatIsExcluded() {
		assertThat(find(Search.of("old -mill"))).containsExactly(2L);
		assertThat(find(Search.of("old -\"old pump\""))).containsExactly(4L);
		assertThat(find(Search.of("-old"))).containsExactly(3L, 5L);
		assertThat(find(Search.of("-old -pumpkin"))).containsExactly(3L);
		assertThat(find(Search.of("-old").literal())).isEqualTo(isIndexed() ? List.of(1L, 2L, 4L) : List.of());
	}

	@Test
	void isOneConditionAmongOthers() {
		Query<SearchArticle> query = this.articles.where(SearchArticle::code)
			.startsWith("A")
			.search(Search.of("pump mill"))
			.where(SearchArticle::id)
			.gt(0);
		assertThat(ids(query)).containsExactly(1L, 2L);
		assertThat(ids(this.articles.not(Condition.search(Search.of("old"))))).containsExactly(3L, 5L);
		assertThat(ids(this.articles.anyOf(Condition.<SearchArticle>search(Search.of("valve")),
				Condition.<SearchArticle>where(SearchArticle::code).eq("C-5"))))
			.containsExactly(2L, 5L);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "  ", "\t\u00a0", "\"\"", "-\"\"" })
	void isNoConditionForNothing(String text) {
		assertThat(this.articles.search(Search.of(text)).toSql()).isEqualTo(this.articles.toSql());
		assertThat(this.articles.ranked(Search.of(text)).list(Limit.of(10))).hasSize(5)
			.allSatisfy((hit) -> assertThat(hit.score()).isZero());
	}

	@Test
	void bringsTheBestFirst() {
		SearchPage<SearchArticle> page = this.articles.ranked(Search.of("old pump")).page(PageRequest.of(0, 10));
		assertThat(page.entities().get(0).id()).isEqualTo(1L);
		assertThat(page.getContent()).extracting(SearchHit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
		assertThat(page.getContent().get(0).score()).isPositive();
		// Both have the word once, but a title weighs more than a body.
		assertThat(this.articles.ranked(Search.of("mill")).list(Limit.of(2))).extracting((hit) -> hit.entity().id())
			.containsExactly(4L, 1L);
	}

	@Test
	void givesPagesThatDoNotOverlapAndAnExactTotal() {
		SearchQuery<SearchArticle> ranked = this.articles.ranked(Search.of("old pump mill valve").typeAhead());
		List<Long> all = ranked.list(Limit.unlimited()).stream().map((hit) -> hit.entity().id()).toList();
		assertThat(all).doesNotHaveDuplicates().hasSize((int) ranked.count());
		for (int i = 0; i < all.size(); i++) {
			SearchPage<SearchArticle> page = ranked.page(PageRequest.of(i, 1));
			assertThat(page.entities()).extracting(SearchArticle::id).containsExactly(all.get(i));
			assertThat(page.getTotalElements()).isEqualTo(all.size());
		}
		assertThat(ranked.page(PageRequest.of(9, 1)).getContent()).isEmpty();
		assertThat(ranked.page(PageRequest.of(9, 1)).getTotalElements()).isEqualTo(all.size());
	}

	@Test
	void letsTheOrderOfTheQueryDecideAmongEquals() {
		Search none = Search.of("");
		assertThat(this.articles.sortBy(desc(SearchArticle::code)).ranked(none).page(PageRequest.of(0, 2)).entities())
			.extracting(SearchArticle::id)
			.containsExactly(5L, 4L);
		assertThat(this.articles.ranked(none).page(PageRequest.of(0, 2, Sort.by("title"))).entities())
			.extracting(SearchArticle::id)
			.containsExactly(2L, 4L);
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> this.articles.ranked(none).page(PageRequest.of(0, 2, Sort.by("score"))));
	}

	@Test
	void marksWhatWasLookedFor() {
		SearchHit<SearchArticle> hit = this.articles.ranked(Search.of("orange \"thick\" -zz")).list(Limit.of(1)).get(0);
		assertThat(hit.entity().id()).isEqualTo(5);
		assertThat(hit.highlight(SearchArticle::body))
			.isEqualTo("<mark>orange</mark> &amp; &lt;b&gt;<mark>thick</mark>&lt;/b&gt;");
		assertThat(hit.highlight(SearchArticle::title)).isEqualTo("Pumpkin");
		assertThat(hit.snippet(SearchArticle::body, 20)).startsWith("<mark>orange</mark>");
	}

	@Test
	void tellsCaseAndAccentsApartAsAsked() {
		assertThat(find(Search.of("rEsume").ignoringAccents())).containsExactly(3L);
		assertThat(find(Search.of("R\u00c9SUM\u00c9").ignoringAccents())).containsExactly(3L);
		assertThat(find(Search.of("resume").matchingAccents())).isEmpty();
		assertThat(find(Search.of("r\u00e9sum\u00e9").matchingCase())).isEmpty();
		assertThat(find(Search.of("R\u00e9sum\u00e9").matchingCase())).containsExactly(3L);
		assertThat(find(Search.of("Mill").matchingCase())).containsExactly(4L);
		assertThat(this.articles.ranked(Search.of("mill").ignoringAccents()).engine().isIndexed())
			.isEqualTo(isIndexed());
		assertThat(this.articles.ranked(Search.of("mill").matchingCase()).engine().reason()).isNotNull();
	}

	@Test
	void ignoresAccentsWithoutAnIndexToo() {
		Query<Part> parts = this.database.query(Part.class);
		for (String text : List.of("creme", "CR\u00c8ME", "cr\u00e9me br\u00fblee", "brulee?", "[x]*", "5_%!")) {
			assertThat(parts.search(Search.of("\"" + text + "\"").ignoringAccents()).list()).as(text)
				.extracting(Part::id)
				.containsExactly(4L);
		}
		assertThat(parts.search(Search.of("creme_").ignoringAccents()).list()).isEmpty();
	}

	@Test
	void findsPartsOfWordsByAnIndexOfParts() {
		Query<Part> parts = this.database.query(Part.class);
		for (String text : List.of("UMP", "o p", "00%", "0% c", "oo", "?")) {
			assertThat(parts.search(Search.of("\"" + text + "\"")).list()).as(text).hasSize(1);
		}
		SearchEngine engine = parts.ranked(Search.of("ump")).engine();
		switch (this.database.dialect().id()) {
			case "postgresql" -> assertThat(engine.name()).isEqualTo("trigram");
			case "sqlite" -> assertThat(engine.name()).isEqualTo("fts5 trigram");
			case "mysql" -> assertThat(engine.name()).isEqualTo("ngram");
			default -> assertThat(engine.isIndexed()).isFalse();
		}
		assertThat(parts.ranked(Search.of("ump")).list(Limit.of(5))).hasSize(1)
			.allSatisfy((hit) -> assertThat(hit.score()).isPositive());
	}

	@Test
	void findsWordsWithMistakesWhereThatCanBeTold() {
		Query<Part> parts = this.database.query(Part.class);
		boolean told = this.database.dialect().id().equals("postgresql");
		SearchQuery<Part> similar = parts.ranked(Search.of("coton").similar(0.5));
		assertThat(similar.list(Limit.of(9))).extracting((hit) -> hit.entity().id())
			.containsExactlyElementsOf(told ? List.of(3L) : List.of());
		assertThat(similar.count()).isEqualTo(told ? 1 : 0);
		assertThat(parts.search(Search.of("pum").similar(0.7)).list()).hasSize(1);
		assertThat(parts.ranked(Search.of("valv -pump").similar(0.6)).list(Limit.of(9)))
			.extracting((hit) -> hit.entity().id())
			.containsExactly(2L);
		assertThat(parts.search(Search.of("xyz").similar(0.3)).list()).isEmpty();
	}

	@Test
	void looksIntoJoinedColumnsToo() {
		Alias<Part> part = Alias.of(Part.class);
		Query<SearchArticle> joined = this.articles.leftJoin(part,
				part.col(Part::id).eq(Expressions.col(SearchArticle::id)));
		Search search = Search.of("pump cotton").allWords();
		assertThat(ids(joined.search(search, Expressions.col(SearchArticle::title), part.col(Part::name)))).isEmpty();
		assertThat(ids(joined.search(Search.of("résumé cotton").allWords(), Expressions.col(SearchArticle::title),
				part.col(Part::name))))
			.containsExactly(3L);
		SearchQuery<SearchArticle> ranked = joined.ranked(Search.of("old foo -valve"),
				Expressions.col(SearchArticle::title), part.col(Part::name));
		assertThat(ranked.list(Limit.of(9))).extracting((hit) -> hit.entity().id()).containsExactly(1L);
		assertThat(ranked.engine().isIndexed()).isFalse();
		assertThat(ids(joined.where(part.search(Search.of("cotton"), Part::name)))).containsExactly(3L);
		assertThat(ids(joined.where(part.search(Search.of("-cotton"), Part::name)).where(SearchArticle::id).lt(5)))
			.hasSizeBetween(3, 3);
	}

	@ParameterizedTest
	@CsvSource({ "postgresql, search_article", "mariadb, search_article", "sqlite, VIRTUAL TABLE INDEX" })
	void isServedByTheIndex(String dialect, String expected) {
		assumeTrue(this.database.dialect().id().equals(dialect));
		SqlStatement statement = this.articles.search(Search.of("pump old").allWords()).toSql();
		List<String> plan = explain(statement);
		assertThat(String.join("\n", plan)).contains(expected);
	}

	// Whatever is typed is an answer, and never a part of the statement.
	@Test
	void answersAnythingThatCanBeTyped() {
		Dice dice = new Dice(20261124);
		Set<String> texts = new HashSet<>();
		for (int i = 0; i < 400; i++) {
			String text = Hostile.text(dice) + (dice.oneIn(3) ? " pump" : "");
			Search search = dice.oneIn(2) ? Search.of(text) : Search.of(text).allWords().typeAhead();
			if (dice.oneIn(3)) {
				search = search.literal();
			}
			try {
				SearchQuery<SearchArticle> ranked = this.articles.ranked(search);
				assertThat(ranked.list(Limit.of(10)).size()).as(text).isEqualTo((int) ranked.count());
				assertThat(ids(this.articles.search(search))).as(text).hasSize((int) ranked.count());
				texts.add(ranked.toSql().sql());
			}
			catch (UnsupportedValueException ex) {
				assertThat(text).as(ex.getMessage()).containsAnyOf("\u0000");
			}
		}
		assertThat(texts).hasSizeLessThan(150).noneMatch((sql) -> sql.contains("DROP") || sql.contains("${x}"));
	}

	@Test
	void comparesPartsByTheIndexOfParts() {
		assumeTrue(this.database.dialect().id().equals("postgresql"));
		Query<Part> parts = this.database.query(Part.class);
		assertThat(explain(parts.search(Search.of("otto")).toSql()).toString()).contains("search_part");
		assertThat(explain(parts.search(Search.of("coton").similar(0.6)).toSql()).toString()).contains("search_part");
	}

	private List<String> explain(SqlStatement statement) {
		if (this.database.dialect().id().equals("postgresql")) {
			this.database.gate().update(SqlStatement.of(StatementKind.OTHER, "SET enable_seqscan = off"));
		}
		String explain = this.database.dialect().id().equals("sqlite") ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
		return this.database.gate()
			.query(new SqlStatement(explain + statement.sql(), statement.values(), statement.tables(),
					StatementKind.SELECT), (rows) -> {
						StringBuilder text = new StringBuilder();
						while (rows.next()) {
							for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
								text.append(rows.getString(i)).append(' ');
							}
						}
						return List.of(text.toString());
					});
	}

	/**
	 * What is found by any part of its name.
	 */
	@Table(name = "part")
	@SearchIndexed(SearchIndexed.Match.PARTS)
	record Part(@Id long id, @Searchable String name) {
	}

}
