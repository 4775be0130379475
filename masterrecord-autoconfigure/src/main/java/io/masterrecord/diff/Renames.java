package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;
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
import io.masterrecord.schema.TypeName;

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
		requireNoCycle("tables", "", tables);
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
				requireNoCycle("columns", after.name() + ".", columns);
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

	private static void requireNoCycle(String kind, String prefix, RenameMatching matching) {
		if (!matching.cycle().isEmpty()) {
			String names = matching.cycle()
				.stream()
				.map((name) -> "'" + prefix + name + "'")
				.collect(Collectors.joining(", "));
			throw new MasterRecordException(
					"The %s %s are said to be renamed from each other, and whether that has been done already nobody can tell. Take these @RenamedFrom away, and exchange the names in a migration written by hand, over a name that is free"
						.formatted(kind, names));
		}
	}

	private static List<Candidate> likeTables(RenameMatching matching, Schema from, Schema to, RenameHints hints) {
		List<Candidate> candidates = new ArrayList<>();
		for (String gone : matching.gone()) {
			Map<String, ColumnType> columns = types(from, gone);
			List<String> alike = new ArrayList<>();
			Map<String, String> changes = new TreeMap<>();
			for (String added : matching.added()) {
				Map<String, ColumnType> others = types(to, added);
				if (isAlike(columns, others) && !hints.isNew(added, null)) {
					alike.add(added);
					if (!columns.equals(others)) {
						changes.put(added,
								"with %d of its %d columns".formatted(common(columns, others), columns.size()));
					}
				}
			}
			if (!alike.isEmpty()) {
				if (!changes.isEmpty()) {
					alike.forEach((name) -> changes.putIfAbsent(name, "with the same columns"));
				}
				candidates.add(new Candidate("", gone, "", alike, changes));
			}
		}
		return candidates;
	}

	/**
	 * Tell whether a table may be another one that was changed as well: it has the same
	 * columns, or half of all and more than the one that every table has.
	 */
	private static boolean isAlike(Map<String, ColumnType> columns, Map<String, ColumnType> others) {
		long common = common(columns, others);
		return columns.equals(others) || common > 1 && common * 2 >= Math.max(columns.size(), others.size());
	}

	private static long common(Map<String, ColumnType> columns, Map<String, ColumnType> others) {
		return columns.entrySet()
			.stream()
			.filter((column) -> column.getValue().equals(others.get(column.getKey())))
			.count();
	}

	private static List<Candidate> likeColumns(RenameMatching matching, Table before, Table after, RenameHints hints) {
		List<Candidate> candidates = new ArrayList<>();
		for (String gone : matching.gone()) {
			Column column = before.column(gone).orElseThrow();
			List<String> alike = new ArrayList<>();
			Map<String, String> changes = new TreeMap<>();
			for (String added : matching.added().stream().sorted().toList()) {
				TypeName type = after.column(added).orElseThrow().type().name();
				if (kind(type) == kind(column.type().name()) && !hints.isNew(after.name(), added)) {
					alike.add(added);
					if (type != column.type().name()) {
						changes.put(added, "of type " + after.column(added).orElseThrow().type());
					}
				}
			}
			if (!alike.isEmpty()) {
				candidates.add(new Candidate(after.name(), gone, column.type().toString(), alike, changes));
			}
		}
		return candidates;
	}

	/**
	 * Return one of the types whose values are as good as those of a type: a column may
	 * have been given such a one together with its new name.
	 */
	private static TypeName kind(TypeName type) {
		return switch (type) {
			case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> TypeName.DECIMAL;
			case VARCHAR, TEXT -> TypeName.TEXT;
			case DATE, DATETIME, TIMESTAMP -> TypeName.TIMESTAMP;
			default -> type;
		};
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
