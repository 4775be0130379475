package io.masterrecord.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.masterrecord.annotation.SearchIndexed;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Reads the search index of one entity.
 */
final class SearchIndexReader {

	private static final int MOST_WEIGHTS = 4;

	private final ReadEntity entity;

	private final Problems problems;

	private final MergedAnnotation<SearchIndexed> stated;

	SearchIndexReader(ReadEntity entity, Problems problems) {
		this.entity = entity;
		this.problems = problems;
		this.stated = MergedAnnotations.from(entity.type()).get(SearchIndexed.class);
	}

	/**
	 * Return the name that was chosen for the index, empty if there is none.
	 */
	String statedName() {
		return this.stated.isPresent() ? this.stated.getString("name") : "";
	}

	/**
	 * Read the index.
	 * @param derivedName makes a name where none was chosen
	 * @return the index, if there is one
	 */
	List<SearchIndex> read(Supplier<String> derivedName) {
		if (!this.stated.isPresent()) {
			return List.of();
		}
		List<SearchColumn> columns = new ArrayList<>();
		for (PropertyModel property : this.entity.properties()) {
			if (property.isSearchable()) {
				columns.add(new SearchColumn(property.column(), property.searchWeight()));
			}
		}
		if (columns.isEmpty()) {
			wrong("has a search index, but nothing to search in",
					"Mark text properties with '@Searchable', or remove '@SearchIndexed'.");
		}
		if (columns.stream().map(SearchColumn::weight).distinct().count() > MOST_WEIGHTS) {
			wrong("has a search index of more than four different weights",
					"Give some '@Searchable' properties the same weight.");
		}
		String language = this.stated.getString("language");
		if (!language.matches("[a-z_]{0,40}")) {
			wrong("has a search index in '%s', which is no name of a language".formatted(language),
					"Write it like 'english'.");
		}
		SearchIndexed.Match match = this.stated.getEnum("value", SearchIndexed.Match.class);
		String name = statedName().isEmpty() ? derivedName.get() : statedName();
		return List.of(new SearchIndex(name, columns, SearchMatch.valueOf(match.name()), language));
	}

	private void wrong(String problem, String remedy) {
		this.problems.add(this.entity.type(), null, problem, remedy);
	}

}
