package io.masterrecord.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.dialect.Samples;
import io.masterrecord.dialect.SearchSql;
import io.masterrecord.dialect.SearchTerm;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Search indexes in real databases: created over existing rows, kept up, found in the
 * catalog, and gone without a trace.
 */
class SearchIndexEngineTests {

	private static final Table ARTICLE = new Table("article",
			List.of(Samples.identity("id"), Samples.column("title", ColumnType.varchar(60)),
					Samples.nullable("body", ColumnType.of(TypeName.TEXT)),
					Samples.nullable("pages", ColumnType.of(TypeName.INTEGER))),
			new PrimaryKey("pk_article", List.of("id")), List.of(), List.of(), List.of());

	private static final SearchIndex WORDS = new SearchIndex("search_article",
			List.of(new SearchColumn("title", 4), new SearchColumn("body", 1)), SearchMatch.WORDS, "");

	private static final SearchIndex PARTS = new SearchIndex("parts_article", List.of(new SearchColumn("title", 1)),
			SearchMatch.PARTS, "");

	private static LiveSchema articles(TestDatabase database) throws SQLException {
		LiveSchema live = LiveSchema.of(database).apply(new CreateTable(ARTICLE));
		insert(live, "The old pump", "of a mill");
		insert(live, "A valve", null);
		return live;
	}

	private static void insert(LiveSchema live, String title, String body) {
		live.execute("INSERT INTO %s (%s, %s) VALUES ('%s', %s)".formatted(live.quote("article"), live.quote("title"),
				live.quote("body"), title, (body != null) ? "'" + body + "'" : "NULL"));
	}

	/**
	 * Ask the index for a word, or return {@code null} if there is none.
	 */
	private static List<String> find(LiveSchema live, String tableName, String indexName, String word) {
		SearchSql search = live.dialect().search();
		Table table = live.expected().table(tableName).orElseThrow();
		SearchIndex index = table.searchIndex(indexName).orElseThrow();
		if (!search.keeps(table, index)) {
			return null;
		}
		String condition = search.condition("", table, index);
		List<TypedValue> values = new ArrayList<>();
		if (condition == null) {
			condition = live.dialect().like(live.quote(index.columnNames().get(0)), true, ColumnType.varchar(60));
			values.add(new TypedValue(ColumnType.of(TypeName.TEXT), "%" + word + "%"));
		}
		else {
			values.add(new TypedValue(ColumnType.of(TypeName.TEXT),
					search.ask(index, List.of(new SearchTerm(List.of(word), false)), true)));
		}
		String sql = "SELECT %s FROM %s WHERE %s ORDER BY 1".formatted(live.quote("id"), live.quote(tableName),
				condition);
		return live.gate().query(new SqlStatement(sql, values, Set.of(tableName), StatementKind.SELECT), (rows) -> {
			List<String> ids = new ArrayList<>();
			while (rows.next()) {
				ids.add(rows.getString(1));
			}
			return ids;
		});
	}

	private static void assertFinds(LiveSchema live, String table, String index, String word, String... ids) {
		List<String> found = find(live, table, index, word);
		if (found != null) {
			assertThat(found).as("%s for %s", index, word).containsExactly(ids);
		}
	}

	private static List<String> differences(LiveSchema live) {
		return SchemaComparison.of(live.dialect(), Set.of()).differences(live.expected(), live.read());
	}

	@EngineTest
	void isFilledWithTheRowsThereAreAndKeptUp(TestDatabase database) throws SQLException {
		try (LiveSchema live = articles(database).apply(new CreateSearchIndex("article", WORDS),
				new CreateSearchIndex("article", PARTS))) {
			assertThat(differences(live)).isEmpty();
			assertFinds(live, "article", "search_article", "PUMP", "1");
			assertFinds(live, "article", "search_article", "mill", "1");
			assertFinds(live, "article", "parts_article", "alv", "2");
			insert(live, "Mill wheel", null);
			live.execute("UPDATE %s SET %s = 'a pump as well' WHERE %s = 2".formatted(live.quote("article"),
					live.quote("body"), live.quote("id")));
			assertFinds(live, "article", "search_article", "pump", "1", "2");
			assertFinds(live, "article", "search_article", "mill", "1", "3");
			live.execute("DELETE FROM %s WHERE %s = 1".formatted(live.quote("article"), live.quote("id")));
			assertFinds(live, "article", "search_article", "pump", "2");
			assertFinds(live, "article", "parts_article", "ump");
		}
	}

	@EngineTest
	void hasShortAndCommonWordsAndIgnoresCaseAndAccents(TestDatabase database) throws SQLException {
		try (LiveSchema live = articles(database).apply(new CreateSearchIndex("article", WORDS))) {
			insert(live, "R\u00e9sum\u00e9 of PN-001",
					"x_y O''Brien \u041f\u0440\u0438\u0432\u0435\u0442 \u6c49\u5b57 1e5");
			assertFinds(live, "article", "search_article", "the", "1");
			assertFinds(live, "article", "search_article", "of", "1", "3");
			assertFinds(live, "article", "search_article", "a", "1", "2");
			for (String word : List.of("resume", "R\u00c9SUM\u00c9", "001", "pn", "x", "brien",
					"\u043f\u0440\u0438\u0432\u0435\u0442", "\u6c49\u5b57", "1e5")) {
				assertFinds(live, "article", "search_article", word, "3");
			}
			assertFinds(live, "article", "search_article", "m0r1xx");
		}
	}

