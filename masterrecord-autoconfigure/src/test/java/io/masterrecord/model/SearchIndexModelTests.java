package io.masterrecord.model;

import java.util.List;

import io.masterrecord.annotation.SearchIndexed;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The search index that a class asks for.
 */
class SearchIndexModelTests {

	private static List<SearchIndex> indexes(Class<?> type) {
		return Model.of(List.of(EntityDefinition.of(type))).entity(type).toTable().searchIndexes();
	}

	@Test
	void isMadeOfTheSearchableProperties() {
		assertThat(indexes(Article.class)).containsExactly(new SearchIndex("search_article",
				List.of(new SearchColumn("title", 4), new SearchColumn("body", 1)), SearchMatch.WORDS, ""));
		assertThat(indexes(Note.class)).containsExactly(
				new SearchIndex("find_notes", List.of(new SearchColumn("text", 1)), SearchMatch.PARTS, "english"));
		assertThat(indexes(Plain.class)).isEmpty();
	}

	@Test
	void needsSomethingToSearchIn() {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> indexes(Nothing.class))
			.withMessageContaining("nothing to search in");
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> indexes(Heavy.class))
			.withMessageContaining("Use a weight from 1 to 10");
	}

	@SearchIndexed
	record Article(@Id long id, @Searchable(weight = 4) String title, @Searchable String body, String author) {
	}

	@SearchIndexed(value = SearchIndexed.Match.PARTS, language = "english", name = "find_notes")
	record Note(@Id long id, @Searchable String text) {
	}

	record Plain(@Id long id, @Searchable String text) {
	}

	@SearchIndexed
	record Nothing(@Id long id, String text) {
	}

	@SearchIndexed
	record Heavy(@Id long id, @Searchable(weight = 11) String text) {
	}

}
