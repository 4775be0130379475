package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.masterrecord.migration.DatabaseTables;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

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
		EntityTables declared = new EntityTables(existing, wanted);
		Map<String, Table> usable = declared.tables();
		List<String> remarks = new ArrayList<>(declared.remarks());
		JavaNames types = new JavaNames();
		usable.keySet().forEach(types::type);
		List<GeneratedEntity> entities = new ArrayList<>();
		for (Table table : usable.values()) {
			EntitySourceWriter writer = new EntitySourceWriter(this.packageName, table, existing.schema().sequences(),
					usable, types, this.validation);
			entities.add(new GeneratedEntity(this.packageName, types.type(table.name()), writer.write()));
			remarks.addAll(writer.remarks());
		}
		if (wanted.isEmpty()) {
			remarks.addAll(others(existing.schema(), usable.values()));
		}
		return new GeneratedEntities(entities, remarks);
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
