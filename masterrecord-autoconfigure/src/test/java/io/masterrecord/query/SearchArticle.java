package io.masterrecord.query;

import java.util.List;

import io.masterrecord.annotation.SearchIndexed;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Articles with a search index of words over title and body.
 */
@Table(name = "article")
@SearchIndexed
record SearchArticle(@Id long id, @Searchable(weight = 4) String title, @Searchable @Nullable String body,
		String code) {

	static final List<SearchArticle> ALL = List.of(article(1, "The old pump", "a pump for the mill", "A-1"),
			article(2, "A valve", "fits the old pump", "A-2"), article(3, "Résumé of PN-001", null, "B-3"),
			article(4, "Mill wheel", "old wood", "B-4"), article(5, "Pumpkin", "orange & <b>thick</b>", "C-5"));

	private static SearchArticle article(long id, String title, @Nullable String body, String code) {
		return new SearchArticle(id, title, body, code);
	}

}
