package io.masterrecord.generate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.lang.model.SourceVersion;

/**
 * Makes names of Java from those of a database: words of letters and digits, in camel
 * case, each used once.
 */
final class JavaNames {

	/** What no component of a record may be called. */
	private static final Set<String> RESTRICTED = Set.of("clone", "finalize", "getClass", "hashCode", "notify",
			"notifyAll", "toString", "wait");

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Set<String> taken = new HashSet<>();

	/**
	 * Return the name of the class of a table.
	 */
	String type(String table) {
		return this.names.computeIfAbsent(table, (name) -> unused(typeName(name)));
	}

	/**
	 * Return the name of the component of a column.
	 */
	String component(String column) {
		return this.names.computeIfAbsent(column, (name) -> unused(componentName(name)));
	}

	private static String typeName(String table) {
		String words = camelCase(table);
		String name = (Character.isJavaIdentifierStart(words.codePointAt(0)) ? "" : "T") + capitalized(words);
		return (isOfJava(name) || !SourceVersion.isName(name)) ? name + "Row" : name;
	}

	private static String componentName(String column) {
		String words = camelCase(column);
		String name = words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
		if (!Character.isJavaIdentifierStart(name.codePointAt(0))) {
			name = "c" + name;
		}
		return (!SourceVersion.isName(name) || RESTRICTED.contains(name)) ? name + "Value" : name;
	}

	/**
	 * Tell whether a class that needs no import is called so.
	 */
	static boolean isOfJava(String name) {
		try {
			Class.forName("java.lang." + name, false, null);
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * A name in capitals is one of words between underscores; any other may be in camel
	 * case already.
	 */
	private static String camelCase(String name) {
		boolean loud = name.equals(name.toUpperCase(Locale.ROOT));
		StringBuilder result = new StringBuilder();
		for (String word : name.split("[^\\p{L}\\p{N}]+")) {
			if (!word.isEmpty()) {
				String quiet = loud ? word.toLowerCase(Locale.ROOT) : word;
				result.append(result.isEmpty() ? quiet : capitalized(quiet));
			}
		}
		return result.isEmpty() ? "unnamed" : result.toString();
	}

	private static String capitalized(String word) {
		return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

	private String unused(String name) {
		String candidate = name;
		for (int number = 2; !this.taken.add(candidate.toLowerCase(Locale.ROOT)); number++) {
			candidate = name + number;
		}
		return candidate;
	}

}
