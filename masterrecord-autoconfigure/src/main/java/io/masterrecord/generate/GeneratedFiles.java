package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowFile;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.schema.StoredRows;
import io.masterrecord.seed.SeedPlan;

/**
 * Gives the files of rows their names beside a migration.
 */
final class GeneratedFiles {

	private final String className;

	private final SeedPlan seeds;

	private final List<GeneratedFile> files = new ArrayList<>();

	GeneratedFiles(String className, SeedPlan seeds) {
		this.className = className;
		this.seeds = seeds;
	}

	List<SchemaOperation> place(List<SchemaOperation> operations) {
		return operations.stream()
			.map((operation) -> (operation instanceof LoadRows load) ? place(load) : operation)
			.toList();
	}

	static String name(String className, int number, String table) {
		return "%s-%d-%s.rows".formatted(className, number, table.replaceAll("[^A-Za-z0-9_]", "_"));
	}

	List<GeneratedFile> files() {
		return this.files;
	}

	private SchemaOperation place(LoadRows load) {
		StoredRows stored = this.seeds.sets()
			.stream()
			.filter((set) -> set.table().equals(load.table()))
			.map(SeedSet::stored)
			.filter((candidate) -> candidate != null && candidate.name().equals(load.set()))
			.findFirst()
			.orElseThrow();
		String name = name(this.className, this.files.size() + 1, load.table());
		RowFile file = new RowFile(name, load.file().sha256(), load.file().rows(), load.file().content());
		RowFileDraft draft = new RowFileDraft(stored.rows(), file);
		this.files.add(new GeneratedFile(name, draft::writeTo));
		return new LoadRows(load.table(), load.set(), load.key(), load.policy(), load.updating(), load.environments(),
				file);
	}

}