	@EngineTest
	void countsTheFormsOfAWordAsOneWhereTheDatabaseKnowsTheLanguage(TestDatabase database) throws SQLException {
		SearchIndex english = new SearchIndex("search_article", WORDS.columns(), SearchMatch.WORDS, "english");
		try (LiveSchema live = articles(database).apply(new CreateSearchIndex("article", english))) {
			assertThat(differences(live)).isEmpty();
			boolean known = Set.of("postgresql", "sqlite").contains(live.dialect().id());
			assertFinds(live, "article", "search_article", "pumping", known ? new String[] { "1" } : new String[0]);
			assertFinds(live, "article", "search_article", "pump", "1");
		}
	}

	@EngineTest
	void surviveEveryChangeOfTheirTable(TestDatabase database) throws SQLException {
		SchemaOperation[] changes = { new RenameColumn("article", "title", "headline"),
				new AlterColumn("article", Samples.column("headline", ColumnType.varchar(80))),
				new AlterColumn("article",
						new Column("body", ColumnType.of(TypeName.TEXT), true, new ColumnDefault.Literal("x"), false)),
				new AlterColumn("article", Samples.nullable("pages", ColumnType.of(TypeName.BIGINT))),
				new AddColumn("article", Samples.nullable("note", ColumnType.varchar(10))),
				new RenameTable("article", "paper") };
		try (LiveSchema live = articles(database).apply(new CreateSearchIndex("article", WORDS),
				new CreateSearchIndex("article", PARTS))) {
			for (SchemaOperation change : changes) {
				live.apply(change);
				String table = (change instanceof RenameTable) ? "paper" : "article";
				assertThat(differences(live)).as(change.toString()).isEmpty();
				assertFinds(live, table, "search_article", "pump", "1");
				assertFinds(live, table, "parts_article", "alv", "2");
			}
			live.execute("UPDATE %s SET %s = 'A tap' WHERE %s = 2".formatted(live.quote("paper"),
					live.quote("headline"), live.quote("id")));
			assertFinds(live, "paper", "search_article", "valve");
			assertFinds(live, "paper", "search_article", "tap", "2");
			assertFinds(live, "paper", "parts_article", "tap", "2");
			live.apply(new DropTable("paper"));
			assertThat(live.read()).isEqualTo(live.expected());
		}
	}

	@EngineTest
	void goesWithoutATrace(TestDatabase database) throws SQLException {
		try (LiveSchema live = articles(database)) {
			live.apply(new CreateSearchIndex("article", WORDS), new CreateSearchIndex("article", PARTS),
					new DropSearchIndex("article", "search_article"), new DropSearchIndex("article", "parts_article"));
			assertThat(differences(live)).isEmpty();
			assertThat(live.read().table("article").orElseThrow().columns()).hasSize(4);
			insert(live, "Mill wheel", null);
			live.apply(new DropTable("article"));
			assertThat(live.read().tables()).isEmpty();
		}
	}

	@EngineTest
	void isMissedByTheComparison(TestDatabase database) throws SQLException {
		try (LiveSchema live = articles(database).apply(new CreateSearchIndex("article", WORDS))) {
			Table table = live.expected().table("article").orElseThrow();
			boolean kept = live.dialect().search().keeps(table, WORDS);
			live.dialect()
				.render(live.expected(), new DropSearchIndex("article", "search_article"))
				.forEach((command) -> live.execute(command.sql()));
			assertThat(differences(live)).isEqualTo(
					kept ? List.of("search index 'search_article' of 'article' is missing") : Collections.emptyList());
		}
	}

	@EngineTest
	void tellsWhetherItsCreationTookEffect(TestDatabase database) throws SQLException {
		try (LiveSchema live = articles(database)) {
			SchemaOperation create = new CreateSearchIndex("article", WORDS);
			SchemaOperation drop = new DropSearchIndex("article", "search_article");
			boolean kept = live.dialect().search().keeps(ARTICLE, WORDS);
			assertThat(StepProbe.tookEffect(live.gate(), live.expected(), create))
				.isEqualTo(kept ? StepEffect.NO : StepEffect.YES);
			live.apply(create);
			assertThat(StepProbe.tookEffect(live.gate(), live.expected(), create)).isEqualTo(StepEffect.YES);
			assertThat(StepProbe.tookEffect(live.gate(), live.expected(), drop))
				.isEqualTo(kept ? StepEffect.NO : StepEffect.YES);
			live.apply(drop);
			assertThat(StepProbe.tookEffect(live.gate(), live.expected(), drop)).isEqualTo(StepEffect.YES);
		}
	}

	@EngineTest
	void isLeftToTheColumnsWhereARowHasNoNumber(TestDatabase database) throws SQLException {
		Table table = new Table("page",
				List.of(Samples.column("id", ColumnType.varchar(20)), Samples.column("title", ColumnType.varchar(60))),
				new PrimaryKey("pk_page", List.of("id")), List.of(), List.of(), List.of());
		SearchIndex index = new SearchIndex("search_page", List.of(new SearchColumn("title", 1)), SearchMatch.WORDS,
				"");
		try (LiveSchema live = LiveSchema.of(database)
			.apply(new CreateTable(table), new CreateSearchIndex("page", index))) {
			assertThat(differences(live)).isEmpty();
			live.apply(new RenameColumn("page", "title", "headline"), new DropSearchIndex("page", "search_page"));
			assertThat(differences(live)).isEmpty();
		}
	}

}
