package io.masterrecord.migration;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * The schema as it is in this database: that of the migrations without the indexes whose
 * environments are not active here.
 */
final class LocalSchema {

	private Schema declared;

	private final Set<String> absentIndexes = new LinkedHashSet<>();

	/**
	 * Create the schema as of a migration.
	 * @param declared what the migrations say
	 * @param history the rows of all that is applied, in order of their position
	 * @param active the environments that are active, for what the history does not tell
	 */
	LocalSchema(Schema declared, List<HistoryRow> history, Collection<String> active) {
		this.declared = declared;
		for (Table table : declared.tables().values()) {
			for (Index index : table.indexes()) {
				if (!index.environments().isEverywhere() && !exists(index, history, active)) {
					this.absentIndexes.add(index.name());
				}
			}
		}
	}

	private static boolean exists(Index index, List<HistoryRow> history, Collection<String> active) {
		boolean exists = index.environments().match(active);
		for (HistoryRow row : history) {
			exists = row.conditions()
				.applied(ConditionalOutcome.index(index.name()), index.environments())
				.orElse(exists);
		}
		return exists;
	}

	/**
	 * Return what is there.
	 */
	Schema present() {
		Schema present = this.declared;
		if (this.absentIndexes.isEmpty()) {
			return present;
		}
		for (Table table : this.declared.tables().values()) {
			List<Index> indexes = table.indexes().stream().filter((index) -> !isAbsent(index.name())).toList();
			if (indexes.size() < table.indexes().size()) {
				present = present.with(table.withIndexes(indexes));
			}
		}
		return present;
	}

	boolean isAbsent(String index) {
		return this.absentIndexes.contains(index);
	}

	/**
	 * Go on to the schema after an operation.
	 */
	void apply(SchemaOperation operation, StepOutcome outcome) {
		this.declared = SchemaFold.apply(this.declared, operation);
		if (operation instanceof RenameIndex rename && this.absentIndexes.remove(rename.name())) {
			this.absentIndexes.add(rename.newName());
		}
		if (operation instanceof CreateIndex create) {
			if (outcome.isSkipped()) {
				this.absentIndexes.add(create.index().name());
			}
			else {
				this.absentIndexes.remove(create.index().name());
			}
		}
	}

}
