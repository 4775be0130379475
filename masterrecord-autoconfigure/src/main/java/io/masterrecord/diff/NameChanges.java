package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * The part of a difference in which an index or a constraint is what it was under another
 * name, such as one that was derived from a table that is called otherwise now. It is
 * renamed instead of built anew. An index that exists in some environments only is left
 * to be replaced, since where it is missing there is nothing to rename.
 *
 * @param operations the renames
 * @param renamed the schema after them
 */
record NameChanges(List<SchemaOperation> operations, Schema renamed) {

	static NameChanges between(Schema from, Schema to) {
		Set<String> taken = new HashSet<>();
		from.tables().values().forEach((table) -> taken.addAll(names(table)));
		from.tables().keySet().forEach((name) -> taken.add(fold(name)));
		List<SchemaOperation> operations = new ArrayList<>();
		for (Table after : to.tables().values()) {
			from.table(after.name()).ifPresent((before) -> operations.addAll(between(before, after, taken)));
		}
		return new NameChanges(operations, SchemaFold.apply(from, operations));
	}

	private static List<SchemaOperation> between(Table before, Table after, Set<String> taken) {
		String table = after.name();
		List<SchemaOperation> operations = new ArrayList<>();
		pair(before.indexes().stream().filter((index) -> index.environments().isEverywhere()).toList(), after.indexes(),
				Index::name, (old, present) -> Likeness.ofIndexes(old.named(present.name()), present), taken)
			.forEach((pair) -> operations.add(new RenameIndex(table, pair.former(), pair.present())));
		pair(before.uniques(), after.uniques(), UniqueConstraint::name,
				(old, present) -> old.columns().equals(present.columns()), taken)
			.forEach((pair) -> operations.add(new RenameConstraint(table, pair.former(), pair.present())));
		pair(before.foreignKeys(), after.foreignKeys(), ForeignKey::name,
				(old, present) -> old.named(present.name()).equals(present), taken)
			.forEach((pair) -> operations.add(new RenameConstraint(table, pair.former(), pair.present())));
		pair(before.checks(), after.checks(), Check::name,
				(old, present) -> Likeness.ofChecks(old.named(present.name()), present), taken)
			.forEach((pair) -> operations.add(new RenameConstraint(table, pair.former(), pair.present())));
		return operations;
	}

	private static <T> List<Pair> pair(List<T> before, List<T> after, Function<T, String> name,
			BiPredicate<T, T> sameButForTheName, Set<String> taken) {
		Set<String> kept = new HashSet<>();
		after.forEach((present) -> kept.add(name.apply(present)));
		Set<String> existing = new HashSet<>();
		before.forEach((old) -> existing.add(name.apply(old)));
		List<Pair> pairs = new ArrayList<>();
		for (T present : after) {
			String newName = name.apply(present);
			if (existing.contains(newName) || taken.contains(fold(newName))) {
				continue;
			}
			for (T old : before) {
				String former = name.apply(old);
				if (existing.contains(former) && !kept.contains(former) && sameButForTheName.test(old, present)) {
					pairs.add(new Pair(former, newName));
					existing.remove(former);
					taken.remove(fold(former));
					taken.add(fold(newName));
					break;
				}
			}
		}
		return pairs;
	}

	private static List<String> names(Table table) {
		List<String> names = new ArrayList<>();
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			names.add(fold(primaryKey.name()));
		}
		table.uniques().forEach((unique) -> names.add(fold(unique.name())));
		table.foreignKeys().forEach((key) -> names.add(fold(key.name())));
		table.checks().forEach((check) -> names.add(fold(check.name())));
		table.indexes().forEach((index) -> names.add(fold(index.name())));
		return names;
	}

	private static String fold(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private record Pair(String former, String present) {
	}

}
