package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;

/**
 * What a person has written into a migration, as far as it can be told: the lines that a
 * migration of the same changes would not have if it were generated. A value that was
 * changed into another one is among them only as long as entities and seeds are those
 * that the migration leads to.
 *
 * @since 0.1.0
 */
public final class HandEdits {

	private HandEdits() {
	}

	/**
	 * Find the lines of the last migration that would not be generated. How lines are
	 * broken and indented, what precedes the package, and imports do not count.
	 * @param chain the migrations
	 * @param migration what the last of them says
	 * @param packageName the package of its class
	 * @param source its source
	 * @return the lines, without the blanks around them
	 */
	public static List<String> in(MigrationChain chain, MigrationDefinition migration, String packageName,
			String source) {
		SchemaFold before = SchemaFold.from(chain.schemaAt(""));
		chain.migrations()
			.stream()
			.filter((each) -> !each.id().equals(migration.id()))
			.forEach((each) -> each.up().forEach(before::then));
		return in(before.schema(), migration, packageName, source);
	}

	/**
	 * Find the lines of the last migration that differ from those which are generated for
	 * the entities and seeds of now.
	 * @param source its source
	 * @param again what is generated now in its place
	 * @return the lines that are not generated, and those that are and are missing
	 */
	public static List<String> between(String source, String again) {
		List<String> expected = body(again);
		List<String> actual = body(source);
		if (squeezed(String.join("", actual)).equals(squeezed(String.join("", expected)))) {
			return List.of();
		}
		List<String> edits = new ArrayList<>(unknown(actual, expected));
		unknown(expected, actual).forEach((line) -> edits.add("(left out) " + line));
		return edits;
	}

	/** The id and the parents are those of another moment. */
	private static List<String> body(String source) {
		return lines(source).stream().filter((line) -> !line.startsWith("@MigrationInfo")).toList();
	}

	private static List<String> unknown(List<String> lines, List<String> known) {
		Set<String> squeezed = known.stream().map(HandEdits::squeezed).collect(Collectors.toSet());
		return lines.stream().filter((line) -> !squeezed.contains(squeezed(line))).toList();
	}

	static List<String> in(Schema before, MigrationDefinition migration, String packageName, String source) {
		MigrationPlan plan = new MigrationPlan(packageName, migration.name(), migration.id(), migration.parents(),
				migration.replaces(), migration.accepted().get("data-loss"), generated(migration.up()),
				generated(migration.down()), migration.irreversible().orElse(null));
		List<String> expected = lines(new MigrationSourceWriter(before).write(plan));
		List<String> actual = lines(source);
		if (squeezed(String.join("", actual)).equals(squeezed(String.join("", expected)))) {
			return List.of();
		}
		return unknown(actual, expected);
	}

	/**
	 * Put the effects of what is always written by hand in its place.
	 */
	private static List<SchemaOperation> generated(List<SchemaOperation> operations) {
		return operations.stream().flatMap(HandEdits::generated).toList();
	}

	private static Stream<SchemaOperation> generated(SchemaOperation operation) {
		if (operation instanceof RunSql sql) {
			return sql.declares().stream();
		}
		return (operation instanceof RunCode code) ? code.declares().stream() : Stream.of(operation);
	}

	private static List<String> lines(String source) {
		List<String> lines = new ArrayList<>(Arrays.stream(source.split("\n")).map(String::strip).toList());
		while (!lines.isEmpty() && !lines.get(0).startsWith("package ")) {
			lines.remove(0);
		}
		lines.removeIf((line) -> line.isEmpty() || line.startsWith("import "));
		return lines;
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s", "");
	}

}
