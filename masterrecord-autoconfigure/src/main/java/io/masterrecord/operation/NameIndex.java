package io.masterrecord.operation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * The names that are taken in a database, without regard to case: of tables on the one
 * hand, of indexes and constraints on the other. It spares a walk through all tables for
 * each new name.
 */
final class NameIndex {

	private final Map<String, String> tables = new HashMap<>();

	private final Map<String, String> constraints = new HashMap<>();

	/**
	 * Return the table that has a name.
	 * @param name the name
	 * @return its exact name, or {@code null} if the name is free
	 */
	@Nullable String table(String name) {
		return this.tables.get(fold(name));
	}

	/**
	 * Return what has a name apart from tables.
	 * @param name the name
	 * @return what it is, in words, or {@code null} if the name is free
	 */
	@Nullable String constraint(String name) {
		return this.constraints.get(fold(name));
	}

	void add(Table table) {
		this.tables.put(fold(table.name()), table.name());
		each(table, (name, kind) -> this.constraints.put(fold(name), kind + " of table '" + table.name() + "'"));
	}

	void remove(Table table) {
		this.tables.remove(fold(table.name()));
		each(table, (name, kind) -> this.constraints.remove(fold(name)));
	}

	/**
	 * Take a name for something that shares its names with tables: a sequence, view,
	 * function or trigger.
	 */
	void addRelation(String name) {
		this.tables.put(fold(name), name);
	}

	void removeRelation(String name) {
		this.tables.remove(fold(name));
	}

	static String fold(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private static void each(Table table, BiConsumer<String, String> consumer) {
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			consumer.accept(primaryKey.name(), "the primary key");
		}
		for (UniqueConstraint unique : table.uniques()) {
			consumer.accept(unique.name(), "a unique constraint");
		}
		for (ForeignKey key : table.foreignKeys()) {
			consumer.accept(key.name(), "a foreign key");
		}
		for (Check check : table.checks()) {
			consumer.accept(check.name(), "a check constraint");
		}
		for (Index index : table.indexes()) {
			consumer.accept(index.name(), "an index");
		}
		for (SearchIndex index : table.searchIndexes()) {
			consumer.accept(index.name(), "a search index");
		}
	}

}
