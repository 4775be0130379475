package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.masterrecord.migration.DatabaseTables;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes entities for the tables of a database, so that an application can start with
 * what is there. What an entity cannot say is remarked, never guessed.
 *
 * @since 0.1.0
 */
public final class EntityGenerator {

	private final String packageName;

	private final boolean validation;

	/**
	 * Create a generator.
	 * @param packageName the package of the entities
	 * @param validation whether rules of Jakarta Bean Validation can be used
	 */
	public EntityGenerator(String packageName, boolean validation) {
		this.packageName = packageName;
		this.validation = validation;
	}

	/**
	 * Write the entities of some tables.
	 * @param existing the tables of a database
	 * @param wanted the names of the tables to write entities for; none for all
	 * @return the entities
	 */
	public GeneratedEntities generate(DatabaseTables existing, Collection<String> wanted) {
		List<String> remarks = new ArrayList<>();
		Map<String, Set<String>> unknown = new LinkedHashMap<>();
		existing.unknown().forEach((column) -> {
			if (wanted.isEmpty() || wanted.contains(column.table())) {
				unknown.computeIfAbsent(column.table(), (table) -> new TreeSet<>()).add(column.column());
				remarks.add("column '%s' of '%s' has the type '%s', which no entity has".formatted(column.column(),
						column.table(), column.type()));
			}
		});
		Map<String, Table> usable = new LinkedHashMap<>();
		for (Table table : existing.schema().tables().values()) {
			if (wanted.isEmpty() || wanted.contains(table.name())) {
				String obstacle = obstacle(table, unknown.getOrDefault(table.name(), Set.of()));
				if (obstacle == null) {
					usable.put(table.name(), without(table, unknown.getOrDefault(table.name(), Set.of())));
				}
				else {
					remarks.add("table '%s' %s, and gets no entity".formatted(table.name(), obstacle));
				}
			}
		}
		JavaNames types = new JavaNames();
		usable.keySet().forEach(types::type);
		List<GeneratedEntity> entities = new ArrayList<>();
		for (Table table : usable.values()) {
			EntitySourceWriter writer = new EntitySourceWriter(this.packageName, table, usable, types, this.validation);
			entities.add(new GeneratedEntity(this.packageName, types.type(table.name()), writer.write()));
			remarks.addAll(writer.remarks());
		}
		if (wanted.isEmpty()) {
			remarks.addAll(others(existing.schema(), usable.values()));
		}
		return new GeneratedEntities(entities, remarks);
	}

	private static @Nullable String obstacle(Table table, Set<String> unknown) {
		PrimaryKey key = table.primaryKey();
		if (key == null) {
			return "has no primary key";
		}
		return key.columns().stream().anyMatch(unknown::contains) ? "has a primary key of a type that no entity has"
				: null;
	}

	private static Table without(Table table, Set<String> unknown) {
		return unknown.isEmpty() ? table : table
			.withColumns(table.columns().stream().filter((column) -> !unknown.contains(column.name())).toList())
			.withUniques(table.uniques()
				.stream()
				.filter((unique) -> unique.columns().stream().noneMatch(unknown::contains))
				.toList())
			.withForeignKeys(table.foreignKeys()
				.stream()
				.filter((key) -> key.columns().stream().noneMatch(unknown::contains))
				.toList())
			.withIndexes(
					table.indexes().stream().filter((index) -> unknown.stream().noneMatch(index::mentions)).toList());
	}

	private static List<String> others(Schema schema, Collection<Table> tables) {
		Set<String> used = new TreeSet<>();
		for (Table table : tables) {
			for (Column column : table.columns()) {
				String sequence = EntitySourceWriter.sequence(table, column);
				if (sequence != null) {
					used.add(sequence);
				}
			}
		}
		List<String> remarks = new ArrayList<>();
		schema.sequences()
			.keySet()
			.stream()
			.filter((name) -> !used.contains(name))
			.forEach((name) -> remarks.add("sequence '%s' numbers no id, and is left alone".formatted(name)));
		schema.routines()
			.values()
			.forEach((routine) -> remarks
				.add("%s '%s' is no entity: declare it in a MasterRecordConfigurer, or leave it alone"
					.formatted(routine.kind().name().toLowerCase(Locale.ROOT), routine.name())));
		return remarks;
	}

}
