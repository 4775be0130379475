package io.masterrecord.dialect;

import java.util.List;

import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statements that make search indexes, and what they are asked.
 */
class SearchIndexRenderingTests {

	private static final SearchIndex WORDS = new SearchIndex("search_category", List.of(new SearchColumn("name", 2)),
			SearchMatch.WORDS, "");

	private static final SearchIndex PARTS = new SearchIndex("parts_category", List.of(new SearchColumn("name", 1)),
			SearchMatch.PARTS, "english");

	private static final Schema SCHEMA = SchemaFold.apply(Schema.empty(), new CreateTable(Samples.category()));

	private static final Schema INDEXED = SchemaFold.apply(SCHEMA, new CreateSearchIndex("category", WORDS));

	private static List<String> render(String id, Schema before, SchemaOperation operation) {
		return Dialects.of(id).render(before, operation).stream().map(SqlCommand::sql).toList();
	}

	@Test
	void rendersWordsForMySql() {
		assertThat(render("mysql", SCHEMA, new CreateSearchIndex("category", WORDS))).containsExactly("""
				ALTER TABLE `category` ADD COLUMN `search_category` longtext CHARACTER SET utf8mb4 \
				COLLATE utf8mb4_0900_ai_ci GENERATED ALWAYS AS (regexp_replace(concat(repeat(concat(' m0r1x ', \
				coalesce(`name`, '')), 2), ' '), '[^[:L:][:N:][:M:]]+', 'zz ')) STORED INVISIBLE, \
				ADD FULLTEXT INDEX `search_category` (`search_category`) \
				COMMENT 'masterrecord search: words of name*2;'""");
		assertThat(render("mysql", INDEXED, new DropSearchIndex("category", "search_category")))
			.containsExactly("ALTER TABLE `category` DROP INDEX `search_category`, DROP COLUMN `search_category`");
		assertThat(render("mysql", INDEXED, new RenameColumn("category", "name", "title"))).hasSize(3)
			.element(1)
			.isEqualTo("ALTER TABLE `category` RENAME COLUMN `name` TO `title`");
	}

	@Test
	void rendersPartsForMySql() {
		assertThat(render("mysql", SCHEMA, new CreateSearchIndex("category", PARTS)))
			.containsExactly("SET SESSION innodb_ft_enable_stopword = 0", """
					ALTER TABLE `category` ADD COLUMN `parts_category` longtext CHARACTER SET utf8mb4 \
					COLLATE utf8mb4_0900_ai_ci GENERATED ALWAYS AS (concat(concat(' m0r1x ', coalesce(`name`, '')))) \
					STORED INVISIBLE, ADD FULLTEXT INDEX `parts_category` (`parts_category`) WITH PARSER ngram \
					COMMENT 'masterrecord search: parts in english of name*1;'""");
	}

	@Test
	void asksNoIndexOfPartsForAQuotationMark() {
		SearchSql search = Dialects.of("mysql").search();
		assertThat(search.objection(PARTS, new SearchTerm(List.of("ab\"c"), false))).contains("quotation mark");
		assertThat(search.objection(PARTS, new SearchTerm(List.of("abc"), false))).isNull();
		assertThat(search.objection(WORDS, new SearchTerm(List.of("abc"), false))).isNull();
	}

	@Test
	void tellsWhatACreationCosts() {
		assertThat(impacts("postgresql", "18", WORDS)).containsExactly(Impact.Kind.REWRITES_TABLE);
		assertThat(impacts("postgresql", "18", PARTS)).containsExactly(Impact.Kind.BLOCKS_WRITES);
		assertThat(impacts("mariadb", "11.4", WORDS)).containsExactly(Impact.Kind.BLOCKS_WRITES);
		assertThat(impacts("mysql", "8.4", WORDS)).containsExactly(Impact.Kind.BLOCKS_WRITES);
		assertThat(impacts("h2", "2.4", WORDS)).isEmpty();
	}

	private static List<Impact.Kind> impacts(String id, String version, SearchIndex index) {
		return Dialects.of(id)
			.impact(SCHEMA, new CreateSearchIndex("category", index), ServerVersion.of(version), false)
			.stream()
			.map(Impact::kind)
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql", "sqlite" })
	void readsBackWhatItNotes(String id) {
		SearchIndex odd = new SearchIndex("s", List.of(new SearchColumn("a*/ b;,'\u00e4", 3), new SearchColumn("c", 1)),
				SearchMatch.PARTS, "english");
		assertThat(Dialects.of(id).search().read("s", "/* " + SearchIndexText.write(odd) + " */")).contains(odd);
		assertThat(Dialects.of(id).search().read("s", "of another tool")).isEmpty();
	}

	@Test
	void makesWordsOfAllScriptsAndOfNothingElse() {
		assertThat(SearchWords
			.of("  PN-001, O'Brien\u2014x_y \ud83d\ude00 \u6c49\u5b57\u3002re\u0301sume\u0301\u0000\ud800"))
			.containsExactly("PN", "001", "O", "Brien", "x", "y", "\u6c49\u5b57", "r\u00e9sum\u00e9");
		assertThat(SearchWords.of("+-~*\"()<>@&|!:'\\%_")).isEmpty();
	}

}
