package io.masterrecord.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Names what is not the same in two schemas. The order of columns and constraints makes
 * no difference, nor does what declared rows say: only which there are.
 *
 * @since 0.1.0
 */
public final class SchemaDifference {

	private SchemaDifference() {
	}

	/**
	 * Compare two schemas.
	 * @param one one of them
	 * @param other the other one
	 * @return what is not the same, such as {@code column 'code' of table 'plan'};
	 * nothing if they are the same
	 */
	public static List<String> between(Schema one, Schema other) {
		List<String> differences = new ArrayList<>();
		Set<String> tables = new TreeSet<>(one.tables().keySet());
		tables.addAll(other.tables().keySet());
		for (String name : tables) {
			Map<String, Object> left = one.table(name).map(SchemaDifference::parts).orElse(Map.of());
			Map<String, Object> right = other.table(name).map(SchemaDifference::parts).orElse(Map.of());
			Set<String> parts = new TreeSet<>(left.keySet());
			parts.addAll(right.keySet());
			parts.removeIf((part) -> Objects.equals(left.get(part), right.get(part)));
			if (left.isEmpty() != right.isEmpty()) {
				differences.add("table '%s'".formatted(name));
			}
			else {
				parts.forEach((part) -> differences.add("%s of table '%s'".formatted(part, name)));
			}
		}
		differences.addAll(names("sequence", one.sequences(), other.sequences()));
		differences.addAll(names("routine", one.routines(), other.routines()));
		if (!one.seeds().keySet().equals(other.seeds().keySet())) {
			Set<SeedKey> seeds = new TreeSet<>(one.seeds().keySet());
			seeds.addAll(other.seeds().keySet());
			seeds.removeIf((key) -> one.seeds().containsKey(key) && other.seeds().containsKey(key));
			differences.add("%d declared rows".formatted(seeds.size()));
		}
		return differences;
	}

	private static List<String> names(String what, Map<String, ?> one, Map<String, ?> other) {
		Set<String> names = new TreeSet<>(one.keySet());
		names.addAll(other.keySet());
		return names.stream()
			.filter((name) -> !Objects.equals(one.get(name), other.get(name)))
			.map((name) -> "%s '%s'".formatted(what, name))
			.toList();
	}

	private static Map<String, Object> parts(Table table) {
		Map<String, Object> parts = new HashMap<>();
		put(table.columns(), Column::name, "column", parts);
		parts.put("the primary key", String.valueOf(table.primaryKey()));
		parts.put("the comment", String.valueOf(table.comment()));
		put(table.uniques(), UniqueConstraint::name, "unique constraint", parts);
		put(table.foreignKeys(), ForeignKey::name, "foreign key", parts);
		put(table.indexes(), Index::name, "index", parts);
		put(table.searchIndexes(), SearchIndex::name, "search index", parts);
		put(table.checks(), Check::name, "check", parts);
		return parts;
	}

	private static <T> void put(List<T> elements, Function<T, String> name, String what, Map<String, Object> parts) {
		elements.forEach((element) -> parts.put("%s '%s'".formatted(what, name.apply(element)), element));
	}

}
