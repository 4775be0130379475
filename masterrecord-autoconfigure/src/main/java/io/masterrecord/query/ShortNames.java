package io.masterrecord.query;

import java.util.Collection;
import java.util.Locale;

import io.masterrecord.model.Model;

/**
 * The names of sources inside of a statement: {@code t1}, {@code t2} … for those that are
 * read from, {@code w1}, {@code w2} … for common tables. No table has one of them, since
 * it would be hidden.
 *
 * @param ofSources what stands before the number of a source
 * @param ofCommon what stands before the number of a common table
 */
record ShortNames(String ofSources, String ofCommon) {

	static ShortNames of(Model model) {
		Collection<String> tables = model.toSchema()
			.tables()
			.keySet()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
		return new ShortNames(free("t", tables), free("w", tables));
	}

	private static String free(String prefix, Collection<String> tables) {
		return tables.stream().anyMatch((table) -> table.matches(prefix + "\\d+")) ? free(prefix + "_", tables)
				: prefix;
	}

	String source(int number) {
		return this.ofSources + number;
	}

	String common(int number) {
		return this.ofCommon + number;
	}

}
