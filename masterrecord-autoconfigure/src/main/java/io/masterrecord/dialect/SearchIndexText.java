package io.masterrecord.dialect;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;

/**
 * What a search index is made from, as a text of letters, digits and a few marks that is
 * kept beside it in the database, since none of its parts tells all of it.
 */
final class SearchIndexText {

	private static final Pattern FORM = Pattern
		.compile("masterrecord search: (words|parts)(?: in ([a-z_]+))? of ([^;]+);");

	private static final Pattern COLUMN = Pattern.compile("(\\S+?)\\*(\\d+)");

	private SearchIndexText() {
	}

	static String write(SearchIndex index) {
		List<String> columns = index.columns()
			.stream()
			.map((column) -> URLEncoder.encode(column.name(), StandardCharsets.UTF_8).replace("*", "%2A") + "*"
					+ column.weight())
			.toList();
		return "masterrecord search: %s%s of %s;".formatted(index.match().name().toLowerCase(Locale.ROOT),
				index.language().isEmpty() ? "" : " in " + index.language(), String.join(" ", columns));
	}

	static Optional<SearchIndex> read(String name, String told) {
		Matcher form = FORM.matcher(told);
		if (!form.find()) {
			return Optional.empty();
		}
		List<SearchColumn> columns = new ArrayList<>();
		Matcher column = COLUMN.matcher(form.group(3));
		while (column.find()) {
			columns.add(new SearchColumn(URLDecoder.decode(column.group(1), StandardCharsets.UTF_8),
					Integer.parseInt(column.group(2))));
		}
		SearchMatch match = SearchMatch.valueOf(form.group(1).toUpperCase(Locale.ROOT));
		return Optional.of(new SearchIndex(name, columns, match, (form.group(2) != null) ? form.group(2) : ""));
	}

}
