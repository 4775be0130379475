package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;

/**
 * A migration that was generated and is not written yet.
 *
 * @param id the id
 * @param className the simple name of the class
 * @param packageName the package of the class
 * @param replaces the ids of the migrations that it stands for
 * @param source the Java source, with {@code \n} at the end of each line
 * @param up what it does, in order
 * @param down what undoes it, in order
 * @param files the files beside it that hold its rows
 * @param remarks what a person should know before running it
 * @since 0.1.0
 */
public record GeneratedMigration(String id, String className, String packageName, List<String> replaces, String source,
		List<SchemaOperation> up, List<SchemaOperation> down, List<GeneratedFile> files, List<String> remarks) {

	public GeneratedMigration {
		replaces = List.copyOf(replaces);
		up = List.copyOf(up);
		down = List.copyOf(down);
		files = List.copyOf(files);
		remarks = List.copyOf(remarks);
	}

}
