package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.masterrecord.diff.AmbiguousRenameException.Candidate;
import io.masterrecord.diff.RenameHints.ColumnName;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameSequence;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * The part of a difference that is renames, and the schema after it, in which everything
 * that stays has the name it has in the end.
 *
 * @param operations the renames, tables first
 * @param renamed the schema after them
 * @param remarks hints that were expected to apply and did not
 */
record Renames(List<SchemaOperation> operations, Schema renamed, List<String> remarks) {

	static Renames between(Schema from, Schema to, RenameHints hints) {
		List<Candidate> candidates = new ArrayList<>();
		List<SchemaOperation> operations = new ArrayList<>();
		List<String> remarks = new ArrayList<>();
		RenameMatching tables = RenameMatching.of(from.tables().keySet(), to.tables().keySet(),
				(table) -> hints.tables().getOrDefault(table, List.of()));
		tables.renames().forEach((former, present) -> operations.add(new RenameTable(former, present)));
		if (!from.tables().isEmpty()) {
			tables.unheard()
				.forEach(
						(table) -> remarks.add(unheard("table", table, hints.tables().getOrDefault(table, List.of()))));
		}
		RenameMatching sequences = RenameMatching.of(from.sequences().keySet(), to.sequences().keySet(),
				(sequence) -> hints.tables().getOrDefault(sequence, List.of()));
		sequences.renames().forEach((former, present) -> operations.add(new RenameSequence(former, present)));
		candidates.addAll(likeTables(tables, from, to, hints));
		Schema renamed = SchemaFold.apply(from, operations);
		for (Table after : to.tables().values()) {
			if (!tables.added().contains(after.name())) {
				Table before = renamed.table(after.name()).orElseThrow();
				RenameMatching columns = RenameMatching.of(names(before), names(after),
						(column) -> hints.columns().getOrDefault(new ColumnName(after.name(), column), List.of()));
				columns.renames()
					.forEach((former, present) -> operations.add(new RenameColumn(after.name(), former, present)));
				columns.unheard()
					.forEach((column) -> remarks.add(unheard("column", after.name() + "." + column,
							hints.columns().getOrDefault(new ColumnName(after.name(), column), List.of()))));
				candidates.addAll(likeColumns(columns, before, after, hints));
			}
		}
		if (!candidates.isEmpty() && !hints.nothingRenamed()) {
			throw new AmbiguousRenameException(candidates);
		}
		return new Renames(operations, SchemaFold.apply(from, operations), remarks);
	}

	private static List<Candidate> likeTables(RenameMatching matching, Schema from, Schema to, RenameHints hints) {
		List<Candidate> candidates = new ArrayList<>();
		for (String gone : matching.gone()) {
			Map<String, ColumnType> columns = types(from, gone);
			List<String> alike = matching.added()
				.stream()
				.filter((added) -> types(to, added).equals(columns) && !hints.isNew(added, null))
				.toList();
			if (!alike.isEmpty()) {
				candidates.add(new Candidate("", gone, "", alike));
			}
		}
		return candidates;
	}

	private static List<Candidate> likeColumns(RenameMatching matching, Table before, Table after, RenameHints hints) {
		List<Candidate> candidates = new ArrayList<>();
		for (String gone : matching.gone()) {
			Column column = before.column(gone).orElseThrow();
			List<String> alike = matching.added()
				.stream()
				.filter((added) -> after.column(added).orElseThrow().type().name() == column.type().name()
						&& !hints.isNew(after.name(), added))
				.sorted()
				.toList();
			if (!alike.isEmpty()) {
				candidates.add(new Candidate(after.name(), gone, column.type().toString(), alike));
			}
		}
		return candidates;
	}

	private static Map<String, ColumnType> types(Schema schema, String table) {
		return schema.table(table)
			.orElseThrow()
			.columns()
			.stream()
			.collect(Collectors.toMap(Column::name, Column::type, (first, second) -> first, TreeMap::new));
	}

	private static List<String> names(Table table) {
		return table.columns().stream().map(Column::name).toList();
	}

	private static String unheard(String kind, String name, List<String> formerNames) {
		return "The new %s '%s' is said to be renamed from '%s', which there is not: it is created".formatted(kind,
				name, String.join("' or '", formerNames));
	}

}
