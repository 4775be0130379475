package io.masterrecord.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All names of a schema: tables, constraints and indexes share one name space, as they do
 * in PostgreSQL, and case does not tell names apart, as in the other databases.
 */
final class NameRegistry {

	private final Map<String, String> ownerByName = new HashMap<>();

	/**
	 * Take a name that the application chose.
	 * @return who has it already, if somebody else has
	 */
	Optional<String> take(String name, String owner) {
		String before = this.ownerByName.putIfAbsent(fold(name), owner);
		return Optional.ofNullable(before);
	}

	/**
	 * Take the derived name of a constraint or index. Where it is taken already, the name
	 * ends with a hash of what it stands for.
	 * @param prefix the kind: {@code pk}, {@code uq}, {@code fk} or {@code idx}
	 * @return a name that nobody else has
	 */
	String derive(String prefix, String table, List<String> columns) {
		String plain = fold(prefix + "_" + table + (columns.isEmpty() ? "" : "_" + String.join("_", columns)));
		String meaning = prefix + " " + table + "(" + String.join(",", columns) + ")";
		String name = Names.fit(plain);
		while (this.ownerByName.putIfAbsent(fold(name), meaning) != null) {
			name = Names.withHash(plain, meaning);
			meaning += "'";
		}
		return name;
	}

	private static String fold(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
